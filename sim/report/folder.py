"""The files of a result: everything that a forecast leaves behind, and the manifest of a study."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import re
import warnings
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from rich.console import Console, RenderableType

from sim.report.figures import FORECAST_FIGURES
from sim.report.figures.style import house_style
from sim.report.forecast_document import forecast_document
from sim.report.markdown import as_markdown
from sim.report.names import check_names
from sim.report.page import PAGE, as_page
from sim.report.summary import summary, written
from sim.report.tables import tables
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Record
from sim.study.forecast import Forecast
from sim.version import __version__

#: What the bytes of a result can depend on, besides our own version.
_LIBRARIES = ("numpy", "matplotlib", "pydantic", "ruamel.yaml")
_STUDY_LIBRARIES = ("SALib", "scipy", "pyarrow")
#: Figure formats, and the stamps of time and program that are left out of each.
_METADATA: Mapping[str, dict[str, None]] = {
    "svg": {"Date": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}


def contents(
    forecast: Forecast, record: Record | None, scenario_files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return every file of a result but the manifest, by name."""
    check_names(scenario_files)
    files = {name: text.encode() for name, text in tables(forecast).items()}
    files |= scenario_files
    files["forecast.json"] = _json(summary(forecast))
    for name, draw in FORECAST_FIGURES.items():
        files |= figure_files(name, draw(forecast))
    document = forecast_document(forecast, record)
    files["story.md"] = as_markdown(document).encode()
    files[PAGE] = as_page(document, files)
    return dict(sorted(files.items()))


def figure_files(name: str, figure: Figure) -> dict[str, bytes]:
    """Return a figure as the files that every results folder has of it, by name: SVG and PNG."""
    return {f"{name}.{kind}": rendered(figure, kind) for kind in ("svg", "png")}


def rendered(figure: Figure, kind: str) -> bytes:
    """Return a figure as a file's bytes, the same every time: svg, png or pdf."""
    buffer = BytesIO()
    with house_style(), warnings.catch_warnings():
        # A script without glyphs, or a title without end: the figure is still worth having.
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(buffer, format=kind, metadata=_METADATA[kind])
    return _numbered(buffer.getvalue()) if kind == "svg" else buffer.getvalue()


def _numbered(svg: bytes) -> bytes:
    """Number the clip paths of a figure in their order.

    Matplotlib names them by a digest of numbers whose last bits its layout solver leaves to chance.
    """
    names: dict[bytes, bytes] = {}
    return re.sub(rb"\bp[0-9a-f]{10}\b", lambda m: names.setdefault(m[0], b"clip%d" % len(names)), svg)


def page_as_text(page: RenderableType, width: int = 120) -> str:
    """Return a page as plain text, as wide as a file may be."""
    console = Console(
        width=width, no_color=True, highlight=False, markup=False, emoji=False, force_terminal=False
    )
    with console.capture() as captured:
        console.print(page)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _json(value: Mapping[str, Any]) -> bytes:
    # A path may hold bytes that are no text, as half surrogates: JSON has them as escapes.
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


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
    return _json(told)


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
    return _json(told)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def save_figure(figure: Figure, path: Path) -> None:
    """Save a figure, the same bytes every time.

    Raises
    ------
    BadInput
        if the format is not one of svg, png, pdf, or the file cannot be written
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in _METADATA:
        raise BadInput(
            [Fault(str(path), "is no figure format", allowed="a name that ends in .svg, .png or .pdf")]
        )
    try:
        path.write_bytes(rendered(figure, kind))
    except OSError as error:
        raise BadInput([Fault(str(path), f"cannot be written: {error.strerror}")]) from None
