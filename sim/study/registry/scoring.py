"""Scoring the registry: entries whose process has been decided, beside the base rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.scenario.fields import last_day
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import locate
from sim.study.interval import CEILING
from sim.study.references import Ended, ended, ended_of
from sim.study.registry.entry import Entry
from sim.study.registry.registry import Registry
from sim.study.scores import brier, log_score

#: Groups of entries: of each process the first and the last, and all.
GROUPS = ("first", "last", "all")


@dataclass(frozen=True)
class Score:
    """How good a probability was: Brier and logarithmic score, 0 is best."""

    brier: float
    log: float

    @classmethod
    def of(cls, probability: float, adopted: bool) -> Score:
        """Score a probability of adoption."""
        given, happened = np.array([probability]), np.array([adopted])
        return cls(float(brier(given, happened)[0]), float(log_score(given, happened)[0]))

    @classmethod
    def mean(cls, scores: Sequence[Score]) -> Score | None:
        """Return the mean of some scores; None of none."""
        if not scores:
            return None
        return cls(float(np.mean([s.brier for s in scores])), float(np.mean([s.log for s in scores])))


@dataclass(frozen=True)
class Scored:
    """An entry of a process that has been decided.

    Parameters
    ----------
    entry : what was said
    outcome : how the process ended
    place : of the entry among those of its process, from 1
    of : how many the process has
    """

    entry: Entry
    outcome: Ended
    place: int
    of: int

    @property
    def claimed(self) -> Score | None:
        """Score of what was claimed; None where nothing was."""
        given = self.entry.probability
        return None if given is None else Score.of(given, self.outcome.adopted)

    @property
    def plays(self) -> Score:
        """Score of the share of plays that adopt a report; no forecast where no probability is claimed."""
        return Score.of(min(self.entry.share, CEILING), self.outcome.adopted)

    @property
    def base(self) -> Score | None:
        """Score of the base rate of the reference class; None if there is no class."""
        reference = self.entry.reference
        return None if reference is None else Score.of(reference.base_rate, self.outcome.adopted)

    def within(self, group: str) -> bool:
        """Return whether it belongs to a group of entries."""
        return group == "all" or self.place == (1 if group == "first" else self.of)


@dataclass(frozen=True)
class GroupScore:
    """Mean scores of a group of entries.

    Parameters
    ----------
    group : first (of each process), last (of each process), or all
    entries, claims : how many, and how many of them claim a probability
    claimed, base_of_claims : of those that claim one, the model, and the base rate beside it
    plays, base : of all, the share of plays, and the base rate beside it
    """

    group: str
    entries: int
    claims: int
    claimed: Score | None
    base_of_claims: Score | None
    plays: Score | None
    base: Score | None


@dataclass(frozen=True)
class Scores:
    """The registry, scored.

    Parameters
    ----------
    registry : what is scored
    scored : entries of processes that have been decided, process by process, in order
    late : entries that were made when the outcome was known, which count for nothing
    waiting : entries of processes that are open
    """

    registry: Registry
    scored: tuple[Scored, ...]
    late: tuple[Entry, ...]
    waiting: tuple[Entry, ...]

    @cached_property
    def groups(self) -> tuple[GroupScore, ...]:
        """Mean scores of the first entries, the last, and all."""
        return tuple(self._group(name) for name in GROUPS) if self.scored else ()

    def _group(self, name: str) -> GroupScore:
        those = [one for one in self.scored if one.within(name)]
        claims = [one for one in those if one.claimed]

        def mean(among: Sequence[Scored], of: Callable[[Scored], Score | None]) -> Score | None:
            return Score.mean([score for one in among if (score := of(one))])

        return GroupScore(
            name,
            len(those),
            len(claims),
            mean(claims, lambda one: one.claimed),
            mean(claims, lambda one: one.base),
            mean(those, lambda one: one.plays),
            mean(those, lambda one: one.base),
        )


def score_registry(registry: Registry, scenarios: Sequence[str | Path] = ()) -> Scores:
    """Score the entries whose process has a record by now.

    Parameters
    ----------
    scenarios : scenario files, whose records come before those of shipped ones

    Raises BadInput if a scenario file cannot be used.
    """
    outcomes = [*_outcomes(scenarios), *ended()]
    scored: list[Scored] = []
    late: list[Entry] = []
    waiting: list[Entry] = []
    for entries in registry.processes():
        first = entries[0]
        outcome = next((one for one in outcomes if first.is_of(one.id, one.resolution, one.starts)), None)
        if outcome is None:
            waiting += entries
            continue
        known = last_day(outcome.date).isoformat()
        timely = [entry for entry in entries if entry.date < known]
        late += entries[len(timely) :]
        scored += [Scored(entry, outcome, n, len(timely)) for n, entry in enumerate(timely, 1)]
    return Scores(registry, tuple(scored), tuple(late), tuple(waiting))


def _outcomes(scenarios: Sequence[str | Path]) -> Iterator[Ended]:
    for given in scenarios:
        path = locate(given)
        load_with_record(path)
        if outcome := ended_of(path):
            yield outcome
