"""The what-if study: what would make each likely objector join, and what moves the share adopted most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.parameters import Prior
from sim.negotiation.whole_numbers import whole
from sim.scenario.schema import Scenario
from sim.study.interval import wilson
from sim.study.play_counts import PlayCounts, join
from sim.study.plays import Plays, counted_plays
from sim.study.setting import BATCH, Setting, setting
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays, Task, carry_out, spans
from sim.study.what_if.joining import Joining, joined
from sim.study.what_if.objector import Objector, objector
from sim.study.what_if.pressure import Effect, changes, effects, most_changes

#: A delegation is a likely objector if it objects in at least this share of plays.
LIKELY = 0.01
#: Default number of likely objectors to study.
TOP = 10


@dataclass(frozen=True, eq=False)
class WhatIf:
    """What would change the course of a negotiation, within the model.

    Parameters
    ----------
    scenario, setting : what was played
    seed : seed of all chance
    base : the plays as the scenario has them
    objections : every objection of the likely objectors, and counts of what rewording does: see
        `sim.study.what_if.joining.Joining`; empty if there are none
    objectors : the likely objectors, those that object most often first
    effects : what each change does to the share adopted, the largest first
    """

    scenario: Scenario
    setting: Setting
    seed: int
    base: PlayCounts
    objections: Arrays
    objectors: tuple[Objector, ...]
    effects: tuple[Effect, ...]

    @property
    def runs(self) -> int:
        """Number of plays."""
        return len(self.base)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Title of each issue by its code."""
        return {issue.code: issue.title for issue in self.scenario.issues}

    @property
    def supported(self) -> bool:
        """Whether the model claims a probability for this kind of body (docs/model.md, scope)."""
        return self.scenario.supported

    @cached_property
    def adoptions(self) -> int:
        """Number of plays that end with an adopted report."""
        return int(self.base.adopted.sum())

    @property
    def share(self) -> float:
        """Share of plays that end with an adopted report."""
        return self.adoptions / self.runs

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of that share, for the number of plays alone."""
        return wilson(self.adoptions, self.runs)


def what_if(
    scenario: Scenario,
    runs: int = 2000,
    seed: int = 1,
    top: int = TOP,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> WhatIf:
    """Find what would make each likely objector join, and what moves the share adopted most.

    Every change is made by itself, and played with the luck and the parameters of the plays that it is
    compared with. Raises ValueError if a number is out of range, or there is no parameter of that name.

    Parameters
    ----------
    runs : plays of each setting, at least 1
    top : how many objectors are studied, at most; at least 1
    progress : called with the number of tasks done since the last call; `most_tasks` in all, or fewer
    """
    whole(1, runs=runs, top=top)
    whole(seed=seed)
    played = setting(scenario, priors, None, behaviour)
    base = join(counted_plays(plays_of(played, seed, runs), folder, executor, progress))
    seats = likely_objectors(base, top)
    tried = changes(played, base)

    looks = [Joining(played, seed, first, last, seats) for first, last in spans(runs, BATCH) if seats]
    replays = [task for change in tried for task in plays_of(change.setting, seed, runs)]
    tasks: list[Task] = [*looks, *replays]
    results = carry_out(tasks, folder, executor, progress)
    counts, parts = [PlayCounts(**arrays) for arrays in results[len(looks) :]], len(spans(runs, BATCH))
    objections = joined(results[: len(looks)]) if looks else {}
    return WhatIf(
        scenario=scenario,
        setting=played,
        seed=seed,
        base=base,
        objections=objections,
        objectors=tuple(objector(played.table, seats, number, objections) for number in range(len(seats))),
        effects=tuple(
            effects(tried, base, [join(counts[n : n + parts]) for n in range(0, len(counts), parts)])
        ),
    )


def plays_of(setting: Setting, seed: int, runs: int) -> list[Plays]:
    """Return the tasks of playing one setting."""
    return [Plays(setting, seed, first, last) for first, last in spans(runs, BATCH)]


def most_tasks(scenario: Scenario, runs: int) -> int:
    """Return how many tasks a study has at most."""
    return (2 + most_changes(setting(scenario).table)) * len(spans(runs, BATCH))


def likely_objectors(base: PlayCounts, top: int) -> tuple[int, ...]:
    """Return the places of those who object in at least a hundredth of plays, the most frequent first."""
    order = np.argsort(-base.objects, kind="stable")[:top]
    return tuple(int(seat) for seat in order if base.objects[seat] >= LIKELY * len(base))
