// Parts of the draft desk: a paragraph with its formulations, the two verdicts, a delegation.
import { percent } from "./parts.js";

export const WORDS = ["silent", "indirect", "explicit"];
export const STANCES = ["joins", "dissociates", "objects"];
const WANTS = [
  [2.5, "insists on it", "rejects it"],
  [1.5, "wants it", "resists it"],
  [0.5, "would welcome it", "would rather not"],
  [0, "is indifferent", "is indifferent"],
];

// What a delegation wants of a paragraph, from its position, -3 to 3.
export function wants(position) {
  const [, more, less] = WANTS.find(([least]) => Math.abs(position) >= least);
  return position > 0 ? more : less;
}

// The stance that a delegation takes most often.
export function stance(seat) {
  const joins = 1 - seat.objects - seat.dissociates;
  const shares = [joins, seat.dissociates, seat.objects];
  return STANCES[shares.indexOf(Math.max(...shares))];
}

// A difference of shares in points, with its sign.
export function points(share) {
  const n = Math.round(100 * share);
  return n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "±0";
}

// How much more of its complaints somebody would have to give up; -1 is more than anybody gives up.
function more(short, again = false) {
  if (short < 0) return "more than any capital gives up";
  const amount = `${short} ${short === 1 ? "point" : "points"} more`;
  return again ? amount : `${amount} of its complaints than it does`;
}

export const Formulations = {
  props: { issue: Object, number: Number, word: String, start: String, locked: Boolean, contested: Number, ends: Array, seat: Object, position: Number, supported: Boolean },
  emits: ["put", "lock"],
  computed: {
    ladder() {
      return WORDS.filter((w) => w in this.issue.texts).map((word, n) => ({ word, letter: "ABC"[n] }));
    },
    // Where the paragraph most often ends if the chair goes on.
    end() {
      if (!this.ends) return "";
      const k = this.ends.indexOf(Math.max(...this.ends));
      if (!this.supported) return WORDS[k] === this.word ? "" : `From here it ends ${WORDS[k]} in this play.`;
      return WORDS[k] === this.word && this.ends[k] > 0.9 ? "" : `From here it ends ${WORDS[k]} in ${percent(this.ends[k])} of plays.`;
    },
    minds() {
      if (this.contested < 0.01) return "";
      return this.supported ? `objections over it in ${percent(this.contested)} of plays` : "objections over it";
    },
  },
  methods: { wants },
  template: `
    <li :class="['par', { moved: word !== start }]" :id="'p-' + issue.code">
      <fieldset>
        <legend><span class="n">{{ number }}</span> {{ issue.title }}</legend>
        <button type="button" class="lock" :aria-pressed="locked" @click="$emit('lock')"><svg viewBox="0 0 24 24" aria-hidden="true"><path :d="locked ? 'M7 11V8a5 5 0 0 1 10 0v3' : 'M7 11V8a5 5 0 0 1 9.6-2'"/><rect x="5" y="11" width="14" height="9" rx="2"/></svg>{{ locked ? "Locked" : "Lock" }}<span class="unseen"> {{ issue.title }}: a package leaves it as it is</span></button>
        <div class="ladder">
          <label v-for="f in ladder" :key="f.word" :class="[f.word, { on: f.word === word }]">
            <input type="radio" :name="issue.code" :value="f.word" :checked="f.word === word" @change="$emit('put', f.word)" />
            <span class="word"><i aria-hidden="true"></i>{{ f.letter }} {{ f.word }}</span>
            <span class="marks"><span v-if="f.word === issue.acquis">acquis</span><span v-if="f.word === start && word !== start">start</span></span>
          </label>
        </div>
        <p class="wording"><b v-if="contested >= 0.05" class="sign" aria-hidden="true">[</b>{{ issue.texts[word] }}<b v-if="contested >= 0.05" class="sign" aria-hidden="true">]</b></p>
        <p class="beside"><span>{{ issue.asked[0].toUpperCase() + issue.asked.slice(1) }}.</span> <span v-if="minds" class="minds">{{ minds }}</span> <span v-if="end">{{ end }}</span>
          <strong v-if="seat" class="wants">{{ seat.name }} {{ wants(position) }}.</strong></p>
      </fieldset>
    </li>`,
};

// A share of plays with what it means, its interval, and where the text that one started from lies.
export const Verdict = {
  props: { title: String, adopted: Object, stale: Boolean, play: Number, same: Boolean },
  methods: {
    at: (share) => `${100 * share}%`,
    wide: (low, high) => `${Math.max(1, 100 * (high - low))}%`,
    number: (text) => Number(text),
  },
  template: `
    <section :class="['card', { stale }]" :aria-label="title">
      <h2>{{ title }}</h2>
      <template v-if="adopted && adopted.percent">
        <p class="figure" :data-testid="title === 'As it stands' ? 'stands' : 'leads'">{{ adopted.percent }}<span class="delta" v-if="!same" :class="{ up: adopted.clear && number(adopted.points) > 0, down: adopted.clear && number(adopted.points) < 0 }">{{ number(adopted.points) === 0 ? "±0" : adopted.points.replace("-", "−") }}<span class="unseen"> points against the start</span></span></p>
        <div class="gauge" aria-hidden="true"><i class="interval" :style="{ left: at(adopted.low), width: wide(adopted.low, adopted.high) }"></i><i class="from" v-if="!same" :style="{ left: adopted.before.replace(' ', '').replace(/[<>]/, '') }"></i><i class="at" :style="{ left: at(adopted.share) }"></i></div>
      </template>
      <p v-else-if="adopted" class="figure word" :data-testid="title === 'As it stands' ? 'stands' : 'leads'">{{ adopted.play ? "Adopted" : "Not adopted" }}</p>
      <p v-else class="figure faint">…</p>
      <div class="means"><slot></slot></div>
      <p class="small against" v-if="adopted && adopted.percent && !same">Start: {{ adopted.before }}. Difference {{ adopted.ends.replaceAll("-", "−") }} points, in the same plays.</p>
      <p class="small against" v-else-if="adopted && !same && !adopted.percent">The text that you started from: {{ adopted.before ? "adopted" : "not adopted" }}, in the same play.</p>
    </section>`,
};

export const Tile = {
  props: { seat: Object, chosen: Boolean, roomy: Boolean, supported: Boolean },
  emits: ["pick"],
  computed: {
    stance() {
      return stance(this.seat);
    },
    share() {
      return { joins: 1 - this.seat.objects - this.seat.dissociates, dissociates: this.seat.dissociates, objects: this.seat.objects }[this.stance];
    },
    word() {
      return this.supported ? `${this.stance} ${percent(this.share)}` : this.stance;
    },
    tells() {
      const parts = [`${this.seat.name}: ${this.word}`];
      if (this.seat.over) parts.push(`over: ${this.seat.over}`);
      return parts.join("; ");
    },
  },
  methods: { points },
  template: `
    <button type="button" :class="['tile', stance, { chosen }]" :style="{ '--o': 100 * seat.objects + '%', '--d': 100 * (seat.objects + seat.dissociates) + '%' }" :aria-pressed="chosen" :title="tells" :data-code="seat.code" @click="$emit('pick', seat.code)">
      <span class="name"><i class="shape" aria-hidden="true"></i>{{ seat.name }}</span>
      <span class="says">{{ word }}<b v-if="seat.clear && seat.change" :class="seat.change > 0 ? 'worse' : 'better'"><span class="unseen">, objections </span>{{ supported ? points(seat.change) : seat.change > 0 ? "▲" : "▼" }}</b></span>
      <span class="over" v-if="roomy && seat.over">{{ seat.over }}</span>
    </button>`,
};

// The delegation that somebody has opened.
export const Delegation = {
  props: { seat: Object, supported: Boolean },
  emits: ["close", "jump"],
  methods: { more, percent },
  template: `
    <div class="card who"><div class="head"><h3>{{ seat.name }}</h3><button type="button" class="plain" @click="$emit('close')">Close</button></div>
      <p v-if="supported">Joins in {{ percent(1 - seat.objects - seat.dissociates) }} of plays, dissociates in {{ percent(seat.dissociates) }}, objects in {{ percent(seat.objects) }}.</p>
      <p v-if="seat.over">{{ supported ? "Where it does not join, it most often" : "It" }} <strong>{{ seat.over }}</strong>. <button type="button" class="plain" @click="$emit('jump')">Go to the paragraph</button></p>
      <p v-if="seat.join !== null">To join, it would have to give up {{ more(seat.join) }}<template v-if="seat.pass !== null && seat.objects">; not to object, {{ more(seat.pass, true) }}</template>.</p>
      <p class="small faint">What it wants stands beside each paragraph.</p></div>`,
};
