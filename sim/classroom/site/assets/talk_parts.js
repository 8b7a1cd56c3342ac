// Packages, rooms, the practice paragraph, the capital's page and the words that can be tapped.
import { lettered } from "./parts.js";

// The notes of the glossary, once on a page; words open them.
export const Glossary = {
  props: { terms: Array },
  template: `<div v-for="t in terms" :key="t.key" popover :id="'word-' + t.key" class="sheet"><strong>{{ t.title }}:</strong><p v-for="line in t.means" :key="line">{{ line }}</p></div>`,
};

export const Words = {
  props: { terms: Array },
  template: `<p class="row"><button v-for="t in terms" :key="t.key" type="button" class="plain" :popovertarget="'word-' + t.key">{{ t.title }}</button></p>`,
};

// A sentence in which the words of the glossary can be tapped, each once.
export const Said = {
  props: { text: String, terms: Array },
  computed: {
    parts() {
      const forms = Object.fromEntries((this.terms ?? []).flatMap((t) => t.forms.map((form) => [form.toLowerCase(), t.key])));
      const known = Object.keys(forms).sort((one, other) => other.length - one.length);
      if (!known.length) return [{ text: this.text }];
      const seen = new Set();
      return this.text.split(new RegExp(`\\b(${known.join("|")})\\b`, "i")).map((text, n) => {
        const key = n % 2 ? forms[text.toLowerCase()] : undefined;
        if (key === undefined || seen.has(key)) return { text };
        seen.add(key);
        return { text, key };
      });
    },
  },
  template: `<template v-for="(p, n) in parts" :key="n"><button v-if="p.key" type="button" class="term" :popovertarget="'word-' + p.key">{{ p.text }}</button><template v-else>{{ p.text }}</template></template>`,
};

export const GoalCard = {
  props: { goal: Object },
  template: `
    <section class="sheet" aria-label="Your goals" data-testid="goal"><p><strong>{{ goal.who }}</strong></p><p>{{ goal.why }}</p>
      <ul><li v-for="line in goal.goals" :key="line">{{ line }}</li></ul></section>`,
};

// The paragraph about lunch; nothing of it counts.
export const Practice = {
  props: { practice: Object, tried: Array, seated: Boolean, names: Object },
  emits: ["tried"],
  template: `
    <section class="sheet" aria-label="Practice" data-testid="practice"><h2>Practice: {{ practice.title }}</h2>
      <p class="wording"><b v-if="practice.said.brackets" class="bracket">[</b>{{ practice.ladder[practice.rung] }}<b v-if="practice.said.brackets" class="bracket">]</b></p>
      <p class="small">Support {{ practice.said.supports }}, accept {{ practice.said.accepts }}, bracket {{ practice.said.brackets }}.</p>
      <div class="choice" v-if="seated"><label v-for="[stance, word] in [['supports', 'Support'], ['accepts', 'Accept'], ['brackets', 'Bracket']]" :key="stance" :class="stance">
        <input type="radio" name="practice" :value="stance" :checked="tried?.[0] === stance" @change="$emit('tried', { stance, rung: tried?.[1] ?? null })" />{{ word }}</label></div>
      <ul><li v-for="(text, rung) in practice.ladder" :key="rung" class="small"><strong>{{ rung }}</strong> {{ text }}
        <button v-if="seated && rung !== practice.rung && tried?.[1] !== rung" type="button" class="plain" @click="$emit('tried', { stance: tried?.[0] ?? 'brackets', rung })">Propose this</button>
        <span v-if="Object.values(practice.proposals).includes(rung)" class="faint">proposed by {{ Object.keys(practice.proposals).filter((s) => practice.proposals[s] === rung).map((s) => names[s] ?? s).join(", ") }}</span></li></ul></section>`,
};

// Red lines, what to bring home, what to trade, how much may still be given.
export const CapitalPage = {
  props: { page: Object, capital: Object, ladders: Object, names: Object },
  computed: {
    last() {
      return this.page.gauges.at(-1).reading;
    },
  },
  methods: {
    lettered(issue, rung) {
      return lettered(this.ladders[issue].ladder, rung);
    },
  },
  template: `
    <section class="orders" aria-label="What the capital orders">
      <div v-if="capital" class="judged hall"><p class="small">If the text stays as it is now</p><p>{{ capital.sentence }}</p>
        <ul class="needle"><li v-for="[stance, word] in [['objects', 'Object'], ['dissociates', 'Dissociate'], ['joins', 'Join']]" :key="stance" :class="[stance, { on: capital.stance === stance }]">{{ word }}<span v-if="capital.stance === stance" class="unseen"> (your capital now)</span></li></ul></div>
      <template v-if="page.red_lines.length"><h3>Red lines</h3><p class="redline" v-for="r in page.red_lines" :key="r.issue + r.rung"><strong>{{ r.number }} {{ r.title }}: never {{ lettered(r.issue, r.rung) }}.</strong> {{ r.steps === 0 ? "It is in the text now." : r.steps === 1 ? "One step away." : "Two steps away." }}</p></template>
      <template v-if="page.musts.length"><h3>Bring home <span class="faint small">{{ page.musts.filter((m) => m.reached).length }} of {{ page.musts.length }} in the text</span></h3><ul class="musts"><li v-for="m in page.musts" :key="m.issue"><span class="letter">{{ m.number }}</span><span>{{ m.title }}: {{ lettered(m.issue, m.rung) }}<br><span class="small faint">Capital {{ m.position }}</span></span><span :class="['tag', m.reached ? 'yes' : 'no']">{{ m.reached ? "in the text" : "missing" }}</span></li></ul></template>
      <template v-if="page.to_trade.length"><h3>To trade</h3><p class="small">Your capital does not mind these. Ask for something back.</p><ul class="chips"><li v-for="t in page.to_trade" :key="t.issue">{{ t.number }} {{ t.title }}<span v-if="t.others.length" class="count"> [{{ t.others.length }}]</span></li></ul></template>
      <h3>How much you may still give</h3><ul class="give"><li v-for="g in page.gauges" :key="g.reading"><span class="col" aria-hidden="true"><i :style="{ height: 100 * g.given + '%' }"></i></span><strong>Reading {{ g.reading }}</strong><br>{{ g.words }}</li></ul>
    </section>`,
};

export const Packages = {
  props: { packages: Array, ladders: Object, names: Object, seat: String, open: Boolean },
  emits: ["act"],
  methods: {
    side(words) {
      return Object.entries(words).map(([issue, rung]) => `${this.ladders[issue].titled}, ${lettered(this.ladders[issue].ladder, rung)}`);
    },
    list(seats) {
      return seats.slice(0, 6).map((s) => this.names[s] ?? s).join(", ") + (seats.length > 6 ? ` and ${seats.length - 6} more` : "");
    },
    live(p) {
      return p.state === "open" || p.state === "agreed";
    },
  },
  template: `
    <ul class="drafts" v-if="packages.length" data-testid="packages"><li v-for="p in [...packages].reverse()" :key="p.number" class="pack">
      <div class="head"><h3>Package {{ p.number }}: {{ names[p.sender] ?? p.sender }}</h3><span class="tag">{{ p.state }}</span></div>
      <div class="swap"><div>{{ p.mine === "sender" ? "You take" : (names[p.sender] ?? p.sender) + " takes" }}<b v-for="w in side(p.takes)" :key="w">{{ w }}</b></div><span aria-hidden="true">⇄</span><div>{{ p.everybody ? "The others take" : p.mine === "asked" ? "You take" : "They take" }}<b v-for="w in side(p.asks)" :key="w">{{ w }}</b></div></div>
      <p class="small" v-if="p.verdict"><strong>{{ p.verdict }}</strong></p>
      <p class="small faint"><template v-if="p.sponsors.length">Co-sponsored by {{ list(p.sponsors) }}. </template><template v-if="p.accepted.length">Accepted by {{ list(p.accepted) }}. </template><template v-if="p.declined.length">Declined by {{ list(p.declined) }}. </template><template v-if="p.asked.length">Waiting for {{ list(p.asked) }}.</template></p>
      <p class="row" v-if="open && live(p)"><template v-if="p.mine === 'asked'"><button type="button" class="main" @click="$emit('act', 'accept-package', p.number)">Accept</button><button type="button" @click="$emit('act', 'decline-package', p.number)">No, thank you</button></template>
        <button v-if="seat && (p.mine === '' || (p.everybody && p.mine === 'asked'))" type="button" @click="$emit('act', 'co-sponsor', p.number)">Co-sponsor</button>
        <button v-if="p.state === 'open' && (p.mine === 'sender' || p.mine === 'sponsor')" type="button" class="plain" @click="$emit('act', 'withdraw-package', p.number)">Withdraw</button></p></li></ul>`,
};

export const NewPackage = {
  props: { paragraphs: Array, ladders: Object, seats: Array },
  emits: ["offer"],
  data: () => ({ to: "", takes: "", asks: "" }),
  computed: {
    words() {
      return this.paragraphs.flatMap((p) => this.ladders[p.issue].ladder.map((f) => [`${p.issue} ${f.rung}`, `${this.ladders[p.issue].titled}: ${lettered(this.ladders[p.issue].ladder, f.rung)}${f.rung === p.rung ? " (as it is)" : ""}`]));
    },
  },
  methods: {
    offer() {
      const side = (told) => Object.fromEntries([told.split(" ")]);
      this.$emit("offer", { takes: side(this.takes), asks: side(this.asks), to: this.to ? [this.to] : [] }, () => (this.takes = this.asks = ""));
    },
  },
  template: `
    <form class="sheet" @submit.prevent="offer" aria-label="New package"><h2>New package</h2><p class="small">Both or neither. Nothing counts until the other side says yes.</p>
      <div class="field"><label for="pack-to">With whom</label><select id="pack-to" v-model="to"><option value="">The whole room</option><option v-for="s in seats" :key="s.seat" :value="s.seat">{{ s.name }}</option></select></div>
      <div class="field" v-for="[key, title] in [['takes', 'I take'], ['asks', 'You take']]" :key="key"><label :for="'pack-' + key">{{ title }}</label><select :id="'pack-' + key" v-model="$data[key]" required><option value="" disabled>Choose words</option><option v-for="[value, text] in words" :key="value" :value="value">{{ text }}</option></select></div>
      <button class="main" type="submit">Send the package</button></form>`,
};

export const Rooms = {
  props: { threads: Array, names: Object, others: Array, seat: String },
  emits: ["open", "say", "leave"],
  data: () => ({ invited: [], said: {} }),
  methods: {
    open() {
      this.$emit("open", this.invited, () => (this.invited = []));
    },
    say(room) {
      if (!(this.said[room] ?? "").trim()) return;
      const text = this.said[room];
      this.$emit("say", { room, text }, () => this.said[room] === text && (this.said[room] = ""));
    },
  },
  template: `
    <section aria-label="Rooms"><h2>Rooms</h2>
      <details class="sheet" v-for="t in threads.filter((t) => t.room)" :key="t.room" open><summary>{{ t.seats.map((s) => names[s] ?? s).join(", ") || "You alone" }}</summary>
        <p v-for="(n, k) in t.notes" :key="k" class="small"><strong>{{ n.sender === seat ? "You" : names[n.sender] }}</strong> <span class="wording">{{ n.text }}</span></p>
        <form class="row" @submit.prevent="say(t.room)"><label class="unseen" :for="'room-' + t.room">Write to this room</label><input :id="'room-' + t.room" type="text" v-model="said[t.room]" maxlength="280" /><button type="submit">Send</button><button type="button" class="plain" @click="$emit('leave', t.room)">Leave</button></form></details>
      <details class="sheet"><summary>Open a room</summary><form @submit.prevent="open"><label v-for="s in others" :key="s.seat"><input type="checkbox" :value="s.seat" v-model="invited" /> {{ s.name }} ({{ s.player }})<br></label><button type="submit" :disabled="!invited.length">Open the room</button></form></details></section>`,
};

// What was written to and from each delegation.
export const Threads = {
  props: { threads: Array, names: Object, seat: String },
  emits: ["reply"],
  computed: {
    pairs() {
      return this.threads.filter((t) => !t.room && t.notes.length);
    },
  },
  template: `
    <p v-if="!pairs.length" class="faint">No notes yet.</p>
    <ul v-else class="threads"><li v-for="t in pairs" :key="t.seats[0]"><details><summary>{{ names[t.seats[0]] ?? t.seats[0] }}<span>{{ t.notes.at(-1).sender === seat ? "You: " : "" }}{{ t.notes.at(-1).text }}</span></summary>
      <p v-for="(n, k) in t.notes" :key="k" :class="['bubble', { me: n.sender === seat }]"><span class="unseen">{{ n.sender === seat ? "You" : names[n.sender] }}: </span>{{ n.text }}</p>
      <p><button type="button" @click="$emit('reply', t.seats[0])">Write to {{ names[t.seats[0]] ?? t.seats[0] }}</button></p></details></li></ul>`,
};
