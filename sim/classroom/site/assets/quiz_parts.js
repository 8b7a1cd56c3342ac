// Parts of the quiz before and after, on the phone: the way to it, the consent, the questions, one's own result.
import { Sign } from "./drawn.js";
import { kept } from "./quiz_kept.js";
import { t } from "./words.js";

// Stands on the pages of a class before the first reading and after the end.
export const QuizLink = {
  components: { Sign },
  props: { ticket: String, over: Boolean },
  computed: {
    done() {
      return !!kept(this.ticket).done?.[this.over ? "after" : "before"];
    },
  },
  template: `
    <a class="card quiz-link" href="/quiz"><b>{{ over ? t("Quiz: what do you know now?") : t("Quiz: what do you know already?") }}</b>
      <span v-if="done && !over" class="small"><Sign name="check" /> {{ t("You have finished the first part.") }}</span><span v-else-if="done" class="small"><Sign name="check" /> {{ t("See your result and the explanations.") }}</span>
      <span v-else class="small">{{ t("Short questions, five minutes. You can say no.") }}</span></a>`,
};

export const Consent = {
  props: { sentences: Array },
  emits: ["agree", "refuse"],
  template: `
    <section class="pad" aria-labelledby="consent"><h2 id="consent">{{ t("Do you want to take part?") }}</h2>
      <ul class="quiz-consent"><li v-for="s in sentences" :key="s">{{ s }}</li></ul>
      <div class="quiz-agree"><button type="button" class="main wide" @click="$emit('agree')">{{ t("Yes, I take part") }}</button>
      <button type="button" class="wide" @click="$emit('refuse')">{{ t("No. I answer for myself only") }}</button></div>
      <p class="small faint">{{ t("If you say no, your answers stay on this device.") }}</p></section>`,
};

export const Questions = {
  props: { items: Array, statements: Array, unknown: String, answers: Object, busy: Boolean, agreed: Boolean },
  emits: ["answer", "done"],
  data: () => ({ asked: false }),
  computed: {
    left() {
      return [...this.items, ...this.statements].filter((one) => !this.answers[one.id]);
    },
  },
  methods: {
    done() {
      this.asked = true;
      if (!this.left.length) return this.$emit("done");
      document.getElementById(`q-${this.left[0].id}`).scrollIntoView({ block: "center" });
      document.querySelector(`[name="${this.left[0].id}"]`).focus({ preventScroll: true });
    },
  },
  template: `
    <form class="pad quiz" @submit.prevent="done">
      <fieldset v-for="(q, n) in items" :id="'q-' + q.id" :key="q.id" :class="{ missing: asked && !answers[q.id] }"><legend><b class="count">{{ n + 1 }}</b> {{ q.asks }}</legend>
        <label v-for="(choice, letter) in q.choices" :key="letter"><input type="radio" :name="q.id" :value="letter" :checked="answers[q.id] === letter" @change="$emit('answer', q.id, letter)" /> <span>{{ choice }}</span></label>
        <label class="faint"><input type="radio" :name="q.id" :value="unknown" :checked="answers[q.id] === unknown" @change="$emit('answer', q.id, unknown)" /> <span>{{ t("I do not know") }}</span></label></fieldset>
      <h2>{{ t("What do you think?") }}</h2><p class="small faint">{{ t("There is no right or wrong answer here.") }}</p>
      <fieldset v-for="(s, n) in statements" :id="'q-' + s.id" :key="s.id" :class="{ missing: asked && !answers[s.id] }"><legend><b class="count">{{ items.length + n + 1 }}</b> {{ s.asks }}</legend>
        <div class="points"><label v-for="k in 5" :key="k"><input type="radio" :name="s.id" :value="k" :checked="answers[s.id] === String(k)" @change="$emit('answer', s.id, String(k))" /> <span>{{ k }}</span></label></div>
        <p class="small faint between"><span>{{ t("1: not at all") }}</span><span>{{ t("5: fully") }}</span></p></fieldset>
      <p v-if="asked && left.length" class="call" role="alert">{{ t("Please answer every question. “I do not know” is an answer, too.") }}</p>
      <button class="main wide" :disabled="busy">{{ agreed ? t("Hand in") : t("Finish") }}</button></form>`,
};

// Both answers of one person to each concept, with the explanation.
export const OwnResult = {
  components: { Sign },
  props: { items: Array, key_: Object, before: Object, after: Object, titles: Object },
  computed: {
    concepts() {
      return Object.keys(this.titles).map((concept) => ({ concept, parts: [this.part(concept, "before"), this.part(concept, "after")].filter(Boolean) }));
    },
    counts() {
      const right = (when) => this.concepts.filter((c) => c.parts.some((p) => p.when === when && p.right)).length;
      return { before: right("before"), after: right("after"), all: this.concepts.length };
    },
  },
  methods: {
    part(concept, when) {
      const item = this.items.find((q) => q.concept === concept && this[when]?.[q.id]);
      if (!item) return null;
      const { right, why } = this.key_[item.id];
      const own = this[when][item.id];
      return { when, item, why, right: own === right, own: item.choices[own], answer: item.choices[right] };
    },
  },
  template: `
    <section class="pad" aria-labelledby="own"><h2 id="own">{{ t("Your result") }}</h2><p class="small faint">{{ t("Only you see this.") }}</p>
      <p class="larger" data-testid="own"><b v-if="before">{{ t("Before: {n} of {all} right. Now: {m}.", { n: counts.before, m: counts.after, all: counts.all }) }}</b><b v-else>{{ t("{n} of {all} right.", { n: counts.after, all: counts.all }) }}</b></p>
      <div v-for="c in concepts" :key="c.concept" class="card"><h3>{{ titles[c.concept] }}</h3>
        <div v-for="p in c.parts" :key="p.when" :class="['own', p.right ? 'yes' : 'no']"><p class="small faint">{{ p.when === "before" ? t("Before the lesson") : t("After the lesson") }}</p><p>{{ p.item.asks }}</p>
          <p v-if="p.right"><Sign name="check" /> <b>{{ p.answer }}</b></p><template v-else><p><Sign name="cross" /> {{ p.own ? t("You said: {answer}", { answer: p.own }) : t("You did not know.") }}</p><p><b>{{ t("Right: {answer}", { answer: p.answer }) }}</b></p></template><p class="small">{{ p.why }}</p></div></div></section>`,
};
