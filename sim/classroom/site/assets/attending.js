// What a phone notices while the class goes on: a new reading, the last minute, a statement, an absence.
import { carriedNow } from "./carried.js";
import { queue } from "./queue.js";
import { t } from "./words.js";

const ORDER = ["gathering", "reading", "revision", "silence", "opening", "over"];
// Milliseconds for which a new statement stands above the draft.
const STATEMENT = 30000;
const HUM = "gge/hum";

export const attends = {
  data: () => ({ curtain: null, speaks: null, absence: 0, hums: kept(HUM), spoken: "", queue }),
  watch: {
    at(now, before) {
      this.speaks = null;
      this.absence = 0;
      const { phase, number, readings } = this.room;
      const back = now < before;
      this.curtain = phase !== "reading" ? null : back
        ? { back, title: t("Back to reading {n}", { n: number }) }
        : { title: t("Reading {n} of {all}", { n: number, all: readings }), before: number > 1 ? t("Reading {n} is closed", { n: number - 1 }) : "" };
    },
    // Everybody tries it at once.
    "room.practice"(now, before) {
      if (now && !before) this.look("draft");
    },
    "room.statements.length"(now, before) {
      // What was said before this page was open is over.
      if (before === undefined || now <= before) return;
      clearTimeout(this.quiet);
      this.speaks = this.room.statements.at(-1);
      this.quiet = setTimeout(() => (this.speaks = null), STATEMENT);
    },
    // Those who come back see what the computer said for them meanwhile. They are away and here again in one message.
    played: {
      flush: "sync",
      handler(now, before) {
        if (before === "away" && now === "person" && this.room.phase === "reading") this.absence = this.unanswered.length;
      },
    },
    left(now, before) {
      if (now === null || before === null) return;
      if (now <= 60 && before > 60 && this.hums) navigator.vibrate?.(400);
      if (now > before) this.spoken = "";
      for (const [seconds, words] of [[300, t("5 minutes left")], [60, t("1 minute left")], [0, t("Time is up")]]) if (now <= seconds && before > seconds) this.spoken = words;
    },
  },
  unmounted() {
    clearTimeout(this.quiet);
  },
  computed: {
    // Where the class stands, as a number that grows.
    at() {
      return 10 * this.room.number + ORDER.indexOf(this.room.phase);
    },
    played() {
      return this.room.seats?.find((s) => s.seat === this.me.seat)?.played;
    },
    bracketed() {
      return this.room.paragraphs.filter((p) => p.brackets.length).length;
    },
    carried() {
      return carriedNow(this.me.packages, this.room.paragraphs);
    },
    absent() {
      return queue.away;
    },
    canHum() {
      return "vibrate" in navigator;
    },
  },
  methods: {
    setHum(on) {
      this.hums = on;
      try {
        on ? localStorage.setItem(HUM, "on") : localStorage.removeItem(HUM);
      } catch {}
    },
  },
};

function kept(name) {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}
