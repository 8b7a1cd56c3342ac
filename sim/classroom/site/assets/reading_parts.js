// A reading on the phone: a row for each paragraph, and the sheet that a row opens.
import { Bubble, Sign } from "./drawn.js";
import { ANSWERS, RANK, SIGN, answerWord, isMore, letter, lettered, positionWord, rungWord, several } from "./phone_words.js";
import { Sheet } from "./sheet.js";
import { counted, t } from "./words.js";

const FEWEST = 3;
const MOST = 8;

// What matters to a capital comes first: what it feels strongly about, at least three paragraphs, at most eight.
function sorted(paragraphs, mine) {
  if (!Object.keys(mine).length) return [[], paragraphs];
  const rank = (p) => RANK[mine[p.issue]?.position] ?? 0;
  let first = paragraphs.filter(rank).sort((a, b) => rank(b) - rank(a));
  if (first.length < FEWEST) first = [...first, ...paragraphs.filter((p) => !rank(p) && p.brackets.length)].slice(0, FEWEST);
  first = first.slice(0, MOST);
  return [first, paragraphs.filter((p) => !first.includes(p))];
}

// The draft in the order of the capital, for a page that knows the room, its answers and what its capital wants.
export const arranges = {
  computed: {
    // What matters to the capital, and the others.
    halves() {
      return sorted(this.room.paragraphs, this.mine);
    },
    groups() {
      const [first, others] = this.halves;
      const strong = first.every((p) => RANK[this.mine[p.issue]?.position]);
      return first.length ? [["first", strong ? t("Matters to you") : t("Matters to you, or in brackets"), first], ["others", counted(others.length, "The other paragraph", "The other {n}"), others]].filter(([, , some]) => some.length) : [["others", t("The draft"), others]];
    },
    // In a reading, paragraphs that matter less are folded; two are not worth it.
    folds() {
      return this.reading && this.halves[0].length > 0 && this.halves[1].length > 2;
    },
    // Paragraphs without an answer, what matters first.
    unanswered() {
      return this.halves.flat().filter((p) => !this.answers[p.issue]);
    },
    openFirst() {
      const first = this.halves[0].length ? this.halves[0] : this.room.paragraphs;
      return { n: first.filter((p) => !this.answers[p.issue]).length, of: first.length };
    },
  },
};

// The three answers to a text.
export const Answers = {
  props: { name: String, answer: String, focus: Boolean },
  emits: ["answer"],
  data: () => ({ ANSWERS, SIGN }),
  methods: { answerWord },
  template: `
    <div class="three"><label v-for="stance in ANSWERS" :key="stance" :class="stance"><input type="radio" :name="name" :value="stance" :checked="answer === stance" :autofocus="focus && (answer === stance || (!answer && stance === 'supports'))" @change="$emit('answer', stance)" /><span :class="['tok', stance]" aria-hidden="true">{{ SIGN[stance] }}</span>{{ answerWord(stance) }}</label></div>`,
};

// A paragraph in one row.
export const DraftRow = {
  components: { Bubble },
  // refused: why the last answer was not taken
  props: { paragraph: Object, ladder: Object, mine: Object, must: Object, answer: String, asked: Boolean, over: Boolean, waits: Boolean, refused: Object },
  emits: ["open", "read"],
  data: () => ({ SIGN }),
  computed: {
    line() {
      if (!this.mine) return null;
      const red = this.mine.formulations.find((f) => f.red);
      if (red) return { red: true, text: t("Red line: never {words}", { words: lettered(this.ladder.ladder, red.rung) }) };
      if (this.must?.reached && !this.over) return { text: this.mine.position === "insists" ? t("Your capital insists: you have it now.") : t("Your capital wants it: you have it now.") };
      return { text: positionWord(this.mine.position) };
    },
    letter() {
      return letter(this.ladder.ladder, this.paragraph.rung);
    },
    // An adopted text has no brackets, and a text that failed is past them.
    brackets() {
      return this.over ? 0 : this.paragraph.brackets.length;
    },
    before() {
      return this.paragraph.before && letter(this.ladder.ladder, this.paragraph.before);
    },
  },
  methods: { answerWord, rungWord },
  template: `
    <li :class="{ open: asked && !answer }"><button type="button" class="para" aria-haspopup="dialog" @click="$emit('open')">
      <span class="n">{{ paragraph.number }}</span>
      <span class="what"><b :class="{ inb: brackets }">{{ ladder.title }}</b><small v-if="line" :class="{ red: line.red }">{{ line.text }}</small></span>
      <span class="m"><span v-if="before" class="was" aria-hidden="true">{{ before }} <span class="arrow">→</span></span><Bubble :rung="paragraph.rung" :letter="letter"><span class="unseen"> {{ rungWord(paragraph.rung) }}</span></Bubble>
        <span v-if="paragraph.before" class="unseen">{{ t("It was {words} before.", { words: rungWord(paragraph.before) }) }}</span>
        <span v-if="brackets" class="count"><span aria-hidden="true">[{{ brackets }}]</span><span class="unseen">{{ counted(brackets, "{n} delegation brackets it.", "{n} delegations bracket it.") }}</span></span></span>
      <span v-if="asked" class="a"><span :class="['tok', answer ?? 'none']" aria-hidden="true">{{ SIGN[answer] ?? "?" }}</span><span v-if="waits" class="late">{{ t("▲ waits") }}</span><template v-else>{{ answerWord(answer) }}</template></span></button>
      <p v-if="refused" class="why" role="alert"><span>{{ t("Your answer was not taken.") }} {{ refused.why }}</span> <button type="button" @click="$emit('read')">{{ t("I have read this") }}</button></p></li>`,
};

// Everything about a paragraph: text, what the capital says, three answers, the ladder, who wants what.
export const ParagraphSheet = {
  components: { Answers, Bubble, Sheet, Sign },
  props: { paragraph: Object, ladder: Object, mine: Object, seat: String, names: Object, answer: String, proposal: String, asked: Boolean, closed: Boolean, waits: Boolean, refused: Object, next: Object },
  emits: ["answer", "propose", "withdraw", "trade", "next", "close", "read"],
  computed: {
    steps() {
      const by = (rung) => Object.entries(this.paragraph.proposals).filter(([, wish]) => wish === rung).map(([seat]) => seat);
      return [...this.ladder.ladder].reverse().map((f) => ({ ...f, ...this.mine?.formulations.find((m) => m.rung === f.rung), now: f.rung === this.paragraph.rung, wanted: by(f.rung), own: f.rung === this.proposal, letter: letter(this.ladder.ladder, f.rung) }));
    },
    said() {
      if (this.waits) return t("Kept on this phone. It is sent by itself.");
      if (!this.answer) return "";
      const words = this.proposal && lettered(this.ladder.ladder, this.proposal);
      if (this.answer === "brackets") return words ? t("Saved: you bracket it, and propose {words}.", { words }) : t("Saved: you bracket it.");
      if (this.answer === "supports") return t("Saved: you support it.");
      return t("Saved: you accept it.");
    },
    hint() {
      return {
        supports: t("Support: “I want these words.”"),
        accepts: t("Accept: “I can live with these words.”"),
        brackets: t("Bracket: “I do not want these words.” Now say which words you want."),
      }[this.answer] ?? t("If you say nothing, you accept it.");
    },
  },
  methods: {
    counted,
    rungWord,
    // A new paragraph begins at its top.
    top() {
      this.$nextTick(() => {
        this.$el.scrollTo?.({ top: 0 });
        this.$el.focus?.();
      });
    },
    listed(seats, most = 6) {
      return several(seats.map((s) => this.names[s] ?? s), most);
    },
  },
  watch: { "paragraph.issue": "top" },
  template: `
    <Sheet :title="ladder.title" :lead="paragraph.number" @close="$emit('close')">
      <section :aria-label="t('Text on the table')"><p><Bubble :rung="paragraph.rung" :letter="steps.find((s) => s.now)?.letter" :word="rungWord(paragraph.rung)" /> <span class="small faint">{{ t("Text on the table") }}</span></p>
        <p :class="['wording', 'large', { brk: paragraph.brackets.length }]">{{ paragraph.text }}</p>
        <p v-if="paragraph.brackets.length" class="small bracketed"><b>{{ counted(paragraph.brackets.length, "Bracketed by {n} delegation: {names}", "Bracketed by {n} delegations: {names}", { names: listed(paragraph.brackets) }) }}</b></p>
        <p v-if="paragraph.supports.length" class="small faint">{{ t("Supported by {names}", { names: listed(paragraph.supports) }) }}</p></section>
      <p v-if="mine" :class="['capline', { red: mine.formulations.some((f) => f.red) }]"><Sign name="capital" /><span><b>{{ ladder.title }}</b><br>{{ mine.sentence }}</span></p>
      <fieldset v-if="asked" :disabled="closed" :key="paragraph.issue + paragraph.rung"><legend>{{ t("What do you say to this text?") }}</legend>
        <Answers name="answer" :answer="answer" focus @answer="$emit('answer', $event)" />
        <p class="small faint">{{ hint }}</p></fieldset>
      <p v-if="refused" class="why" role="alert"><span>{{ t("Your answer was not taken.") }} {{ refused.why }}</span> <button type="button" @click="$emit('read')">{{ t("I have read this") }}</button></p>
      <slot />
      <section :aria-label="t('Ladder')"><h3>{{ asked ? t("Which words do you want?") : t("All the words that it can have") }}</h3>
        <ol class="ladder"><li v-for="s in steps" :key="s.rung" :class="{ now: s.now, pick: s.own }">
          <p class="h"><Bubble :rung="s.rung" :letter="s.letter" :word="rungWord(s.rung)" /> <span v-if="s.now" class="tag open">{{ t("on the table now") }}</span> <span v-if="s.own" class="tag mine">{{ t("your proposal") }}</span> <span v-if="s.red" class="val no">{{ t("red line") }}</span><span v-else-if="s.worth" class="val">{{ s.worth }}</span></p>
          <p class="wording">{{ s.text }}</p>
          <p v-if="s.wanted.length" class="small">{{ counted(s.wanted.length, "Wanted by {n}: {names}", "Wanted by {n}: {names}", { names: listed(s.wanted) }) }}</p>
          <button v-if="s.own && asked" type="button" class="plain" :disabled="closed" @click="$emit('withdraw')">{{ t("Take it back") }}</button>
          <button v-else-if="asked && !s.now" type="button" :disabled="closed" @click="$emit('propose', s.rung)">{{ t("Propose {words}", { words: s.letter + " " + rungWord(s.rung) }) }}</button></li></ol></section>
      <button v-if="asked" type="button" :disabled="closed" @click="$emit('trade')"><Sign name="swap" /> {{ t("Offer a trade with this paragraph") }}</button>
      <details><summary>{{ t("Known positions") }}</summary>
        <p class="small" v-for="known in ladder.public" :key="known.seat"><strong>{{ names[known.seat] ?? known.seat }}</strong> {{ known.says }} <span class="faint">({{ known.source }})</span></p>
        <p class="small faint" v-if="!ladder.public.length">{{ t("Nobody has said in public what it wants here.") }}</p></details>
      <template v-if="asked" #foot><p :class="['small', waits ? 'wait' : 'ok']" role="status">{{ said }}</p>
        <button type="button" class="main" @click="next ? $emit('next') : $emit('close')">{{ next ? t("Next open paragraph: {number}", { number: next.number }) : t("Back to the draft") }}</button></template>
    </Sheet>`,
};

// What has changed in the draft for somebody, for the curtain.
export function changesOf(paragraphs, ladders) {
  return paragraphs.filter((p) => p.before).map((p) => ({ number: p.number, title: ladders[p.issue].title, words: lettered(ladders[p.issue].ladder, p.rung), more: isMore(p.rung, p.before) }));
}
