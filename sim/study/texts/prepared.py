"""Prepared plays: all their chance is drawn and weighed once, and any number of texts is put to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Rungs
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import Tabled, conclude, play_together
from sim.negotiation.reading import Reading, open_reading
from sim.study.flexibility import flexibility_lacking
from sim.study.setting import BATCH, Setting
from sim.study.tasks import Arrays

#: Numbers that the largest array of a piece of plays holds.
_PIECE = 2**19


@dataclass(frozen=True, eq=False)
class Prepared:
    """Some plays, ready for any text.

    Parameters
    ----------
    setting : what is played
    draws : all chance of R plays
    held : readings held before a text is put
    readings : the room now, after these readings, and at the deadline
    """

    setting: Setting
    draws: Draws
    held: int
    readings: tuple[Reading, Reading]

    def as_it_stands(self, text: Rungs) -> Arrays:
        """Put a text (K,) under silence without another change, now and at the deadline.

        Returns, with the moment first: adopted (2, R); stances, complaints (2, R, N), as in `Outcomes`;
        to_join, to_pass (2, R, N), by how much a delegation's share of complaints given up falls short of
        what it takes to join, or not to object; infinite beyond what can be given up.
        """
        drafts: Rungs = np.tile(text, (len(self.draws), 1))
        outcomes = [conclude(self.draws, reading, [drafts], drafts) for reading in self.readings]
        short = [
            flexibility_lacking(reading, outcome)
            for reading, outcome in zip(self.readings, outcomes, strict=True)
        ]
        return {
            "adopted": np.stack([outcome.adopted for outcome in outcomes]),
            "stances": np.stack([outcome.stances for outcome in outcomes]),
            "complaints": np.stack([outcome.complaints for outcome in outcomes]),
            "to_join": np.stack([join for join, _ in short]).astype(np.float32),
            "to_pass": np.stack([passing for _, passing in short]).astype(np.float32),
        }

    def from_here(self, text: Rungs) -> Outcomes:
        """Table a text (K,) with the readings that are left, in which the chair goes on with it."""
        tabled = Tabled(text, self.held)
        return play_together(self.setting.table, self.draws, self.setting.chair, tabled=tabled)


def prepare(
    setting: Setting, seed: int, first: int, last: int, held: int = 0, most: int | None = None
) -> Iterator[Prepared]:
    """Yield replicates `first` to `last` - 1, ready for any text, in pieces that stay in cache.

    Parameters
    ----------
    seed : of all chance
    held : readings held before a text is put
    most : plays of a piece, at most
    """
    table = setting.table
    paragraphs, members = table.shape
    size = max(1, _PIECE // (RUNGS * paragraphs * members))
    size = min(size, most or size)
    for start in range(first, last, BATCH):
        # Chance is drawn in blocks: one of many plays costs as much as several of a few.
        together = setting.draws(seed, np.arange(start, min(start + BATCH, last)))
        for piece in range(0, len(together), size):
            draws = together[piece : piece + size]
            interests = weigh(table, draws)
            now, deadline = (open_reading(table, draws, interests, n) for n in (max(1, held), table.readings))
            yield Prepared(setting, draws, held, (now, deadline))
