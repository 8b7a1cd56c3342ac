// Shared by several pages: changes, the timer, paragraphs, statements.
import { Bubble } from "./drawn.js";
import { deedWords, letter, lettered, rungWord } from "./phone_words.js";
import { queue, stored } from "./queue.js";
import { asClock, ticks } from "./ticking.js";
import { t } from "./words.js";

export { ChairDesk } from "./chair_desk.js";
export { Post } from "./sending.js";

// A share in per cent.
export function percent(share) {
  if (share > 0 && share < 0.01) return t("<1 %");
  if (share > 0.99 && share < 1) return t(">99 %");
  return t("{n} %", { n: Math.round(100 * share) });
}

// Takes in changes: parts named "room.…" belong to the room, the others to this screen.
export const follows = {
  mixins: [ticks],
  data() {
    return { room: {}, me: {}, redraw: 0 };
  },
  created() {
    this.show(this.first);
  },
  computed: {
    names() {
      return Object.fromEntries((this.room.seats ?? []).map((s) => [s.seat, s.name]));
    },
    ladders() {
      return Object.fromEntries((this.room.ladders ?? []).map((p, k) => [p.issue, { ...p, titled: `${k + 1} ${p.title}` }]));
    },
    // Seconds that are left; null without a timer.
    left() {
      return this.room.timer ? this.leftOn(this.room.timer, this.room.paused_at) : null;
    },
    clock() {
      return this.left === null ? "" : asClock(this.left);
    },
    stage() {
      const { phase, number, readings } = this.room;
      if (phase === "reading") return t("Reading {n} of {all}", { n: number, all: readings });
      if (phase === "revision") return t("Revision after reading {n}", { n: number });
      return { gathering: t("Before the first reading"), silence: t("Silence procedure"), opening: t("The seats open"), over: t("Over", {}, "the class") }[phase] ?? "";
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
      return deedWords(what, about, this.ladders[about.issue]?.titled, this.names[about.to ?? about.seat]);
    },
    lettered(issue, rung) {
      return lettered(this.ladders[issue].ladder, rung);
    },
  },
};

// A paragraph of the draft: its title, its wording and the one before, in brackets if somebody brackets it.
export const Paragraph = {
  components: { Bubble },
  props: { paragraph: Object, title: String, ladder: Array },
  methods: { letter, rungWord },
  template: `
    <div class="head"><h3>{{ title }}</h3><span><template v-if="paragraph.before"><Bubble :rung="paragraph.before" :letter="letter(ladder, paragraph.before)" :word="rungWord(paragraph.before)" /> <span class="arrow" aria-hidden="true">→</span> </template><Bubble :rung="paragraph.rung" :letter="letter(ladder, paragraph.rung)" :word="rungWord(paragraph.rung)" /></span></div>
    <p :class="['wording', { brk: paragraph.brackets.length }]">{{ paragraph.text }}</p>`,
};

export const Statements = {
  props: { statements: Array, names: Object },
  template: `<ul class="statements"><li v-for="(s, n) in [...statements].reverse()" :key="statements.length - n"><strong>{{ names[s.seat] }}</strong> <span class="faint small">{{ s.reading ? t("reading {n}", { n: s.reading }) : t("opening") }}</span><br><span class="wording">{{ s.text || t("spoke freely") }}</span></li></ul>`,
};
