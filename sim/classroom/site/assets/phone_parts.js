// Parts of a student's phone: the seats to choose from, a row for each paragraph, the decision, and the end.
import { Rung, lettered } from "./parts.js";

const SAID = { supports: ["+", "Support"], accepts: ["✓", "Accept"], brackets: ["[ ]", "Bracket"] };
// How much a position matters; what is wanted or resisted comes after what is insisted on or rejected.
const RANK = { insists: 2, rejects: 2, wants: 1, resists: 1 };
const FEWEST = 3;
const MOST = 8;

// What a decision looks like: a disc that joins, a broken ring that stands apart, an octagon that stops.
export const Mark = {
  props: { stance: String },
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <template v-if="stance === 'joins'"><circle cx="12" cy="12" r="11" fill="#8dcf9c" /><path d="M6.5 12.5l4 4 7-8" stroke="#06210f" /></template>
      <path v-else-if="stance === 'dissociates'" d="M7.5 3.8A9.3 9.3 0 0 0 7.5 20.2M16.5 3.8A9.3 9.3 0 0 1 16.5 20.2" stroke="#d99f2b" stroke-width="3.2" />
      <template v-else><path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="#ff8464" /><path d="M8 8l8 8M16 8l-8 8" stroke="#2b0a02" /></template>
    </svg>`,
};

// The seats, each with what it has said in public.
export const SeatCards = {
  props: { name: String, room: Object },
  emits: ["take"],
  computed: {
    seats() {
      const free = new Set(this.room.free);
      return this.room.seats.map((s) => ({ ...s, free: free.has(s.seat), says: this.said(s.seat) })).sort((a, b) => b.free - a.free || a.name.localeCompare(b.name));
    },
  },
  methods: {
    said(seat) {
      const known = this.room.ladders.flatMap((p, k) => p.public.filter((o) => o.seat === seat && RANK[o.says]).map((o) => [RANK[o.says], `${o.says}: ${p.title} (${k + 1})`]));
      known.sort((a, b) => b[0] - a[0]);
      return { line: known.slice(0, 2).map(([, words]) => words).join("; "), strong: known.length };
    },
  },
  template: `
    <section aria-label="Seats"><h2>{{ name }}, take a seat</h2>
      <p class="small faint">{{ room.free.length }} of {{ room.seats.length }} seats are free. Nobody sees your instructions but you.</p>
      <template v-if="room.free.length"><p><button type="button" class="main" @click="$emit('take', null)">Choose for me</button></p></template>
      <p v-else>All seats are taken. You can follow here; the teacher may give you a seat later.</p>
      <ul class="seats"><li v-for="s in seats" :key="s.seat">
        <button v-if="s.free" type="button" @click="$emit('take', s.seat)"><b>{{ s.name }}</b><span class="small faint">{{ s.says.line ? "In public it " + s.says.line + "." : "Has said little in public." }}</span> <span class="tag">{{ s.says.strong > 3 ? "much to defend" : s.says.strong ? "some of both" : "free to build bridges" }}</span></button>
        <div v-else class="taken"><b>{{ s.name }}</b> {{ s.player ? s.player + " sits here" : "taken" }}</div></li></ul></section>`,
};

// What matters to a capital comes first: what it feels strongly about, at least three paragraphs, at most eight.
export function sorted(paragraphs, mine) {
  if (!Object.keys(mine).length) return [[], paragraphs];
  const rank = (p) => RANK[mine[p.issue]?.position] ?? 0;
  let first = paragraphs.filter(rank).sort((a, b) => rank(b) - rank(a));
  if (first.length < FEWEST) first = [...first, ...paragraphs.filter((p) => !rank(p) && p.brackets.length)].slice(0, FEWEST);
  first = first.slice(0, MOST);
  return [first, paragraphs.filter((p) => !first.includes(p))];
}

// A paragraph in one row; it opens on a tap.
export const DraftRow = {
  components: { Rung },
  props: { paragraph: Object, ladder: Object, mine: Object, answer: String, marks: String, asked: Boolean },
  computed: {
    line() {
      if (!this.mine) return "";
      const red = this.mine.formulations.find((f) => f.red);
      return red ? `Red line: ${lettered(this.ladder.ladder, red.rung)}` : `Capital ${this.mine.position === "indifferent" ? "does not mind" : this.mine.position}`;
    },
    said() {
      return SAID[this.answer] ?? ["?", "Open"];
    },
  },
  template: `
    <li :class="{ open: asked && !answer }"><details><summary>
      <span class="n">{{ paragraph.number }}</span>
      <span><h3><span :class="{ inb: paragraph.brackets.length }">{{ ladder.title }}</span></h3><small :class="{ red: line.startsWith('Red') }">{{ line }}</small></span>
      <span class="m"><span class="letter">{{ marks }}</span><span v-if="paragraph.brackets.length" class="count" aria-hidden="true">[{{ paragraph.brackets.length }}]</span></span>
      <span v-if="asked" class="a"><span :class="['tok', answer ?? 'none']" aria-hidden="true">{{ said[0] }}</span>{{ said[1] }}</span></summary>
      <div class="body"><slot /></div></details>
      <p v-if="paragraph.brackets.length" class="unseen"><slot name="unseen" /></p></li>`,
};

const some = (words) => (words.length > 3 ? [...words.slice(0, 3), `and ${words.length - 3} more`] : words);

// The decision, over everything else.
export const Decision = {
  components: { Mark },
  props: { name: String, capital: Object, page: Object, made: Object, paused: Boolean, rule: String, seats: Number },
  emits: ["decide"],
  data() {
    return { stance: this.made?.stance ?? "", reason: this.made?.reason ?? "" };
  },
  watch: {
    made(now, before) {
      // The same decision, told again, leaves alone what somebody is writing.
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      this.stance = now?.stance ?? "";
      this.reason = now?.reason ?? "";
    },
  },
  computed: {
    choices() {
      return [["joins", "Join", "The report is yours, too."], ["dissociates", "Dissociate", "The report passes. You say what does not bind you."], ["objects", "Object", `No report for anybody. All ${this.seats} go home with nothing.`]];
    },
    gets() {
      return some(this.page.musts.filter((m) => m.reached).map((m) => `+ ${m.number} ${m.title}`));
    },
    gives() {
      const crossed = this.page.red_lines.filter((r) => r.steps === 0).map((r) => `− Red line: ${r.number} ${r.title}`);
      return some([...crossed, ...this.page.musts.filter((m) => !m.reached).map((m) => `− ${m.number} ${m.title}`)]);
    },
  },
  template: `
    <form class="takeover hall" @submit.prevent="$emit('decide', { stance, reason })">
      <h2>{{ name }} decides</h2><p class="small">{{ rule }}</p>
      <div class="ledger" v-if="gets.length || gives.length"><div><h3>Joining, you get</h3><ul><li v-for="w in gets" :key="w">{{ w }}</li><li v-if="!gets.length">nothing that you wanted</li></ul></div>
        <div><h3>You give up</h3><ul><li v-for="w in gives" :key="w">{{ w }}</li><li v-if="!gives.length">nothing that you wanted</li></ul></div></div>
      <p>{{ capital.sentence }}</p>
      <fieldset :disabled="paused"><legend class="unseen">Decision</legend>
        <label v-for="[value, word, what] in choices" :key="value" :class="['big-choice', value]"><input type="radio" name="decision" :value="value" v-model="stance" /><Mark :stance="value" /><b>{{ word }}</b><span>{{ what }}</span></label>
        <p class="warn" v-if="stance === 'objects'"><strong>One objection is enough.</strong> Everybody sees that it was {{ name }}.</p>
        <div class="field" v-if="stance === 'dissociates' || stance === 'objects'"><label for="reason">Your reason, for the record</label><textarea id="reason" v-model="reason" maxlength="280" required></textarea></div>
        <button class="main" type="submit" :disabled="!stance">{{ stance ? "Send: " + name + " " + stance : "Choose one of three" }}</button></fieldset>
      <p class="small" v-if="made" role="status">Decided: {{ made.stance }}. You can change it until the teacher closes the decision.</p>
      <p class="small" v-else>No decision from you? Then the computer does what your capital wants.</p>
    </form>`,
};

// The end: what became of the text, in the colour of the outcome.
export const End = {
  components: { Mark },
  props: { room: Object, debrief: String },
  computed: {
    objecting() {
      return this.room.seats.filter((s) => s.stance === "objects").map((s) => s.name);
    },
    words() {
      const { adopted, seats } = this.room;
      if (adopted === null) return ["open", "Ended without a decision.", ""];
      if (adopted) return ["yes", "Adopted.", `${seats.filter((s) => s.stance === "joins").length} of ${seats.length} delegations join one text.`];
      const some = this.objecting.slice(0, 4).join(", ") + (this.objecting.length > 4 ? ` and ${this.objecting.length - 4} more` : "");
      return ["no", "No consensus.", `There is no report. ${some} objected.${this.objecting.length === 1 ? " One was enough." : ""}`];
    },
  },
  template: `
    <div :class="['end', words[0]]" data-testid="verdict" role="status"><Mark v-if="words[0] !== 'open'" :stance="words[0] === 'yes' ? 'joins' : 'objects'" />
      <div><h2>{{ words[1] }}</h2><p>{{ words[2] }}</p><slot /></div></div>`,
};

// What somebody brought home.
export const Home = {
  props: { page: Object, adopted: Boolean },
  template: `
    <section aria-label="What you brought home"><h2>{{ adopted ? "What you brought home" : "What the last text would have brought" }}</h2>
      <ul class="musts"><li v-for="r in page.red_lines" :key="r.issue + r.rung"><span>{{ r.number }}</span><span>Red line: {{ r.title }}, {{ r.rung }}</span><span :class="['tag', r.steps ? 'yes' : 'no']">{{ r.steps ? "kept" : "crossed" }}</span></li>
        <li v-for="m in page.musts" :key="m.issue"><span>{{ m.number }}</span><span>{{ m.title }}, {{ m.rung }}</span><span :class="['tag', m.reached ? 'yes' : 'no']">{{ m.reached ? "in the text" : "missing" }}</span></li></ul></section>`,
};
