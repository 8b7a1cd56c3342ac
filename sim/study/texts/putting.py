"""The task of putting texts to the room, every text with the same luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Rungs, wording
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import Tabled, conclude, play_together
from sim.negotiation.reading import open_reading
from sim.negotiation.stance import cover, price_of_blocking
from sim.study.plays import Replicates
from sim.study.tasks import Arrays
from sim.study.what_if.joining import flexibility_needed

#: Numbers that the largest array of a piece of plays holds.
_PIECE = 2**19
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
        parts = [self._put(draws) for draws in self._pieces()]
        return {name: np.concatenate([part[name] for part in parts], axis=_PLAYS[name]) for name in _PLAYS}

    def _pieces(self) -> Iterator[Draws]:
        paragraphs, members = self.setting.table.shape
        size = max(1, _PIECE // (RUNGS * paragraphs * members))
        for start in range(self.first, self.last, size):
            yield self.setting.draws(self.seed, np.arange(start, min(start + size, self.last)))

    def _put(self, draws: Draws) -> Arrays:
        table, every = self.setting.table, np.arange(len(draws))
        interests = weigh(table, draws)
        texts = np.array(self.texts, dtype=np.int8)
        found: dict[str, list[np.ndarray]] = {name: [] for name in _PLAYS}
        readings = [open_reading(table, draws, interests, n) for n in (max(1, self.held), table.readings)]
        for text in texts:
            drafts: Rungs = np.tile(text, (len(draws), 1))
            outcomes: list[Outcomes] = []
            short: list[tuple[Floats, Floats]] = []
            for reading in readings:
                outcome = conclude(draws, reading, [drafts], drafts)
                worth = outcome.worth.astype(np.float64)
                covered = cover(reading, worth, outcome.complaints.astype(np.int64))
                price = price_of_blocking(reading, covered, every)
                grievance = wording(reading.interests.complaint, drafts, every).sum(axis=1)
                join, passing = (
                    np.where(
                        lacking < 0,
                        flexibility_needed(lacking, reading.flexibility, grievance) - reading.flexibility,
                        0.0,
                    )
                    for lacking in (worth, worth + price)
                )
                outcomes.append(outcome)
                short.append((join, passing))
            outcomes.append(play_together(table, draws, self.setting.chair, tabled=Tabled(text, self.held)))
            found["adopted"].append(np.stack([outcome.adopted for outcome in outcomes]))
            found["stances"].append(np.stack([outcome.stances for outcome in outcomes]))
            found["complaints"].append(np.stack([outcome.complaints for outcome in outcomes]))
            found["to_join"].append(np.stack([join for join, _ in short]).astype(np.float32))
            found["to_pass"].append(np.stack([passing for _, passing in short]).astype(np.float32))
            found["text"].append(outcomes[-1].text)
        return {name: np.stack(arrays) for name, arrays in found.items()}


#: What a task keeps, and on which axis its plays run.
_PLAYS = {"adopted": 2, "stances": 2, "complaints": 2, "to_join": 2, "to_pass": 2, "text": 1}
