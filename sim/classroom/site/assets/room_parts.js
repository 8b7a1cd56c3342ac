// The room on the phone: who has the floor, who sits where, how the draft has moved.
import { Mark, Sign } from "./drawn.js";
import { letter, rungWord } from "./phone_words.js";
import { counted, inRow, t } from "./words.js";

// The last statement, who waits, and one's own hand.
export const Floor = {
  components: { Sign },
  props: { room: Object, names: Object, seat: String, hand: String, words: String, open: Boolean },
  emits: ["ask", "lower", "update:words"],
  computed: {
    last() {
      return this.room.statements.at(-1);
    },
  },
  template: `
    <section v-if="last" class="floor-now hall" :aria-label="t('Last statement')"><p class="eyebrow">{{ last.reading ? t("Statement in reading {n}", { n: last.reading }) : t("Opening statement") }}</p><p class="plate larger">{{ names[last.seat] }}</p><p class="wording large" dir="auto">{{ last.text ? t("“{text}”", { text: last.text }) : t("spoke freely") }}</p></section>
    <section v-if="open" :aria-label="t('The floor')"><h2>{{ t("The floor") }}</h2>
      <ol v-if="room.hands.length" class="tally"><li v-for="(code, n) in room.hands" :key="code"><b>{{ n + 1 }}</b><span>{{ names[code] }}</span><span v-if="code === seat" class="tag mine">{{ t("you") }}</span></li></ol>
      <button v-if="hand !== null" type="button" class="wide" @click="$emit('lower')"><Sign name="hand" /> {{ t("Take my hand down") }}</button>
      <form v-else @submit.prevent="$emit('ask')"><div class="field"><label for="words">{{ t("A short statement for everybody to read") }}</label><textarea id="words" maxlength="280" dir="auto" :value="words" @input="$emit('update:words', $event.target.value)"></textarea><p class="small faint">{{ t("Leave it empty to speak freely.") }}</p></div><button type="submit" class="wide"><Sign name="hand" /> {{ t("Ask for the floor") }}</button></form></section>`,
};

export const Delegations = {
  components: { Mark, Sign },
  props: { seats: Array, seat: String, phase: String },
  computed: {
    sorted() {
      return [...this.seats].sort((a, b) => (b.played !== "computer") - (a.played !== "computer") || a.name.localeCompare(b.name));
    },
    people() {
      return this.seats.filter((s) => s.played !== "computer").length;
    },
  },
  methods: {
    who(s) {
      if (s.seat === this.seat) return t("you");
      if (s.played === "away") return t("{name}, away: a computer plays", { name: s.player });
      return s.player || t("a computer");
    },
    state(s) {
      return { joins: t("joins"), dissociates: t("dissociates"), objects: t("objects") }[s.stance] ?? "";
    },
    counted,
  },
  template: `
    <section :aria-label="t('Delegations')"><h2>{{ t("Delegations") }}</h2><p class="small faint">{{ counted(people, "{n} of {all} seats has a person.", "{n} of {all} seats have a person.", { all: seats.length }) }}</p>
      <ul class="tally"><li v-for="s in sorted" :key="s.seat"><Mark v-if="s.stance" :stance="s.stance" /><Sign v-else :name="s.played === 'computer' ? 'computer' : 'talk'" :class="{ computer: s.played === 'computer' }" /><span><b>{{ s.name }}</b> <span class="small faint" dir="auto">{{ who(s) }}</span></span>
        <span class="small"><template v-if="s.stance">{{ state(s) }}</template><template v-else-if="s.brackets"><span class="count" aria-hidden="true">[{{ s.brackets }}]</span><span class="unseen">{{ counted(s.brackets, "brackets {n} paragraph", "brackets {n} paragraphs") }}</span></template> <template v-if="!s.stance && s.played === 'person' && (phase === 'reading' || phase === 'silence')">{{ s.answered ? t("done") : t("not done") }}</template></span></li></ul></section>`,
};

// How each paragraph has moved, by the letters of the printed draft.
export const Course = {
  props: { ladders: Array, path: Array },
  methods: {
    letters(k) {
      return this.path.map((draft) => letter(this.ladders[k].ladder, draft[k]));
    },
    words(k) {
      return inRow(this.path.map((draft) => rungWord(draft[k])));
    },
  },
  template: `
    <ul class="tally"><li v-for="(p, k) in ladders" :key="p.issue"><span class="n">{{ k + 1 }}</span><span>{{ p.title }}</span><span class="letters"><span aria-hidden="true"><template v-for="(l, n) in letters(k)" :key="n"><b :class="{ moved: n && l !== letters(k)[n - 1] }">{{ l }}</b><span v-if="n < path.length - 1" class="arrow"> → </span></template></span><span class="unseen">{{ words(k) }}</span></span></li></ul>`,
};
