// The end on the projector: what became of the text, who stood apart, what was agreed, and everybody's instructions.
import { Fit } from "./fit.js";
import { Mark } from "./drawn.js";
import { several } from "./phone_words.js";
import { Counts, released } from "./projector_parts.js";
import { counted, t } from "./words.js";

// Most lines beside the result, and the level from which each level takes one; the level from which agreed paragraphs
// are titles alone; most titles, and the level from which each takes two.
const MOST = 8;
const FEWER = 4;
const TITLES = 3;
const ALL = 17;
const SOME_TITLES = 8;

export const Result = {
  components: { Counts, Fit, Mark },
  props: { room: Object, paragraphs: Array, names: Object, turn: Number, address: String, debrief: String },
  computed: {
    ground() {
      return { true: "yes", false: "no" }[this.room.adopted] ?? "open";
    },
    objecting() {
      return this.room.seats.filter((s) => s.stance === "objects");
    },
    // Those who object, then those who dissociate; who gave a reason comes first.
    apart() {
      const rank = (s) => (s.stance === "objects" ? 0 : 2) + (s.reason ? 0 : 1);
      return this.room.seats.filter((s) => s.stance === "objects" || s.stance === "dissociates").sort((a, b) => rank(a) - rank(b));
    },
    said() {
      return this.paragraphs.filter((p) => p.rung !== "silent");
    },
    silent() {
      return this.paragraphs.filter((p) => p.rung === "silent");
    },
    lead() {
      const all = this.room.seats.length;
      const joined = this.room.seats.filter((s) => s.stance === "joins").length;
      if (this.room.adopted === null) return t("The class ended before the text was decided.");
      if (this.room.adopted) return joined === all ? t("All {all} delegations have one text.", { all }) : counted(joined, "{n} of {all} delegations joins one text.", "{n} of {all} delegations join one text.", { all });
      if (!this.objecting.length) return this.room.now;
      const who = several(this.objecting.map((s) => s.name), 4);
      return this.objecting.length === 1 ? t("No consensus. {name} objected. One objection was enough.", { name: who }) : t("No consensus. {names} objected.", { names: who });
    },
    // By turns, one delegation's instructions, as far as the teacher has revealed them.
    capital() {
      return this.room.revealed.length ? this.room.revealed[this.turn % this.room.revealed.length] : null;
    },
    of() {
      return JSON.stringify([this.apart, this.said, this.capital?.seat, this.address]);
    },
  },
  methods: {
    sentence(s) {
      return s.stance === "objects" ? t("{name} objects", s) : t("{name} dissociates", s);
    },
    released(s) {
      return released(s, this.paragraphs);
    },
    titles(level) {
      return Math.max(1, ALL - 2 * Math.max(0, level - SOME_TITLES));
    },
    most(level) {
      return Math.max(1, MOST - Math.max(0, level - FEWER));
    },
  },
  template: `
    <div :class="['result', ground]" data-testid="verdict" role="status">
      <div class="verdict"><h2>{{ { yes: t("Adopted."), no: t("No report."), open: t("No decision.") }[ground] }}</h2><p class="lead">{{ lead }}</p>
        <Counts v-if="room.adopted !== null" :seats="room.seats" />
        <p v-if="room.revealed.length" class="where">{{ t("The debrief is open:") }} <a :href="debrief" dir="ltr">{{ address }}{{ debrief }}</a></p></div>
      <Fit class="boxes" :of="of" :levels="20" v-slot="{ level }">
        <div v-if="capital" class="box"><h3>{{ t("Everybody's instructions, by turns") }}</h3>
          <p class="capital"><span class="plate">{{ capital.name }}</span></p><p>{{ capital.report }}</p>
          <ul><li v-for="p in capital.paragraphs.slice(0, most(level))" :key="p.issue"><b>{{ paragraphs.find((q) => q.issue === p.issue)?.title }}</b> <span class="words">{{ p.sentence }}</span></li></ul></div>
        <div v-if="room.adopted && !capital" class="box"><h3>{{ t("What they agreed") }}</h3>
          <ul class="agreement"><li v-for="p in said.slice(0, titles(level))" :key="p.issue"><span class="n">{{ p.number }}</span><b>{{ p.title }}</b><span v-if="level < TITLES" class="words" dir="auto">{{ p.text }}</span></li></ul>
          <p v-if="said.length > titles(level)">{{ t("and {n} more paragraphs", { n: said.length - titles(level) }) }}</p>
          <p v-if="silent.length" class="faint">{{ t("The text says nothing on {numbers}.", { numbers: listed(silent.map((p) => p.number)) }) }}</p></div>
        <div v-if="apart.length" class="box"><h3>{{ t("Who stood apart") }}</h3>
          <ul class="apart"><li v-for="s in apart.slice(0, most(level))" :key="s.seat"><Mark :stance="s.stance" /><b>{{ sentence(s) }}</b><span v-if="released(s)" class="faint">{{ released(s) }}</span><q v-if="s.reason" dir="auto">{{ s.reason }}</q></li></ul>
          <p v-if="apart.length > most(level)" class="faint">{{ several(apart.slice(most(level)).map((s) => s.name), 6) }}</p></div>
      </Fit>
    </div>`,
  created() {
    Object.assign(this, { TITLES, several });
  },
};
