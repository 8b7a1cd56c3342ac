// What the class names by a code word, in the words of the phone.
import { t } from "./words.js";

// The three answers to a paragraph, and their signs.
export const ANSWERS = ["supports", "accepts", "brackets"];
export const SIGN = { supports: "+", accepts: "✓", brackets: "[ ]" };

const ORDER = ["silent", "indirect", "explicit"];

export function rungWord(rung) {
  return { silent: t("silent"), indirect: t("indirect"), explicit: t("explicit") }[rung] ?? rung;
}

// A wording by its letter in the printed draft, and its word.
export function lettered(ladder, rung) {
  return `${letter(ladder, rung)} ${rungWord(rung)}`;
}

export function letter(ladder, rung) {
  return "ABC"[ladder.findIndex((f) => f.rung === rung)] ?? "";
}

// Whether one wording is more explicit than another.
export function isMore(rung, than) {
  return ORDER.indexOf(rung) > ORDER.indexOf(than);
}

export function answerWord(stance) {
  return { supports: t("Support"), accepts: t("Accept"), brackets: t("Bracket") }[stance] ?? t("Open");
}

// What a delegation wants of a paragraph; how much it matters, and in a word.
export const RANK = { insists: 2, rejects: 2, wants: 1, resists: 1 };

export function positionWord(position) {
  return (
    {
      insists: t("Your capital insists on it."),
      wants: t("Your capital wants more."),
      welcomes: t("Your capital welcomes it."),
      indifferent: t("Your capital does not mind."),
      "would rather not": t("Your capital would rather not."),
      resists: t("Your capital wants less."),
      rejects: t("Your capital rejects it."),
    }[position] ?? position
  );
}

export function said(name, stance) {
  return {
    joins: t("{name} joins.", { name }),
    dissociates: t("{name} dissociates.", { name }),
    objects: t("{name} objects.", { name }),
  }[stance];
}

// A few of several names, and how many more.
export function several(names, most = 4) {
  const some = names.slice(0, most).join(t(", "));
  return names.length > most ? t("{names} and {n} more", { names: some, n: names.length - most }) : some;
}

// What somebody did, for the line of sending.
export function deedWords(what, about, paragraph, name = "") {
  const { text, reason } = about;
  return (
    {
      answer: () => t("{paragraph}: {answer}", { paragraph, answer: answerWord(about.stance) }),
      propose: () => t("{paragraph}: propose {words}", { paragraph, words: rungWord(about.rung) }),
      withdraw: () => t("{paragraph}: take the proposal back", { paragraph }),
      ready: () => t("I am done with this reading"),
      "send-note": () => t("Note to {name}: {text}", { name, text }),
      "say-in-room": () => t("In a room: {text}", { text }),
      "ask-floor": () => t("Ask for the floor: {text}", { text }),
      "offer-package": () => t("A new package"),
      "take-seat": () => t("Take a seat: {name}", { name }),
      decide: () => t("Your decision: {reason}", { reason }),
    }[what]?.() ?? t("Your last tap")
  );
}
