// The room on the teacher's page: who would decide what, and which paragraph is under discussion.
import { Bubble, Mark, Tug } from "./drawn.js";
import { letter, rungWord } from "./phone_words.js";
import { counted, inRow, listed, t } from "./words.js";

// In a room of more seats, those who join are folded, except people.
const MANY = 40;

function heading(stance, n) {
  return {
    objects: counted(n, "{n} capital would object to this text", "{n} capitals would object to this text"),
    dissociates: counted(n, "{n} would dissociate", "{n} would dissociate"),
    joins: counted(n, "{n} would join", "{n} would join"),
  }[stance];
}

function decided(stance, n) {
  return {
    objects: counted(n, "{n} objects", "{n} object"),
    dissociates: counted(n, "{n} dissociates", "{n} dissociate"),
    joins: counted(n, "{n} joins", "{n} join"),
    closed: counted(n, "{n} seat is still closed", "{n} seats are still closed"),
  }[stance];
}

// The seats in groups: by what the capitals would decide, or by what is open of the decision.
export const Seats = {
  components: { Mark },
  props: { room: Object, capitals: Object, ladders: Object },
  computed: {
    taken() {
      return this.room.phase === "opening" || (this.room.phase === "over" && this.room.adopted !== null);
    },
    groups() {
      const seats = this.room.seats.map((s) => ({ ...s, person: Boolean(s.player), means: this.taken ? s.stance || "closed" : this.capitals[s.seat].stance, why: this.why(s) }));
      const order = this.taken ? ["objects", "dissociates", "joins", "closed"] : ["objects", "dissociates", "joins"];
      return order
        .map((stance) => {
          const some = seats.filter((s) => s.means === stance).sort((a, b) => b.person - a.person || a.name.localeCompare(b.name));
          const folds = seats.length > MANY && (stance === "joins" || stance === "closed");
          const shown = folds ? some.filter((s) => s.person) : some;
          return { stance, some, shown, folded: some.filter((s) => !shown.includes(s)), title: (this.taken ? decided : heading)(stance, some.length) };
        })
        .filter((g) => g.some.length);
    },
    bar() {
      return this.groups.filter((g) => g.stance !== "closed");
    },
  },
  methods: {
    inRow,
    titled(issues) {
      return listed(issues.map((issue) => this.ladders[issue].titled));
    },
    why(s) {
      const { over, minds, stance } = this.capitals[s.seat];
      const paragraph = over && this.ladders[over].titled;
      if (this.taken) {
        if (!s.stance) return "";
        if (s.apart_from.length) return t("From {paragraphs}", { paragraphs: this.titled(s.apart_from) });
        if (s.player && s.stance !== stance) return t("Not as the capital wanted");
        if (s.stance === "joins") return "";
      } else if (stance === "joins") return "";
      if (minds === "red line") return t("Red line: {paragraph}", { paragraph });
      if (minds === "misses") return t("Misses {paragraph}", { paragraph });
      return minds ? t("Minds {paragraph}", { paragraph }) : "";
    },
    more(g) {
      if (g.stance === "closed") return counted(g.folded.length, "and {n} computer", "and {n} computers");
      return this.taken ? counted(g.folded.length, "and {n} joins", "and {n} join") : counted(g.folded.length, "and {n} would join", "and {n} would join");
    },
  },
  template: `
    <div v-if="bar.length" class="sumbar" aria-hidden="true"><i v-for="g in bar" :key="g.stance" :class="g.stance" :style="{ flex: g.some.length }"></i></div>
    <template v-for="g in groups" :key="g.stance"><h3 class="gl"><Mark v-if="g.stance !== 'closed'" :stance="g.stance" />{{ g.title }}</h3>
      <ul :class="['mini', { small: room.seats.length > 12, reasoned: g.shown.some((s) => s.why) }]"><li v-for="s in g.shown" :key="s.seat" :class="['ms', g.stance, { person: s.person }]"><Mark v-if="g.stance !== 'closed'" :stance="g.stance" /><b>{{ s.name }}</b><small><bdi>{{ s.player || t("computer") }}</bdi></small><small v-if="s.why" class="re">{{ s.why }}</small><small v-if="s.reason" class="wording">{{ t("“{text}”", { text: s.reason }) }}</small></li></ul>
      <details v-if="g.folded.length"><summary>{{ more(g) }}</summary><p class="small">{{ inRow(g.folded.map((s) => s.name)) }}</p></details></template>`,
};

// The paragraphs in brackets as radio buttons: the chosen one stands large on the projector.
export const Discussed = {
  components: { Bubble, Tug },
  props: { room: Object, ladders: Object, names: Object, open: Boolean },
  emits: ["discuss"],
  computed: {
    rows() {
      return this.room.paragraphs
        .filter((p) => p.brackets.length || p.issue === this.room.discussed)
        .sort((a, b) => b.brackets.length - a.brackets.length)
        .map((p) => ({ ...p, ...this.pulls(p) }));
    },
  },
  methods: {
    letter,
    rungWord,
    // How many want less, and how many want more, than the draft says.
    pulls(p) {
      const ladder = this.ladders[p.issue].ladder.map((f) => f.rung);
      const at = ladder.indexOf(p.rung);
      const wishes = Object.values(p.proposals).map((rung) => ladder.indexOf(rung));
      return { less: wishes.filter((n) => n < at).length, more: wishes.filter((n) => n > at).length };
    },
    by(seats) {
      const all = seats.map((s) => this.names[s]);
      const names = all.length > 4 ? inRow(all.slice(0, 4)) : listed(all);
      return seats.length > 4 ? counted(seats.length - 4, "Bracketed by {names} and {n} other", "Bracketed by {names} and {n} others", { names }) : t("Bracketed by {names}", { names });
    },
  },
  template: `
    <fieldset v-if="rows.length"><legend class="h2">{{ t("In brackets") }} <span v-if="open" class="small faint light">{{ t("The one that you choose stands large on the projector.") }}</span></legend>
      <div class="pset"><label v-if="open" class="turns"><input type="radio" name="discussed" :checked="room.discussed === null" @change="$emit('discuss', null)" /><b>{{ t("All by turns") }}</b></label>
        <component :is="open ? 'label' : 'div'" v-for="p in rows" :key="p.issue" class="prow"><input v-if="open" type="radio" name="discussed" :checked="room.discussed === p.issue" @change="$emit('discuss', p.issue)" /><span v-else></span>
          <span class="n">{{ p.number }}</span><span><b>{{ ladders[p.issue].title }}</b><small v-if="p.brackets.length">{{ by(p.brackets) }}</small></span><Bubble :rung="p.rung" :letter="letter(ladders[p.issue].ladder, p.rung)" :word="rungWord(p.rung)" />
          <Tug :less="p.less" :more="p.more" long /></component></div></fieldset>
    <p v-else class="faint">{{ t("Nothing is in brackets.") }}</p>`,
};
