"""The task of putting texts to the room, every text with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.study.plays import Replicates
from sim.study.tasks import Arrays
from sim.study.texts.prepared import Prepared, prepare

#: No task keeps more stances than this.
_KEPT = 2**22


class Moment(IntEnum):
    """When and how a text is put under silence."""

    NOW = 0
    """As it stands, after the readings that have been held."""
    DEADLINE = 1
    """As it stands, after the last reading."""
    FROM_HERE = 2
    """After the readings that are left, in which the chair goes on with it."""


def plays_of_a_task(texts: int, members: int) -> int:
    """Return how many plays a task may have."""
    return max(1, _KEPT // (len(Moment) * texts * members))


@dataclass(frozen=True, eq=False)
class Putting(Replicates):
    """The task of putting T texts to the room in replicates `first` to `last` - 1.

    Its result has

    - adopted (T, 3, R): whether the text is adopted, by `Moment`;
    - stances, complaints (T, 3, R, N): as in `Outcomes`;
    - to_join, to_pass (T, 2, R, N): by how much a delegation's share of complaints given up falls short of
      what it takes to join, or not to object, to the text as it stands; infinite beyond what can be given up;
    - text (T, R, K): what the text has become by the deadline.
    """

    keeps = "texts put to the room"

    texts: tuple[tuple[int, ...], ...]
    held: int

    def carry_out(self) -> Arrays:
        """Put every text to the room, and let the chair go on with it."""
        pieces = prepare(self.setting, self.seed, self.first, self.last, self.held)
        parts = [self._put(plays) for plays in pieces]
        return {name: np.concatenate([part[name] for part in parts], axis=_PLAYS[name]) for name in _PLAYS}

    def _put(self, plays: Prepared) -> Arrays:
        found: dict[str, list[np.ndarray]] = {name: [] for name in _PLAYS}
        for text in np.array(self.texts, dtype=np.int8):
            standing, going = plays.as_it_stands(text), plays.from_here(text)
            for name in ("adopted", "stances", "complaints"):
                found[name].append(np.concatenate([standing[name], getattr(going, name)[None]]))
            found["to_join"].append(standing["to_join"])
            found["to_pass"].append(standing["to_pass"])
            found["text"].append(going.text)
        return {name: np.stack(arrays) for name, arrays in found.items()}


#: What a task keeps, and on which axis its plays run.
_PLAYS = {"adopted": 2, "stances": 2, "complaints": 2, "to_join": 2, "to_pass": 2, "text": 1}
