"""The failures on record, and the probability of consensus that forecasts without hindsight gave them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from sim.study.calibration.result import Calibrated
from sim.study.forecast import RUNS, SEED
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.plays import play_many
from sim.study.setting import setting
from sim.study.source import BehaviourSource

#: File of these probabilities; `gge-sim calibrate` writes it beside its ensemble.
FORESEEN = "foreseen.json"


@cache
def foreseen(behaviour: BehaviourSource) -> Mapping[str, float]:
    """Return the probability of consensus forecast for each failed process, by its id.

    Stored when the calibration was made, with the default plays and seed of a forecast.
    """
    kept = resources.files("sim.study").joinpath(f"data/{FORESEEN}").read_text(encoding="utf-8")
    return dict(json.loads(kept)[behaviour.value])


def foresee(processes: Sequence[Process], calibrated: Calibrated) -> str:
    """Forecast the failed processes, each with its own outcome left out, and return the file to store."""
    failed = [process for process in processes if not process.record.adopted]
    given = {
        behaviour.value: {p.id: _forecast(p, calibrated, behaviour) for p in failed}
        for behaviour in BehaviourSource
    }
    return json.dumps(given, indent=2) + "\n"


def _forecast(process: Process, calibrated: Calibrated, behaviour: BehaviourSource) -> float:
    played = setting(process.scenario, behaviour=behaviour)
    if played.known is not None:
        played = replace(played, known=calibrated.known_for(process.scenario), calibration=calibrated)
    return min(float(play_many(played, RUNS, SEED).adopted.mean()), CEILING)
