"""The result of a calibration: parameter sets, and how well each explains the record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import NAMES, PARAMETERS
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Scenario
from sim.study.calibration.likelihood import TEMPER, effective_sets, support, weights
from sim.study.calibration.simulation import Simulated
from sim.study.calibration.tasks import Effort
from sim.study.history import Process

#: The files of a calibration.
FILES = (_TABLE, _ABOUT) = ("ensemble.csv", "ensemble.json")
_SUPPORT = "support "


@dataclass(frozen=True, eq=False)
class Calibrated:
    """The result of a calibration.

    Parameters
    ----------
    values : (S,) of each free parameter, by name
    supports : (S,) log-likelihood of each process under every set, by name of the process
    about : when, from which data, with which effort
    """

    values: Mapping[str, Floats]
    supports: Mapping[str, Floats]
    about: Mapping[str, Any]

    def ensemble(self, known: Collection[str]) -> Ensemble:
        """Return the ensemble, weighted by how well it explains some processes, named by their ids."""
        sets = len(next(iter(self.values.values())))
        return Ensemble(self.values, weights([self.supports[name] for name in known], sets))

    def known_for(self, scenario: Scenario) -> tuple[str, ...]:
        """Return the ids of the processes whose outcomes are known: all but those of the scenario's body."""
        own = self.same_body(scenario)
        return tuple(name for name in self.supports if name not in own)

    def same_body(self, scenario: Scenario) -> frozenset[str]:
        """Return the ids of the processes of the body that a scenario describes: those under its mandate."""
        processes = self.about["processes"]
        itself = processes.get(self.same_process(scenario), [""])[0]
        return frozenset(n for n, p in processes.items() if p[0] in (itself, scenario.mandate.resolution))

    def same_process(self, scenario: Scenario) -> str:
        """Return the id of the process that a scenario describes, whatever its name; else nothing."""
        key = [scenario.mandate.resolution, scenario.starts]
        for name, process in self.about["processes"].items():
            if name == scenario.id or process == key:
                return str(name)
        return ""


def calibrated_from(
    processes: Sequence[Process], simulated: Sequence[Simulated], effort: Effort, date: str
) -> Calibrated:
    """Put a calibration together: the parameter sets, and how well each explains each process."""
    sets = draw_behaviour({}, effort.seed, np.arange(effort.sets))
    free = [p.name for p in PARAMETERS if p.prior.kind != "fixed"]
    explained = {p.id: support(p, plays) for p, plays in zip(processes, simulated, strict=True)}
    whole = weights(list(explained.values()), effort.sets)
    about = {
        "date": date,
        "effort": asdict(effort),
        "language_temper": TEMPER,
        "effective_sets": round(effective_sets(whole), 1),
        "processes": {p.id: [p.scenario.mandate.resolution, p.scenario.starts] for p in processes},
    }
    return Calibrated({name: getattr(sets, name) for name in free}, explained, about)


def as_files(calibrated: Calibrated) -> dict[str, str]:
    """Return a calibration as the two files that ship, by name."""
    columns = {
        **calibrated.values,
        **{_SUPPORT + name: support for name, support in calibrated.supports.items()},
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"{value:.6g}" for value in row] for row in zip(*columns.values(), strict=True))
    return {
        _TABLE: out.getvalue(),
        _ABOUT: json.dumps(calibrated.about, indent=2) + "\n",
    }


@cache
def calibrated() -> Calibrated:
    """Return the calibration that ships."""
    home = resources.files("sim.study").joinpath("data")
    return _read(*(home.joinpath(name).read_text(encoding="utf-8") for name in FILES))


def as_read(files: Mapping[str, str]) -> Calibrated:
    """Return a calibration as its files tell it, where numbers are rounded: what everybody else will use."""
    return _read(*(files[name] for name in FILES))


def read_calibrated(folder: Path) -> Calibrated:
    """Read a calibration that `gge-sim calibrate` has written; raise BadInput if the folder holds none."""
    try:
        read = _read(*((folder / name).read_text(encoding="utf-8") for name in FILES))
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = getattr(error, "strerror", None) or "its files are damaged"
        raise BadInput([Fault(str(folder), f"is not a calibration: {reason}")]) from None
    unknown = [name for name in read.values if name not in NAMES]
    if unknown:
        problems = ((name, f"is not a parameter{hint(name, NAMES)}") for name in unknown)
        raise BadInput([Fault(str(folder / _TABLE), problem, 1, name) for name, problem in problems])
    return read


def _read(table: str, about: str) -> Calibrated:
    names, *rows = csv.reader(table.splitlines())
    numbers = np.array(rows, dtype=float)
    columns = {name: numbers[:, n] for n, name in enumerate(names)}
    supports = {n.removeprefix(_SUPPORT): c for n, c in columns.items() if n.startswith(_SUPPORT)}
    values = {n: c for n, c in columns.items() if not n.startswith(_SUPPORT)}
    return Calibrated(values, supports, json.loads(about))
