// The words of a page in its reader's language. The English sentence is the key: one string a sentence, with
// named gaps, never joined from pieces.

// By English sentence: the sentence in the reader's language, or one for each plural form (one, few, many, other).
let catalogue = {};
let plurals = new Intl.PluralRules("en");

// Speak a language from now on.
export function speak(language, sentences) {
  catalogue = sentences;
  plurals = new Intl.PluralRules(language);
}

function filled(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? gaps[name] : whole));
}

// A sentence with its gaps filled: t("{n} of {all} have joined", { n: 17, all: 25 }).
export function t(sentence, gaps = {}) {
  return filled(catalogue[sentence] ?? sentence, gaps);
}

// A sentence that depends on a number: counted(3, "{n} answer is saved", "{n} answers are saved").
export function counted(n, one, other, gaps = {}) {
  const known = catalogue[other];
  const sentence = known ? (known[plurals.select(n)] ?? known.other) : n === 1 ? one : other;
  return filled(sentence, { n, ...gaps });
}
