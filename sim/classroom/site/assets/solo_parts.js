// Parts for whoever plays alone, and for classes whose computers talk: what computers say and why, hints, the
// seats that open on this page, and the file to hand in.
import { Mark, Sign } from "./drawn.js";
import { Due, shortly } from "./moments.js";
import { lettered, several } from "./phone_words.js";
import { counted, t } from "./words.js";

// Why a computer answered a package so. Each is a whole sentence.
const WHY = {
  "wants more": (gaps) => t("{name}: it has asked for more on {paragraph}.", gaps),
  "wants less": (gaps) => t("{name}: it has asked for less on {paragraph}.", gaps),
  "wanted more": (gaps) => t("{name}: it has asked for more on {paragraph}, and this is less.", gaps),
  "wanted less": (gaps) => t("{name}: it has asked for less on {paragraph}, and this is more.", gaps),
  brackets: (gaps) => t("{name}: it brackets {paragraph}, and these words are other words.", gaps),
  supports: (gaps) => t("{name}: it supports {paragraph} as it is.", gaps),
  gains: (gaps) => t("{name}: it gains by this.", gaps),
  "loses nothing": (gaps) => t("{name}: it loses nothing by this.", gaps),
  costs: (gaps) => t("{name}: this costs it more than it brings.", gaps),
};
const STANCES = { supports: () => t("Your capital would support it."), accepts: () => t("Your capital would accept it."), brackets: () => t("Your capital would bracket it.") };

// The reasons of computers, those that decline first; of many, the first few.
export const Reasons = {
  props: { pack: Object, names: Object, ladders: Object },
  computed: {
    told() {
      const no = new Set(this.pack.declined);
      const seats = Object.keys(this.pack.reasons ?? {}).sort((a, b) => no.has(b) - no.has(a) || (this.names[a] ?? a).localeCompare(this.names[b] ?? b));
      return seats.map((seat) => [seat, WHY[this.pack.reasons[seat].kind]({ name: this.names[seat] ?? seat, paragraph: this.ladders[this.pack.reasons[seat].issue]?.titled ?? "" }), no.has(seat)]);
    },
  },
  template: `
    <details v-if="told.length" class="solo-why" data-testid="why"><summary>{{ counted(told.length, "Why: {n} computer answered", "Why: {n} computers answered") }}</summary>
      <ul class="small"><li v-for="[seat, words, no] in told" :key="seat"><span :class="['tag', no ? 'no' : 'yes']">{{ no ? t("no") : t("yes") }}</span> {{ words }}</li></ul></details>`,
};

// What the capital would do with a paragraph, once somebody asks.
export const ParagraphHint = {
  props: { hints: Array, issue: String, ladder: Object },
  emits: ["ask"],
  computed: {
    hint() {
      return (this.hints ?? []).find((h) => h.about === this.issue);
    },
    lines() {
      const { stance, rung, worth, sentence } = this.hint;
      const found = [STANCES[stance]()];
      if (rung) found.push(t("It would propose: {words}.", { words: lettered(this.ladder.ladder, rung) }));
      return [...found, t("Why? {sentence}", { sentence }), t("These words now: {worth}.", { worth })];
    },
  },
  template: `
    <div class="solo-hint" role="status"><template v-if="hint"><p v-for="(line, n) in lines" :key="n" :class="{ small: n }">{{ line }}</p></template>
      <button v-else type="button" class="plain" @click="$emit('ask', issue)">{{ t("A hint: what would my capital do?") }}</button></div>`,
};

// Whoever plays alone reads the instructions, and begins.
export const Begin = {
  components: { Sign },
  props: { name: String, delegation: String, goal: Object, ready: Boolean },
  emits: ["begin", "open", "stand"],
  template: `
    <section class="pad lobby" :aria-label="t('Begin')">
      <header class="hall seat-plate"><p>{{ t("{name}, you speak for", { name }) }}</p><p class="plate larger">{{ delegation }}</p></header>
      <div class="card"><p class="wording large">{{ goal.who }}</p><p>{{ goal.why }}</p><ul><li v-for="line in goal.goals" :key="line">{{ line }}</li></ul></div>
      <p>{{ t("You play alone. Computers play all other delegations, and the chair.") }} {{ t("Take your time: a reading ends when you say so.") }}</p>
      <button type="button" class="main wide" data-once :disabled="ready" @click="$emit('begin')">{{ t("Begin reading 1") }}</button>
      <button type="button" class="wide" @click="$emit('open')"><Sign name="lock" /> {{ t("Open my secret instructions") }}</button>
      <button type="button" class="plain" @click="$emit('stand')">{{ t("Change my seat") }}</button></section>`,
};

// What there is to know and to do beside the paragraphs of a reading.
export const SoloBar = {
  props: { room: Object, me: Object, names: Object, ladders: Object },
  emits: ["ask", "talk"],
  computed: {
    said() {
      return this.room.phase === "reading" ? this.room.statements.filter((s) => s.reading === this.room.number && s.seat !== this.me.seat) : [];
    },
    offers() {
      return (this.me.packages ?? []).filter((p) => p.mine === "asked" && p.state === "open" && !p.everybody).length;
    },
    hint() {
      return (this.me.hints ?? []).find((h) => !h.about);
    },
    brackets() {
      return this.titled(this.hint.brackets);
    },
    otherwise() {
      return this.titled(this.hint.otherwise);
    },
  },
  methods: {
    titled(issues) {
      return several(issues.map((issue) => this.ladders[issue].titled), 6);
    },
  },
  template: `
    <div class="solo" v-if="me.seat">
      <details v-if="said.length" open data-testid="floor"><summary>{{ counted(said.length, "On the floor: {n} statement", "On the floor: {n} statements") }}</summary>
        <ul class="solo-floor"><li v-for="s in said" :key="s.seat + s.text"><strong>{{ names[s.seat] }}</strong> <q dir="auto">{{ s.text }}</q></li></ul></details>
      <p v-if="offers && room.phase === 'reading'" class="call"><strong>{{ counted(offers, "{n} package is waiting for your answer.", "{n} packages are waiting for your answer.") }}</strong> <button type="button" @click="$emit('talk')">{{ t("Read it") }}</button></p>
      <div v-if="room.alone && room.phase === 'reading'" class="solo-hint" role="status" data-testid="hint"><template v-if="hint"><p><strong>{{ brackets ? t("Your capital would bracket {paragraphs}.", { paragraphs: brackets }) : t("Your capital would bracket nothing.") }}</strong></p><p class="small">{{ t("Why? {sentence}", { sentence: hint.sentence }) }}</p>
          <p class="small" v-if="otherwise">{{ t("Your capital would answer otherwise than you on {paragraphs}.", { paragraphs: otherwise }) }}</p><p class="small" v-else-if="Object.keys(me.answers).length">{{ t("All your answers so far are what your capital would say.") }}</p></template>
        <button v-else type="button" class="plain" @click="$emit('ask', null)">{{ t("A hint on the whole text") }}</button></div>
    </div>`,
};

// The seats as they open on this page, where there is no big screen.
export const SeatsOpen = {
  components: { Mark },
  props: { room: Object, names: Object, seat: String },
  computed: {
    stances() {
      return Object.fromEntries(this.room.seats.map((s) => [s.seat, s.stance]));
    },
    latest() {
      return [...(this.room.opening?.opened ?? [])].reverse();
    },
    words() {
      return { joins: t("joins"), dissociates: t("dissociates"), objects: t("objects") };
    },
  },
  template: `
    <section class="solo-opening hall" :aria-label="t('The seats open')" data-testid="opening"><p class="small">{{ t("The silence has ended. The seats open one by one.") }}</p>
      <p class="big">{{ t("{n} of {all}", { n: room.opening.opened.length, all: room.opening.total }) }}</p>
      <ul><li v-for="s in latest" :key="s" :class="{ own: s === seat }"><Mark :stance="stances[s]" /> <strong>{{ names[s] }}</strong> <span>{{ words[stances[s]] }}</span></li></ul></section>`,
};

// The end of playing alone: the file to hand in.
export const HandIn = {
  // given: on the teacher's server, nobody has to hand anything in
  props: { given: Boolean },
  template: `
    <section v-if="given" class="card" :aria-label="t('Hand in')"><h2>{{ t("Your result is handed in") }}</h2>
      <p>{{ t("You have finished. Your teacher has your result.") }} <a href="/result" download>{{ t("Keep a copy") }}</a></p></section>
    <section v-else class="card" :aria-label="t('Hand in')"><h2>{{ t("Hand in your result") }}</h2>
      <p>{{ t("The file has your name, your seat, everything you did, and the outcome.") }}</p>
      <p><a class="button main" href="/result" download>{{ t("Download the result file") }}</a></p>
      <p class="small faint">{{ t("Your teacher's program plays your actions again. It refuses a file if they lead to another outcome.") }}</p></section>`,
};

// The deadline of an assignment, and the link by which its student comes back.
export const Homework = {
  components: { Due },
  props: { due: Object, link: String },
  methods: { shortly },
  template: `
    <details class="homework"><summary>{{ due ? t("Until {when}: your own link", { when: shortly(due) }) : t("Your own link") }}</summary>
      <Due v-if="due" :due="due" />
      <p>{{ t("Everything is saved at once. Close this page when you like, and come back by your own link, also on another device:") }}</p>
      <input type="text" readonly dir="ltr" :aria-label="t('Your own link')" :value="link" @focus="$event.target.select()" />
      <p class="small faint">{{ t("Keep it to yourself: whoever has it can play for you.") }}</p></details>`,
};
