"""Samplers: whether what is drawn has the distribution it is said to have, and no stream depends on another.

Exact distributions, fixed seeds; a level of one in a million is shared out among all tests of the check.
The Morris and Sobol designs are SALib's: of them only the form is looked at.
"""

import numpy as np
from scipy import stats

from checks.verify.finding import Ask, Effort, Finding
from checks.verify.likelihood import judged, of_correlations, of_counts, of_share, two_sided
from checks.verify.rooms import chance
from checks.verify.samplers_of_studies import designs, members
from sim.negotiation.arrays import Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import PARAMETERS
from sim.negotiation.random_streams import BLOCK, normals, share
from sim.scenario.loading import load
from sim.study.calibration.result import calibrated

SEED = 2026
Tested = list[tuple[str, float]]


def samplers(ask: Ask) -> Finding:
    """Test everything that is drawn."""
    effort = ask.effort
    looks = {
        "normal numbers": normal_numbers, "uniform numbers": uniform_numbers,
        "luck as it is drawn for a play": luck_of_plays, "priors": priors,
        "parameter sets by weight": parameter_sets, "streams of different purposes": purposes,
        "streams of different seeds": seeds, "one stream, play after play": one_stream,
        "who is in the room": members,
    }  # fmt: skip
    found = {name: look(effort) for name, look in looks.items()}
    family = sum(len(tested) for tested, _ in found.values())
    parts = [judged(name, tested, family, more) for name, (tested, more) in found.items()]
    return Finding("samplers", (*parts, designs(effort)))


def _many(effort: Effort) -> int:
    return effort.of(2_000, 50_000, 200_000)


def _of_normals(name: str, z: Floats) -> Tested:
    """Test numbers against the standard normal: whole shape, moments, tails."""
    n = len(z)
    tails = [
        (f"{name}: beyond {end}", of_share(int((np.abs(z) > end).sum()), n, float(2 * stats.norm.sf(end))))
        for end in (2.0, 3.0, 4.0)
    ]
    moments = {
        "mean": z.mean() * n**0.5, "variance": (z.var() - 1) * (n / 2) ** 0.5,
        "skewness": (z**3).mean() * (n / 15) ** 0.5, "fourth moment": ((z**4).mean() - 3) * (n / 96) ** 0.5,
    }  # fmt: skip
    shaped = (f"{name}: shape", float(stats.kstest(z, "norm").pvalue))
    return [shaped, *tails, *((f"{name}: {what}", float(two_sided(m))) for what, m in moments.items())]


def _regular(name: str, tested: Tested) -> Tested:
    """Add whether the p-values of shapes are themselves spread evenly: samplers can also be too regular."""
    shapes = [p for what, p in tested if what.endswith("shape")]
    return [
        *tested,
        (f"{name}: spread of {len(shapes)} p-values", float(stats.kstest(shapes, "uniform").pvalue)),
    ]


def normal_numbers(effort: Effort) -> tuple[Tested, str]:
    """Test the normal numbers of many purposes."""
    n, many = _many(effort), effort.of(10, 60, 120)
    drawn = normals(SEED, np.arange(n), [("position", f"I{i}", "FRA") for i in range(many)])
    tested: Tested = []
    for i, column in enumerate(drawn.T):
        tested += _of_normals(f"purpose {i}", column)
    return _regular("normal", tested), f"{drawn.size:,} numbers"


def uniform_numbers(effort: Effort) -> tuple[Tested, str]:
    """Test the uniform numbers of many purposes: shape, equal cells, range."""
    n, many = _many(effort), effort.of(10, 60, 120)
    tested: Tested = []
    for i in range(many):
        u = share(SEED, np.arange(n), "purpose", str(i))
        cells = np.histogram(u, bins=100, range=(0, 1))[0]
        tested.append((f"purpose {i}: shape", float(stats.kstest(u, "uniform").pvalue)))
        tested.append((f"purpose {i}: 100 cells", of_counts(cells, np.full(100, n / 100))))
        tested.append((f"purpose {i}: within [0, 1)", 1.0 if u.min() >= 0 and u.max() < 1 else 0.0))
    return _regular("uniform", tested), f"{n * many:,} numbers"


def luck_of_plays(effort: Effort) -> tuple[Tested, str]:
    """Test every kind of luck that `draw` hands out, over all delegations of a process."""
    table = convene(load("gge-2016-2017"))
    luck = draw(table, SEED, effort.of(256, 2048, 8192))
    tested: Tested = []
    kinds = ("position", "stake", "flexibility", "mood", "caucus_mood")
    for kind in kinds:
        tested += _of_normals(kind, getattr(luck, kind).ravel())
    # All columns of a play beside each other: nobody's luck depends on anybody else's.
    together = np.concatenate([getattr(luck, kind).reshape(len(luck), -1) for kind in kinds], axis=1)
    r, p, pairs = of_correlations(together)
    tested.append((f"largest correlation of {together.shape[1]} numbers", p))
    return tested, f"{together.shape[1]} numbers of a play, largest |r| {r:.4f} of {pairs:,}"


def priors(effort: Effort) -> tuple[Tested, str]:
    """Test every parameter against its prior's exact distribution, and all of them against each other."""
    n = _many(effort)
    drawn = draw_behaviour({}, SEED, np.arange(n))
    tested: Tested = []
    shares = []
    for parameter in PARAMETERS:
        values, prior = getattr(drawn, parameter.name), parameter.prior
        if prior.kind == "fixed":
            tested.append((f"{parameter.name}: fixed", 1.0 if (values == prior.low).all() else 0.0))
            continue
        laws = {
            "uniform": stats.uniform(prior.low, prior.high - prior.low),
            "loguniform": stats.loguniform(prior.low, prior.high),
        }
        exact = laws[prior.kind]
        tested.append((f"{parameter.name}: shape", float(stats.kstest(values, exact.cdf).pvalue)))
        inside = (values >= prior.low).all() and (values <= prior.high).all()
        tested.append((f"{parameter.name}: within its range", 1.0 if inside else 0.0))
        shares.append(exact.cdf(values))
    r, p, pairs = of_correlations(np.stack(shares, axis=1))
    tested.append(("largest correlation of two parameters", p))
    return _regular("priors", tested), f"{len(shares)} free parameters, largest |r| {r:.4f} of {pairs}"


def parameter_sets(effort: Effort) -> tuple[Tested, str]:
    """Test how often a set is picked against its weight: made-up weights, and those that ship."""
    n, rng = _many(effort), chance(31)
    tested: Tested = []
    for case in range(effort.of(5, 30, 60)):
        sets = int(rng.integers(1, 400))
        weights = rng.dirichlet(np.full(sets, rng.choice([0.05, 0.5, 5.0])))
        picked = Ensemble({}, weights).pick(SEED + case, np.arange(n))
        tested.append(
            (f"ensemble {case} of {sets} sets", of_counts(np.bincount(picked, minlength=sets), n * weights))
        )
    ships = calibrated()
    whole = ships.ensemble(tuple(ships.supports))
    picked = whole.pick(SEED, np.arange(n))
    counts = np.bincount(picked, minlength=len(whole.weights))
    tested.append(("the ensemble that ships", of_counts(counts, n * whole.weights / whole.weights.sum())))
    heavy = int(whole.weights.argmax())
    tested.append(("its heaviest set", of_share(int(counts[heavy]), n, float(whole.weights[heavy]))))
    return tested, f"heaviest set {counts[heavy] / n:.4f}, weight {whole.weights[heavy]:.4f}"


def purposes(effort: Effort) -> tuple[Tested, str]:
    """Test streams of many purposes against each other: values, sizes, and one play later."""
    n, many = effort.of(2_000, 20_000, 50_000), effort.of(60, 300, 500)
    codes = [f"{a}{b}{c}" for a in "ABCDEFGH" for b in "IJKLMNOP" for c in "QRSTUVWX"]
    names = [(kind, "IHL", code) for code in codes for kind in ("position", "mood")][:many]
    drawn = normals(SEED, np.arange(n), names)
    tested: Tested = []
    largest = 0.0
    for what, columns in (
        ("values", drawn),
        ("sizes", np.abs(drawn)),
        ("a play apart", np.concatenate([drawn[1:, ::2], drawn[:-1, 1::2]], axis=1)),
    ):
        r, p, pairs = of_correlations(columns)
        tested.append((f"{what}: largest of {pairs:,} correlations", p))
        largest = max(largest, r)
    rows = (drawn - drawn.mean(axis=0)) / drawn.std(axis=0)
    r_all = (rows.T @ rows / n)[np.triu_indices(many, 1)]
    squares = float((n * r_all**2).sum())
    tested.append(("sum of squared correlations", _either(stats.chi2(len(r_all)), squares)))
    return tested, f"largest |r| {largest:.4f} among {many} streams of {n:,}"


def _either(law: object, value: float) -> float:
    """Return how likely a value so far out on either side is."""
    return float(2 * min(law.cdf(value), law.sf(value)))  # type: ignore[attr-defined]


def seeds(effort: Effort) -> tuple[Tested, str]:
    """Test the same purpose under many seeds, near each other and far apart."""
    n, many = effort.of(2_000, 20_000, 50_000), effort.of(40, 150, 250)
    numbers = [*range(many - 40), *(2**n for n in range(24, 64))]
    drawn = np.concatenate([normals(seed, np.arange(n), [("mood", "FRA")]) for seed in numbers], axis=1)
    r, p, pairs = of_correlations(drawn)
    return [(f"largest of {pairs:,} correlations", p)], f"largest |r| {r:.4f} among {many} seeds"


def one_stream(effort: Effort) -> tuple[Tested, str]:
    """Test a stream against itself: some plays apart, across the border of two blocks, within a block."""
    n, many = _many(effort) // BLOCK * BLOCK, effort.of(4, 20, 40)
    drawn = normals(SEED + 1, np.arange(n), [("stake", f"A{i:02d}") for i in range(many)])
    tested: Tested = []
    lags = (1, 2, 3, 4, 5, 7, 64, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK)
    borders = np.arange(BLOCK, n, BLOCK)
    for i, z in enumerate(drawn.T):
        for lag in lags:
            tested.append((f"stream {i}, {lag} apart", _together(z[:-lag], z[lag:])))
        tested.append((f"stream {i}, across borders", _together(z[borders - 1], z[borders])))
        places = z.reshape(-1, BLOCK)
        even = places.mean(axis=0) * len(places) ** 0.5
        tested.append(
            (f"stream {i}, place within the block", _either(stats.chi2(BLOCK), float((even**2).sum())))
        )
        blocks = places.mean(axis=1) * BLOCK**0.5
        law = stats.chi2(len(blocks))
        tested.append((f"stream {i}, mean of a block", _either(law, float((blocks**2).sum()))))
    return tested, f"{len(lags)} distances, {len(borders):,} borders in each of {many} streams"


def _together(first: Floats, second: Floats) -> float:
    """Return how likely two columns of independent standard normal numbers go together so well."""
    return float(two_sided((first * second).sum() / len(first) ** 0.5))
