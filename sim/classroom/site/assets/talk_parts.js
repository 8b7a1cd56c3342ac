// Talk: words that can be tapped, the practice paragraph, packages, threads and rooms.
import { Bubble, Sign } from "./drawn.js";
import { letter, lettered, rungWord, several } from "./phone_words.js";
import { Answers } from "./reading_parts.js";
import { Sheet } from "./sheet.js";
import { Reasons } from "./solo_parts.js";
import { counted, t } from "./words.js";

// The notes of the glossary, once on a page; words open them.
export const Glossary = {
  props: { terms: Array },
  template: `<div v-for="t in terms" :key="t.key" popover :id="'word-' + t.key" class="sheet"><strong>{{ t.title }}:</strong><p v-for="line in t.means" :key="line">{{ line }}</p></div>`,
};

export const Words = {
  props: { terms: Array },
  template: `<p class="row"><button v-for="t in terms" :key="t.key" type="button" class="plain" :popovertarget="'word-' + t.key">{{ t.title }}</button></p>`,
};

// A letter of an alphabet. A word ends where its letters end; Chinese writes words without spaces.
const LETTER = "(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}])";

// A sentence in which the words of the glossary can be tapped, each once.
export const Said = {
  props: { text: String, terms: Array },
  computed: {
    parts() {
      const forms = Object.fromEntries((this.terms ?? []).flatMap((t) => t.forms.flatMap((several) => several.split(", ").map((form) => [form.toLowerCase(), t.key]))));
      const known = Object.keys(forms).sort((one, other) => other.length - one.length);
      if (!known.length) return [{ text: this.text }];
      const seen = new Set();
      return this.text.split(new RegExp(`(?<!${LETTER})(${known.join("|")})(?!${LETTER})`, "iu")).map((text, n) => {
        const key = n % 2 ? forms[text.toLowerCase()] : undefined;
        if (key === undefined || seen.has(key)) return { text };
        seen.add(key);
        return { text, key };
      });
    },
  },
  template: `<template v-for="(p, n) in parts" :key="n"><button v-if="p.key" type="button" class="term" :popovertarget="'word-' + p.key">{{ p.text }}</button><template v-else>{{ p.text }}</template></template>`,
};

// The paragraph about lunch; nothing of it counts.
export const Practice = {
  components: { Answers, Bubble },
  props: { practice: Object, tried: Array, seated: Boolean, names: Object },
  emits: ["tried"],
  methods: {
    rungWord,
    wanted(rung) {
      const seats = Object.keys(this.practice.proposals).filter((s) => this.practice.proposals[s] === rung);
      return several(seats.map((s) => this.names[s] ?? s));
    },
  },
  template: `
    <section class="card" :aria-label="t('Practice')" data-testid="practice"><h2>{{ t("Practice: {title}", { title: practice.title }) }}</h2>
      <p :class="['wording', 'large', { brk: practice.said.brackets }]">{{ practice.ladder[practice.rung] }}</p>
      <p class="small">{{ t("Support {supports}, accept {accepts}, bracket {brackets}.", practice.said) }}</p>
      <fieldset v-if="seated"><legend>{{ t("What do you say to this text?") }}</legend><Answers name="practice" :answer="tried?.[0]" @answer="$emit('tried', { stance: $event, rung: tried?.[1] ?? null })" /></fieldset>
      <ul class="tries"><li v-for="([rung, text], k) in Object.entries(practice.ladder)" :key="rung"><Bubble :rung="rung" :letter="'ABC'[k]" :word="rungWord(rung)" /> <span class="wording">{{ text }}</span>
        <span v-if="wanted(rung)" class="small faint">{{ t("Proposed by {names}", { names: wanted(rung) }) }}</span>
        <button v-if="seated && rung !== practice.rung && tried?.[1] !== rung" type="button" @click="$emit('tried', { stance: tried?.[0] ?? 'brackets', rung })">{{ t("Propose {words}", { words: 'ABC'[k] + " " + rungWord(rung) }) }}</button></li></ul></section>`,
};

export const Packages = {
  components: { Bubble, Reasons, Sign },
  // now: the words of each paragraph in the draft, by issue
  props: { packages: Array, ladders: Object, names: Object, seat: String, open: Boolean, now: Object, counter: Boolean },
  emits: ["act", "change"],
  methods: {
    counted,
    rungWord,
    side(words) {
      return Object.entries(words).map(([issue, rung]) => ({ issue, rung, title: this.ladders[issue].titled, letter: letter(this.ladders[issue].ladder, rung), was: this.now && (this.now[issue] === rung ? t("as it is now") : t("now {words}", { words: lettered(this.ladders[issue].ladder, this.now[issue]) })) }));
    },
    list(seats) {
      return several(seats.map((s) => this.names[s] ?? s), 6);
    },
    name(seat) {
      return this.names[seat] ?? seat;
    },
    live(p) {
      return p.state === "open" || p.state === "agreed";
    },
    title(p) {
      const name = this.name(p.sender);
      return p.mine === "sender" ? t("Package {number}: yours", { number: p.number }) : t("Package {number}: {name}", { number: p.number, name });
    },
    state(state) {
      return { open: t("open"), agreed: t("agreed"), declined: t("declined"), withdrawn: t("withdrawn"), expired: t("expired"), "carried out": t("carried out") }[state] ?? state;
    },
    takes(p) {
      return p.mine === "sender" ? t("You take") : t("{name} takes", { name: this.name(p.sender) });
    },
    asks(p) {
      if (p.everybody) return t("The others take");
      return p.mine === "asked" ? t("You take") : t("They take");
    },
  },
  template: `
    <ul class="drafts" v-if="packages.length" data-testid="packages"><li v-for="p in [...packages].reverse()" :key="p.number" :class="['pack', { pressing: p.pressing && live(p) }]">
      <div class="head"><h3>{{ title(p) }}</h3><span class="tag">{{ state(p.state) }}</span></div>
      <div class="swap"><div><span class="faint">{{ takes(p) }}</span><template v-for="w in side(p.takes)" :key="w.issue"><b>{{ w.title }}</b><Bubble :rung="w.rung" :letter="w.letter" :word="rungWord(w.rung)" /><br><span v-if="w.was" class="small faint">{{ w.was }}</span></template></div><Sign name="swap" />
        <div><span class="faint">{{ asks(p) }}</span><template v-for="w in side(p.asks)" :key="w.issue"><b>{{ w.title }}</b><Bubble :rung="w.rung" :letter="w.letter" :word="rungWord(w.rung)" /><br><span v-if="w.was" class="small faint">{{ w.was }}</span></template></div></div>
      <p class="small" v-if="p.verdict"><Sign name="capital" /> <strong>{{ p.verdict }}</strong></p>
      <p v-if="p.pressing && live(p)" class="call small"><b>{{ t("{n} of {all} co-sponsor it: the chair must answer.", { n: p.sponsors.length, all: Object.keys(names).length }) }}</b></p>
      <p v-else-if="open && live(p) && p.everybody && p.sponsors.length" class="small">{{ counted(p.needed - p.sponsors.length, "{n} more co-sponsor, and the chair must answer.", "{n} more co-sponsors, and the chair must answer.") }}</p>
      <p v-if="p.answer" class="answer"><b>{{ t("The chair answers:") }}</b> <span class="wording" dir="auto">{{ p.answer }}</span></p>
      <p class="small faint"><template v-if="p.sponsors.length">{{ t("Co-sponsored by {names}.", { names: list(p.sponsors) }) }}</template> <template v-if="p.accepted.length">{{ t("Accepted by {names}.", { names: list(p.accepted) }) }}</template> <template v-if="p.declined.length">{{ t("Declined by {names}.", { names: list(p.declined) }) }}</template> <template v-if="p.asked.length">{{ t("Waiting for {names}.", { names: list(p.asked) }) }}</template></p>
      <Reasons :pack="p" :names="names" :ladders="ladders" />
      <p class="row" v-if="open && live(p)"><template v-if="p.mine === 'asked'"><button data-once type="button" class="main" @click="$emit('act', 'accept-package', p.number)">{{ t("Accept") }}</button><button data-once type="button" @click="$emit('act', 'decline-package', p.number)">{{ t("No, thank you") }}</button><button v-if="counter" type="button" @click="$emit('change', p)">{{ t("Change it") }}</button></template>
        <button data-once v-if="seat && (p.mine === '' || (p.everybody && p.mine === 'asked'))" type="button" @click="$emit('act', 'co-sponsor', p.number)">{{ t("Co-sponsor") }}</button>
        <button data-once v-if="p.state === 'open' && (p.mine === 'sender' || p.mine === 'sponsor')" type="button" class="plain" @click="$emit('act', 'withdraw-package', p.number)">{{ p.mine === "sponsor" ? t("Withdraw my name") : t("Withdraw") }}</button></p></li></ul>`,
};

// One side of a new package: a paragraph, and the words that it shall have.
const Half = {
  components: { Bubble },
  props: { name: String, title: String, hint: String, issue: String, rung: String, groups: Array, ladders: Object, worth: Object, now: Object },
  emits: ["update:issue", "update:rung"],
  computed: {
    steps() {
      return this.issue ? this.ladders[this.issue].ladder.map((f) => ({ ...f, letter: letter(this.ladders[this.issue].ladder, f.rung) })) : [];
    },
    means() {
      return this.worth?.[this.issue]?.formulations.find((f) => f.rung === this.rung);
    },
  },
  methods: {
    rungWord,
    // Of two wordings, only the one that is not on the table is worth a trade.
    choose(issue) {
      const others = this.ladders[issue].ladder.filter((f) => f.rung !== this.now[issue]);
      this.$emit("update:issue", issue);
      this.$emit("update:rung", others.length === 1 ? others[0].rung : "");
    },
  },
  template: `
    <div class="card"><div class="field"><label :for="'pack-' + name">{{ title }} <span class="small faint light">{{ hint }}</span></label><select :id="'pack-' + name" :value="issue" required @change="choose($event.target.value)"><option value="" disabled>{{ t("Choose a paragraph") }}</option>
        <optgroup v-for="[label, some] in groups" :key="label" :label="label"><option v-for="p in some" :key="p.issue" :value="p.issue">{{ ladders[p.issue].titled }}</option></optgroup></select></div>
      <fieldset v-if="issue"><legend class="small">{{ t("in the words") }}</legend><div class="segments"><label v-for="f in steps" :key="f.rung"><input type="radio" :name="'words-' + name" :value="f.rung" :checked="rung === f.rung" required @change="$emit('update:rung', f.rung)" /><Bubble :rung="f.rung" :letter="f.letter" :word="rungWord(f.rung)" /><span v-if="now[issue] === f.rung" class="small">{{ t("now") }}</span></label></div>
        <p v-if="rung" class="wording">{{ steps.find((f) => f.rung === rung)?.text }}</p>
        <p v-if="means" class="small" role="status"><strong>{{ means.red ? t("For you: a red line.") : t("For you: {worth}.", { worth: means.worth }) }}</strong></p></fieldset></div>`,
};

export const NewPackage = {
  components: { Half, Sign },
  // from: what it starts from: to, takes and asks as [issue, rung]
  props: { groups: Array, ladders: Object, seats: Array, worth: Object, now: Object, from: Object },
  emits: ["offer"],
  data() {
    const [takes, asks] = [this.from?.takes ?? ["", ""], this.from?.asks ?? ["", ""]];
    return { to: this.from?.to ?? "", takes: takes[0], takesRung: takes[1], asks: asks[0], asksRung: asks[1] };
  },
  methods: {
    offer() {
      const done = () => (this.takes = this.asks = this.takesRung = this.asksRung = "");
      this.$emit("offer", { takes: { [this.takes]: this.takesRung }, asks: { [this.asks]: this.asksRung }, to: this.to ? [this.to] : [] }, done);
    },
  },
  template: `
    <form class="new-package" @submit.prevent="offer" :aria-label="t('New package')"><p class="small">{{ t("Both or neither. Nothing counts until the other side says yes.") }}</p>
      <div class="field"><label for="pack-to">{{ t("With whom") }}</label><select id="pack-to" v-model="to"><option value="">{{ t("The whole room") }}</option><option v-for="s in seats" :key="s.seat" :value="s.seat">{{ s.name }}</option></select></div>
      <Half name="takes"
        :title="t('I take')" :hint="t('what the other side wants')" v-model:issue="takes" v-model:rung="takesRung" :groups="groups" :ladders="ladders" :worth="worth" :now="now" />
      <Half name="asks"
        :title="t('You take')" :hint="t('what I want')" v-model:issue="asks" v-model:rung="asksRung" :groups="groups" :ladders="ladders" :worth="worth" :now="now" />
      <button class="main wide" type="submit"><Sign name="swap" /> {{ t("Send the package") }}</button></form>`,
};

// What was written to and from each delegation, and in each room; a row opens the thread.
export const Threads = {
  components: { Sign },
  props: { threads: Array, names: Object, seat: String, read: Object },
  emits: ["open"],
  methods: {
    key(thread) {
      return thread.room ? `room-${thread.room}` : thread.seats[0];
    },
    last(thread) {
      const note = thread.notes.at(-1);
      if (!note) return thread.room ? t("Nobody has written yet.") : t("A package, no note.");
      if (note.sender === this.seat) return t("You: {text}", { text: note.text });
      return thread.room ? t("{name}: {text}", { name: this.names[note.sender] ?? note.sender, text: note.text }) : note.text;
    },
    fresh(thread) {
      return thread.notes.filter((n) => n.sender !== this.seat).length > (this.read[this.key(thread)] ?? 0);
    },
    title(thread) {
      return several(thread.seats.map((s) => this.names[s] ?? s), 6) || t("You alone");
    },
  },
  template: `
    <ul class="threads"><li v-for="th in threads" :key="key(th)"><button type="button" :class="['thread', { new: fresh(th) }]" aria-haspopup="dialog" @click="$emit('open', key(th))"><span v-if="th.room" class="roomico"><Sign name="room" /></span><b>{{ title(th) }}<span v-if="fresh(th)" class="unseen"> {{ t("(new)") }}</span></b><span class="last" dir="auto">{{ last(th) }}</span></button></li></ul>`,
};

// A thread: what was written, and a line to write in.
export const ThreadSheet = {
  components: { Sheet },
  props: { thread: Object, title: String, player: String, names: Object, seat: String, text: String, under: Array },
  emits: ["close", "send", "leave", "update:text"],
  computed: {
    // Notes with the reading in which they were written, where it changes.
    notes() {
      return this.thread.notes.map((n, k) => ({ ...n, heading: n.reading !== this.thread.notes[k - 1]?.reading }));
    },
    write() {
      return this.thread.room ? t("Write to this room") : t("Note to {name}", { name: this.title });
    },
  },
  mounted() {
    this.down();
  },
  watch: { "thread.notes.length": "down" },
  methods: {
    down() {
      this.$nextTick(() => this.$el.querySelector?.(".sheet-foot")?.scrollIntoView({ block: "end" }));
    },
  },
  template: `
    <Sheet :title="title" @close="$emit('close')">
      <p class="small faint">{{ player ? t("Played by {name}. Only the two of you and your teacher can read this.", { name: player }) : thread.room ? t("Only this room and your teacher can read this.") : t("A computer plays it. It reads no notes.") }}</p>
      <p v-if="!notes.length && !under.length" class="faint">{{ t("No notes yet.") }}</p>
      <template v-for="(n, k) in notes" :key="k"><p v-if="n.heading" class="eyebrow centred">{{ n.reading ? t("Reading {n}", { n: n.reading }) : t("Before the first reading") }}</p>
        <p :class="['bubble', { me: n.sender === seat }]" dir="auto"><span class="unseen">{{ n.sender === seat ? t("You") : names[n.sender] }}: </span><b v-if="thread.room && n.sender !== seat" class="small">{{ names[n.sender] }}<br></b>{{ n.text }}</p></template>
      <template v-for="e in under" :key="e.id"><p class="bubble me" dir="auto">{{ e.about.text }}</p><p class="state wait">{{ t("▲ not sent yet") }}</p></template>
      <slot />
      <button v-if="thread.room" type="button" class="plain" @click="$emit('leave')">{{ t("Leave this room") }}</button>
      <template v-if="player || thread.room" #foot><form class="compose" @submit.prevent="$emit('send')"><label class="unseen" for="note">{{ write }}</label><textarea id="note" rows="1" maxlength="280" required dir="auto" :placeholder="write" :value="text" @input="$emit('update:text', $event.target.value)"></textarea><button class="main" type="submit">{{ t("Send") }}</button></form></template>
    </Sheet>`,
};

// A new room: who is invited.
export const NewRoom = {
  props: { others: Array },
  emits: ["open"],
  data: () => ({ invited: [] }),
  template: `
    <form @submit.prevent="$emit('open', invited, () => (invited = []))"><fieldset><legend>{{ t("Whom do you invite?") }}</legend><div class="chips"><label v-for="s in others" :key="s.seat" class="chip"><input type="checkbox" :value="s.seat" v-model="invited" /><span>{{ s.name }} <span class="small">{{ s.player }}</span></span></label></div></fieldset>
      <p v-if="!others.length" class="faint">{{ t("Nobody else is here yet.") }}</p>
      <button type="submit" :disabled="!invited.length">{{ t("Open the room") }}</button></form>`,
};
