// The capital's page: what it would decide now, red lines, what to bring home, what to trade, how much to give.
import { Bubble, Sign } from "./drawn.js";
import { letter, lettered, rungWord } from "./phone_words.js";
import { counted, t } from "./words.js";

export const GoalCard = {
  props: { goal: Object },
  template: `
    <section class="card" :aria-label="t('Your goals')" data-testid="goal"><p><strong>{{ goal.who }}</strong></p><p>{{ goal.why }}</p>
      <ul><li v-for="line in goal.goals" :key="line">{{ line }}</li></ul></section>`,
};

export const CapitalPage = {
  components: { Bubble, Sign },
  props: { page: Object, capital: Object, ladders: Object, paragraphs: Array, number: Number },
  computed: {
    choices() {
      return [["objects", t("Object")], ["dissociates", t("Dissociate")], ["joins", t("Join")]];
    },
    would() {
      return { joins: t("Your capital would join."), dissociates: t("Your capital would dissociate."), objects: t("Your capital would object.") }[this.capital.stance];
    },
    reached() {
      return this.page.musts.filter((m) => m.reached).length;
    },
    gauges() {
      const last = this.page.gauges.at(-1).reading;
      return this.page.gauges.map((g) => ({ ...g, is: g.reading === this.number, title: g.reading === this.number ? t("Now") : g.reading === last ? t("Last reading") : t("Reading {n}", { n: g.reading }) }));
    },
    // What may be given is bounded by what speaks for the text; what it takes of that stands in the column of today.
    now() {
      return this.gauges.find((g) => g.is) ?? this.gauges.at(-1);
    },
    takes() {
      const share = this.now.taken;
      if (this.now.left < 0 || share >= 1) return t("This text takes more than you may give.");
      if (share > 0.65) return t("This text takes most of what you may give.");
      if (share > 0.35) return t("This text takes about half of what you may give.");
      if (share > 0.02) return t("This text takes a little of what you may give.");
      return t("This text takes nothing of what you may give.");
    },
  },
  methods: {
    counted,
    rungWord,
    lettered(issue, rung) {
      return lettered(this.ladders[issue].ladder, rung);
    },
    drafted(issue) {
      return this.paragraphs.find((p) => p.issue === issue).rung;
    },
    letterOf(issue) {
      return letter(this.ladders[issue].ladder, this.drafted(issue));
    },
    away(steps) {
      return steps === 0 ? t("It is in the text now. Bracket it.") : counted(steps, "{n} step away. If somebody moves it there, bracket it.", "{n} steps away. If somebody moves it there, bracket it.");
    },
  },
  template: `
    <section class="orders" :aria-label="t('What the capital orders')">
      <div v-if="capital" class="judged hall"><p class="small">{{ t("If the text stays as it is now") }}</p><h3 class="wording">{{ would }}</h3>
        <ul class="needle"><li v-for="[stance, word] in choices" :key="stance" :class="[stance, { on: capital.stance === stance }]"><span v-if="capital.stance === stance" class="you-are" aria-hidden="true">{{ t("you") }}</span>{{ word }}<span v-if="capital.stance === stance" class="unseen"> {{ t("(your capital now)") }}</span></li></ul>
        <p>{{ capital.sentence }}</p></div>
      <template v-if="page.red_lines.length"><h3>{{ counted(page.red_lines.length, "Red line", "Red lines") }}</h3><div class="redline" v-for="r in page.red_lines" :key="r.issue + r.rung"><Sign name="stop" /><p><strong>{{ t("{number} {title}: never {words}", { number: r.number, title: r.title, words: lettered(r.issue, r.rung) }) }}</strong><br><span class="small">{{ t("Now:") }} <Bubble :rung="drafted(r.issue)" :letter="letterOf(r.issue)" :word="rungWord(drafted(r.issue))" /><br>{{ away(r.steps) }}</span></p></div></template>
      <template v-if="page.musts.length"><div class="grouphead"><h3>{{ t("Bring home") }}</h3><span class="small">{{ t("{n} of {all} in the text", { n: reached, all: page.musts.length }) }}</span></div><ul class="musts"><li v-for="m in page.musts" :key="m.issue"><span class="n">{{ m.number }}</span><span><b>{{ m.title }}</b><br><span class="small faint">{{ m.position === "insists" ? t("Your capital insists on {words}.", { words: lettered(m.issue, m.rung) }) : t("Your capital wants {words}. You may trade it.", { words: lettered(m.issue, m.rung) }) }}</span></span><span :class="['tag', m.reached ? 'yes' : 'no']"><Sign :name="m.reached ? 'check' : 'cross'" /> {{ m.reached ? t("in the text") : t("missing") }}</span></li></ul></template>
      <template v-if="page.to_trade.length"><h3>{{ t("To trade") }}</h3><p class="small">{{ t("These matter little to your capital. Ask for something back.") }}</p><ul class="chips"><li v-for="item in page.to_trade" :key="item.issue" class="chip"><span>{{ item.number }} {{ item.title }}</span><span v-if="item.others.length" class="count"><span aria-hidden="true">[{{ item.others.length }}]</span><span class="unseen">{{ counted(item.others.length, "{n} delegation brackets it.", "{n} delegations bracket it.") }}</span></span></li></ul></template>
      <h3>{{ t("How much you may still give") }}</h3><p class="small faint">{{ t("The nearer the end, the more you may give.") }}</p>
      <ul class="give"><li v-for="g in gauges" :key="g.reading" :class="{ is: g.is }"><span class="col" aria-hidden="true"><i :style="{ height: 100 * g.given + '%' }"><i v-if="g.is" class="used" :style="{ height: 100 * g.taken + '%' }"></i></i></span><strong>{{ g.title }}</strong><br>{{ g.words }}</li></ul>
      <p class="small"><i class="stripes" aria-hidden="true"></i> {{ takes }}</p>
    </section>`,
};
