"""What a results folder says of its making, and how the files of two makings compare."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sim.report.file_names import MANIFEST, TASKS, is_of_the_folder
from sim.scenario.fault import BadInput, Fault, on_one_line
from sim.scenario.text import read_text
from sim.version import __version__

#: So many files are named of those that differ.
_NAMED = 30
#: No number of a version is longer.
_LONGEST = 40
#: Commands whose results can be made again from their folders, and the kind of result of each.
KINDS = {
    "run": "forecast",
    **{name: name for name in ("replay", "sweep", "sensitivity", "what-if", "compare", "campaign")},
}


def is_listed(name: str) -> bool:
    """Return whether every manifest lists a file of a result: not itself, nor finished tasks.

    Nor tables in Parquet, which are written where the package for them is installed.
    """
    return name != MANIFEST and not name.startswith(f"{TASKS}/") and not name.endswith(".parquet")


def _own(name: str) -> str:
    if not is_of_the_folder(name):
        raise ValueError("it lists a file that is not in the folder")
    return name


#: What a manifest says of the files beside it: their digests by name.
_Digests = dict[Annotated[str, AfterValidator(_own)], str]


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


class Manifest(BaseModel):
    """What is read of a manifest: the command again, its files with their digests, the program's version."""

    model_config = ConfigDict(extra="ignore")

    kind: str
    version: str
    arguments: tuple[str, ...] = Field(min_length=1)
    sha256: _Digests


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a result.

    Raises
    ------
    BadInput
        if the folder is not a result, or its manifest asks for something that cannot be made again
    """
    found = _validated(folder, _read(folder))
    command = found.arguments[0]
    if found.kind not in KINDS.values():
        allowed = ", ".join(KINDS.values())
        problem = "is not a kind of result that can be made again"
        raise _bad(folder, "kind", problem, value=found.kind, allowed=allowed)
    if KINDS.get(command) != found.kind:
        raise _bad(folder, "arguments", "asks for another command", value=command)
    return found


def compared(folder: Path, made: Manifest, again: Mapping[str, bytes]) -> Comparison:
    """Compare the files of a result with what came out again; inputs must be as they were, too.

    Parameters
    ----------
    made : the manifest of the result
    again : what came out again, by name
    """
    same, different, missing = [], [], []
    for name in sorted({*made.sha256, *filter(is_listed, again)}):
        path = folder / name
        if not path.is_file():
            missing.append(name)
        elif _is(path, again.get(name), made.sha256.get(name)):
            same.append(name)
        else:
            different.append(name)
    return Comparison(tuple(same), tuple(different), tuple(missing), made.version)


def _is(path: Path, content: bytes | None, digest: str | None) -> bool:
    """Return whether a file is as it came out again and, where a digest is given, as it was."""
    if content is None or path.stat().st_size != len(content) or path.read_bytes() != content:
        return False
    return digest is None or hashlib.sha256(content).hexdigest() == digest


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


def _validated(folder: Path, content: Any) -> Manifest:
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"] if step != "[key]")
        raise _bad(folder, key, f"is not a manifest of this program: {first['msg']}") from None


def _bad(folder: Path, key: str, problem: str, value: str = "", allowed: str = "") -> BadInput:
    return BadInput([Fault(str(folder / MANIFEST), problem, key=key, value=value, allowed=allowed)])


def in_words(comparison: Comparison) -> str:
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
