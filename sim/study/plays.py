"""Plays of a setting as a task: the piece that sweeps, screenings and comparisons are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

import numpy as np

from sim.negotiation.outcome import Outcomes
from sim.study.play_counts import PlayCounts, count_plays
from sim.study.setting import Setting
from sim.study.tasks import Arrays, carry_out, task_key


@dataclass(frozen=True, eq=False)
class Replicates(ABC):
    """A task that plays replicates `first` to `last` - 1 of one setting, and keeps something of them."""

    setting: Setting
    seed: int
    first: int
    last: int

    #: What is kept, so that two kinds of tasks are not taken for one.
    keeps: ClassVar[str]

    @property
    def key(self) -> str:
        """Digest of the setting, of everything else that the task is given, and of the code that plays."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "setting"}
        return task_key(self.keeps, setting=self.setting.digest, **given)

    @abstractmethod
    def carry_out(self) -> Arrays:
        """Play."""

    def outcomes(self) -> Iterator[Outcomes]:
        """Play the replicates, a batch at a time."""
        return self.setting.play(self.seed, np.arange(self.first, self.last))


@dataclass(frozen=True, eq=False)
class Plays(Replicates):
    """The task of playing some replicates and counting how they end."""

    keeps = "counts"

    def carry_out(self) -> Arrays:
        """Play and count."""
        found = count_plays(self.outcomes())
        return {f.name: getattr(found, f.name) for f in fields(found)}


def counted_plays(
    plays: Sequence[Plays],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[PlayCounts]:
    """Return the counts of every task, in order: see `carry_out`."""
    return [PlayCounts(**found) for found in carry_out(plays, folder, executor, progress)]
