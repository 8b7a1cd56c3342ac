"""The files of a result: everything that a forecast leaves behind, and the manifest of a study."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from sim.report.figures import FORECAST_FIGURES
from sim.report.figures.drawing import figure_files
from sim.report.forecast_document import forecast_document
from sim.report.names import check_names
from sim.report.render.html import PAGE, as_page
from sim.report.render.markdown import as_markdown
from sim.report.result import json_file
from sim.report.summary import summary, written
from sim.report.tables import tables
from sim.scenario.schema import Record
from sim.study.forecast import Forecast
from sim.version import __version__

#: What the bytes of a result can depend on, besides our own version.
_LIBRARIES = ("numpy", "matplotlib", "pydantic", "PyYAML")
_STUDY_LIBRARIES = ("SALib", "scipy", "pandas", "pyarrow")


def contents(
    forecast: Forecast, record: Record | None, scenario_files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return every file of a result but the manifest, by name."""
    check_names(scenario_files)
    files = {name: text.encode() for name, text in tables(forecast).items()}
    files |= scenario_files
    files["forecast.json"] = json_file(summary(forecast))
    for name, draw in FORECAST_FIGURES.items():
        files |= figure_files(name, draw(forecast))
    document = forecast_document(forecast, record)
    files["story.md"] = as_markdown(document).encode()
    files[PAGE] = as_page(document, files)
    return dict(sorted(files.items()))


def manifest(forecast: Forecast, files: Mapping[str, bytes], command: Sequence[str]) -> bytes:
    """Return the manifest of a forecast: how to play it again, when and with what it was played."""
    told = {
        "schema": 1,
        "kind": "forecast",
        "command": list(command),
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: _installed(name) for name in _LIBRARIES},
        "scenario": forecast.scenario.id,
        "seed": forecast.seed,
        "runs": forecast.runs,
        "replicates": [0, forecast.runs - 1],
        "behaviour": str(forecast.behaviour),
        "given": {name: written(prior) for name, prior in forecast.given.items()},
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return json_file(told)


def study_manifest(kind: str, arguments: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a study: how to do it again, when and with what it was done."""
    told = {
        "schema": 1,
        "kind": kind,
        "arguments": list(arguments),
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: _installed(name) for name in (*_LIBRARIES, *_STUDY_LIBRARIES)},
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return json_file(told)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
