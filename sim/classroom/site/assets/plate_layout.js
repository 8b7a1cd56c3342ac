// Where the name plates of a room stand: along a U or along two, in the size that keeps names largest. All in pixels.

// A plate at most, in rem; between two plates, in plates.
const WIDEST = 16;
const HIGHEST = 7.6;
const BESIDE = 1.05;
const BELOW = 1.12;
// Heights of a plate in letters: with the person's name under the country's, and without.
const TWO_LINES = 2.75;
const ONE_LINE = 1.9;
// Letters smaller than this many rem drop people's names; letters are as good as the largest from this share on.
const SMALL = 0.88;
const NEARLY = 0.89;
// Up to so many seats, the sides begin below the top row; up to so many there is one U.
const FEW = 10;
const ONE_U = 26;

// The best arrangement of n plates in a box { w, h, rem, least, margin, dots }: its free middle is at least `least` wide, and
// `margin` is the width of a plate beyond its name. The widest name on one line takes `widest`; both in letters.
// With dots in the middle there is one U.
export function arranged(n, widest, box) {
  const named = best(n, widest, box, TWO_LINES);
  const found = named && named.letters >= SMALL * box.rem ? named : best(n, widest, box, ONE_LINE);
  if (!found) return { slots: [], letters: 0, w: 0, h: 0, named: false, middle: { side: 0, top: 0 } };
  return { ...found, ...stood(found.rings, found, box), named: found === named };
}

// The largest letters; of those that are nearly as large, the fullest top rows.
function best(n, widest, box, lines) {
  const found = [...ones(n), ...(n > ONE_U && !box.dots ? twos(n) : [])].map((rings) => {
    const across = Math.max(...rings.map(({ top }, k) => top + 2 * (k + 1)));
    const rows = Math.max(...rings.map(({ side, below }, k) => side + k + below));
    const sides = rings.filter(({ side }) => side).length * 2;
    const w = Math.min(WIDEST * box.rem, box.w / across / BESIDE, sides ? (box.w - box.least) / sides / BESIDE : Infinity);
    const h = Math.min(HIGHEST * box.rem, box.h / rows / BELOW);
    return { rings, w, h, letters: Math.min(w / (widest + box.margin), h / lines), top: rings.reduce((sum, ring) => sum + ring.top, 0) };
  });
  // No plate is wider than its name needs by more than a letter.
  for (const one of found) one.w = Math.min(one.w, one.letters * (widest + box.margin + 1));
  const largest = Math.max(...found.map(({ letters }) => letters));
  return found.filter(({ letters }) => letters >= NEARLY * largest).sort((one, other) => other.top - one.top || other.letters - one.letters)[0];
}

// One U: so many along the top, the others on both sides.
function ones(n) {
  const found = [];
  for (let top = n % 2; top <= n; top += 2) {
    const side = (n - top) / 2;
    if (side || n === top) found.push([{ n, top, side, below: n <= FEW && top && side ? 1 : 0 }]);
  }
  return found.filter(([{ top, side }]) => n < 3 || (top && side));
}

function twos(n) {
  const found = [];
  for (let outer = Math.ceil(n * 0.5); outer <= n * 0.66; outer += 1)
    for (const [one] of ones(outer)) for (const [two] of ones(n - outer)) found.push([{ ...one, below: 0 }, { ...two, below: 0 }]);
  return found;
}

// The places of plates, in order from the left end to the right one; neighbours of the line stay neighbours.
function stood(rings, { w, h }, box) {
  const step = h * BELOW;
  const slots = rings.flatMap(({ n, top, side, below }, k) => {
    const left = k * w * BESIDE + w / 2;
    const start = (k + below) * step;
    const high = (i) => start + ((i + 0.5) * (box.h - start)) / side;
    const inner = (k + (side ? 1 : 0)) * w * BESIDE;
    const along = (i) => inner + ((i + 0.5) * (box.w - 2 * inner)) / top;
    const first = side && !below && rings.length === 1 ? high(0) : k * step + h / 2;
    const places = [
      ...Array.from({ length: side }, (_, i) => [left, high(side - 1 - i)]),
      ...Array.from({ length: top }, (_, i) => [along(i), first]),
      ...Array.from({ length: side }, (_, i) => [box.w - left, high(i)]),
    ];
    return places.map(([x, y], i) => ({ x, y, at: (i + 0.5) / n }));
  });
  const last = rings.at(-1);
  const side = rings.filter((ring) => ring.side).length * w * BESIDE;
  const top = last.top ? Math.max(...slots.slice(-last.n).slice(last.side, last.side + last.top).map(({ y }) => y)) + h / 2 : 0;
  return { slots: slots.sort((one, other) => one.at - other.at), middle: { side, top } };
}

// A half circle of n dots, from left to right, in radii of its outermost row: [x, y] and the radius of a dot.
export function hemicycle(n, innermost = 0.42) {
  let found = { apart: 0 };
  for (let rows = 1; rows < 16; rows += 1) {
    const radii = Array.from({ length: rows }, (_, k) => 1 - (rows > 1 ? (k * (1 - innermost)) / (rows - 1) : 0));
    const length = radii.reduce((sum, r) => sum + r, 0);
    const apart = Math.min((Math.PI * length) / n, rows > 1 ? (1 - innermost) / (rows - 1) : 1 - innermost);
    if (apart > found.apart) found = { apart, radii, length };
  }
  const dots = [];
  let before = 0;
  let reached = 0;
  for (const r of found.radii ?? []) {
    reached += r;
    const many = Math.round((n * reached) / found.length) - before;
    before += many;
    for (let i = 0; i < many; i += 1) {
      const angle = Math.PI * (1 - (i + 0.5) / many);
      dots.push({ x: r * Math.cos(angle), y: r * Math.sin(angle), angle });
    }
  }
  return { dots: dots.sort((one, other) => other.angle - one.angle), radius: 0.42 * found.apart };
}
