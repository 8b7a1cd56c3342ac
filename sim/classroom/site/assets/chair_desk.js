// The chair's desk: every wording in full, who wants it, the brackets now and after, and the packages.
import { Bubble } from "./drawn.js";
import { letter, lettered, rungWord } from "./phone_words.js";
import { counted, t } from "./words.js";

// The chair's brief: so many changes, each by one step.
const BRIEF = 2;
// A short draft is shown whole.
const SHORT = 4;

export const ChairDesk = {
  components: { Bubble },
  // floor: whether those who ask for the floor stand here, too
  props: { desk: Object, room: Object, names: Object, floor: { type: Boolean, default: true } },
  emits: ["table", "floor"],
  data: () => ({ wanted: {}, carried: [], answers: {} }),
  computed: {
    // What the packages say that are to be carried out: wording by issue.
    packed() {
      return Object.assign({}, ...this.packages.filter((p) => this.carried.includes(p.number)).map((p) => ({ ...p.takes, ...p.asks })));
    },
    packages() {
      return this.desk.packages.filter((p) => p.ripe || p.pressing);
    },
    paragraphs() {
      const about = Object.fromEntries(this.desk.objections.map(([issue, seats, proposals]) => [issue, { seats, proposals }]));
      return this.room.paragraphs
        .map((p, k) => {
          const told = { seats: [], proposals: {}, ...this.room.ladders[k], ...p, number: k + 1, ...about[p.issue] };
          const chosen = this.packed[p.issue] ?? this.wanted[p.issue] ?? p.rung;
          return { ...told, chosen, advised: this.desk.advice?.[p.issue], after: this.left(told, chosen) };
        })
        .sort((a, b) => b.seats.length - a.seats.length || a.number - b.number);
    },
    contested() {
      return this.paragraphs.filter((p) => this.paragraphs.length <= SHORT || p.seats.length);
    },
    others() {
      return this.paragraphs.filter((p) => !this.contested.includes(p));
    },
    // What the chair changes on its own.
    changes() {
      return Object.fromEntries(this.paragraphs.filter((p) => !(p.issue in this.packed) && p.chosen !== p.rung).map((p) => [p.issue, p.chosen]));
    },
    number() {
      return Object.keys(this.changes).length + this.carried.length;
    },
    beyond() {
      return this.number > BRIEF || this.wide((p) => this.changes[p.issue]);
    },
    // Whether the computer's advice is more than the brief allows.
    far() {
      return this.wide((p) => p.advised) || Object.keys(this.desk.advice).length > BRIEF;
    },
    brackets() {
      const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
      return { now: sum(this.paragraphs.map((p) => p.seats.length)), after: sum(this.paragraphs.map((p) => p.after)) };
    },
  },
  methods: {
    letter,
    lettered,
    // Whether a paragraph moves by more than one step to the words that are wanted of it.
    wide(wanted) {
      const place = (p, rung) => p.ladder.findIndex((f) => f.rung === rung);
      return this.paragraphs.some((p) => wanted(p) && Math.abs(place(p, p.rung) - place(p, wanted(p))) > 1);
    },
    rungWord,
    // Brackets that stay by the rules of the class: those on words that nobody asked for.
    left(p, chosen) {
      if (chosen === p.rung) return p.seats.length;
      const place = (rung) => p.ladder.findIndex((f) => f.rung === rung);
      const asked = place(p.rung) === 0 ? place(chosen) > place(p.rung) : place(chosen) < place(p.rung);
      return p.seats.filter((s) => (s in p.proposals ? p.proposals[s] !== chosen : !asked)).length;
    },
    listed(seats) {
      const names = seats.slice(0, 8).map((s) => this.names[s] ?? s).join(t(", "));
      return seats.length > 8 ? counted(seats.length - 8, "{names} and {n} other", "{names} and {n} others", { names }) : names;
    },
    wanting(p, rung) {
      return Object.keys(p.proposals).filter((seat) => p.proposals[seat] === rung);
    },
    side(words) {
      return Object.entries(words)
        .map(([issue, rung]) => this.room.ladders.map((l, k) => [l, k + 1]).filter(([l]) => l.issue === issue).map(([l, n]) => `${n} ${l.title}: ${lettered(l.ladder, rung)}`))
        .join("; ");
    },
    // Whether a package must be answered and is not.
    silent(p) {
      return p.pressing && !p.answer && !this.carried.includes(p.number);
    },
    take() {
      this.wanted = { ...this.desk.advice };
    },
    table() {
      const open = this.packages.filter((p) => !this.carried.includes(p.number) && this.answers[p.number]?.trim());
      const answers = Object.fromEntries(open.map((p) => [p.number, this.answers[p.number]]));
      this.$emit("table", { text: this.changes, packages: this.carried, answers }, () => Object.assign(this, { wanted: {}, carried: [], answers: {} }));
    },
  },
  template: `
    <section class="chairdesk" :aria-label="t('The chair\\'s desk')">
      <p v-if="!desk.open" class="faint">{{ t("After each reading, the chair writes the next draft here.") }}</p>
      <form v-else @submit.prevent="table">
        <div class="chairhead hall"><p class="small">{{ t("Reading {n} is closed. The room waits for you.", { n: room.number }) }}</p><h2>{{ t("Write the next draft.") }}</h2>
          <p>{{ t("Change at most two paragraphs by one step each. What you do not touch stays as it is.") }}</p></div>
        <p v-if="desk.advice && Object.keys(desk.advice).length" class="row"><button type="button" @click="take">{{ t("Take the computer's advice") }}</button> <span v-if="far" class="small">{{ t("The computer may go further than your brief.") }}</span></p>
        <p v-else-if="desk.advice" class="faint">{{ t("The computer would leave the text as it is.") }}</p>
        <article v-for="p in packages" :key="'pack' + p.number" :class="['offer', { pressing: p.pressing }]"><div><h3>{{ t("Package {number} of {seat}", { number: p.number, seat: names[p.sender] }) }} <span v-if="p.pressing" class="tag apart">{{ t("pressing") }}</span></h3>
            <p class="small"><b>{{ t("{seat} takes {words}.", { seat: names[p.sender], words: side(p.takes) }) }}</b> {{ t("The others take {words}.", { words: side(p.asks) }) }}</p>
            <p class="small faint"><template v-if="p.sponsors.length">{{ t("Co-sponsored by {names}.", { names: listed(p.sponsors) }) }}</template> <template v-if="p.accepted.length">{{ t("Accepted by {names}.", { names: listed(p.accepted) }) }}</template></p></div>
          <label class="tick"><input type="checkbox" :value="p.number" v-model="carried" /> {{ t("Carry out package {number}", { number: p.number }) }}</label>
          <p v-if="p.answer" class="small full">{{ t("You have answered: {answer}", { answer: p.answer }) }}</p>
          <div v-else-if="silent(p)" class="full"><label :for="'why' + p.number">{{ t("If not: why? Everybody reads your answer.") }}</label><input :id="'why' + p.number" type="text" v-model="answers[p.number]" maxlength="280" required dir="auto" /></div></article>
        <template v-for="(some, fold) in [contested, others]" :key="fold"><component v-if="some.length" :is="fold ? 'details' : 'div'"><summary v-if="fold">{{ counted(some.length, "{n} paragraph that nobody brackets: {numbers}", "{n} paragraphs that nobody brackets: {numbers}", { numbers: some.map((p) => p.number).join(t(", ")) }) }}</summary>
          <article v-for="p in some" :key="p.issue" class="cpar"><fieldset :disabled="p.issue in packed"><legend><span class="n">{{ p.number }}</span> {{ p.title }}</legend>
            <p class="bc small"><template v-if="!p.seats.length">{{ t("Nobody brackets it.") }}</template><template v-else-if="p.chosen === p.rung">{{ counted(p.seats.length, "In brackets: {n} delegation", "In brackets: {n} delegations") }}</template><template v-else>{{ t("Brackets: {now} now, {after} after", { now: p.seats.length, after: p.after }) }}</template></p>
            <p v-if="p.seats.length" class="small">{{ t("Bracketed by {names}.", { names: listed(p.seats) }) }}</p>
            <p v-if="p.issue in packed" class="small">{{ t("A package decides this paragraph.") }}</p>
            <div class="opts"><label v-for="f in p.ladder" :key="f.rung" class="opt"><input type="radio" :name="'desk-' + p.issue" :value="f.rung" :checked="p.chosen === f.rung" :aria-label="p.number + ' ' + p.title + ', ' + lettered(p.ladder, f.rung)" @change="wanted[p.issue] = f.rung" />
              <Bubble :rung="f.rung" :letter="letter(p.ladder, f.rung)" :word="rungWord(f.rung)" /> <span v-if="f.rung === p.rung" class="tag">{{ t("on the table now") }}</span> <span v-if="f.rung === p.advised" class="tag yes">{{ t("the computer's advice") }}</span>
              <span class="wording">{{ f.text }}</span><span v-if="wanting(p, f.rung).length" class="small faint">{{ t("Wanted by {names}", { names: listed(wanting(p, f.rung)) }) }}</span></label></div></fieldset></article></component></template>
        <div class="submit"><p role="status"><b>{{ t("Brackets: {now} now, {after} after", brackets) }}</b><br><span :class="['small', { beyond }]">{{ beyond ? counted(number, "▲ {n} change: more than the brief allows. You may do it, but say why.", "▲ {n} changes: more than the brief allows. You may do it, but say why.") : counted(number, "{n} change of two", "{n} changes of two") }}</span></p><button type="submit" class="main" data-once>{{ t("Give this draft to the room") }}</button></div>
      </form>
      <template v-if="floor && room.hands.length"><h3>{{ t("Asking for the floor") }}</h3>
        <p class="row"><button type="button" data-once v-for="seat in room.hands" :key="seat" @click="$emit('floor', seat)">{{ t("Give it to {seat}", { seat: names[seat] }) }}</button></p></template>
    </section>`,
};
