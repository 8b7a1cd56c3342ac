"""Judged: every decided process forecast in three modes, by what its parameters know of outcomes."""

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
    """Which outcomes the parameters of a forecast are fitted to, if to any."""

    PRIORS = "priors"
    LEAVE_ONE_OUT = "leave-one-out"
    CHRONOLOGICAL = "chronological"


#: The mode of the forecasts that the program makes: nothing is fitted.
SHIPPED = Mode.PRIORS


def known_to(mode: Mode, processes: Sequence[Process], target: Process) -> list[int]:
    """Return the numbers of the processes whose outcomes a fit, or a simple forecast, knows in a mode.

    The body is the unit left out: the annual reports and the final report of one body are not independent.
    Where the model is not fitted, the simple forecasts beside it know all other bodies.
    """
    if mode is Mode.CHRONOLOGICAL:
        return [n for n, process in enumerate(processes) if process.known_before(target)]
    return [n for n, process in enumerate(processes) if process.mandate != target.mandate]


@dataclass(frozen=True, eq=False)
class Judged:
    """One process forecast in one mode.

    Parameters
    ----------
    probability : of consensus
    language : (K, M) probability of each formulation, if adopted
    apart : (N,) how often each delegation objects or dissociates
    apart_over : (K, N) the same, by the paragraph that is its largest complaint
    fights : who resists along the way, and over what; None but in the mode that ships
    effective : effective number of parameter sets behind the forecast; without a fit one for each play
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
    """Forecast every process as `forecast` does, from the priors or from an ensemble fitted in a mode."""
    judged = []
    for process in processes:
        known = tuple(processes[n].id for n in known_to(mode, processes, process))
        played = setting(process.scenario)
        if mode is not Mode.PRIORS:
            played = replace(played, known=known, calibration=calibrated)
        outcomes = play_many(played, runs, seed, progress)
        apart = outcomes.objects | outcomes.dissociated
        judged.append(
            Judged(
                process,
                min(float(outcomes.adopted.mean()), CEILING),
                rung_shares(outcomes.reports, process.table.available),
                np.asarray(apart.mean(axis=0)),
                complaints_of(apart, outcomes.complaints, len(process.table.issues)),
                find_fights(played, seed, outcomes) if mode is SHIPPED else None,
                effective_sets(played.ensemble.weights) if played.ensemble else float(runs),
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
