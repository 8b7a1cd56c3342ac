"""The calibrated ensemble that ships: parameter sets, and how well each explains each process."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import PARAMETERS
from sim.study.calibration import Effort
from sim.study.history import Process
from sim.study.record import Mode, judge, language_scores
from sim.study.scores import brier, log_score
from sim.study.trial import Trial
from sim.study.weighing import TEMPER, effective_sets, support, weights

_TABLE, _ABOUT = "data/ensemble.csv", "data/ensemble.json"
_NUMBER, _SUPPORT = "set", "support "


@dataclass(frozen=True, eq=False)
class Calibrated:
    """What a calibration leaves behind.

    Parameters
    ----------
    numbers : (S,) numbers of the parameter sets among all that were drawn
    values : (S,) of each free parameter, by name
    supports : (S,) log-likelihood of each process under every set, by name of the process
    about : when, from which data, with which effort
    """

    numbers: Ints
    values: Mapping[str, Floats]
    supports: Mapping[str, Floats]
    about: Mapping[str, Any]

    def ensemble(self, leave_out: str = "") -> Ensemble:
        """Return the weighted ensemble.

        Parameters
        ----------
        leave_out : a process that may not be known, since it is to be forecast
        """
        sets = len(next(iter(self.values.values())))
        told = [found for name, found in self.supports.items() if name != leave_out]
        return Ensemble(self.values, weights(told, sets))


#: Sets are left out that together carry less than this of any forecast.
NEGLIGIBLE = 1e-4


def calibrated_from(
    processes: Sequence[Process], found: Sequence[Trial], effort: Effort, date: str
) -> Calibrated:
    """Put a calibration together: the parameter sets that count, and how well each explains each process.

    Parameters
    ----------
    date : the day that it is to carry
    """
    sets = draw_behaviour({}, effort.seed, np.arange(effort.sets))
    free = [p.name for p in PARAMETERS if p.prior.kind != "fixed"]
    supports = {p.id: support(p, t) for p, t in zip(processes, found, strict=True)}
    kept = _that_count(list(supports.values()), effort.sets)
    whole = weights(list(supports.values()), effort.sets)
    about = {
        "date": date,
        "effort": asdict(effort),
        "language_temper": TEMPER,
        "sets_kept": len(kept),
        "effective_sets": round(effective_sets(whole), 1),
        "leave_one_out": _score(processes, found),
        "processes": list(supports),
    }
    values = {name: getattr(sets, name)[kept] for name in free}
    return Calibrated(kept, values, {name: told[kept] for name, told in supports.items()}, about)


def _that_count(supports: Sequence[Floats], sets: int) -> Ints:
    """Return the numbers of the sets that matter when all processes are known, or all but one."""
    counts = np.zeros(sets, dtype=bool)
    for left_out in range(-1, len(supports)):
        weight = weights([s for n, s in enumerate(supports) if n != left_out], sets)
        order = np.argsort(-weight, kind="stable")
        needed = int(np.searchsorted(np.cumsum(weight[order]), 1 - NEGLIGIBLE)) + 1
        counts[order[:needed]] = True
    return np.flatnonzero(counts)


def _score(processes: Sequence[Process], found: Sequence[Trial]) -> dict[str, float]:
    """Return the leave-one-out scores that a calibration is committed with."""
    judged = judge(Mode.LEAVE_ONE_OUT, processes, found)
    happened = np.array([p.record.adopted for p in processes])
    probability = np.array([j.probability for j in judged])
    language = language_scores(Mode.LEAVE_ONE_OUT, processes, judged)[0]
    return {
        "brier": round(float(brier(probability, happened).mean()), 4),
        "log": round(float(log_score(probability, happened).mean()), 4),
        "language_exact": round(language.exact, 4),
        "language_distance": round(language.distance, 4),
    }


def as_files(calibrated: Calibrated) -> dict[str, str]:
    """Return a calibration as the two files that ship, by name."""
    columns = {
        **calibrated.values,
        **{_SUPPORT + name: found for name, found in calibrated.supports.items()},
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_NUMBER, *columns])
    for number, *row in zip(calibrated.numbers, *columns.values(), strict=True):
        writer.writerow([number, *(f"{value:.8g}" for value in row)])
    return {
        "ensemble.csv": out.getvalue(),
        "ensemble.json": json.dumps(calibrated.about, indent=2) + "\n",
    }


@cache
def calibrated() -> Calibrated:
    """Return the calibration that ships."""
    home = resources.files("sim.study")
    rows = list(csv.reader(home.joinpath(_TABLE).read_text(encoding="utf-8").splitlines()))
    table = np.array(rows[1:], dtype=float)
    columns = {name: table[:, n] for n, name in enumerate(rows[0])}
    numbers = columns.pop(_NUMBER).astype(np.int64)
    supports = {n.removeprefix(_SUPPORT): c for n, c in columns.items() if n.startswith(_SUPPORT)}
    values = {n: c for n, c in columns.items() if not n.startswith(_SUPPORT)}
    about = json.loads(home.joinpath(_ABOUT).read_text(encoding="utf-8"))
    return Calibrated(numbers, values, supports, about)
