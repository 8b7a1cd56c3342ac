// What the class names by a code word, in the words of the phone.
import { inRow, listed, t } from "./words.js";

// The three answers to a paragraph, and their signs.
export const ANSWERS = ["supports", "accepts", "brackets"];
export const SIGN = { supports: "+", accepts: "✓", brackets: "[ ]" };

const ORDER = ["silent", "indirect", "explicit"];

export function rungWord(rung) {
  return { silent: t("silent"), indirect: t("indirect"), explicit: t("explicit") }[rung] ?? rung;
}

// A wording by its letter in the printed draft, and its word.
export function lettered(ladder, rung) {
  return t("{letter} {words}", { letter: letter(ladder, rung), words: rungWord(rung) });
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

// What a delegation has said in public that it wants of a paragraph.
export function publicly(name, says) {
  return {
    insists: t("{name} insists on it.", { name }),
    wants: t("{name} wants more.", { name }),
    welcomes: t("{name} welcomes it.", { name }),
    indifferent: t("{name} does not mind.", { name }),
    "would rather not": t("{name} would rather not.", { name }),
    resists: t("{name} wants less.", { name }),
    rejects: t("{name} rejects it.", { name }),
  }[says];
}

// A share that the model tells as a text, in per cent or as a count, without its sign.
export function share(words) {
  const [, n, all] = /^(\d+) of (\d+)$/.exec(words) ?? [];
  return all ? t("{n} of {all}", { n: Number(n), all: Number(all) }) : words.replace(/\s*%/, "");
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
  return names.length > most ? t("{names} and {n} more", { names: inRow(names.slice(0, most)), n: names.length - most }) : listed(names);
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
      begin: () => t("Begin the first reading"),
      pause: () => t("Pause"),
      resume: () => t("Go on"),
      "set-timer": () => (about.seconds ? t("Start timer") : t("Stop timer")),
      "give-floor": () => t("Give it to {seat}", { seat: name }),
      reveal: () => t("Reveal all instructions to everybody"),
      table: () => t("Give this draft to the room"),
      end: () => t("End the class"),
    }[what]?.() ?? t("Your last tap")
  );
}
