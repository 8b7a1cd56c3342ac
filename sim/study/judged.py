"""Judged: every decided process forecast in four modes, by what outcomes are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.arrays import Bools, Floats, Rungs
from sim.negotiation.degree import Degree
from sim.negotiation.vocabulary import Complaints
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import Calibrated
from sim.study.fights import Fights, find_fights
from sim.study.forecast_parts import rung_shares
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.plays import play_many
from sim.study.setting import setting


class Mode(StrEnum):
    """Which outcomes are known when a process is forecast."""

    PRIORS = "priors"
    IN_SAMPLE = "in-sample"
    LEAVE_ONE_OUT = "leave-one-out"
    CHRONOLOGICAL = "chronological"


#: The mode in which delegations are ranked by how far they stand in the way.
RANKED = Mode.LEAVE_ONE_OUT


def known_to(mode: Mode, processes: Sequence[Process], target: Process) -> list[int]:
    """Return the numbers of the processes whose outcomes a mode knows.

    From the priors the model knows none; the simple forecasts beside it know those of other bodies. The body
    is the unit left out: the annual reports and the final report of one body are not independent.
    """
    if mode is Mode.IN_SAMPLE:
        return list(range(len(processes)))
    if mode in (Mode.PRIORS, Mode.LEAVE_ONE_OUT):
        return [n for n, process in enumerate(processes) if process.mandate != target.mandate]
    return [n for n, process in enumerate(processes) if process.known_before(target)]


@dataclass(frozen=True, eq=False)
class Judged:
    """One process forecast in one mode.

    Parameters
    ----------
    probability : of consensus
    language : (K, M) probability of each formulation, if adopted
    apart : (N,) how often each delegation objects or dissociates
    apart_over : (K, N) the same, by the paragraph that is its largest complaint
    fights : who resists along the way, and over what; None in the modes in which nobody is ranked
    effective : effective number of parameter sets behind the forecast
    degrees : (D,) probability of each `Degree`; that of no report is never below 1 - `CEILING`
    """

    process: Process
    probability: float
    language: Floats
    apart: Floats
    apart_over: Floats
    fights: Fights | None
    effective: float
    degrees: Floats

    @property
    def adds(self) -> float:
        """Probability of a report that adds something on a contested issue."""
        return float(self.degrees[Degree.THIN :].sum())


def judge(
    mode: Mode,
    processes: Sequence[Process],
    calibrated: Calibrated,
    runs: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
) -> list[Judged]:
    """Forecast every process as `forecast` does, from an ensemble that has seen what is known in a mode."""
    judged = []
    for process in processes:
        known = tuple(processes[n].id for n in known_to(mode, processes, process))
        seen = None if mode is Mode.PRIORS else known
        played = replace(setting(process.scenario), known=seen, calibration=calibrated)
        outcomes = play_many(played, runs, seed, progress)
        apart = outcomes.objects | outcomes.dissociated
        judged.append(
            Judged(
                process,
                min(float(outcomes.adopted.mean()), CEILING),
                rung_shares(outcomes.reports, process.table.available),
                np.asarray(apart.mean(axis=0)),
                complaints_of(apart, outcomes.complaints, len(process.table.issues)),
                find_fights(played, seed, outcomes) if mode is RANKED else None,
                effective_sets(calibrated.ensemble(seen or ()).weights),
                degree_shares(outcomes.degrees),
            )
        )
    return judged


def degree_shares(reached: Rungs) -> Floats:
    """Return the probability of each `Degree` (D,) from those that plays reach; of a report at most 0.97."""
    shares = np.bincount(reached, minlength=len(Degree)) / len(reached)
    some = float(shares[Degree.PROCEDURAL :].sum())
    shares[Degree.PROCEDURAL :] *= min(some, CEILING) / some if some else 1.0
    shares[Degree.NONE] = 1 - shares[Degree.PROCEDURAL :].sum()
    return shares


def complaints_of(apart: Bools, complaints: NDArray[np.int16], issues: int) -> Floats:
    """Return how often each delegation stands apart with its largest complaint over each paragraph (K, N)."""
    over = np.where(apart, Complaints(complaints).issue, -1)
    return np.stack([(over == k).mean(axis=0) for k in range(issues)])
