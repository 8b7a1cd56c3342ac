// Shared by the pages of several rooms: changes, the clock, and how far a room is.
import { queue, stored } from "./queue.js";
import { asClock, ticks } from "./ticking.js";
import { counted, t } from "./words.js";

// Takes in changes, and keeps the time.
export const hears = {
  mixins: [ticks],
  data: () => ({ me: {} }),
  created() {
    this.show(this.first);
  },
  methods: {
    show({ news, clock }) {
      for (const [name, value] of Object.entries(news)) {
        if (name.endsWith("#")) Object.assign(this.me[name.slice(0, -1)], value);
        else this.me[name] = value;
      }
      this.skew = clock - Date.now() / 1000;
      if (this.who) queue.own(`${this.first.class}/${this.who()}`, stored(this.who() === "new" ? "sessionStorage" : "localStorage"));
    },
    say(event, about, words, done) {
      queue.add(event, about, words, (good) => good && done?.());
    },
    stage: (card) => stage(card),
    // What is left on a room's timer; empty without one.
    clock({ timer, paused_at }) {
      return timer ? asClock(this.leftOn(timer, paused_at)) : "";
    },
    ended: (card) => ended(card),
    votes({ stances: [joins, dissociates, objects] }) {
      return t("Join: {joins}, dissociate: {dissociates}, object: {objects}.", { joins, dissociates, objects });
    },
  },
};

// Where a room stands.
function stage({ phase, number, readings }) {
  return {
    gathering: t("Before the first reading"),
    reading: t("Reading {number} of {readings}", { number, readings }),
    revision: t("The chair writes the next draft"),
    silence: t("Does anybody object?"),
    opening: t("The seats open"),
    over: t("Over"),
  }[phase];
}

// How a room ended: its mark, its words and its ground.
function ended({ phase, adopted }) {
  if (phase !== "over") return null;
  if (adopted === null) return { mark: "–", words: t("No decision"), ground: "open" };
  return adopted ? { mark: "✓", words: t("Adopted"), ground: "yes" } : { mark: "✗", words: t("No report"), ground: "no" };
}

// The step that the teacher can take in a room: its action, and what the button says for one room and for several.
export function step({ phase, number }) {
  return {
    gathering: ["begin", t("Begin the first reading"), (n) => counted(n, "Begin the first reading in {n} room", "Begin the first reading in {n} rooms")],
    reading: ["advance", t("Close reading {number}", { number }), (n) => counted(n, "Close reading {number} in {n} room", "Close reading {number} in {n} rooms", { number })],
    revision: ["advance", t("Go on without a new draft"), (n) => counted(n, "Go on without a new draft in {n} room", "Go on without a new draft in {n} rooms")],
    silence: ["advance", t("Take the decision"), (n) => counted(n, "Take the decision in {n} room", "Take the decision in {n} rooms")],
    opening: ["advance", t("Open all seats"), (n) => counted(n, "Open all seats in {n} room", "Open all seats in {n} rooms")],
  }[phase];
}

export const Code = {
  props: { qr: Array, address: String },
  template: `<svg class="code" :viewBox="'0 0 ' + qr[1] + ' ' + qr[1]" role="img" :aria-label="t('QR code of {address}', { address })"><rect width="100%" height="100%" fill="#fff" /><path :d="qr[0]" fill="#000" shape-rendering="crispEdges" /></svg>`,
};
