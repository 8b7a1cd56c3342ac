// The words of a page in its reader's language. The English sentence is the key: one string a sentence, with
// named gaps, never joined from pieces. sim/classroom/words/translation.py does the same on paper.

// By English sentence: the sentence in the reader's language, or one for each plural form (one, few, many, other).
let catalogue = {};
let plurals, numbers, lists, isolated;

// Speak a language from now on. Digits are those of the printed draft, also in Arabic.
export function speak(tag, sentences, direction = "ltr") {
  catalogue = sentences;
  plurals = new Intl.PluralRules(tag);
  numbers = new Intl.NumberFormat(`${tag}-u-nu-latn`);
  lists = new Intl.ListFormat(tag);
  isolated = direction === "rtl";
}
speak("en-GB", {});

// What fills a gap: a number as the language writes it, a message in its words; a name of another direction
// does not turn the sentence around it. What has no letters, as 35 · 61 · 4, runs as the language does.
function gap(value) {
  if (typeof value === "number") return numbers.format(value);
  const words = told(value);
  return isolated ? `${/\p{L}/u.test(words) ? "\u2068" : "\u2067"}${words}\u2069` : words;
}

function filled(sentence, gaps) {
  const whole = sentence.replace(/\{(\w+)\}/g, (as, name) => (name in gaps ? gap(gaps[name]) : as));
  // A sentence that begins with a gap begins with a capital.
  if (!/^\{.*([.?!:…]|\.”)$/.test(sentence)) return whole;
  return whole.replace(/^(\u2068?)(.)/u, (_, mark, letter) => mark + letter.toLocaleUpperCase());
}

// A sentence with its gaps filled: t("{n} of {all} have joined", { n: 17, all: 25 }).
export function t(sentence, gaps = {}) {
  const known = catalogue[sentence];
  // What is also counted elsewhere has several forms.
  return filled(known?.other ?? known ?? sentence, gaps);
}

// A sentence that depends on a number: counted(3, "{n} answer is saved", "{n} answers are saved").
export function counted(n, one, other, gaps = {}) {
  const known = catalogue[other];
  const sentence = known ? (known[plurals.select(n)] ?? known.other) : n === 1 ? one : other;
  return filled(sentence, { n, ...gaps });
}

// Names or phrases as a list in a sentence: A, B and C.
export function listed(parts) {
  return lists.format(parts.map((part) => String(told(part))));
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
