"""Simulation: a process played many times with each of many parameter sets, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats
from sim.negotiation.behaviour import Behaviour
from sim.negotiation.chairs import chair_named
from sim.negotiation.draw import crossed, draw
from sim.negotiation.play import play
from sim.negotiation.table import Table

#: Plays at a time, so that memory stays small.
AT_ONCE = 2048


@dataclass(frozen=True, eq=False)
class Simulated:
    """Counts over J plays of each of S parameter sets.

    Parameters
    ----------
    plays : J
    adopted : (S,) plays that end with an adopted report
    rungs : (S, K, M) how often an adopted report has each formulation
    objects : (S, N) how often each delegation objects
    dissociates : (S, N) how often each dissociates from an adopted report
    """

    plays: int
    adopted: Floats
    rungs: Floats
    objects: Floats
    dissociates: Floats

    @property
    def probability(self) -> Floats:
        """Probability of consensus by parameter set (S,), with half a play either way."""
        return np.asarray((self.adopted + 0.5) / (self.plays + 1))

    @property
    def language(self) -> Floats:
        """Probability of each formulation of an adopted report by parameter set (S, K, M)."""
        counts = self.rungs + 0.5
        return np.asarray(counts / counts.sum(axis=-1, keepdims=True))

    @classmethod
    def join(cls, parts: list[Simulated]) -> Simulated:
        """Join the counts of several groups of parameter sets."""
        arrays = [f.name for f in fields(cls) if f.name != "plays"]
        return cls(parts[0].plays, **{n: np.concatenate([getattr(p, n) for p in parts]) for n in arrays})


def simulate(table: Table, chair: str, sets: Behaviour, plays: int, seed: int) -> Simulated:
    """Play a process with every parameter set, all with the same luck."""
    luck = draw(table, seed, plays)
    strategy = chair_named(chair)
    group = max(1, AT_ONCE // plays)
    parts = []
    for start in range(0, len(sets), group):
        some = sets[slice(start, start + group)]
        outcomes = play(table, crossed(luck, some), strategy)
        by_set = (len(some), plays)
        adopted = outcomes.adopted.reshape(by_set)
        texts = (outcomes.text[..., None] == np.arange(RUNGS)) & outcomes.adopted[:, None, None]
        parts.append(
            Simulated(
                plays,
                adopted.sum(axis=1).astype(float),
                texts.reshape(*by_set, *texts.shape[1:]).sum(axis=1).astype(float),
                outcomes.objects.reshape(*by_set, -1).sum(axis=1).astype(float),
                outcomes.dissociated.reshape(*by_set, -1).sum(axis=1).astype(float),
            )
        )
    return Simulated.join(parts)
