"""Who really stood in the way: how well each measure ranks them, and whether it has the right paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.draw import draw
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.payoff import weigh
from sim.negotiation.table import Table
from sim.study.baselines import away_from_middle, extremity
from sim.study.scores import ranking

if TYPE_CHECKING:
    from sim.study.history import Process
    from sim.study.judged import Judged


class Measure(StrEnum):
    """What delegations are ranked by; the first two need plays, the others the coded positions only."""

    PLAYS = "plays"
    RESISTANCE = "resistance"
    LATENT = "latent"
    EXTREMITY = "extremity"
    OPPOSITION = "opposition"

    @property
    def words(self) -> str:
        """What it measures."""
        return _WORDS[self]


_WORDS = {
    Measure.PLAYS: "objections at the end",
    Measure.RESISTANCE: "resistance along the way",
    Measure.LATENT: "latent complaints",
    Measure.EXTREMITY: "distance from the middle",
    Measure.OPPOSITION: "weight times opposition",
}


@dataclass(frozen=True, eq=False)
class Measured:
    """How much every delegation is expected to stand in the way, by one measure.

    Parameters
    ----------
    score : (N,) the more, the higher it ranks
    over : (K, N) what each paragraph contributes, >= 0
    """

    score: Floats
    over: Floats

    @property
    def paragraph(self) -> Ints:
        """The paragraph that contributes most for each delegation (N,), -1 if none contributes."""
        return np.where(self.over.max(axis=0, initial=0.0) > 0, self.over.argmax(axis=0), -1)


def latent_complaints(table: Table) -> Floats:
    """Return the most that each could be made to complain of each paragraph (K, N).

    At the coded positions, all luck at its mean, and every parameter in the middle of its prior.
    """
    middle = {p.name: Prior.fixed(float(p.prior.quantile(np.array([0.5]))[0])) for p in PARAMETERS}
    draws = draw(table, 0, 1, middle)
    complaint = weigh(table, replace(draws, position=np.zeros_like(draws.position))).complaint[0]
    return np.asarray(np.where(table.available[:, :, None], complaint, 0.0).max(axis=1))


def opposition(table: Table) -> Floats:
    """Return how strongly each resists each paragraph, by the salience of the issue and its weight (K, N)."""
    return np.asarray(table.weights * table.salience[:, None] * np.maximum(-table.positions, 0.0))


def _summed(over: Floats) -> Measured:
    return Measured(over.sum(axis=0), over)


def _fought(judged: Judged) -> Measured:
    assert judged.fights is not None, "delegations are not ranked in this mode"
    return Measured(judged.fights.resistance, judged.fights.over)


#: How each measure is taken.
MEASURES: Mapping[Measure, Callable[[Judged], Measured]] = {
    Measure.PLAYS: lambda j: Measured(j.apart, j.apart_over),
    Measure.RESISTANCE: _fought,
    Measure.LATENT: lambda j: _summed(latent_complaints(j.process.table)),
    Measure.EXTREMITY: lambda j: Measured(extremity(j.process), away_from_middle(j.process)),
    Measure.OPPOSITION: lambda j: _summed(opposition(j.process.table)),
}


@dataclass(frozen=True)
class ObjectorScore:
    """How well each measure finds who really stood in the way of a process, and over what.

    Parameters
    ----------
    named : who resisted, insisted, objected or dissociated
    rankings : how often one of them ranks above another delegation, by measure
    right : of those named, how many have a paragraph on record as the one that contributes most, by measure
    chance : of those named, how many would by chance
    """

    process: str
    named: tuple[str, ...]
    rankings: Mapping[Measure, float]
    right: Mapping[Measure, int]
    chance: float


def objector_scores(judged: Sequence[Judged]) -> list[ObjectorScore]:
    """Rank the delegations that really resisted, insisted, objected or dissociated."""
    return [_score(one, named) for one in judged if (named := on_record(one.process))]


def on_record(process: Process) -> dict[str, set[int]]:
    """Return who really stood in the way, sorted by code, each with the places of the issues it was about."""
    table, found = process.table, dict[str, set[int]]()
    for entry in process.record.resistance:
        places = {table.issues.index(issue) for issue in entry.issues if issue in table.issues}
        for code in set(entry.states) & set(table.codes):
            found.setdefault(code, set()).update(places)
    return dict(sorted(found.items()))


def _score(judged: Judged, named: Mapping[str, set[int]]) -> ObjectorScore:
    table = judged.process.table
    real = np.array([code in named for code in table.codes])
    measured = {measure: take(judged) for measure, take in MEASURES.items()}
    seats = {table.codes.index(code): places for code, places in named.items()}
    return ObjectorScore(
        judged.process.id,
        tuple(named),
        {measure: ranking(found.score, real) for measure, found in measured.items()},
        {
            measure: sum(int(found.paragraph[seat]) in places for seat, places in seats.items())
            for measure, found in measured.items()
        },
        sum(len(places) for places in seats.values()) / len(table.issues),
    )
