// The words of the debrief: each paragraph in the class's text, in the model, with computers alone, and in history.
import { Bubble } from "./drawn.js";
import { rungWord, share } from "./phone_words.js";
import { inRow, t } from "./words.js";

const RUNGS = ["silent", "indirect", "explicit"];

export const TextTable = {
  components: { Bubble },
  props: { told: Object },
  data: () => ({ RUNGS, all: false }),
  computed: {
    rows() {
      const rows = this.told.issues.map(([issue, title], k) => ({ issue, title, number: k + 1, path: this.told.path.map((draft) => draft[k]), rung: this.told.text[issue]?.[0], computers: this.told.computers.text[k], language: this.told.forecast?.language[issue] ?? [], odds: this.odds(issue), real: this.told.history?.language[issue] ?? "silent" }));
      const moved = (row) => new Set(row.path).size > 1 || row.rung !== row.computers || (this.history && row.rung !== row.real);
      const first = rows.filter(moved);
      return { first: first.length ? first : rows, rest: first.length ? rows.filter((row) => !moved(row)) : [] };
    },
    history() {
      return this.told.history?.adopted;
    },
    shown() {
      return this.all ? [...this.rows.first, ...this.rows.rest] : this.rows.first;
    },
  },
  methods: {
    rungWord,
    // Silent, indirect and explicit in per cent, as numbers of 100; counts stay as they are.
    odds(issue) {
      const words = (this.told.forecast?.odds[issue] ?? []).filter(Boolean);
      if (!words.length) return t("too few reports");
      const numbers = words.map(share).join(" · ");
      return words.every((w) => w.includes("%")) ? t("{numbers} of 100", { numbers }) : numbers;
    },
    course(path) {
      return inRow(path.map(rungWord));
    },
  },
  template: `
    <section><h2>{{ t("The words") }}</h2><p class="small faint">{{ t("An empty bubble is silent, a dotted one indirect, a written one explicit.") }}</p>
      <table class="compare stack"><thead><tr><th scope="col">{{ t("Paragraph") }}</th><th scope="col">{{ t("Your class") }}</th><th scope="col">{{ t("Movement of the draft") }}</th><th v-if="told.forecast" scope="col">{{ t("The model: silent, indirect, explicit") }}</th><th scope="col">{{ t("Computers alone") }}</th><th v-if="history" scope="col">{{ t("History") }}</th></tr></thead>
        <tbody><tr v-for="r in shown" :key="r.issue"><th scope="row">{{ r.number }} {{ r.title }}</th>
          <td :data-of="t('{heading}:', { heading: t('Your class') })"><Bubble v-if="r.rung" :rung="r.rung" letter="" :word="rungWord(r.rung)" /></td>
          <td :data-of="t('{heading}:', { heading: t('Movement of the draft') })"><span class="hist" role="img" :aria-label="course(r.path)"><template v-for="(rung, n) in r.path" :key="n"><i v-if="n" aria-hidden="true"></i><Bubble :rung="rung" letter="" /></template></span></td>
          <td v-if="told.forecast" :data-of="t('{heading}:', { heading: t('The model') })"><span v-if="r.language.length" class="bar" aria-hidden="true"><i v-for="(w, n) in RUNGS" :key="w" :class="w" :style="{ width: 100 * r.language[n] + '%' }"></i></span><span class="small faint">{{ r.odds }}</span></td>
          <td :data-of="t('{heading}:', { heading: t('Computers alone') })"><Bubble :rung="r.computers" letter="" :word="rungWord(r.computers)" /></td>
          <td v-if="history" :data-of="t('{heading}:', { heading: t('History') })"><Bubble :rung="r.real" letter="" :word="rungWord(r.real)" /></td></tr></tbody></table>
      <button v-if="rows.rest.length" type="button" :aria-expanded="all" @click="all = !all">{{ all ? t("Show fewer paragraphs") : t("Show the other {n} paragraphs", { n: rows.rest.length }) }}</button></section>`,
};
