"""Rerun: play a result again from its own folder, and compare every byte."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sim.negotiation.parameters import Prior, checked
from sim.report.folder import contents
from sim.report.names import MANIFEST, TASKS, is_of_the_folder
from sim.scenario.fault import BadInput, Fault, on_one_line
from sim.scenario.loading import SCENARIO, load_with_record, scenario_files
from sim.scenario.text import read_text
from sim.study.forecast import forecast
from sim.study.source import BehaviourSource
from sim.version import __version__

_M = TypeVar("_M", bound=BaseModel)
#: No forecast has more plays: as many as `gge-sim run` takes.
MOST_PLAYS = 10_000_000
#: So many files are named of those that differ.
_NAMED = 30
#: No number of a version is longer.
_LONGEST = 40
#: Commands whose results can be done again from their folders.
STUDIES = ("replay", "sweep", "sensitivity", "what-if", "compare", "campaign")


def is_told_of(name: str) -> bool:
    """Return whether a manifest tells of a file of a study: not of itself, nor of finished tasks.

    Nor of tables in Parquet for sure, which are written where the package for them is installed.
    """
    return name != MANIFEST and not name.startswith(f"{TASKS}/") and not name.endswith(".parquet")


def _own(name: str) -> str:
    if not is_of_the_folder(name):
        raise ValueError("it tells of a file that is none of the folder")
    return name


#: What a manifest says of the files beside it: their digests by name.
_Digests = dict[Annotated[str, AfterValidator(_own)], str]


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    kind: str = Field(pattern="^forecast$")
    version: str
    seed: int = Field(ge=0)
    runs: int = Field(ge=1, le=MOST_PLAYS)
    behaviour: BehaviourSource
    given: dict[str, float | dict[str, tuple[float, float]]]
    sha256: _Digests = {}


@dataclass(frozen=True)
class Comparison:
    """A result played again: which files came out the same, different, or were missing."""

    same: tuple[str, ...]
    different: tuple[str, ...]
    missing: tuple[str, ...]
    made_by: str

    @property
    def reproduced(self) -> bool:
        """Whether every file came out the same."""
        return not self.different and not self.missing


class _StudyManifest(BaseModel):
    model_config = ConfigDict(extra="ignore")

    kind: str
    version: str
    arguments: tuple[str, ...] = Field(min_length=1)
    sha256: _Digests


@dataclass(frozen=True)
class Made:
    """How a study was made: the command again, its files with their digests, and the program's version."""

    arguments: tuple[str, ...]
    files: Mapping[str, str]
    version: str


def read_arguments(folder: Path) -> Made | None:
    """Read from the manifest of a study how to do it again; None if the folder is that of a forecast.

    Raises
    ------
    BadInput
        if the folder is not a result, or its manifest asks for something that is no study
    """
    told = _read(folder)
    if not isinstance(told, dict) or "arguments" not in told:
        return None
    found = _validated(_StudyManifest, folder, told)
    if found.arguments[0] != found.kind:
        name = found.arguments[0]
        raise BadInput([Fault(str(folder / MANIFEST), "asks for another study", key="arguments", value=name)])
    if found.kind not in STUDIES:
        raise BadInput(
            [
                Fault(
                    str(folder / MANIFEST),
                    "is of no study",
                    key="kind",
                    value=found.kind,
                    allowed=", ".join(STUDIES),
                )
            ]
        )
    return Made(found.arguments, found.sha256, found.version)


def rerun_forecast(folder: Path, progress: Callable[[int], None] | None = None) -> Comparison:
    """Play a forecast again and compare it with its files.

    Raises
    ------
    BadInput
        if the folder is not a result
    """
    manifest = read_manifest(folder)
    priors = {name: prior_of(folder, name, value) for name, value in manifest.given.items()}
    scenario_file = folder / SCENARIO
    scenario, record = load_with_record(scenario_file)
    again = forecast(
        scenario,
        manifest.runs,
        manifest.seed,
        priors,
        behaviour=manifest.behaviour,
        progress=progress,
    )
    files = contents(again, record, scenario_files(scenario_file))
    return compared(folder, tuple(files), files.get, manifest.version, manifest.sha256)


def compared(
    folder: Path,
    names: Sequence[str],
    again: Callable[[str], bytes | None],
    version: str,
    digests: Mapping[str, str] | None = None,
) -> Comparison:
    """Compare the files of a result with what came out again.

    Parameters
    ----------
    names : the files that there should be
    again : returns what came out again under a name
    version : of the program that made the result
    digests : what the manifest says of each file, where inputs must be as they were too
    """
    same, different, missing = [], [], []
    for name in names:
        path = folder / name
        if not path.is_file():
            missing.append(name)
        elif _is(path, again(name), (digests or {}).get(name)):
            same.append(name)
        else:
            different.append(name)
    return Comparison(tuple(same), tuple(different), tuple(missing), version)


def _is(path: Path, content: bytes | None, digest: str | None) -> bool:
    """Return whether a file is as it came out again and, where a digest is given, as it was."""
    if content is None or path.stat().st_size != len(content) or path.read_bytes() != content:
        return False
    return digest is None or hashlib.sha256(content).hexdigest() == digest


def read_manifest(folder: Path) -> _Manifest:
    """Read the manifest of a forecast."""
    return _validated(_Manifest, folder, _read(folder))


def _read(folder: Path) -> Any:
    path = folder / MANIFEST
    name = str(path)
    if not path.exists():
        problem = f"holds no {MANIFEST}; is it a results folder of gge-sim?"
        if not folder.is_dir():
            problem = "is not a folder" if folder.exists() else "no such folder"
        elif (folder / TASKS).is_dir():
            problem = "holds a study that is not finished; give its command again, and it goes on"
        raise BadInput([Fault(str(folder), problem)])
    _refuse_links(folder)
    text = read_text(path, name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput([Fault(name, f"is not valid JSON: {error}")]) from None


def _refuse_links(folder: Path) -> None:
    """Refuse a folder in which something leads out of it: what reads a result reads nothing else."""
    home = os.path.realpath(folder)
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(place, name)
            if os.path.islink(path) and not os.path.realpath(path).startswith(home + os.sep):
                raise BadInput([Fault(path, "is a link that leads out of the results folder")])


def _validated(kind: type[_M], folder: Path, told: Any) -> _M:
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"] if step != "[key]")
        problem = f"is not a manifest of this program: {first['msg']}"
        raise BadInput([Fault(str(folder / MANIFEST), problem, key=key)]) from None


def prior_of(folder: Path, name: str, value: float | dict[str, tuple[float, float]]) -> Prior:
    """Return a prior as the manifest in a folder writes it."""
    try:
        if isinstance(value, float):
            return checked({name: value})[name]
        (kind, (low, high)), *more = value.items()
        if (not more and kind == "uniform") or (kind == "loguniform" and low > 0):
            return checked({name: Prior(kind, low, high)})[name]
        reason = "is no prior"
    except ValueError as error:
        reason = str(error)
    raise BadInput([Fault(str(folder / MANIFEST), reason, key=name)])


def told(comparison: Comparison) -> str:
    """Say how a rerun came out, in a sentence."""
    if comparison.reproduced:
        return f"Reproduced: all {len(comparison.same)} files are the same, byte for byte."
    parts = []
    if comparison.different:
        parts.append(f"different: {_named(comparison.different)}")
    if comparison.missing:
        parts.append(f"missing: {_named(comparison.missing)}")
    made = f" It was made by version {comparison.made_by[:_LONGEST]}, this is {__version__}."
    why = made if comparison.made_by != __version__ else ""
    return on_one_line(f"Not reproduced; {'; '.join(parts)}.{why}")


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
