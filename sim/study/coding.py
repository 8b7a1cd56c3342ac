"""Sensitivity to coding: how far a forecast moves if weakly founded positions are coded otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.negotiation.chairs import chair_named
from sim.negotiation.convene import convene, level
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.positions import Cell, cells
from sim.scenario.schema import Scenario
from sim.scenario.strict import Evidence
from sim.study.calibrated import calibrated
from sim.study.forecast import BATCH

#: Grades that another coder might well code otherwise.
WEAK = (Evidence.RECALLED, Evidence.PROXY)


@dataclass(frozen=True)
class CellEffect:
    """What one cell does to the probability if it is coded one spread higher, with the standard error."""

    state: str
    issue: str
    cell: Cell
    effect: float
    error: float


@dataclass(frozen=True)
class CodingSensitivity:
    """How far a forecast moves with the coding of its weak cells.

    Parameters
    ----------
    supported : whether the model claims a probability for this kind of body
    probability : share of plays adopted, over all codings
    spread : standard deviation of that share between codings, luck taken out
    low, high : 10 % and 90 % points of the share between codings
    weak : number of cells graded recalled or proxy, of `all_cells`
    effects : every weak cell, those that matter most first
    """

    scenario: str
    supported: bool
    probability: float
    spread: float
    low: float
    high: float
    weak: int
    all_cells: int
    effects: tuple[CellEffect, ...]


def coding_sensitivity(
    scenario: Scenario,
    codings: int = 200,
    plays: int = 200,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> CodingSensitivity:
    """Code the weak cells anew, many times within their spread, and play every coding with the same luck.

    The cells' own effects come from as many ordinary plays, in each of which
    every cell is drawn by itself.

    Parameters
    ----------
    codings : how many redraws, at least 2
    plays : plays of each, at least 2
    """
    table, grid = convene(scenario), cells(scenario)
    weak = np.array([[grid[c][i].evidence in WEAK for c in table.codes] for i in table.issues])
    redraw = draw(table, seed + 1, np.arange(codings)).position[:, weak]
    together = np.arange(codings * plays)
    room = _Played(scenario, table, seed, progress)
    shared = room.adopted(together % plays, weak, redraw[together // plays]).reshape(codings, plays)
    spread, low, high = between_codings(shared.astype(float))
    ordinary = room.adopted(together + plays, weak, None)
    luck = draw(table, seed, together + plays).position[:, weak]
    effects = _effects(scenario, table, weak, ordinary, luck)
    share = float(shared.mean())
    supported = scenario.body != "other"
    cells_weak = int(weak.sum())
    return CodingSensitivity(scenario.id, supported, share, spread, low, high, cells_weak, weak.size, effects)


@dataclass(frozen=True)
class _Played:
    """Plays a scenario with some positions given."""

    scenario: Scenario
    table: Table
    seed: int
    progress: Callable[[int], None] | None

    def adopted(self, replicates: Ints, weak: Bools, given: Floats | None) -> Bools:
        """Return whether each replicate ends in adoption, its weak cells drawn as given."""
        chair = chair_named(self.scenario.chair.strategy)
        ensemble, found = calibrated().ensemble_for(self.scenario), []
        for start in range(0, len(replicates), BATCH):
            some = slice(start, start + BATCH)
            draws = draw(self.table, self.seed, replicates[some], level(self.scenario), ensemble)
            if given is not None:
                draws.position[:, weak] = given[some]
            found.append(play(self.table, draws, chair).adopted)
            if self.progress:
                self.progress(len(found[-1]))
        return np.concatenate(found)


def between_codings(adopted: Floats) -> tuple[float, float, float]:
    """Return how far the share differs between codings: standard deviation, 10 and 90 % points.

    Two-way analysis of variance of codings by luck; what luck and coding do
    together is taken out, and the points are shrunk by as much.

    Parameters
    ----------
    adopted : (C, P) whether coding c is adopted under luck p
    """
    codings, plays = adopted.shape
    shares = adopted.mean(axis=1)
    rest = adopted - shares[:, None] - adopted.mean(axis=0) + adopted.mean()
    noise = (rest**2).sum() / ((codings - 1) * (plays - 1)) / plays
    total = float(shares.var(ddof=1))
    spread = float(np.sqrt(max(0.0, total - noise)))
    kept = spread / np.sqrt(total) if total > 0 else 0.0
    low, high = shares.mean() + kept * (np.quantile(shares, [0.1, 0.9]) - shares.mean())
    return spread, float(low), float(high)


def _effects(
    scenario: Scenario, table: Table, weak: Bools, adopted: Bools, luck: Floats
) -> tuple[CellEffect, ...]:
    """Estimate what each weak cell does to the share, by its covariance with adoption."""
    grid = cells(scenario)
    centred = luck - luck.mean(axis=0)
    away = adopted - adopted.mean()
    variance = np.maximum((centred**2).mean(axis=0), 1e-12)
    slope = (centred * away[:, None]).mean(axis=0) / variance
    error = np.sqrt(away.var() / variance / len(away))
    found = [
        CellEffect(table.codes[n], table.issues[k], grid[table.codes[n]][table.issues[k]], float(s), float(e))
        for (k, n), s, e in zip(np.argwhere(weak), slope, error, strict=True)
    ]
    return tuple(sorted(found, key=lambda f: -abs(f.effect)))
