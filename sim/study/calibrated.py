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

from sim.negotiation.arrays import Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import PARAMETERS
from sim.study.calibration import Effort
from sim.study.history import Process
from sim.study.trial import Trial
from sim.study.weighing import TEMPER, effective_sets, support, weights

_TABLE, _ABOUT = "data/ensemble.csv", "data/ensemble.json"
_SUPPORT = "support "


@dataclass(frozen=True, eq=False)
class Calibrated:
    """What a calibration leaves behind.

    Parameters
    ----------
    values : (S,) of each free parameter, by name
    supports : (S,) log-likelihood of each process under every set, by name of the process
    about : when, from which data, with which effort
    """

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


def calibrated_from(
    processes: Sequence[Process], found: Sequence[Trial], effort: Effort, date: str
) -> Calibrated:
    """Put a calibration together.

    Parameters
    ----------
    date : the day that it is to carry
    """
    sets = draw_behaviour({}, effort.seed, np.arange(effort.sets))
    free = [p.name for p in PARAMETERS if p.prior.kind != "fixed"]
    supports = {p.id: support(p, t) for p, t in zip(processes, found, strict=True)}
    whole = weights(list(supports.values()), effort.sets)
    about = {
        "date": date,
        "effort": asdict(effort),
        "language_temper": TEMPER,
        "effective_sets": round(effective_sets(whole), 1),
        "processes": list(supports),
    }
    return Calibrated({name: getattr(sets, name) for name in free}, supports, about)


def as_files(calibrated: Calibrated) -> dict[str, str]:
    """Return a calibration as the two files that ship, by name."""
    columns = {
        **calibrated.values,
        **{_SUPPORT + name: found for name, found in calibrated.supports.items()},
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"{value:.8g}" for value in row] for row in zip(*columns.values(), strict=True))
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
    supports = {n.removeprefix(_SUPPORT): c for n, c in columns.items() if n.startswith(_SUPPORT)}
    values = {n: c for n, c in columns.items() if not n.startswith(_SUPPORT)}
    about = json.loads(home.joinpath(_ABOUT).read_text(encoding="utf-8"))
    return Calibrated(values, supports, about)
