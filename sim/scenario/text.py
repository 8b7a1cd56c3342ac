"""Reading a YAML file safely, with the line of every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from sim.scenario.fault import BadInput, Fault

#: No scenario is larger; 193 delegations with a source for each cell take about a tenth of it.
LARGEST = 4 * 2**20


@dataclass(frozen=True)
class Sheet:
    """A YAML file as read: its name, its content, and where each key stands."""

    file: str
    content: Any

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of a key, or of the innermost part of its path that exists."""
        here, line = self.content, None
        for step in path:
            try:
                if isinstance(here, CommentedMap) and step in here:
                    line = here.lc.key(step)[0] + 1
                elif isinstance(here, CommentedSeq) and isinstance(step, int) and step < len(here):
                    line = here.lc.item(step)[0] + 1
                else:
                    break
                here = here[step]
            except (KeyError, AttributeError, TypeError):
                break
        return line if line is not None else (1 if path else None)

    def value(self, path: Sequence[str | int]) -> Any:
        """Return what stands at a path, or None if nothing does."""
        here = self.content
        for step in path:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here


def read_sheet(path: Path) -> Sheet:
    """Read a YAML file that holds one mapping.

    Raises
    ------
    BadInput
        if it is missing, no plain file, too large, no UTF-8, no YAML, uses aliases, or is no mapping
    """
    file = str(path)
    text = _read_text(path, file)
    yaml = YAML(typ="rt", pure=True)
    yaml.allow_duplicate_keys = False
    try:
        if "*" in text and any(isinstance(event, AliasEvent) for event in yaml.parse(text)):
            raise BadInput([Fault(file, "aliases (*name) are not accepted; write the value out")])
        content = yaml.load(text)
    except DuplicateKeyError as error:
        key = _duplicate(error)
        what = "is named twice" if key else "a key is named twice"
        raise BadInput([Fault(file, what, _mark(error), key=key)]) from None
    except MarkedYAMLError as error:
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise BadInput([Fault(file, f"is not valid YAML: {problem}", _mark(error))]) from None
    except RecursionError:
        raise BadInput([Fault(file, "is nested too deeply")]) from None
    except (YAMLError, ValueError) as error:
        problem = str(error).splitlines()[0]
        raise BadInput([Fault(file, f"is not valid YAML: {problem}")]) from None
    if content is None:
        raise BadInput([Fault(file, "is empty")])
    if not isinstance(content, CommentedMap):
        raise BadInput([Fault(file, "must hold keys and values, such as `id: gge-2016-2017`", 1)])
    return Sheet(file, content)


def _read_text(path: Path, file: str) -> str:
    try:
        if path.is_dir():
            raise BadInput([Fault(file, "is a directory, not a file")])
        if not path.is_file():
            raise BadInput([Fault(file, "no such file")])
        if (size := path.stat().st_size) > LARGEST:
            large = f"is too large ({size / 1e6:.0f} MB)"
            raise BadInput([Fault(file, large, allowed=f"up to {LARGEST / 1e6:.0f} MB")])
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadInput([Fault(file, "is not UTF-8 text", line)]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput([Fault(file, f"cannot be read: {reason}")]) from None


def _mark(error: MarkedYAMLError) -> int | None:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark is not None else None


def _duplicate(error: DuplicateKeyError) -> str:
    found = str(error.problem or "").split('"')
    return found[1] if len(found) > 1 else ""
