// The teacher's page of the quiz before and after: open it, close it, see how many have answered, and at the end the
// gain of the class. Never who said what.
import { t } from "./words.js";

export default {
  props: { first: Object },
  emits: ["move"],
  data() {
    return { view: this.first, trouble: "", up: true };
  },
  computed: {
    // What comes next, and what was before.
    steps() {
      return [["closed", t("Not open yet")], ["before", t("Before the lesson: open")], ["between", t("The lesson")], ["after", t("After the debrief: open")], ["over", t("Closed")]];
    },
    at() {
      return this.steps.findIndex(([stage]) => stage === this.view.stage);
    },
    forward() {
      return { closed: t("Open the quiz before the lesson"), before: t("Close the quiz before the lesson"), between: t("Open the quiz after the lesson"), after: t("Close the quiz and show the gain") }[this.view.stage];
    },
    open() {
      return this.view.stage === "before" || this.view.stage === "after";
    },
  },
  methods: {
    show(view) {
      this.view = view;
      this.trouble = "";
    },
    refused(why) {
      this.trouble = why;
    },
    connected(up) {
      this.up = up;
    },
    move(step) {
      this.$emit("move", this.steps[this.at + step][0]);
    },
    share(n, pairs) {
      return `${Math.round((100 * n) / pairs)} %`;
    },
    points(gain) {
      const [value, low, high] = [gain.value, gain.low, gain.high].map((x) => this.signed(Math.round(100 * x)));
      return t("{value} points ({low} to {high})", { value, low, high });
    },
    shift(gain) {
      const [value, low, high] = [gain.value, gain.low, gain.high].map((x) => this.signed(x.toFixed(1)));
      return t("{value} ({low} to {high})", { value, low, high });
    },
    signed(x) {
      return Number(x) > 0 ? `+${x}` : String(x).replace("-", "−");
    },
    clear(gain) {
      return gain && (gain.low > 0 || gain.high < 0);
    },
  },
  template: `
    <div class="site teacher quiz-desk">
      <div class="strip hall"><div><a href="/teacher">{{ t("Back to the class") }}</a><h1 data-testid="stage">{{ t("Quiz before and after") }}</h1></div>
        <div class="row"><button v-if="at > 0" type="button" data-once @click="move(-1)">{{ t("One step back") }}</button><button v-if="forward" type="button" class="main" data-once @click="move(1)">{{ forward }}</button></div>
        <ol class="stepper" :aria-label="t('The quiz')"><li v-for="([key, word], n) in steps" :key="key" :class="{ past: n < at, is: n === at }" :aria-current="n === at ? 'step' : undefined">{{ word }}</li></ol></div>
      <p v-if="!up" class="call" role="status">{{ t("No connection. This page tries again by itself.") }}</p><p v-if="trouble" class="call" role="alert">{{ trouble }}</p>
      <div class="columns wide-first"><div>
        <ul class="quiz-counts"><li><b class="big" data-testid="before">{{ view.counts.before }}</b> {{ t("before the lesson") }}</li><li><b class="big" data-testid="after">{{ view.counts.after }}</b> {{ t("after the lesson") }}</li><li><b class="big" data-testid="pairs">{{ view.pairs }}</b> {{ t("both times") }}</li></ul>
        <p class="small faint">{{ t("These are the students who take part. Those who say no are not counted, and nobody learns who they are.") }}</p>
        <section v-if="view.gain" aria-labelledby="gain"><h2 id="gain">{{ t("What the class has learnt") }}</h2>
          <p class="larger"><b>{{ t("{before} of the answers were right before, {after} after.", { before: share(view.gain.before, 1), after: share(view.gain.after, 1) }) }}</b> <template v-if="view.gain.gain">{{ t("The gain: {points}.", { points: points(view.gain.gain) }) }}</template></p>
          <p v-if="!view.gain.gain" class="call">{{ t("{n} people answered both times. That is too few for an interval: with fewer than {fewest}, chance can look like learning.", { n: view.pairs, fewest: view.fewest.interval }) }}</p>
          <div class="scroll"><table><thead><tr><th scope="col">{{ t("Concept") }}</th><th scope="col">{{ t("Right before") }}</th><th scope="col">{{ t("Right after") }}</th><th scope="col">{{ t("Gain, and its 95 % interval") }}</th></tr></thead>
            <tbody><tr v-for="c in view.gain.concepts" :key="c.title"><th scope="row">{{ c.title }}</th><td>{{ c.before }} <span class="faint">({{ share(c.before, view.gain.pairs) }})</span></td><td>{{ c.after }} <span class="faint">({{ share(c.after, view.gain.pairs) }})</span></td><td>{{ c.gain ? points(c.gain) : t("too few") }}<template v-if="c.gain && !clear(c.gain)">; {{ t("may be chance") }}</template></td></tr></tbody></table></div>
          <h2>{{ t("What the class thinks") }}</h2><p class="small faint">{{ t("Average answers, from 1 (not at all) to 5 (fully).") }}</p>
          <div class="scroll"><table><thead><tr><th scope="col">{{ t("Statement") }}</th><th scope="col">{{ t("Before") }}</th><th scope="col">{{ t("After") }}</th><th scope="col">{{ t("Change, and its 95 % interval") }}</th></tr></thead>
            <tbody><tr v-for="s in view.gain.statements" :key="s.asks"><th scope="row">{{ s.asks }}</th><td>{{ s.before.toFixed(1) }}</td><td>{{ s.after.toFixed(1) }}</td><td>{{ s.gain ? shift(s.gain) : t("too few") }}</td></tr></tbody></table></div>
          <p class="small faint">{{ t("A gain shows that the class knew more after than before. It does not show that the lesson alone did it.") }}</p></section>
        <p v-else-if="view.stage === 'over'" class="call">{{ t("{n} people answered both times. With fewer than {fewest} the page shows no result: it would say little, and could show who answered what.", { n: view.pairs, fewest: view.fewest.shown }) }}</p>
        <p v-else>{{ t("The gain of the class appears here when you close the quiz after the lesson.") }}</p>
      </div><div>
        <section class="sheet" aria-labelledby="how"><h2 id="how">{{ t("How it works") }}</h2><ol><li>{{ t("Open the quiz when students are in the lobby, before they read their instructions.") }}</li><li>{{ t("Close it before the first reading.") }}</li><li>{{ t("Open it again after the debrief. Everybody gets the other form.") }}</li></ol></section>
        <section class="sheet" aria-labelledby="see"><h2 id="see">{{ t("What you can see") }}</h2><p>{{ t("You see how many have answered. When the quiz is closed, you see results of the whole class, and a table of answers by random code.") }}</p><p>{{ t("You cannot see whose code it is. The answers are in a file of their own, without names, seats and times.") }}</p></section>
        <section class="sheet" aria-labelledby="save"><h2 id="save">{{ t("Save") }}</h2><p v-if="open">{{ t("Close the quiz first.") }}</p><ul v-else><li v-for="[name, path] in first.exports" :key="path"><a :href="path" download>{{ name }}</a></li></ul></section>
      </div></div>
    </div>`,
};
