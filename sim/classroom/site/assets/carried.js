// The packages that the newest draft carries out: it says all of their words, and the draft before did not.
export function carriedNow(packages, paragraphs) {
  const now = Object.fromEntries(paragraphs.map((p) => [p.issue, p.rung]));
  const before = Object.fromEntries(paragraphs.map((p) => [p.issue, p.before || p.rung]));
  const says = (draft, words) => Object.entries(words).every(([issue, rung]) => draft[issue] === rung);
  return packages.filter((p) => p.state === "carried out").filter(({ takes, asks }) => says(now, { ...takes, ...asks }) && !says(before, { ...takes, ...asks })).map((p) => p.number);
}
