"""Sensitivity to coding: how far a forecast moves if weakly founded positions are recoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.negotiation.draw import Draws, draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.fields import Evidence
from sim.scenario.positions import Cell, cells
from sim.scenario.schema import Scenario
from sim.study.claims import claim
from sim.study.setting import BATCH, Setting, setting

#: Grades of cells that another coder might code differently.
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
    probability : of consensus, over all codings; never above 0.97, None if none is claimed
    share : of plays adopted, over all codings
    spread : standard deviation of that share between codings, luck taken out
    low, high : 10 % and 90 % points of the share between codings
    weak : number of cells graded recalled or proxy, of `all_cells`
    effects : every weak cell, those that matter most first
    """

    scenario: str
    supported: bool
    probability: float | None
    share: float
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
    """Recode the weak cells many times within their spread, and play every coding with the same luck.

    The effects of single cells come from as many ordinary plays, in which every cell is drawn independently.
    """
    played, grid = setting(scenario), cells(scenario)
    table = played.table
    weak = np.array([[grid[c][i].evidence in WEAK for c in table.codes] for i in table.issues])
    redraw = draw(table, seed + 1, np.arange(codings)).position[:, weak]
    together = np.arange(codings * plays)

    def recode(numbers: Ints, draws: Draws) -> None:
        draws.position[:, weak] = redraw[numbers // plays]

    shared = [adopted for adopted, _ in _batches(played, seed, together, plays, recode, progress)]
    adopted = np.concatenate(shared)
    spread, low, high = between_codings(adopted.reshape(codings, plays).astype(float))
    moments = _Moments(int(weak.sum()))
    for ended, draws in _batches(played, seed, together + plays, 0, None, progress):
        moments.add(ended, draws.position[:, weak])
    return CodingSensitivity(
        scenario=scenario.id,
        supported=scenario.supported,
        probability=claim(scenario, int(adopted.sum()), len(adopted)).probability,
        share=float(adopted.mean()),
        spread=spread,
        low=low,
        high=high,
        weak=int(weak.sum()),
        all_cells=weak.size,
        effects=_effects(table, grid, weak, moments),
    )


def _batches(
    played: Setting,
    seed: int,
    numbers: Ints,
    repeat: int,
    recode: Callable[[Ints, Draws], None] | None,
    progress: Callable[[int], None] | None,
) -> Iterator[tuple[Bools, Draws]]:
    """Play a batch at a time; yield whether each play ends in adoption, and what was drawn.

    Parameters
    ----------
    numbers : numbers of the plays
    repeat : number of plays after which the replicates start again; 0 for never
    recode : changes the positions drawn for some numbers, before they are played
    """
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        draws = played.draws(seed, some % repeat if repeat else some)
        if recode:
            recode(some, draws)
        yield play(played.table, draws, played.chair).adopted, draws
        if progress:
            progress(len(some))


class _Moments:
    """Sums over plays of what was drawn for each weak cell, and of adoption: all that an effect needs."""

    def __init__(self, cells: int) -> None:
        self.plays = 0
        self.adopted = 0
        self.luck, self.squared, self.together = (np.zeros(cells) for _ in range(3))

    def add(self, adopted: Bools, luck: Floats) -> None:
        """Add some plays: whether adopted (R,), and the luck of the weak cells (R, C)."""
        self.plays += len(adopted)
        self.adopted += int(adopted.sum())
        self.luck += luck.sum(axis=0)
        self.squared += (luck**2).sum(axis=0)
        self.together += luck[adopted].sum(axis=0)


def between_codings(adopted: Floats) -> tuple[float, float, float]:
    """Return how much the share varies between codings: standard deviation, 10 % and 90 % points.

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
    table: Table, grid: Mapping[str, Mapping[str, Cell]], weak: Bools, moments: _Moments
) -> tuple[CellEffect, ...]:
    """Estimate what each weak cell does to the share, by its covariance with adoption."""
    plays, share = moments.plays, moments.adopted / moments.plays
    variance = np.maximum(moments.squared / plays - (moments.luck / plays) ** 2, 1e-12)
    slope = (moments.together / plays - share * moments.luck / plays) / variance
    error = np.sqrt(share * (1 - share) / variance / plays)
    found = [
        CellEffect(table.codes[n], table.issues[k], grid[table.codes[n]][table.issues[k]], float(s), float(e))
        for (k, n), s, e in zip(np.argwhere(weak), slope, error, strict=True)
    ]
    return tuple(sorted(found, key=lambda f: -abs(f.effect)))
