// Parts of the projector: where the class stands, the paragraph under discussion and the others, a statement, the result.
import { Fit } from "./fit.js";
import { Bubble, Mark, Tug } from "./drawn.js";
import { rungWord, several } from "./phone_words.js";
import { counted, listed, t } from "./words.js";

// With more readings than this, the way through the class names only the present one.
const MANY_READINGS = 4;
// The paragraphs that do not bind a delegation which dissociates, in words; nothing if it named none.
export function released(seat, paragraphs) {
  const numbers = paragraphs.filter((p) => seat.apart_from.includes(p.issue)).map((p) => p.number);
  if (!numbers.length) return "";
  return numbers.length === paragraphs.length ? t("Not bound by any paragraph") : t("Not bound by {numbers}", { numbers: listed(numbers) });
}

// The way through the class: what is past, the present step, and what comes.
export const Track = {
  props: { room: Object },
  computed: {
    steps() {
      const { phase, number, readings, revealed } = this.room;
      const many = readings > MANY_READINGS;
      const numbers = many ? [Math.max(1, number)] : Array.from({ length: readings }, (_, k) => k + 1);
      const at = { gathering: 0, reading: many ? 1 : number, revision: many ? 1 : number, over: numbers.length + (revealed.length ? 2 : 1) }[phase] ?? numbers.length + 1;
      const read = numbers.map((n) => (many ? t("Reading {n} of {all}", { n, all: readings }) : t("Reading {n}", { n })));
      return [t("Lobby"), ...read, t("Decision"), t("Debrief")].map((word, k) => ({ word, past: k < at, is: k === at }));
    },
  },
  template: `<ol class="track" :aria-label="t('Where we are')"><li v-for="s in steps" :key="s.word" :class="{ past: s.past, is: s.is }" :aria-current="s.is ? 'step' : undefined">{{ s.word }}</li></ol>`,
};

// What is contested: one paragraph large, the others as lines, the agreed ones as numbers, and packages.
// What does not fit gives way: first explanations, then lines, then size.
export const Draft = {
  components: { Bubble, Fit, Tug },
  props: { contested: Array, agreed: Array, moved: Array, carried: Array, spot: Object, packages: Array, chosen: Boolean, turn: Number, names: Object },
  computed: {
    // Without brackets, the text itself.
    others() {
      return this.spot ? this.contested.filter((p) => p !== this.spot) : this.agreed;
    },
    of() {
      return JSON.stringify([this.contested, this.agreed.length, this.packages, this.spot?.issue]);
    },
  },
  methods: {
    // By level: how many lines, and how many packages.
    most(level) {
      return Math.max(0, Math.min(8, 13 - level));
    },
    // Lines take turns if they do not all fit.
    lines(level) {
      const most = this.most(level);
      if (this.others.length <= most) return this.others;
      const from = (this.turn * most) % this.others.length;
      return [...this.others, ...this.others].slice(from, from + most);
    },
    rungWord,
    who(seats, most) {
      return several(seats.map((seat) => this.names[seat]), most);
    },
  },
  template: `
    <Fit class="draft" :of="of" :levels="17" v-slot="{ level }">
      <article v-if="spot" class="spot"><p class="eyebrow">{{ chosen ? t("Under discussion") : t("In brackets") }}</p>
        <h2><span class="n">{{ spot.number }}</span><span>{{ spot.title }}</span><Bubble :rung="spot.rung" :letter="spot.letter" :word="rungWord(spot.rung)" /></h2>
        <p :class="['text', { brackets: spot.brackets.length }]" dir="auto">{{ spot.text }}</p>
        <Tug :less="spot.less" :more="spot.more" long />
        <p v-if="spot.brackets.length && level < 12"><b>{{ t("Bracketed by {names}", { names: who(spot.brackets, 5) }) }}</b></p>
        <template v-if="spot.wish && level < 3"><p>{{ counted(spot.wish.n, "{n} wants {letter}:", "{n} want {letter}:", { letter: spot.wish.letter }) }}</p><p class="wish" dir="auto">{{ spot.wish.text }}</p></template></article>
      <article v-else class="spot none"><h2>{{ t("No brackets.") }}</h2><p class="text">{{ t("The chair may put the text to the room.") }}</p></article>
      <ul v-if="others.length" class="lines"><li v-for="p in lines(level)" :key="p.issue"><span class="n">{{ p.number }}</span><span class="title"><b>{{ p.title }}</b><span v-if="others.length < 4 && level < 5" :class="['words', { brackets: p.brackets.length }]" dir="auto">{{ p.text }}</span></span><Bubble :rung="p.rung" :letter="p.letter"><span class="unseen">{{ rungWord(p.rung) }}</span></Bubble><Tug v-if="p.less || p.more" :less="p.less" :more="p.more" /><i v-else /><span v-if="p.brackets.length" class="count">[{{ p.brackets.length }}]<span class="unseen"> {{ t("Bracketed by {names}", { names: who(p.brackets, 5) }) }}</span></span></li></ul>
      <p v-if="others.length > most(level)" class="faint">{{ t("and {n} more, by turns", { n: others.length - most(level) }) }}</p>
      <ul v-if="packages.length && level < 15" class="offers"><li v-for="p in packages.slice(level < 1 ? -3 : level < 2 ? -2 : -1)" :key="p.number"><b>{{ t("Package {n}: {name}", { n: p.number, name: names[p.sender] }) }}</b>
        <span class="swap"><span>{{ p.gives }}</span><i aria-hidden="true">⇄</i><span class="unseen">{{ t("in exchange for") }}</span><span>{{ p.wants }}</span></span>
        <span v-if="(p.behind.length || p.needed) && level < 6" class="faint">{{ p.needed > p.sponsors.length ? t("{n} of {needed} co-sponsors", { n: p.sponsors.length, needed: p.needed }) : t("With {names}", { names: who(p.behind, 4) }) }}</span><span v-if="p.answer" class="answered" dir="auto">{{ t("The chair: {answer}", p) }}</span><span v-else-if="p.pressing" class="pressing">{{ t("The chair must answer") }}</span></li></ul>
      <p v-if="moved.length && level < (moved.length > 6 ? 4 : 10)" class="moved"><b>{{ t("New in this draft:") }}</b><span v-for="p in moved" :key="p.issue"><span class="n">{{ p.number }}</span> {{ p.was }}<i class="arrow" aria-hidden="true"> → </i><span class="unseen">{{ t("now") }}</span>{{ p.letter }}</span><b v-for="n in carried" :key="n" class="by">{{ t("Package {number} was carried out.", { number: n }) }}</b></p>
      <p v-if="spot && agreed.length" class="agreed"><b>{{ t("Not in brackets:") }}</b><span v-for="p in agreed" :key="p.issue" :class="{ new: p.was }">{{ p.number }}</span></p>
    </Fit>`,
};

// Somebody speaks: the whole screen, while the clock goes on.
export const Floor = {
  components: { Fit },
  props: { statement: Object, names: Object, clock: String, low: Boolean, next: Array },
  template: `
    <Fit class="floor" :of="statement.seat + statement.text" role="status" v-slot="{ level }">
      <div><p class="speaker">{{ t("Has the floor") }}</p><p class="plate">{{ names[statement.seat] }}</p><blockquote v-if="statement.text" dir="auto">{{ statement.text }}</blockquote></div>
      <aside><p v-if="clock" :class="['clock', { low }]">{{ clock }}</p><template v-if="next.length"><p class="faint">{{ t("Next to speak") }}</p><p v-for="seat in next.slice(0, 4)" :key="seat"><b>{{ names[seat] }}</b></p></template></aside>
    </Fit>`,
};

// So many join, dissociate and object.
export const Counts = {
  components: { Mark },
  props: { seats: Array },
  computed: {
    counts() {
      const n = (stance) => this.seats.filter((s) => s.stance === stance).length;
      const [joins, apart, objects] = [n("joins"), n("dissociates"), n("objects")];
      return [
        ["joins", joins, counted(joins, "{n} joins", "{n} join")],
        ["dissociates", apart, counted(apart, "{n} dissociates", "{n} dissociate")],
        ["objects", objects, counted(objects, "{n} objects", "{n} object")],
      ];
    },
  },
  template: `<ul class="counts"><li v-for="[stance, n, words] in counts" :key="stance" :class="{ none: !n }"><Mark :stance="stance" />{{ words }}</li></ul>`,
};
