// The room as name plates along a U. A large room shows people at plates, and computers as dots in a half circle.
import { Mark, Sign } from "./drawn.js";
import { arranged, hemicycle } from "./plate_layout.js";
import { inRow, t } from "./words.js";

// Most plates; the share of the width that dots need; longest name in one line, in letters; second line and long names, in the size of a name.
const MOST = 64;
const DOTS = 0.5;
const LONG = 14;
const UNDER = 0.72;
const TWICE = 0.84;
// Letters beside a name for its brackets, or for the mark of a decision; beside a person's name for each sign.
const MARGIN = 1.5;
const MARKED = 2.6;
const SIGN = 1.5;

const canvas = document.createElement("canvas").getContext("2d");

export default {
  components: { Mark, Sign },
  // Seats in order: { seat, name, under, kind, bracket, done, hand, stance, shut, turn }; least width of the middle, in
  // rem; whether decisions are shown; words for all of it.
  props: { seats: Array, least: { type: Number, default: 15 }, marked: Boolean, said: String },
  data: () => ({ w: 0, h: 0, rem: 16, font: "sans-serif" }),
  mounted() {
    this.watching = new ResizeObserver(() => this.measure());
    this.watching.observe(this.$el);
    this.measure();
  },
  unmounted() {
    this.watching.disconnect();
  },
  computed: {
    plated() {
      if (this.seats.length <= MOST) return this.seats;
      const people = this.seats.filter((s) => s.kind === "person" || s.kind === "away");
      return people.length <= MOST ? people : [];
    },
    dotted() {
      const plated = new Set(this.plated.map((s) => s.seat));
      const { dots, radius } = hemicycle(this.seats.length - plated.size);
      return { radius, seats: this.seats.filter((s) => !plated.has(s.seat)).map((s, n) => ({ ...s, x: dots[n].x, y: -dots[n].y })) };
    },
    // Depends on names and the box alone: what seats say changes often, where they stand seldom.
    names() {
      return this.plated.map((s) => s.name).join("\n");
    },
    margin() {
      return this.marked ? MARKED : MARGIN;
    },
    layout() {
      const names = this.names ? this.names.split("\n") : [];
      const short = names.filter((name) => name.length <= LONG);
      const widest = Math.max(3, ...short.map((name) => this.wide(name, 700)), ...names.map((name) => TWICE * this.halved(name)));
      return arranged(names.length, widest, { w: this.w, h: this.h, rem: this.rem, least: this.dotted.seats.length ? DOTS * this.w : this.least * this.rem, margin: this.margin, dots: this.dotted.seats.length > 0 });
    },
    plates() {
      const { slots, letters, w, h, named } = this.layout;
      return this.plated.map((s, n) => {
        const long = s.name.length > LONG && this.wide(s.name, 700) > w / letters - this.margin;
        const size = long ? Math.min(letters * TWICE, h / (named ? 3.6 : 2.7)) : letters;
        const under = named ? this.shortened(s.under, (w / size - this.margin) / UNDER - 0.3 - SIGN * (Boolean(s.hand) + Boolean(s.done))) : "";
        const place = slots[n] ?? { x: 0, y: 0 };
        return { ...s, under, place: { insetInlineStart: `${place.x - w / 2}px`, top: `${place.y - h / 2}px`, width: `${w}px`, height: `${h}px`, fontSize: `${size}px` } };
      });
    },
    middle() {
      const { side, top } = this.layout.middle;
      return { insetInline: `${side + 1.6 * this.rem}px`, top: `${top + 1.2 * this.rem}px` };
    },
    // The table inside the U, if there is one U.
    table() {
      const { rings, middle, h } = this.layout;
      if (rings?.length !== 1 || !rings[0].side || this.dotted.seats.length) return "";
      const x = middle.side + 0.75 * this.rem;
      const y = middle.top + 0.7 * this.rem;
      const round = 3 * this.rem;
      const low = this.h - 0.3 * h;
      return `M${x} ${low}V${y + round}Q${x} ${y} ${x + round} ${y}H${this.w - x - round}Q${this.w - x} ${y} ${this.w - x} ${y + round}V${low}`;
    },
  },
  methods: {
    measure() {
      const style = getComputedStyle(this.$el);
      this.w = this.$el.clientWidth;
      this.h = this.$el.clientHeight;
      this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.font = style.fontFamily;
    },
    // The width of words, in letters.
    wide(words, weight) {
      canvas.font = `${weight} 100px ${this.font}`;
      return canvas.measureText(words).width / 100;
    },
    // The width of a name on two lines.
    halved(name) {
      const words = name.split(" ");
      const cuts = words.slice(1).map((_, k) => Math.max(this.wide(words.slice(0, k + 1).join(" "), 700), this.wide(words.slice(k + 1).join(" "), 700)));
      return name.length > LONG ? Math.min(this.wide(name, 700), ...cuts) : 0;
    },
    shortened(name, room) {
      const [first, ...others] = name.split(" ");
      const last = others.at(-1);
      const tries = [name, ...(last ? [`${first} ${last[0]}.`] : []), first];
      const fits = tries.find((words) => this.wide(words, 500) <= room);
      if (fits !== undefined) return fits;
      let most = first.length - 1;
      while (most > 1 && this.wide(`${first.slice(0, most)}…`, 500) > room) most -= 1;
      return `${first.slice(0, most)}…`;
    },
    classes(s) {
      return [s.kind, s.stance, { held: s.bracket, done: s.done, shut: s.shut, turn: s.turn, hand: s.hand }];
    },
    words(s) {
      return inRow([s.bracket && t("in brackets"), s.done && t("done"), s.hand && t("asks for the floor"), s.stance && { joins: t("joins"), dissociates: t("dissociates"), objects: t("objects") }[s.stance]].filter(Boolean));
    },
  },
  template: `
    <div :class="['room', { marked }]">
      <svg v-if="table" class="table" aria-hidden="true"><path :d="table" /></svg>
      <ul v-if="plates.length" class="plates" :aria-label="said"><li v-for="s in plates" :key="s.seat" :class="['name', ...classes(s)]" :style="s.place">
        <Mark v-if="s.stance" :stance="s.stance" /><b>{{ s.name }}</b><small v-if="s.under"><Sign v-if="s.hand" name="hand" class="raised" /><bdi>{{ s.under }}</bdi><i v-if="s.done" class="tick" aria-hidden="true">✓</i></small>
        <span v-if="words(s)" class="unseen">{{ words(s) }}</span></li></ul>
      <div class="middle" :style="middle">
        <svg v-if="dotted.seats.length" class="dots" viewBox="-1.05 -1.05 2.1 1.13" preserveAspectRatio="xMidYMax" role="img" :aria-label="said">
          <template v-for="s in dotted.seats" :key="s.seat"><rect v-if="s.stance === 'objects'" :class="classes(s)" :x="s.x - 0.9 * dotted.radius" :y="s.y - 0.9 * dotted.radius" :width="1.8 * dotted.radius" :height="1.8 * dotted.radius" /><circle v-else :class="classes(s)" :cx="s.x" :cy="s.y" :r="dotted.radius * (s.bracket || s.stance === 'dissociates' ? 0.82 : 1)" /></template></svg>
        <slot />
      </div>
    </div>`,
};
