"""Names of the files of a result: known before anything is played, so that none is in the way of another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from sim.report.figures import FORECAST_FIGURES
from sim.report.tables import TABLES
from sim.scenario.fault import BadInput, Fault
from sim.study.membership import Rule

MANIFEST = "manifest.json"
#: Where a study keeps its finished tasks, within its results folder.
TASKS = "tasks"
_PAGE = "page.html"
_RUN = "forecast"
#: Tables, figures and other files of each kind of result, beside its summary, KIND.json.
_FILES: Mapping[str, tuple[str, str, str]] = {
    "replay": ("readings stances", "path room horseshoe", "story.md"),
    "sweep": ("sweep rooms plays", f"sweep {' '.join(f'sweep-{rule}' for rule in Rule)}", "story.md"),
    "sensitivity": ("effects evaluations", "sensitivity", "story.md"),
    "what-if": ("objectors cover effects rewordings objections", "joining pressure", "story.md"),
    "compare": ("summary language delegations plays", "compare", "story.md"),
    "campaign": ("processes histories entries links plays", "histories entries", "story.md"),
    "record": ("processes outcome language cells objectors", "record calibration", "story.md"),
}


def result_names(kind: str) -> frozenset[str]:
    """Return every name that a file of a kind of result may have, but those of its inputs."""
    if kind == _RUN:
        figures = [f"{name}.{ending}" for name in FORECAST_FIGURES for ending in ("svg", "png")]
        return frozenset({*TABLES, *figures, MANIFEST, "forecast.json", "story.md", _PAGE})
    tables, figures_of, others = (told.split() for told in _FILES[kind])
    found = {f"{kind}.json", _PAGE, *others, *(() if kind == "record" else (MANIFEST,))}
    found |= {f"{name}.{ending}" for name in figures_of for ending in ("svg", "png")}
    endings = ("csv",) if kind == "record" else ("csv", "parquet")
    return frozenset(found | {f"{name}.{ending}" for name in tables for ending in endings})


def check_names(scenario_files: Mapping[str, bytes]) -> None:
    """Check that a table beside the scenario can be kept in the folder of a forecast.

    Raises
    ------
    BadInput
        if it is called like a file of the result
    """
    for name in sorted(result_names(_RUN) & set(scenario_files)):
        problem = "is also the name of a file of the result; give the table beside the scenario another"
        raise BadInput([Fault(name, problem)])


def is_of_the_folder(name: str) -> bool:
    """Return whether a name is that of a file within a results folder, as this program writes them."""
    path = PurePosixPath(name)
    plain = name.isprintable() and "\\" not in name and len(name) <= 255
    return plain and name == str(path) and name != "." and not path.is_absolute() and ".." not in path.parts
