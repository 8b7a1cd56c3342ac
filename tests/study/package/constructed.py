"""Rooms built around a package that passes more often than any other, some with decoys on the way to it.

Every delegation cares about one paragraph, or trades two. Its luck is its own, so that the probability of a
text is a product, and the best text is known from the way the room is built.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs.mediator import Mediator
from sim.study.package.sample import Sample
from sim.study.package.search import Found, neighbours, search
from sim.study.package.worth import Strength, Worth
from sim.study.setting import Setting
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed

#: Spread of a delegation's mood, and what indirect text gives and costs.
NOISE, VALUE, HARM = 0.18, 0.3, 0.7
#: How far a delegation lies above indifference with the best text, in spreads, and with none.
CONTENT, TORN = 1.9, 0.8
PLAYS = 100


@dataclass(frozen=True, eq=False)
class Constructed:
    """A room, the package that passes most often in it, and a text to begin with: where its decoys hold."""

    sample: Sample
    best: Rungs
    start: Rungs

    @property
    def worth(self) -> Worth:
        """What is counted as ambition: the strength of the text."""
        return Strength((1.0,) * len(self.best))

    def found(self, few: int = 0, most: int = 5000) -> Found:
        """Search from there, and from the three even texts."""
        paragraphs = len(self.best)
        even = np.repeat(np.arange(3, dtype=np.int8)[:, None], paragraphs, axis=1)
        starts = np.concatenate([self.start[None], even])
        available = self.sample.setting.table.available
        return search(self.sample, self.worth, available, starts, few=few, most=most)

    def greedy(self) -> Rungs:
        """Climb from there: to the best neighbour, until none is better."""
        text, share = self.start, float(self.sample.shares(self.start[None])[0])
        while True:
            near = np.array([*neighbours(text, self.sample.setting.table.available)])
            shares = self.sample.shares(near)
            if shares.max() <= share:
                return text
            text, share = near[shares.argmax()], float(shares.max())


def constructed(
    seed: int, paragraphs: int, decoys: int = 0, size: int = 2, plays: int = PLAYS
) -> Constructed:
    """Build a room.

    Parameters
    ----------
    decoys : groups of paragraphs that are worth having only together
    size : paragraphs of such a group, 2 or more
    """
    luck = np.random.default_rng([seed, paragraphs, decoys, size])
    seats: list[tuple[dict[int, float], float]] = []
    order = luck.permutation(paragraphs)
    best = luck.integers(0, 3, paragraphs).astype(np.int8)
    start = best.copy() if decoys else luck.integers(0, 3, paragraphs).astype(np.int8)
    for group in order[: decoys * size].reshape(decoys, size).tolist():
        best[group], start[group] = 2, 0
        # Each wants one paragraph of the group and resists the next: alone, none of them wins the room.
        for wanted, resisted in zip(group, [*group[1:], group[0]], strict=True):
            wish = {wanted: NOISE * CONTENT, resisted: -NOISE * TORN}
            seats.append((wish, NOISE * TORN))
    for paragraph in order[decoys * size :].tolist():
        torn = float(luck.uniform(0.3, 0.6)) * NOISE
        away = CONTENT * NOISE - torn
        if best[paragraph] == 2:
            seats.append(({paragraph: away}, torn))
        elif best[paragraph] == 0:
            seats.append(({paragraph: -away}, CONTENT * NOISE))
        else:
            seats.append(({paragraph: away / VALUE}, torn))
            resists = away / (1 - HARM)
            seats.append(({paragraph: -resists}, CONTENT * NOISE + HARM * resists))
    positions = np.zeros((paragraphs, len(seats)))
    for seat, (wish, _) in enumerate(seats):
        for paragraph, position in wish.items():
            positions[paragraph, seat] = position
    assert np.abs(positions).max() <= 1
    table = table_of(positions.tolist(), stakes=[base for _, base in seats], weights=np.ones(len(seats)))
    given = fixed(decision_noise=NOISE, indirect_value=VALUE, indirect_harm=HARM)
    return Constructed(Sample(Setting(table, Mediator(), given, None), seed, 0, plays, 6), best, start)
