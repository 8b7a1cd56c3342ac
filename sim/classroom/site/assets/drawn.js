// Drawings: what a decision looks like, how clear a wording is, who pulls it which way, and small signs beside words.

// A disc that joins, a broken ring that stands apart, an octagon that stops.
export const Mark = {
  props: { stance: String },
  template: `
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <template v-if="stance === 'joins'"><circle class="mk-joins" cx="12" cy="12" r="11" /><path class="mk-joins-sign" d="M6.5 12.5l4 4 7-8" /></template>
      <path v-else-if="stance === 'dissociates'" class="mk-apart" d="M7.5 3.8A9.3 9.3 0 0 0 7.5 20.2M16.5 3.8A9.3 9.3 0 0 1 16.5 20.2" stroke-width="3.2" />
      <template v-else><path class="mk-objects" d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" /><path class="mk-objects-sign" d="M8 8l8 8M16 8l-8 8" /></template>
    </svg>`,
};

// An empty, a dotted and a written speech bubble, with the letter of the printed draft.
export const Bubble = {
  props: { rung: String, letter: String, word: String },
  template: `
    <span class="bubble-rung"><svg viewBox="0 0 26 21" aria-hidden="true"><path :class="'bub ' + rung" d="M2 2h22v14H11l-5 4v-4H2z" /><path v-if="rung === 'indirect'" class="bub-dots" d="M8 9v.1M13 9v.1M18 9v.1" /><path v-if="rung === 'explicit'" class="bub-lines" d="M6 6.5h14M6 11.5h10" /></svg><span>{{ word && letter ? t("{letter} {words}", { letter, words: word }) : word || letter }}</span><slot /></span>`,
};

// How many want less and how many want more than a paragraph says.
export const Tug = {
  props: { less: Number, more: Number, long: Boolean },
  template: `
    <span v-if="less || more" class="tug"><span v-if="less" class="less" :style="{ flexGrow: less }">{{ long ? counted(less, "{n} wants less", "{n} want less") : t("less: {n}", { n: less }) }}</span><span v-if="more" class="more" :style="{ flexGrow: more }">{{ long ? counted(more, "{n} wants more", "{n} want more") : t("more: {n}", { n: more }) }}</span></span>`,
};

const SIGNS = {
  draft: "M6 3h9l4 4v14H6zM9.5 11h6M9.5 15h6",
  capital: "M3 20h18M5 20v-8M9.7 20v-8M14.3 20v-8M19 20v-8M3 12h18L12 5z",
  talk: "M4 5h16v11H10l-5 4v-4H4z",
  chair: "M14 4l6 6M12 6l6 6M15 9l-8 8M4 20h9M11 7l6 6-3 3-6-6z",
  room: "M5 20v-8a7 7 0 0 1 14 0v8M9 20v-7a3 3 0 0 1 6 0v7",
  swap: "M4 8h14l-4-4M20 16H6l4 4",
  check: "M4 12.5l5 5L20 6.5",
  cross: "M6 6l12 12M18 6L6 18",
  wait: "M12 3L2.5 20h19zM12 10v4.5M12 17.4v.1",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  pause: "M8 5v14M16 5v14",
  stop: "M8 2h8l6 6v8l-6 6H8l-6-6V8zM7 12h10",
  hand: "M8 13V5.5a1.5 1.5 0 0 1 3 0V11 4a1.5 1.5 0 0 1 3 0v7-5.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.2-1.5-7-6.5-.8-1.5 1-2.600 2-1.4z",
  computer: "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
  more: "M12 20V5M6 11l6-6 6 6",
  less: "M12 4v15M6 13l6 6 6-6",
};

export const Sign = {
  props: { name: String },
  data: () => ({ SIGNS }),
  template: `<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path :d="SIGNS[name]" /></svg>`,
};
