"""The probability of consensus that forecasts gave the decided processes, each body left out of the fit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from sim.study.calibration.result import Calibrated
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.plays import RUNS, SEED, play_many
from sim.study.setting import setting
from sim.study.source import BehaviourSource

#: File of these probabilities; `gge-sim calibrate` writes it beside its ensemble.
FORESEEN = "foreseen.json"


@cache
def foreseen(behaviour: BehaviourSource) -> Mapping[str, float]:
    """Return the probability of consensus forecast for each decided process, by its id, in order of its end.

    With a fit the processes on ICT security, without one also the bodies of other fields that met for one
    task. Stored when the calibration was made, with the default plays and seed of a forecast.
    """
    kept = resources.files("sim.study").joinpath(f"data/{FORESEEN}").read_text(encoding="utf-8")
    return dict(json.loads(kept)[behaviour.value])


def foresee(processes: Sequence[Process], others: Sequence[Process], calibrated: Calibrated) -> str:
    """Forecast decided processes, each without the outcomes of its body, and return the file to store.

    Parameters
    ----------
    others : processes of other fields, which no ensemble is fitted to: forecast from the priors alone
    """
    forecast = {BehaviourSource.CALIBRATED: processes, BehaviourSource.PRIORS: [*processes, *others]}
    given = {
        behaviour.value: {p.id: _forecast(p, calibrated, behaviour) for p in those}
        for behaviour, those in forecast.items()
    }
    return json.dumps(given, indent=2) + "\n"


def _forecast(process: Process, calibrated: Calibrated, behaviour: BehaviourSource) -> float:
    played = setting(process.scenario, behaviour=behaviour)
    if played.known is not None:
        played = replace(played, known=calibrated.known_for(process.scenario), calibration=calibrated)
    return min(float(play_many(played, RUNS, SEED).adopted.mean()), CEILING)
