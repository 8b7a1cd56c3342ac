"""Drivers of a forecast: what the answer depends on, found in its own plays.

Every play draws its own behavioural parameters, and what the coder may have missed about every position and
stake. The share adopted in the third of plays in which something is lowest, against the third in which it is
highest, says how far the answer hangs on it. Nothing is replayed.

Positions and stakes are drawn independently of everything else, and so are parameters that come from priors:
there a difference is, on average, what the thing itself does. The parameters of the calibrated ensemble were
fitted together and go together: there it is an association in the plays, which a parameter without any effect
may share with one that has. Plays of the same parameter set are alike, so that it is sets that are counted,
not plays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import PARAMETERS
from sim.negotiation.random_streams import normals
from sim.study.forecast import Forecast
from sim.study.interval import student, wilson
from sim.study.paired import Difference

#: Smallest numbers of distinct values and of effective sets that are compared.
DISTINCT, SETS = 10, 8.0
#: Positions and stakes are compared of delegations that object in at least this share of plays.
OFTEN = 0.01
#: Chance that an interval misses the truth, and that any difference of a kind is wrongly called clear.
LEVEL = 0.05


class DriverKind(StrEnum):
    """What is drawn anew in every play."""

    PARAMETER = "parameter"
    POSITION = "position"
    STAKE = "stake"


@dataclass(frozen=True)
class Contest:
    """The plays in which something is lowest against those in which it is highest.

    Parameters
    ----------
    low_to, high_from : the highest value of the lowest third, and the lowest of the highest
    plays : number of plays in either third
    shares : share of them that adopt a report
    alike : this many plays are worth one, because plays of a parameter set are alike; at least 1
    sets : number of sets of the same size that would count for as much
    """

    low_to: float
    high_from: float
    plays: tuple[int, int]
    shares: tuple[float, float]
    alike: float
    sets: float

    def difference(self, level: float = LEVEL) -> Difference:
        """Return how much larger the share is where the thing is highest, with its interval.

        The interval of Newcombe 1998 (Statistics in Medicine 17, 873-890, method 10), for as many plays as
        would be worth these if each were of a set of its own (Korn & Graubard 1998).
        """
        z = NormalDist().inv_cdf(1 - level / 2)
        alike = self.alike * (student(self.sets - 2, z) / z) ** 2
        low, high = self.shares
        (down, low_end), (high_end, up) = (
            wilson(share * n / alike, n / alike, z) for share, n in zip(self.shares, self.plays, strict=True)
        )
        value = high - low
        return Difference(
            value,
            value - sqrt((high - high_end) ** 2 + (low_end - low) ** 2),
            value + sqrt((up - high) ** 2 + (low - down) ** 2),
        )


@dataclass(frozen=True)
class Driver:
    """The share adopted where one thing is lowest, and where it is highest.

    Parameters
    ----------
    name : of the parameter, or code of the delegation
    issue : code of the issue of a position; empty for anything else
    low_to, high_from : the highest value of the lowest third, and the lowest of the highest; of positions
        and stakes, in standard deviations of what the coder may have missed
    low_plays, high_plays : number of plays in either
    low_share, high_share : share of them that adopt a report
    difference : the second share minus the first, with its 95 % interval
    clear : whether the interval leaves out 0 also at a level that is divided by how many of its kind are
        compared (Bonferroni)
    """

    kind: DriverKind
    name: str
    issue: str
    low_to: float
    high_from: float
    low_plays: int
    high_plays: int
    low_share: float
    high_share: float
    difference: Difference
    clear: bool


@dataclass(frozen=True)
class Drivers:
    """All comparisons of a forecast's plays.

    Parameters
    ----------
    parameters : behavioural parameters, the largest difference first
    delegations : positions and stakes of those who object, the largest difference first
    skipped : parameters that are drawn, but take too few values, or come from too few sets, to be compared
    fitted : whether parameters come from sets fitted to the record, which makes them go together
    """

    parameters: tuple[Driver, ...]
    delegations: tuple[Driver, ...]
    skipped: tuple[str, ...]
    fitted: bool


#: What a contest is about: its kind, a name, and an issue.
Subject = tuple[DriverKind, str, str]


def drivers(forecast: Forecast) -> Drivers:
    """Compare the plays of a forecast by what was drawn in each.

    Parameters and luck are drawn again: they are keyed, and so are the same.
    """
    plays, ensemble = forecast.outcomes.replicates, forecast.ensemble
    sets = ensemble.pick(forecast.seed, plays) if ensemble else np.arange(len(plays))
    behaviour = draw_behaviour(forecast.given, forecast.seed, plays, ensemble)
    adopted = forecast.outcomes.adopted
    drawn = {p.name: getattr(behaviour, p.name) for p in PARAMETERS if np.ptp(getattr(behaviour, p.name)) > 0}
    found = {name: contest(values, adopted, sets) for name, values in drawn.items()}
    return Drivers(
        _ordered([((DriverKind.PARAMETER, name, ""), one) for name, one in found.items() if one]),
        _ordered([(what, one) for what, luck in _luck(forecast) if (one := contest(luck, adopted, sets))]),
        tuple(name for name, one in found.items() if not one),
        ensemble is not None,
    )


def _luck(forecast: Forecast) -> Iterator[tuple[Subject, Floats]]:
    """Yield what was drawn of the positions and the stakes of those who object often enough, each (R,)."""
    table = forecast.table
    for seat in np.flatnonzero(forecast.outcomes.objects.mean(axis=0) >= OFTEN):
        code = table.codes[seat]
        # Keyed as in `sim.negotiation.draw`.
        purposes = [*(("position", issue, code) for issue in table.issues), ("stake", code)]
        luck = normals(forecast.seed, forecast.outcomes.replicates, purposes)
        for k, issue in enumerate(table.issues):
            if table.spreads[k, seat] > 0:
                yield (DriverKind.POSITION, code, issue), luck[:, k]
        yield (DriverKind.STAKE, code, ""), luck[:, -1]


def _ordered(found: Sequence[tuple[Subject, Contest]]) -> tuple[Driver, ...]:
    """Return the contests of a kind as drivers, the largest difference first."""
    entries = [
        Driver(
            *subject, one.low_to, one.high_from, *one.plays, *one.shares, one.difference(),
            one.difference(LEVEL / len(found)).clear,
        )
        for subject, one in found
    ]  # fmt: skip
    return tuple(sorted(entries, key=lambda h: (-abs(h.difference.value), h.kind, h.name, h.issue)))


def contest(values: Floats, adopted: Bools, sets: Ints) -> Contest | None:
    """Compare the plays in which something is lowest with those in which it is highest.

    Returns the contest; None if there are too few values, or sets.

    Parameters
    ----------
    values : (R,) of what is compared
    adopted : (R,) whether each play ends with a report
    sets : (R,) number of each play's parameter set
    """
    low, high = thirds(values)
    counts = np.unique(sets[low | high], return_counts=True)[1]
    worth = float(counts.sum() ** 2 / (counts**2).sum()) if len(counts) else 0.0
    if len(np.unique(values)) < DISTINCT or worth < SETS:
        return None
    if any(len(np.unique(sets[third])) < 2 for third in (low, high)):
        return None
    plays = int(low.sum()), int(high.sum())
    shares = int(adopted[low].sum()) / plays[0], int(adopted[high].sum()) / plays[1]
    alike = _alike(adopted, sets, low, high)
    return Contest(float(values[low].max()), float(values[high].min()), plays, shares, alike, worth)


def thirds(values: Floats) -> tuple[Bools, Bools]:
    """Return which plays are in the third of the lowest values, and of the highest, (R,) each.

    Plays of one value stay together, where the middle one of them belongs. The order of the plays does not
    matter, and to turn the sign of all values changes the two thirds about.
    """
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    twice_middle = 2 * np.cumsum(counts) - counts  # in whole numbers, so that both ends are cut alike
    low, high = 3 * twice_middle < 2 * len(values), 3 * twice_middle > 4 * len(values)
    return np.asarray(low[where]), np.asarray(high[where])


def _alike(adopted: Bools, sets: Ints, low: Bools, high: Bools) -> float:
    """Return how many plays are worth one, because plays of a set are alike; at least 1.

    The variance of the difference between sets, by leaving out each in turn (the jackknife: Efron 1982, The
    Jackknife, the Bootstrap and Other Resampling Plans), as a multiple of that of independent plays: a set
    with many plays pulls the share towards its own, and would else seem less off than it is. Where all plays
    of either third end alike, as many as a set has.
    """
    numbers, where = np.unique(sets[low | high], return_inverse=True)
    pulls, independent = np.zeros(len(numbers)), 0.0
    for third, sign in ((low[low | high], -1), (high[low | high], 1)):
        plays = int(third.sum())
        of_set = np.bincount(where[third], minlength=len(numbers))
        hits = np.bincount(where[third & adopted[low | high]], minlength=len(numbers))
        share = int(hits.sum()) / plays
        pulls += sign * (hits - of_set * share) / (plays - of_set)
        independent += share * (1 - share) / plays
    if not independent:
        counts = np.bincount(where)
        return float((counts**2).sum() / counts.sum())
    between = (len(numbers) - 1) / len(numbers) * float((pulls**2).sum())
    return max(1.0, between / independent)
