// The line of sending: what became of somebody's actions. It has its place in the page and never lies over a button.
import { queue } from "./queue.js";
import { counted, t } from "./words.js";

// What is meant for one moment, and comes too late for the next.
const OF_A_MOMENT = ["answer", "propose", "withdraw", "ready", "decide"];

// What pages with rows show in its own place when it was not taken.
const SHOWN = ["answer", "decide"];

export function isLate(entry) {
  const seen = entry.about.seen ?? queue.moment;
  return entry.state === "refused" && OF_A_MOMENT.includes(entry.about.do) && String(seen) !== String(queue.moment);
}

export const Post = {
  // rows: paragraphs that show themselves why their answer was refused; leads: a page of the teacher, who can help
  props: { rows: Boolean, leads: Boolean },
  data: () => ({ queue }),
  computed: {
    waiting() {
      return queue.entries.filter((e) => e.state !== "refused");
    },
    late() {
      return queue.entries.filter(isLate);
    },
    refused() {
      return queue.entries.filter((e) => e.state === "refused" && !isLate(e) && !(this.rows && SHOWN.includes(e.about.do)));
    },
    inRows() {
      return this.rows ? queue.entries.filter((e) => e.state === "refused" && !isLate(e) && e.about.do === "answer") : [];
    },
    state() {
      const n = this.waiting.length;
      if (queue.away && !n) return ["wait", t("No connection. You can read on.")];
      if (queue.away) return ["wait", counted(n, "No connection. {n} message is not sent yet. We send it again by ourselves.", "No connection. {n} messages are not sent yet. We send them again by ourselves.")];
      if (n) return ["going", counted(n, "Sending {n} message…", "Sending {n} messages…")];
      if (this.refused.length) return ["wait", counted(this.refused.length, "{n} message was not taken.", "{n} messages were not taken.")];
      if (this.inRows.length) return ["wait", counted(this.inRows.length, "{n} answer was not taken. Its paragraph says why.", "{n} answers were not taken. Their paragraphs say why.")];
      return queue.saved ? ["ok", t("Everything is saved.")] : ["", ""];
    },
  },
  methods: {
    forget(entries) {
      for (const entry of entries) queue.remove(entry);
    },
  },
  template: `
    <div class="post">
      <div :class="['line', state[0]]"><p class="small" role="status">{{ state[1] }}</p><slot /></div>
      <div v-if="leads && queue.away" class="call" role="alert">{{ t("This page has lost gge-sim. If it stays so, start gge-sim again.") }}</div>
      <div v-if="late.length" class="refused" role="alert"><strong>{{ counted(late.length, "Came too late: {n} answer was not counted.", "Came too late: {n} answers were not counted.") }}</strong>
        <ul class="small"><li v-for="e in late" :key="e.id" dir="auto">{{ e.words }}</li></ul>
        <div class="row"><button type="button" @click="forget(late)">{{ t("I have read this") }}</button></div></div>
      <div v-for="e in refused" :key="e.id" class="refused" role="alert"><strong>{{ t("Not sent.") }}</strong> {{ e.why }}<br><span class="wording" dir="auto">{{ e.words }}</span>
        <div class="row"><button type="button" @click="queue.retry(e)">{{ t("Try again") }}</button><button type="button" @click="queue.remove(e)">{{ t("Take away") }}</button></div></div>
    </div>`,
};
