"""One point of a sweep: what is turned there, and what its plays show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import EXPLICIT, Floats
from sim.negotiation.degree import ADDS, Degree
from sim.study.estimate import Estimate, between_rooms, beyond_luck, effective_number, ratio, share
from sim.study.lever import Value, worded
from sim.study.membership import Rule
from sim.study.play_counts import PlayCounts


@dataclass(frozen=True)
class Point:
    """One point of a sweep.

    Parameters
    ----------
    values : what each lever is turned to, by its name
    rule : who is in the room; None for the members of the scenario itself
    size : number of seats; None likewise
    """

    values: tuple[tuple[str, Value], ...] = ()
    rule: Rule | None = None
    size: int | None = None


@dataclass(frozen=True, eq=False)
class PointResult:
    """The plays of one point; without a rule, every room has the scenario's own members.

    Parameters
    ----------
    point : where it was played
    members : who sat in each room
    counts : the plays of each room
    paragraphs : number of paragraphs of the draft
    """

    point: Point
    members: tuple[tuple[str, ...], ...]
    counts: tuple[PlayCounts, ...]
    paragraphs: int

    @property
    def seats(self) -> int:
        """Number of delegations."""
        return len(self.members[0])

    @property
    def named(self) -> str:
        """The point in a few words."""
        seats = [f"{self.seats} seats, {self.point.rule}"] if self.point.rule else []
        return ", ".join([*seats, *(f"{name} {worded(v)}" for name, v in self.point.values)]) or "as it is"

    @property
    def plays(self) -> Floats:
        """Plays of each room (J,)."""
        return np.array([float(len(t)) for t in self.counts])

    @property
    def reports(self) -> Floats:
        """Adopted reports of each room (J,)."""
        return np.array([float(t.adopted.sum()) for t in self.counts])

    @property
    def adopted(self) -> Estimate:
        """Share of plays that end with an adopted report."""
        return share(self.reports, self.plays, self.alike)

    @property
    def adds(self) -> Estimate:
        """Share of plays that adopt a report which adds something on a contested issue."""
        adding = [float((t.degrees >= Degree.THIN).sum()) for t in self.counts]
        return share(np.array(adding), self.plays, self.alike)

    @property
    def between(self) -> float:
        """Standard deviation between rooms of the share that each adopts, luck taken out."""
        return 0.0 if self.alike else between_rooms(self.reports, self.plays)

    @property
    def differ(self) -> bool:
        """Whether rooms differ by more than luck."""
        return not self.alike and beyond_luck(self.reports, self.plays)

    @property
    def alike(self) -> bool:
        """Whether all rooms have the same members, so that every play counts by itself."""
        return len(set(self.members)) == 1

    @property
    def within(self) -> float:
        """Standard deviation of the outcome of a single play within a room, 0 to 0.5."""
        shares = self.reports / self.plays
        return float(np.sqrt((shares * (1 - shares)).mean()))

    @property
    def strength(self) -> Estimate:
        """Mean strength of the paragraphs of an adopted report, 0 silent to 1 explicit."""
        mean = self._mean(lambda t: t.adopted * t.strength / EXPLICIT, lambda t: t.adopted * self.paragraphs)
        return mean.within(0, 1)

    @property
    def dissociating(self) -> Estimate:
        """Share of the delegations that dissociate themselves from an adopted report."""
        mean = self._mean(lambda t: t.adopted * t.dissociations, lambda t: t.adopted * self.seats)
        return mean.within(0, 1)

    @property
    def veto_players(self) -> Estimate:
        """Effective number of delegations that stand in the way, where a room ever fails."""
        same = np.array([float((t.blame**2).sum() - t.blame_squares) for t in self.counts])
        pairs = np.array([float(t.blamed * (t.blamed - 1)) for t in self.counts])
        return effective_number(same, pairs, self.seats)

    @property
    def readings(self) -> Estimate:
        """Mean number of the last reading at which the draft changed."""
        return self._mean(lambda t: t.readings, lambda t: np.ones(len(t))).within(0, np.inf)

    def _mean(
        self, total: Callable[[PlayCounts], np.ndarray], count: Callable[[PlayCounts], np.ndarray]
    ) -> Estimate:
        """Estimate a mean from what each play adds to it: by play where rooms are alike, else by room."""
        totals, counts = ([np.asarray(f(t), dtype=float) for t in self.counts] for f in (total, count))
        if self.alike:
            return ratio(np.concatenate(totals), np.concatenate(counts))
        return ratio(np.array([t.sum() for t in totals]), np.array([c.sum() for c in counts]))


#: What a sweep measures, in the order of its tables: name, and what it is in words with its unit.
MEASURES: Mapping[str, str] = {
    "adopted": "share of plays that adopt a report",
    "adds": f"share of plays in which {ADDS}",
    "strength": "strength of an adopted report, 0 silent to 1 explicit",
    "dissociating": "share of delegations that dissociate from an adopted report",
    "veto_players": "effective number of delegations in the way",
    "readings": "last reading at which the draft changed",
}
