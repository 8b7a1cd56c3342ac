// The end on the phone: the result in the colour of the outcome, what was brought home, how somebody negotiated.
import { Mark, Sign } from "./drawn.js";
import { rungWord, several } from "./phone_words.js";
import { counted, t } from "./words.js";

export const Result = {
  components: { Mark },
  props: { room: Object, seat: String },
  computed: {
    objecting() {
      return this.room.seats.filter((s) => s.stance === "objects");
    },
    mine() {
      return this.room.seats.find((s) => s.seat === this.seat);
    },
    tone() {
      return { true: "yes", false: "no" }[this.room.adopted] ?? "open";
    },
    title() {
      if (this.room.adopted === null) return t("The class ended without a decision.");
      if (this.room.adopted) return t("Adopted.");
      return this.mine?.stance === "objects" ? t("You stopped it.") : t("There is no report.");
    },
    words() {
      const { adopted, seats } = this.room;
      if (adopted === null) return "";
      if (adopted) return this.adopted(seats);
      const names = this.objecting.map((s) => s.name);
      if (this.mine?.stance === "objects") return names.length === 1 ? t("{name} objected, and nobody else did.", { name: this.mine.name }) : counted(names.length - 1, "{name} objected, and {n} other did, too.", "{name} objected, and {n} others did, too.", { name: this.mine.name });
      if (!names.length) return t("The text did not have enough support.");
      return names.length === 1 ? t("{name} objected. One was enough.", { name: names[0] }) : t("{names} objected.", { names: several(names) });
    },
  },
  methods: {
    adopted(seats) {
      const n = seats.filter((s) => s.stance === "joins").length;
      if (this.mine?.stance === "joins") return counted(n, "{n} state has one text. It is yours.", "{n} states have one text. Yours is one of them.");
      return counted(n, "{n} of {all} states joins the text.", "{n} of {all} states join the text.", { all: seats.length });
    },
  },
  template: `
    <div :class="['result', tone]" data-testid="verdict" role="status"><Mark v-if="tone !== 'open'" :stance="tone === 'yes' ? 'joins' : 'objects'" /><h2>{{ title }}</h2><p v-if="words">{{ words }}</p></div>`,
};

// What somebody decided beside what the capital wanted.
export const Chosen = {
  props: { seat: Object, decision: Object, capital: Object },
  computed: {
    sentence() {
      const { stance } = this.seat;
      const alike = this.capital.stance === stance;
      if (!this.decision) return { joins: t("You did not decide. The computer joined, as your capital wished."), dissociates: t("You did not decide. The computer dissociated, as your capital wished."), objects: t("You did not decide. The computer objected, as your capital wished.") }[stance];
      if (alike) return { joins: t("You joined, as your capital wished."), dissociates: t("You dissociated, as your capital wished."), objects: t("You objected, as your capital wished.") }[stance];
      return { joins: t("Your capital would have joined."), dissociates: t("Your capital would have dissociated."), objects: t("Your capital would have objected.") }[this.capital.stance];
    },
    against() {
      return this.decision && this.capital.stance !== this.seat.stance;
    },
  },
  template: `<section v-if="seat.stance" class="chosen"><p class="larger"><b>{{ seat.name }}</b></p><p class="wording large">{{ joined(sentence, against && t("You decided otherwise. Be ready to say why.")) }}</p></section>`,
};

// What somebody brought home.
export const Home = {
  components: { Sign },
  props: { page: Object, paragraphs: Array, adopted: Boolean },
  computed: {
    reached() {
      return this.page.musts.filter((m) => m.reached).length;
    },
  },
  methods: {
    rungWord,
    now(issue) {
      return rungWord(this.paragraphs.find((p) => p.issue === issue).rung);
    },
  },
  template: `
    <section aria-labelledby="home"><h2 id="home">{{ adopted ? t("What you brought home") : t("What the last text would have brought") }}</h2>
      <p v-if="page.musts.length" class="small faint">{{ adopted ? t("{n} of {all} in the report", { n: reached, all: page.musts.length }) : t("{n} of {all} in the last text. Without a report you bring home none.", { n: reached, all: page.musts.length }) }}</p>
      <ul class="tally"><li v-for="r in page.red_lines" :key="r.issue + r.rung" :class="r.steps ? 'yes' : 'no'"><Sign :name="r.steps ? 'check' : 'cross'" /><span>{{ t("Red line: {number} {title}, {rung}", { ...r, rung: rungWord(r.rung) }) }}</span><b>{{ r.steps ? t("kept") : t("crossed") }}</b></li>
        <li v-for="m in page.musts" :key="m.issue" :class="m.reached ? 'yes' : 'no'"><Sign :name="m.reached ? 'check' : 'cross'" /><span>{{ m.number }} {{ m.title }}</span><b>{{ now(m.issue) }}</b></li>
        <li v-if="!adopted" class="no"><Sign name="cross" /><span>{{ t("A report") }}</span><b>{{ t("none") }}</b></li></ul></section>`,
};

// How somebody negotiated.
export const Conduct = {
  components: { Sign },
  props: { conduct: Object },
  computed: {
    lines() {
      const c = this.conduct;
      return [
        ["draft", counted(c.brackets, "Brackets: {n} paragraph. Kept to the end: {kept}. Given up: {given}.", "Brackets: {n} paragraphs. Kept to the end: {kept}. Given up: {given}.", { kept: c.kept, given: c.given_up })],
        ["more", counted(c.proposals, "Proposals: {n}. In the text: {won}.", "Proposals: {n}. In the text: {won}.", { won: c.in_the_text })],
        ["swap", t("Packages: {offered} offered, {sponsored} co-sponsored. Carried out: {carried}.", { offered: c.packages, sponsored: c.co_sponsored, carried: c.carried })],
        ["talk", counted(c.notes, "Notes: {n} written.", "Notes: {n} written.")],
        ["hand", c.floor ? counted(c.floor, "You asked for the floor once.", "You asked for the floor {n} times.") : t("You did not ask for the floor.")],
      ];
    },
  },
  template: `
    <section aria-labelledby="conduct"><h2 id="conduct">{{ t("How you negotiated") }}</h2><ul class="tally"><li v-for="[sign, line] in lines" :key="sign"><Sign :name="sign" /><span>{{ line }}</span></li></ul></section>`,
};
