"""Plays in which known drafts are on the table, and what some delegations do with some paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Rungs
from sim.negotiation.chairs.tabling import Tabling
from sim.negotiation.observer import Observer
from sim.negotiation.play import CHUNK, play_together
from sim.negotiation.reading import Reading
from sim.negotiation.stance import on_paragraphs
from sim.study.plays import Replicates
from sim.study.tasks import Arrays

#: A draft on the table: the reading, and its formulations, -1 where a paragraph stays.
Draft = tuple[int, tuple[int, ...]]
#: Where a stance is looked at: the reading, the paragraph, the seat.
Place = tuple[int, int, int]
#: The axis of plays of everything that a task keeps is the first.
KEPT = ("adopted", "text", "stances", "shown")


@dataclass(frozen=True)
class Sighting:
    """A stance that was seen.

    Parameters
    ----------
    entry : number of the entry
    place : who was seen, at which reading, on which paragraph
    stance : the `ParagraphStance`
    """

    entry: int
    place: Place
    stance: int


class _Watch(Observer):
    """Notes the stances at some places, when a reading is opened."""

    def __init__(self, places: tuple[Place, ...], plays: int) -> None:
        self.places, self.shown = places, np.zeros((plays, len(places)), dtype=np.int8)

    def opened(self, reading: Reading, draft: Rungs) -> None:
        """Note the stances on the draft as it is opened."""
        here = [n for n, (number, _, _) in enumerate(self.places) if number == reading.number]
        if here:
            stances = on_paragraphs(reading, draft, np.arange(len(draft)))
            for n in here:
                _, paragraph, seat = self.places[n]
                self.shown[:, n] = stances[:, paragraph, seat]


@dataclass(frozen=True, eq=False)
class FollowedPlays(Replicates):
    """The task of playing replicates `first` to `last` - 1 with known drafts on the table.

    Its result has adopted (R,); text (R, K), as put under silence; stances (R, N) on it; and shown (R, O),
    the `ParagraphStance` at each place, on the draft as the reading opens.
    """

    keeps = "followed plays"

    drafts: tuple[Draft, ...]
    places: tuple[Place, ...]

    def carry_out(self) -> Arrays:
        """Play, and look at the places."""
        table = self.setting.table
        chair = Tabling(self.setting.chair, {number: np.array(text) for number, text in self.drafts})
        size = max(1, CHUNK // (RUNGS * len(table.issues) * len(table.codes)))
        found: dict[str, list[np.ndarray]] = {name: [] for name in KEPT}
        for start in range(self.first, self.last, size):
            numbers = np.arange(start, min(start + size, self.last))
            watch = _Watch(self.places, len(numbers))
            draws = self.setting.draws(self.seed, numbers)
            outcomes = play_together(table, draws, chair if self.drafts else self.setting.chair, watch)
            found["adopted"].append(outcomes.adopted)
            found["text"].append(outcomes.text)
            found["stances"].append(outcomes.stances)
            found["shown"].append(watch.shown)
        return {name: np.concatenate(arrays) for name, arrays in found.items()}
