// The quiz before and after, on a student's phone. Answers leave it only if the student agrees, under a random code.
import { ask, keep, kept, newCode } from "./quiz_kept.js";
import { Consent, OwnResult, Questions } from "./quiz_parts.js";
import { t } from "./words.js";

const OTHER = { A: "B", B: "A" };

export default {
  components: { Consent, OwnResult, Questions },
  props: { first: Object },
  data() {
    // agreed: null until the student has chosen; form: that before the lesson; done: what was handed in, or finished
    const own = { agreed: null, code: "", form: "", before: {}, after: {}, done: {}, ...kept(this.first.ticket) };
    return { stage: this.first.stage, own, now: "", key_: null, busy: false, trouble: "", asked: false };
  },
  computed: {
    occasion() {
      return this.stage === "before" || this.stage === "after" ? this.stage : "";
    },
    over() {
      return this.stage === "over" || (this.stage === "after" && this.own.done.after);
    },
    items() {
      return Object.values(this.first.forms).flat();
    },
    title() {
      return this.stage === "after" || this.stage === "over" ? t("Quiz after the lesson") : t("Quiz before the lesson");
    },
  },
  watch: {
    own: { deep: true, handler(own) { keep(this.first.ticket, own); } },
    over: { immediate: true, handler(over) { if (over && this.own.done.after) this.look(); } },
    occasion() {
      this.now = "";
      this.open();
    },
  },
  mounted() {
    this.open();
  },
  methods: {
    show({ stage }) {
      this.stage = stage;
    },
    async send(name, about = {}) {
      this.busy = true;
      const said = await ask(name, { ticket: this.first.ticket, code: this.own.code, ...about });
      this.busy = false;
      this.trouble = said ? (said.why ? said.why : "") : t("There is no connection. Please try again.");
      return said && !said.why ? said : null;
    },
    async choose(agreed) {
      this.own.agreed = agreed;
      await this.open();
    },
    // Get the form of this occasion. Of those who say no, the server hears nothing: their phone draws the lot.
    async open() {
      if (!this.occasion || this.own.agreed === null || this.own.done[this.occasion]) return;
      if (this.own.agreed) {
        this.own.code ||= newCode();
        const said = await this.send("begin");
        this.now = said?.form ?? "";
      } else {
        this.own.form ||= crypto.getRandomValues(new Uint8Array(1))[0] % 2 ? "A" : "B";
        this.now = this.occasion === "before" ? this.own.form : OTHER[this.own.form];
      }
    },
    answer(id, value) {
      this.own[this.occasion][id] = value;
    },
    async finish() {
      const { occasion } = this;
      if (this.own.agreed && !(await this.send("answers", { answers: this.own[occasion] }))) return;
      this.own.done = { ...this.own.done, [occasion]: true };
      this.now = "";
      window.scrollTo({ top: 0 });
    },
    async look() {
      this.key_ = await this.send("key");
    },
    // Deletes what the server has of this phone. The student can still finish, for themselves.
    async remove() {
      if (!this.asked) return (this.asked = true);
      if (!(await this.send("delete"))) return;
      this.asked = false;
      this.own = { ...this.own, agreed: false, code: "", form: this.now ? (this.occasion === "before" ? this.now : OTHER[this.now]) : this.formBefore() };
      await this.open();
    },
    formBefore() {
      return this.first.forms.A.some((q) => this.own.before[q.id]) ? "A" : "B";
    },
  },
  template: `
    <div class="site phone">
      <div class="top hall"><a class="plate" href="/">{{ t("Back") }}</a><div class="where"><h1 class="stage" data-testid="stage">{{ title }}</h1></div></div>
      <p v-if="trouble" class="call" role="alert">{{ trouble }} <button type="button" class="plain" @click="now || over ? (trouble = '') : open()">{{ t("Try again") }}</button></p>
      <OwnResult v-if="over && own.done.after && key_" :items="items" :key_="key_" :before="own.done.before ? own.before : null" :after="own.after" :titles="first.titles" />
      <section v-else-if="own.done[occasion] || (stage === 'between' && own.done.before)" class="pad" role="status"><h2>{{ t("Thank you.") }}</h2><p>{{ own.agreed ? t("Your answers are saved.") : t("Your answers are on this device only.") }} <template v-if="occasion !== 'after'">{{ t("The second part comes after the lesson. Then you see your result.") }}</template></p><a class="button main" href="/">{{ t("Back to the class") }}</a></section>
      <section v-else-if="!occasion" class="pad" role="status"><h2>{{ t("The quiz is closed.") }}</h2><p>{{ stage === "over" ? t("Your teacher has closed it.") : t("Your teacher opens it. This page then shows it by itself.") }}</p><a class="button main" href="/">{{ t("Back to the class") }}</a></section>
      <Consent v-else-if="own.agreed === null" :sentences="first.consent" @agree="choose(true)" @refuse="choose(false)" />
      <template v-else-if="now"><p class="pad small faint">{{ own.agreed ? t("Your name is not kept with these answers.") : t("These answers stay on this device.") }}</p>
        <Questions :key="now + occasion" :items="first.forms[now]" :statements="first.statements" :unknown="first.unknown" :answers="own[occasion]" :busy="busy" :agreed="own.agreed" @answer="answer" @done="finish" /></template>
      <p v-if="own.agreed && own.code" class="pad"><button type="button" class="plain" data-once @click="remove">{{ asked ? t("Really delete? They cannot come back.") : t("Delete my answers from the teacher's computer") }}</button></p>
    </div>`,
};
