"""The results folder: everything a forecast leaves behind, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType

from sim.report.figures import FORECAST_FIGURES
from sim.report.figures.drawing import figure_files
from sim.report.forecast_document import forecast_document
from sim.report.names import check_names
from sim.report.render.html import PAGE, as_page
from sim.report.render.markdown import as_markdown
from sim.report.summary import summary, written
from sim.report.tables import tables
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Record
from sim.study.forecast import Forecast
from sim.version import __version__

MANIFEST = "manifest.json"
#: Where a study keeps its finished tasks, within its results folder.
TASKS = "tasks"
#: What the bytes of a result can depend on, besides our own version.
_LIBRARIES = ("numpy", "matplotlib", "pydantic", "PyYAML")
_STUDY_LIBRARIES = ("SALib", "scipy", "pyarrow")


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


def manifest(forecast: Forecast, files: Mapping[str, bytes], command: Sequence[str]) -> dict[str, Any]:
    """Return all that is needed to play the forecast again, and when and with what it was played."""
    return {
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


def study_manifest(kind: str, arguments: Sequence[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the manifest of a study as a file: how to do it again, when and with what it was done."""
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
    return {MANIFEST: _json(told)}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def write_folder(target: Path, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    """Write a result under its final name in one step, in place of an earlier result.

    Raises
    ------
    BadInput
        if the folder cannot be written, or holds something else than a result
    """
    name = str(target)
    _refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise BadInput([Fault(name, f"cannot be written: {error.strerror}")]) from None
    try:
        for file, content in files.items():
            (draft / file).write_bytes(content)
        (draft / MANIFEST).write_bytes(_json(manifest))
        draft.chmod(0o755)
        _put_in_place(draft, target)
    except OSError as error:
        raise BadInput([Fault(name, f"cannot be written: {error.strerror}")]) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_in_place(draft: Path, target: Path) -> None:
    if not target.exists():
        os.replace(draft, target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    try:
        os.replace(target, old / "result")
        os.replace(draft, target)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def check_writable(target: Path) -> None:
    """Refuse a folder that could not be written, before any play is played.

    Raises
    ------
    BadInput
        as `write_folder` would
    """
    _refuse_foreign(target)
    check_parent(target)


def check_parent(target: Path, mark: str = "") -> None:
    """Refuse a folder that could not be made, is something else, or holds others' files.

    Parameters
    ----------
    mark : a file that tells an earlier result of the same kind from a foreign folder

    Raises
    ------
    BadInput
        if so
    """
    if target.exists() and not target.is_dir():
        raise BadInput([Fault(str(target), "is not a folder")])
    if mark:
        _refuse_foreign_files(target, mark)
    if (target / TASKS).is_symlink():
        raise BadInput([Fault(str(target / TASKS), "leads out of the results folder")])
    parent = target.absolute().parent
    while not parent.exists() and parent != parent.parent:
        parent = parent.parent
    if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
        raise BadInput([Fault(str(target), f"cannot be written: no access to {parent}")])


def _refuse_foreign(target: Path) -> None:
    name = str(target)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise BadInput([Fault(name, "is not a folder")])
    if target.resolve() == Path.cwd():
        raise BadInput([Fault(name, "is the folder you work in; name another with --out")])
    _refuse_foreign_files(target, "forecast.json", replaced=True)


def _refuse_foreign_files(target: Path, mark: str, replaced: bool = False) -> None:
    """Refuse a folder without the mark that holds anything, or anything but what a study leaves unfinished.

    Parameters
    ----------
    replaced : whether everything in the folder would be gone
    """
    if not target.is_dir() or (target / mark).is_file():
        return
    if any(replaced or _foreign(path) for path in target.iterdir()):
        problem = "holds other files than a result of this command; name another folder with --out"
        raise BadInput([Fault(str(target), problem)])


def _foreign(path: Path) -> bool:
    """Return whether a file is none that an interrupted study leaves behind: its tasks, half a file."""
    ours = path.is_dir() and path.name == TASKS
    return not ours and not (path.name.startswith(".") and path.name.endswith(".partial"))


def write_plain(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all, beside whatever lies there.

    Raises
    ------
    BadInput
        if the folder cannot be written
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        home = os.path.realpath(target)
        for name, content in files.items():
            place = target / name
            if not (os.path.realpath(place.parent) + os.sep).startswith(home + os.sep):
                raise BadInput([Fault(str(place.parent), "leads out of the results folder")])
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".partial", dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.chmod(draft, 0o644)
                os.replace(draft, place)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BadInput([Fault(str(target), f"cannot be written: {error.strerror}")]) from None
