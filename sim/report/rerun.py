"""What a results folder says of how it was made, and how its files compare with those of a rerun."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sim.report.file_names import MANIFEST, TASKS, is_of_the_folder
from sim.scenario.family import STUDIES
from sim.scenario.fault import BadInput, Fault, on_one_line
from sim.scenario.text import read_text
from sim.version import __version__

#: At most this many files that differ are named, and this many letters of a version given.
_NAMED, _LONGEST = 30, 40
#: Commands whose results can be made again from their folders, and the kind of result of each.
KINDS = {
    "run": "forecast",
    **{
        name: name
        for name in (
            "replay",
            "sweep",
            "sensitivity",
            "what-if",
            "compare",
            "campaign",
            "text",
            "package",
            "follow",
        )
    },
    "record": "wider",
}
#: The kind of result of a command that makes another kind from other words.
ALSO = {"record": "own-record"}


def is_listed(name: str) -> bool:
    """Return whether every manifest lists a file: not itself, finished tasks, or Parquet (optional)."""
    return name != MANIFEST and not name.startswith(f"{TASKS}/") and not name.endswith(".parquet")


def _own(name: str) -> str:
    if not is_of_the_folder(name):
        raise ValueError("it lists a file that is not in the folder")
    return name


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
    """What is read of a manifest: the command again, the files with their digests, when and by what made."""

    model_config = ConfigDict(extra="ignore")

    kind: str
    version: str
    created: str = ""
    arguments: tuple[str, ...] = Field(min_length=1)
    sha256: dict[Annotated[str, AfterValidator(_own)], str]


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a result.

    Raises BadInput if the folder is not a result, or its manifest asks for something that cannot be made
    again.
    """
    try:
        found = Manifest.model_validate(_read(folder))
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"] if step != "[key]")
        raise _bad(folder, key, f"is not a manifest of this program: {first['msg']}") from None
    known = (*KINDS.values(), *ALSO.values(), *STUDIES.names)
    if found.kind not in known:
        problem, allowed = "is not a kind of result that can be made again", ", ".join(known)
        raise _bad(
            folder, "kind", problem, value=found.kind, allowed=f"{allowed}; or that of an installed plug-in"
        )
    name = found.arguments[0]
    if found.kind not in (KINDS.get(name, name if name in STUDIES.names else None), ALSO.get(name)):
        raise _bad(folder, "arguments", "asks for another command", value=found.arguments[0])
    return found


def compared(folder: Path, made: Manifest, again: Mapping[str, bytes]) -> Comparison:
    """Compare the files of a result with those of a rerun, by name; inputs must be as they were, too."""
    came_out: dict[str, list[str]] = {"same": [], "different": [], "missing": []}
    for name in sorted({*made.sha256, *filter(is_listed, again)}):
        path, content, digest = folder / name, again.get(name), made.sha256.get(name)
        how = "different"
        if not path.is_file():
            how = "missing"
        elif content is not None and path.stat().st_size == len(content) and path.read_bytes() == content:
            how = "same" if digest in (None, hashlib.sha256(content).hexdigest()) else "different"
        came_out[how].append(name)
    return Comparison(**{how: tuple(names) for how, names in came_out.items()}, made_by=made.version)


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


def _bad(folder: Path, key: str, problem: str, value: str = "", allowed: str = "") -> BadInput:
    return BadInput([Fault(str(folder / MANIFEST), problem, key=key, value=value, allowed=allowed)])


def in_words(comparison: Comparison) -> str:
    """Say how a rerun came out, in a sentence."""
    if comparison.reproduced:
        return f"Reproduced: all {len(comparison.same)} files are the same, byte for byte."
    parts = []
    for what, names in (("different", comparison.different), ("missing", comparison.missing)):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        parts += [f"{what}: {', '.join(names[:_NAMED])}{more}"] * bool(names)
    made = f" It was made by version {comparison.made_by[:_LONGEST]}, this is {__version__}."
    why = made if comparison.made_by != __version__ else ""
    return on_one_line(f"Not reproduced; {'; '.join(parts)}.{why}")
