// The state of the desk as the part of its address behind the #, and back.
const LETTER = { silent: "s", indirect: "i", explicit: "e" };
const WORD = Object.fromEntries(Object.entries(LETTER).map(([word, letter]) => [letter, word]));

const written = (words) => Object.entries(words).map(([code, word]) => `${code}.${LETTER[word]}`).join("~");
const differing = (words, start) => Object.fromEntries(Object.entries(words).filter(([code, word]) => word !== start[code]));

export function link(state) {
  const parts = new URLSearchParams({ scenario: state.scenario, from: state.from, start: written(state.start) });
  const moved = written(differing(state.text, state.start));
  if (moved) parts.set("text", moved);
  if (state.held) parts.set("held", state.held);
  if (state.now) parts.set("put", "now");
  if (state.play) parts.set("play", state.play);
  if (state.locked.length) parts.set("locked", state.locked.join("~"));
  if (state.seat) parts.set("seat", state.seat);
  if (state.above !== 50) parts.set("above", state.above);
  return `#${parts}`;
}

// The name of the scenario that a link belongs to; empty if it is no link.
export function scenarioOf(hash) {
  return new URLSearchParams(hash.slice(1)).get("scenario") ?? "";
}

// The state of a link to a subject. Throws a sentence for the reader if the link does not fit.
export function opened(hash, subject, plays) {
  const parts = new URLSearchParams(hash.slice(1));
  const ladders = Object.fromEntries(subject.issues.map((issue) => [issue.code, issue.texts]));
  const words = (name) =>
    Object.fromEntries(
      (parts.get(name) || "").split("~").filter(Boolean).map((one) => {
        const [code, letter] = one.split(".");
        if (!ladders[code]?.[WORD[letter]]) throw new Error(`This link does not fit ${subject.title}: ${one.slice(0, 30)} is no paragraph of it, or no formulation. The chair's likely text stands in its place.`);
        return [code, WORD[letter]];
      }),
    );
  const whole = (name, most) => Math.min(most, Math.max(0, Math.trunc(Number(parts.get(name))) || 0));
  const start = { ...subject.starts[0].words, ...words("start") };
  return {
    named: parts.get("from") ?? "",
    start,
    text: { ...start, ...words("text") },
    held: whole("held", subject.readings),
    now: parts.get("put") === "now",
    play: whole("play", plays - 1),
    locked: (parts.get("locked") ?? "").split("~").filter((code) => code in ladders),
    seat: subject.seats.some((s) => s.code === parts.get("seat")) ? parts.get("seat") : "",
    above: Math.max(5, whole("above", 95) || 50),
  };
}
