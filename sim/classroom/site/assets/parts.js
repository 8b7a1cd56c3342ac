// Shared by several pages: changes, the timer, the draft's movement, the room, the chair's desk.
import Horseshoe from "./horseshoe.js";
import { lettered, rungWord } from "./phone_words.js";
import { queue } from "./queue.js";
import { counted, listed, t } from "./words.js";

export { ChairDesk } from "./chair_desk.js";
export { lettered } from "./phone_words.js";
export { Post } from "./sending.js";

export const STANCES = ["joins", "dissociates", "objects"];

// A share in per cent.
export function percent(share) {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share > 0.99 && share < 1) return ">99 %";
  return `${Math.round(100 * share)} %`;
}

// The proposals, one formulation after the other.
export function wishes(ladder, proposals, listed) {
  const by = {};
  for (const [seat, rung] of Object.entries(proposals)) (by[rung] ??= []).push(seat);
  return Object.entries(by)
    .map(([rung, seats]) => t("{words} by {names}", { words: lettered(ladder, rung), names: listed(seats) }))
    .join("; ");
}

// Takes in changes: parts named "room.…" belong to the room, the others to this screen.
export const follows = {
  data() {
    return { room: {}, me: {}, skew: 0, now: Date.now() / 1000, redraw: 0 };
  },
  created() {
    this.show(this.first);
  },
  mounted() {
    this.ticking = setInterval(() => (this.now = Date.now() / 1000), 500);
  },
  unmounted() {
    clearInterval(this.ticking);
  },
  computed: {
    places() {
      return Object.fromEntries((this.first.places ?? []).map((p) => [p.code, p]));
    },
    names() {
      return Object.fromEntries((this.room.seats ?? []).map((s) => [s.seat, s.name]));
    },
    ladders() {
      return Object.fromEntries((this.room.ladders ?? []).map((p, k) => [p.issue, { ...p, titled: `${k + 1} ${p.title}` }]));
    },
    // Seconds that are left; null without a timer.
    left() {
      const timer = this.room.timer;
      if (!timer) return null;
      const here = this.room.paused_at ?? this.now + this.skew;
      return Math.max(0, Math.ceil(timer.seconds - (here - timer.at)));
    },
    clock() {
      const left = this.left;
      if (left === null) return "";
      return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    },
    stage() {
      const { phase, number, readings } = this.room;
      if (phase === "reading") return t("Reading {n} of {all}", { n: number, all: readings });
      if (phase === "revision") return t("Revision after reading {n}", { n: number });
      return { gathering: t("Before the first reading"), silence: t("Silence procedure"), opening: t("The seats open"), over: t("Over") }[phase] ?? "";
    },
    seated() {
      return (this.room.seats ?? []).map((s) => ({ ...this.places[s.seat], ...s, code: s.seat }));
    },
  },
  methods: {
    show({ news, clock }) {
      for (const [name, value] of Object.entries(news)) {
        const [part, key] = name.startsWith("room.") ? [this.room, name.slice(5)] : [this.me, name];
        if (key.endsWith("#")) Object.assign(part[key.slice(0, -1)], value);
        else part[key] = value;
      }
      this.skew = clock - Date.now() / 1000;
      queue.moment = [this.room.phase, this.room.number];
      if (this.who) queue.own(`${this.first.class}/${this.who()}`, stored(this.me.player === null ? "sessionStorage" : "localStorage"));
    },
    // An action, with the moment that its sender sees. When the server has it, `done` is called.
    act(what, about = {}, done) {
      this.say("do", { do: what, ...about, seen: queue.moment }, this.inWords(what, about), done);
    },
    say(event, about, words, done) {
      queue.add(event, about, words, (good) => (good ? done?.() : (this.redraw += 1)));
    },
    inWords(what, about) {
      const { issue, seat, to, text, stance, rung, reason } = about;
      const parts = [this.ladders[issue]?.titled, this.names[seat ?? to], stance ?? rung, typeof text === "string" && text, reason];
      for (const side of [about.takes, about.asks]) for (const [key, word] of Object.entries(side ?? {})) parts.push(`${this.ladders[key]?.titled} ${word}`);
      const words = [what.replaceAll("-", " "), ...parts.filter(Boolean)].join(": ");
      return words[0].toUpperCase() + words.slice(1);
    },
    listed(codes, most = 8) {
      const names = codes.slice(0, most).map((c) => this.names[c] ?? c);
      const more = codes.length - most;
      return listed(more > 0 ? [...names, counted(more, "{n} more", "{n} more")] : names);
    },
    wishes(p) {
      return wishes(this.ladders[p.issue].ladder, p.proposals, (seats) => this.listed(seats));
    },
    lettered(issue, rung) {
      return lettered(this.ladders[issue].ladder, rung);
    },
    // Its rung, and the rung before.
    marks(p) {
      const now = this.lettered(p.issue, p.rung);
      return p.before ? `${this.lettered(p.issue, p.before)} ${document.documentElement.dir === "rtl" ? "←" : "→"} ${now}` : now;
    },
  },
};

function stored(where) {
  try {
    return window[where];
  } catch {
    return null;
  }
}

// A rung as a coloured dot and its word, or other words.
export const Rung = {
  props: { rung: String },
  methods: { rungWord },
  template: `<span :class="['rung', rung]"><i class="dot" aria-hidden="true"></i><slot>{{ rungWord(rung) }}</slot></span>`,
};

// A paragraph of the draft: its title, its rung and its wording, in brackets if somebody brackets it.
export const Paragraph = {
  components: { Rung },
  props: { paragraph: Object, title: String, marks: String },
  template: `
    <div class="head"><h3>{{ title }}</h3><Rung :rung="paragraph.rung">{{ marks }}</Rung></div>
    <p class="wording"><b v-if="paragraph.brackets.length" class="bracket">[</b>{{ paragraph.text }}<b v-if="paragraph.brackets.length" class="bracket">]</b></p>`,
};

export const Movement = {
  props: { ladders: Array, path: Array },
  computed: {
    columns() {
      return this.path.map((_, n) => (n === 0 ? t("Zero draft") : t("Reading {n}", { n })));
    },
  },
  methods: { rungWord },
  template: `
    <div class="wide" tabindex="0" role="region" :aria-label="t('Movement of the draft')"><table class="movement">
      <thead><tr><th scope="col">{{ t("Paragraph") }}</th><th scope="col" v-for="(c, n) in columns" :key="c"><abbr :title="c">{{ n === 0 ? "0" : n }}</abbr></th></tr></thead>
      <tbody><tr v-for="(p, k) in ladders" :key="p.issue"><th scope="row">{{ k + 1 }} {{ p.title }}</th>
        <td v-for="(draft, n) in path" :key="n" :class="[draft[k], { moved: n && path[n - 1][k] !== draft[k] }]"><abbr :title="rungWord(draft[k])">{{ rungWord(draft[k]) }}</abbr></td></tr></tbody>
    </table></div>`,
};

export const Room = {
  components: { Horseshoe },
  props: { seats: Array, size: Number, phase: String, chair: String, chosen: String, pick: Boolean },
  emits: ["pick"],
  computed: {
    drawn() {
      return this.seats.map((s) => ({ ...s, stance: this.stance(s), person: s.played !== "computer", waiting: this.phase !== "over" && s.played === "person" && !s.answered, told: this.told(s) }));
    },
    decided() {
      return this.seats.some((s) => s.stance);
    },
    said() {
      const n = this.seats.length;
      const [joins, dissociates, objects] = STANCES.map((w) => this.seats.filter((s) => s.stance === w).length);
      if (this.decided) return t("{n} delegations: {joins} join, {dissociates} dissociate, {objects} object", { n, joins, dissociates, objects });
      const people = this.seats.filter((s) => s.played !== "computer").length;
      return t("{n} delegations, {people} played by people; {brackets} bracket a paragraph", { n, people, brackets: this.seats.filter((s) => s.brackets).length });
    },
  },
  methods: {
    stance(s) {
      if (s.stance) return STANCES.indexOf(s.stance);
      return !this.decided && s.brackets ? 1 : undefined;
    },
    told(s) {
      const who = !s.player ? t("the computer") : s.played === "away" ? t("{name} (away: the computer plays)", { name: s.player }) : s.player;
      const does = s.stance ? { joins: t("joins"), dissociates: t("dissociates"), objects: t("objects") }[s.stance] : s.brackets ? t("brackets {n}", { n: s.brackets }) : t("brackets nothing");
      return t("{who}; {does}", { who, does });
    },
  },
  template: `
    <div><Horseshoe :seats="drawn" :size="size" :said="said" :chair="chair" :chosen="chosen" :pick="pick" @pick="$emit('pick', $event)" />
      <ul class="key centred"><template v-if="decided"><li><i class="disc joins"></i>{{ t("joins") }}</li><li><i class="disc apart"></i>{{ t("dissociates") }}</li><li><i class="objects"></i>{{ t("objects") }}</li></template>
        <template v-else><li><i class="disc apart"></i>{{ t("brackets a paragraph") }}</li></template>
        <li><i class="dot"></i>{{ t("a person") }}</li><li v-if="phase !== 'over'"><i class="disc dashed"></i>{{ t("not done yet") }}</li></ul></div>`,
};

export const Statements = {
  props: { statements: Array, names: Object },
  template: `<ul class="statements"><li v-for="(s, n) in [...statements].reverse()" :key="statements.length - n"><strong>{{ names[s.seat] }}</strong> <span class="faint small">{{ s.reading ? t("reading {n}", { n: s.reading }) : t("opening") }}</span><br><span class="wording">{{ s.text || t("spoke freely") }}</span></li></ul>`,
};
