"""Plays of a setting as a task: the piece that sweeps, screenings and comparisons are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from sim.study.setting import Setting
from sim.study.store import content_key
from sim.study.tally import Tally, tally
from sim.study.tasks import RULES, Arrays, carry_out
from sim.version import __version__


@dataclass(frozen=True, eq=False)
class Plays:
    """The task of playing replicates `first` to `last` - 1 of one setting, and tallying them."""

    setting: Setting
    seed: int
    first: int
    last: int

    @property
    def key(self) -> str:
        """Digest of setting, luck, rules and version."""
        return content_key(
            kind="plays",
            setting=self.setting.digest,
            seed=self.seed,
            first=self.first,
            last=self.last,
            rules=RULES,
            version=__version__,
        )

    def carry_out(self) -> Arrays:
        """Play and tally."""
        found = tally(self.setting.play(self.seed, np.arange(self.first, self.last)))
        return {f.name: getattr(found, f.name) for f in fields(found)}


def tallies(
    plays: Sequence[Plays],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Tally]:
    """Return the tally of every task, in order: see `carry_out`."""
    return [Tally(**found) for found in carry_out(plays, folder, executor, progress)]
