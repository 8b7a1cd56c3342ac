"""All chance of a negotiation, drawn before the first reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.behaviour import Behaviour, draw_behaviour
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import Prior
from sim.negotiation.past import Past, past_of
from sim.negotiation.random_streams import normals
from sim.negotiation.table import Table


@dataclass(frozen=True, eq=False)
class Draws:
    """Everything uncertain about R plays; `play` adds no chance of its own.

    Luck is kept in standard units, so that it stays the same when a
    parameter changes (common random numbers).

    Parameters
    ----------
    seed : the seed that the luck was drawn from
    replicates : (R,) numbers of the replicates
    behaviour : the behavioural parameters of each replicate
    position : (R, K, N) what the coder missed of each position
    stake : (R, N) of each stake
    flexibility : (R, N) of each delegation's readiness to concede
    mood : (R, N) what moves a delegation alone
    caucus_mood : (R, G) what moves a whole caucus
    past : what each play builds on; the table's unless a chain of negotiations replaces it
    """

    seed: int
    replicates: Ints
    behaviour: Behaviour
    position: Floats
    stake: Floats
    flexibility: Floats
    mood: Floats
    caucus_mood: Floats
    past: Past

    def __len__(self) -> int:
        return len(self.replicates)

    def __getitem__(self, rows: slice | Ints) -> Draws:
        """Return some of the replicates."""
        by_play = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name != "seed"}
        return replace(self, **by_play)


def draw(
    table: Table,
    seed: int,
    replicates: int | Ints,
    priors: Mapping[str, Prior] | None = None,
    ensemble: Ensemble | None = None,
) -> Draws:
    """Draw all chance of some replicates of a negotiation.

    Every number is keyed by the seed and by what it is for (a delegation's code, an issue, a caucus, a
    parameter), never by a place in a list: adding a member or an issue leaves everybody else's luck alone.

    Parameters
    ----------
    table : the negotiation
    seed : non-negative integer
    replicates : how many, from number 0, or the numbers themselves
    priors : priors that differ from those of the model, by parameter name
    ensemble : weighted parameter sets in place of the priors that are not given
    """
    numbers = np.arange(replicates) if isinstance(replicates, int) else np.asarray(replicates)

    def each(names: tuple[str, ...], *purpose: str) -> Floats:
        return normals(seed, numbers, [(*purpose, name) for name in names])

    positions = normals(seed, numbers, [("position", i, code) for i in table.issues for code in table.codes])
    return Draws(
        seed=seed,
        replicates=numbers,
        behaviour=draw_behaviour(priors or {}, seed, numbers, ensemble),
        position=positions.reshape(len(numbers), *table.shape),
        stake=each(table.codes, "stake"),
        flexibility=each(table.codes, "flexibility"),
        mood=each(table.codes, "mood"),
        caucus_mood=each(table.caucus_names, "caucus"),
        past=past_of(table, len(numbers)),
    )


def crossed(luck: Draws, sets: Behaviour) -> Draws:
    """Let every parameter set meet the same luck (common random numbers).

    Returns draws for S x J plays, set by set.

    Parameters
    ----------
    luck : draws for J replicates; their own parameters are not used
    sets : S parameter sets
    """
    plays, many = len(luck), len(sets)
    again = np.tile(np.arange(plays), many)
    return replace(luck[again], behaviour=sets[np.repeat(np.arange(many), plays)])
