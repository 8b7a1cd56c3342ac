"""What studies draw: rooms by rule, and the points of sensitivity analyses."""

import numpy as np
from scipy import stats

from checks.verify.finding import Effort, Part
from checks.verify.likelihood import of_counts
from sim.negotiation.arrays import Floats
from sim.negotiation.convene import convene
from sim.negotiation.table import Table
from sim.scenario.all_members import with_all_members
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.study.membership import Rule, group_shares, rooms
from sim.study.sensitivity.indices import LEVELS, STEP, Design
from sim.study.sensitivity.method import Method

SEED = 77
CAMP = "West"


def members(effort: Effort) -> tuple[list[tuple[str, float]], str]:
    """Test who is drawn into rooms under each rule."""
    everybody = convene(with_all_members(load("membership-2019")))
    many = effort.of(200, 1000, 4000)
    real = load("gge-2016-2017").members
    tested: list[tuple[str, float]] = []
    for rule in Rule:
        sizes = (5, 12) if rule is Rule.LIKE_MINDED else (15, 60) if rule is Rule.REAL else (10, 40)
        drawn = rooms(rule, everybody, sizes, many, SEED, real, CAMP)
        sat = [seated(everybody, of_size) for of_size in drawn]
        for size, seats in zip(sizes, sat, strict=True):
            free = _free(rule, everybody, size, real)
            tested += [
                (f"{rule.value} {size}, {name}", _evenly(seats[:, places], within))
                for name, (places, within) in free.items()
            ]
            right = (
                1.0 if (seats.sum(axis=1) == size).all() and _as_ruled(rule, everybody, seats, real) else 0.0
            )
            tested.append((f"{rule.value} {size}, as the rule says", right))
        if rule is Rule.RANDOM:
            both = (sat[0] & sat[1]).sum(axis=1)
            law = stats.hypergeom(len(everybody.codes), sizes[1], sizes[0])
            cells = np.arange(sizes[0] + 1)
            counts = np.bincount(both, minlength=len(cells))
            tested.append(("random, two sizes are independent", of_counts(counts, many * law.pmf(cells))))
        else:
            nested = (sat[0] <= sat[1]).all()
            tested.append((f"{rule.value}, the larger room contains the smaller", 1.0 if nested else 0.0))
    return tested, f"{many:,} rooms of each size and rule"


def seated(everybody: Table, drawn: list[tuple[str, ...]]) -> np.ndarray:
    """Return who sits in each room (J, N)."""
    place = {code: n for n, code in enumerate(everybody.codes)}
    out = np.zeros((len(drawn), len(place)), dtype=bool)
    for row, codes in zip(out, drawn, strict=True):
        row[[place[code] for code in codes]] = True
    return out


def _free(
    rule: Rule, everybody: Table, size: int, real: tuple[str, ...]
) -> dict[str, tuple[np.ndarray, int]]:
    """Return who may be drawn with equal chances, and how many of them are: by a name for each such pool."""
    codes = everybody.codes
    own = np.array([code in real for code in codes])
    if rule in (Rule.RANDOM, Rule.NESTED):
        return {"everybody": (np.ones(len(codes), bool), size)}
    if rule is Rule.LIKE_MINDED:
        return {CAMP: (np.array([everybody.caucus_names[c] == CAMP for c in everybody.caucuses]), size)}
    if rule is Rule.REAL:
        inside, outside = min(size, int(own.sum())), max(0, size - int(own.sum()))
        told = {"the real group": (own, inside)}
        return told | ({"others": (~own, outside)} if outside else {})
    elected = np.array([not roster()[code].permanent for code in codes])
    groups = {}
    for group, count in _seats(everybody, size - int((~elected).sum())).items():
        groups[group] = (elected & np.array([roster()[code].group == group for code in codes]), count)
    return groups


def _seats(everybody: Table, elected: int) -> dict[str, int]:
    """Return the elected seats of each regional group by Sainte-Lague's divisors: claims sorted."""
    there = dict.fromkeys(group_shares(), 0)
    for code in everybody.codes:
        if not roster()[code].permanent:
            there[roster()[code].group] += 1
    claims = sorted(
        (-group_share / (2 * turn + 1), group)
        for group, group_share in group_shares().items()
        for turn in range(there[group])
    )
    won = [group for _, group in claims[:elected]]
    return {group: won.count(group) for group in there}


def _as_ruled(rule: Rule, everybody: Table, seats: np.ndarray, real: tuple[str, ...]) -> bool:
    """Return whether exactly those sit in every room whom the rule always lets in, group by group."""
    free = _free(rule, everybody, int(seats[0].sum()), real)
    may = np.any([places for places, _ in free.values()], axis=0)
    if rule is Rule.EQUITABLE and not seats[:, ~may].all():
        return False
    if rule is not Rule.EQUITABLE and seats[:, ~may].any():
        return False
    return all((seats[:, places].sum(axis=1) == count).all() for places, count in free.values())


def _evenly(seats: np.ndarray, size: int) -> float:
    """Return how likely so uneven a membership is, if every room of that size is as likely as the next.

    Of n candidates, size in each of J rooms: the squared deviations of the n counts, over
    J p (1 - p) n / (n - 1), add up to chi-squared with n - 1 degrees of freedom.
    """
    drawn, n = seats.shape
    if not 0 < size < n:
        return 1.0 if (seats.sum(axis=1) == size).all() else 0.0
    p = size / n
    squares = ((seats.sum(axis=0) - drawn * p) ** 2).sum() / (drawn * p * (1 - p) * n / (n - 1))
    law = stats.chi2(n - 1)
    return float(2 * min(law.cdf(squares), law.sf(squares)))


def designs(effort: Effort) -> Part:
    """Look at the form of the points of sensitivity analyses; how they are drawn is SALib's."""
    faults, points = [], 0
    many, factors = effort.of(8, 64, 256), 7
    try:
        for seed in range(effort.of(1, 4, 16)):
            morris = Design(Method.MORRIS, factors, many, seed).points()
            faults += [f"morris, seed {seed}: {fault}" for fault in _trajectories(morris, factors)]
            sobol = Design(Method.SOBOL, factors, many, seed).points()
            faults += [f"sobol, seed {seed}: {fault}" for fault in _even(sobol)]
            points += len(morris) + len(sobol)
            for method, drawn in ((Method.MORRIS, morris), (Method.SOBOL, sobol)):
                half = Design(method, factors, many, seed).half().points()
                if not np.array_equal(half, drawn[: len(half)]):
                    faults.append(f"{method.value}, seed {seed}: fewer samples do not begin alike")
    except BadInput as missing:
        return Part("designs of sensitivity analyses", 0, "", skipped=str(missing))
    return Part("designs of sensitivity analyses", points, f"{points:,} points", tuple(faults))


def _trajectories(points: Floats, factors: int) -> list[str]:
    """Return what is wrong with Morris trajectories: levels, and one step of one factor at a time."""
    steps = np.diff(points.reshape(-1, factors + 1, factors), axis=1)
    wrong = []
    if not np.isclose(points * (LEVELS - 1), np.round(points * (LEVELS - 1))).all():
        wrong.append("points off the levels")
    if not ((np.abs(steps) > 1e-9).sum(axis=2) == 1).all() or not (
        np.isclose(np.abs(steps).sum(axis=2), STEP).all()
    ):
        wrong.append("not one whole step of one factor at a time")
    if not ((np.abs(steps) > 1e-9).sum(axis=1) == 1).all():
        wrong.append("a factor that does not move once")
    return wrong


def _even(points: Floats) -> list[str]:
    """Return what is wrong with Sobol points: within the unit cube, and as even as such a sequence is."""
    wrong = [] if (points >= 0).all() and (points <= 1).all() else ["points outside the unit cube"]
    base = points[:: points.shape[1] + 2]
    cells = np.floor(base * len(base)).astype(int)
    if any(len(np.unique(column)) < len(column) for column in cells.T):
        wrong.append("two base points in one of as many equal slices")
    return wrong
