// The words of a page in its reader's language. The English sentence is the key: one string a sentence, with
// named gaps, never joined from pieces. sim/classroom/words/translation.py does the same on paper.

import { shallowRef } from "./vue.esm-browser.prod.js";

// The language of the page; what shows its sentences is drawn again when it changes. The catalogue has, by English
// sentence, the sentence in the reader's language, or one for each plural form (one, few, many, other).
const spoken = shallowRef();

// Speak a language from now on. Digits are those of the printed draft, also in Arabic.
export function speak(tag, catalogue, direction = "ltr") {
  const latin = `${tag}-u-nu-latn`;
  spoken.value = {
    catalogue,
    latin,
    plurals: new Intl.PluralRules(tag),
    numbers: new Intl.NumberFormat(latin),
    lists: new Intl.ListFormat(tag),
    isolated: direction === "rtl",
  };
}
speak("en-GB", {});

// What fills a gap: a number as the language writes it, a message in its words; a name of another direction
// does not turn the sentence around it. What has no letters, as 35 · 61 · 4, runs as the language does.
function gap(value) {
  if (typeof value === "number") return spoken.value.numbers.format(value);
  const words = told(value);
  // A list that begins with an isolated name runs as the language does, too.
  return spoken.value.isolated ? `${/^[^\u2068].*\p{L}|^\p{L}/u.test(words) ? "\u2068" : "\u2067"}${words}\u2069` : words;
}

function filled(sentence, gaps) {
  const whole = sentence.replace(/\{(\w+)\}/g, (as, name) => (name in gaps ? gap(gaps[name]) : as));
  // A sentence that begins with a gap begins with a capital.
  if (!/^\{.*([.?!:…]|\.”)$/.test(sentence)) return whole;
  return whole.replace(/^(\u2068?)(.)/u, (_, mark, letter) => mark + letter.toLocaleUpperCase());
}

// A sentence with its gaps filled: t("{n} of {all} have joined", { n: 17, all: 25 }). A word that means two things has
// a context in one of its places, for translators: t("Over", {}, "the class").
export function t(sentence, gaps = {}, context = "") {
  const known = spoken.value.catalogue[context ? `${context}\u0004${sentence}` : sentence];
  // What is also counted elsewhere has several forms.
  return filled(known?.other ?? known ?? sentence, gaps);
}

// A sentence that depends on a number: counted(3, "{n} answer is saved", "{n} answers are saved").
export function counted(n, one, other, gaps = {}) {
  const known = spoken.value.catalogue[other];
  const sentence = known ? (known[spoken.value.plurals.select(n)] ?? known.other) : n === 1 ? one : other;
  return filled(sentence, { n, ...gaps });
}

// Names or phrases as a list in a sentence: A, B and C.
export function listed(parts) {
  return spoken.value.lists.format(parts.map(item));
}

// Names, numbers or phrases one after the other, without a word before the last: A, B, C.
export function inRow(parts) {
  return parts.map(item).join(t(", "));
}

// A number as the language writes it, with a number of decimals; sign: "exceptZero" shows the plus sign, too.
export function decimal(value, digits, sign = "negative") {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: sign };
  return new Intl.NumberFormat(spoken.value.latin, form).format(value).replace("-", "−");
}

// Sentences one after the other, with what their language puts between two of them.
export function joined(...sentences) {
  return sentences.filter(Boolean).reduce((first, second) => (first ? t("{first} {second}", { first, second }) : second), "");
}

// An item of a list.
function item(part) {
  const words = typeof part === "number" ? spoken.value.numbers.format(part) : String(told(part));
  return spoken.value.isolated && /\p{L}/u.test(words) && !/\p{Script=Arabic}/u.test(words) ? `\u2068${words}\u2069` : words;
}

// What the server tells, with its messages in the reader's language: {"say": "A sentence with {gaps}.", "gaps": {}},
// {"say": "{n} thing", "many": "{n} things", "n": 3}, {"list": ["A", "B"]}.
export function told(value) {
  if (Array.isArray(value)) return value.map(told);
  if (value === null || typeof value !== "object") return value;
  if (typeof value.say === "string") {
    return value.many ? counted(value.n, value.say, value.many, value.gaps) : t(value.say, value.gaps);
  }
  if (Array.isArray(value.list) && Object.keys(value).length === 1) return listed(value.list);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, told(part)]));
}
