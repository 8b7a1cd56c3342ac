"""Reading files safely, with the line of everything: YAML, and tables in CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode
from ruamel.yaml.reader import ReaderError

from sim.scenario.fault import LONGEST, BadInput, Contradiction, Fault
from sim.scenario.slips import cause, cause_near

#: No file is larger; 193 delegations with a source for each cell take about a third of it.
LARGEST = 2**20
#: No YAML file has more lines, nor more keys, values and lists, which take a minute each million to read; 193
#: delegations with a source for each cell have a third of either.
MOST_LINES, MOST_PARTS = 50_000, 80_000
#: No file is nested more deeply; a scenario takes six levels.
DEEPEST = 40
#: No number is larger.
_GREATEST = 2**53
#: A run of spaces after an empty line takes the reader of YAML as long as its length squared.
_BLANK = re.compile(r"[ \t]{1000}")
#: Halves of letters, which YAML can write as escapes and no text holds.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Sheet:
    """A YAML file as read: its name, its content, and where each key stands."""

    file: str
    content: Any
    text: str = ""

    def fault(self, found: Contradiction) -> Fault:
        """Return what is wrong at a path, with its line and what most likely caused it."""
        line, key = self.line(found.path), [str(step) for step in found.path]
        source = self.text.splitlines()[line - 1] if line and self.text else ""
        problem = found.problem + cause(source, key[-1] if key else "", found.value)
        return Fault(self.file, problem, line, ".".join(key), found.value, found.allowed, hint=found.hint)

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


class _Constructor(RoundTripConstructor):
    """Builds content from YAML: dates stay text, and what cannot be read is told with its line."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep)
        except (ValueError, LookupError, ArithmeticError):
            what = node.value[:LONGEST] if isinstance(node.value, str) else "this"
            raise ConstructorError(None, None, f"cannot read {what}", node.start_mark) from None
        if isinstance(value, str) and (half := _HALF.search(value)):
            problem = f"\\u{ord(half[0]):X} is half a letter; write the letter itself"
            raise ConstructorError(None, None, problem, node.start_mark)
        if isinstance(value, int) and abs(value) > _GREATEST:
            raise ConstructorError(None, None, "a number is too large", node.start_mark)
        return value

    def construct_mapping(self, node: Any, *rest: Any, **more: Any) -> Any:
        for key_node, _ in node.value if isinstance(node, MappingNode) else ():
            # A key is text as it was typed: TRUE, 1e3 and 2020-01-01 too.
            if isinstance(key_node, ScalarNode):
                key_node.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, *rest, **more)

    def check_mapping_key(self, node: Any, key_node: Any, *rest: Any) -> Any:
        if not isinstance(key_node, ScalarNode):
            raise ConstructorError(None, None, "a list or a mapping cannot be a key", key_node.start_mark)
        return super().check_mapping_key(node, key_node, *rest)

    def construct_date(self, node: Any) -> Any:
        return node.value


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_date)


def read_sheet(path: Path) -> Sheet:
    """Read a YAML file that holds one mapping.

    Raises
    ------
    BadInput
        if it is missing, no plain file, too large, no UTF-8, no YAML, nested too deeply, uses
        anchors, aliases or tags, or is no mapping
    """
    file = str(path)
    text = read_text(path, file)
    try:
        _refuse_tricks(text, file)
        content = _parser().load(text)
    except DuplicateKeyError as error:
        key = _duplicate(error)
        what = "is named twice" if key else "a key is named twice"
        raise BadInput([Fault(file, what, _mark(error), key=key)]) from None
    except MarkedYAMLError as error:
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        line = _mark(error)
        meant = cause_near(text, line) or next(
            (f"; {m}" for words, m in _MEANT.items() if words in problem), ""
        )
        raise BadInput([Fault(file, f"is not valid YAML: {problem}{meant}", line)]) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BadInput([Fault(file, f"holds the control character U+{error.character:04X}", line)]) from None
    except (YAMLError, ValueError) as error:
        raise BadInput([Fault(file, f"is not valid YAML: {error}")]) from None
    if content is None:
        raise BadInput([Fault(file, "is empty")])
    if not isinstance(content, CommentedMap):
        raise BadInput([Fault(file, "must hold keys and values, such as `id: gge-2016-2017`", 1)])
    return Sheet(file, content, text)


#: What the reader of YAML says, and what mostly is the matter.
_MEANT = {
    "expected <block end>": "is this line, or one above, indented as its neighbours are?",
    "mapping values are not allowed": "a text with a colon and a space in it stands in quotes",
    "could not find expected ':'": "is a colon missing after a key, or a quotation mark further up?",
    "cannot start any token": "a text that begins with such a sign stands in quotes; indent with spaces",
    "expected ',' or": "is a comma missing, or the bracket not closed?",
    "unexpected end of stream": "is a quotation mark not closed?",
    "expected '<document start>'": "is this line indented as the first one is?",
    "expected the node content": "is a value missing, or a text that begins with a sign not in quotes?",
    "unknown escape character": "between double quotation marks a backslash is written twice",
}


def _parser() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.allow_duplicate_keys = False
    yaml.Constructor = _Constructor
    return yaml


def _refuse_tricks(text: str, file: str) -> None:
    """Refuse what a file of facts has no use for, before anything is built from it."""
    if (lines := text.count("\n")) > MOST_LINES:
        raise BadInput([Fault(file, f"has too many lines ({lines})", allowed=f"up to {MOST_LINES}")])
    if blank := _BLANK.search(text):
        line = text.count("\n", 0, blank.start()) + 1
        raise BadInput([Fault(file, "holds a thousand spaces in a row", line)])
    depth = parts = 0
    for event in _parser().parse(text):
        line = event.start_mark.line + 1
        parts += isinstance(event, NodeEvent)
        if parts > MOST_PARTS:
            problem = "holds too many keys and values up to this line"
            raise BadInput([Fault(file, problem, line, allowed=f"up to {MOST_PARTS}")])
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise BadInput([Fault(file, "directives (%YAML, %TAG) are not accepted; leave them out", line)])
        if isinstance(event, NodeEvent) and event.anchor:
            raise BadInput([Fault(file, "anchors and aliases (&, *) are not accepted; write it out", line)])
        if getattr(event, "tag", None):
            raise BadInput([Fault(file, "tags (!) are not accepted", line, value=str(event.tag))])
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise BadInput([Fault(file, "is nested too deeply", line, allowed=f"up to {DEEPEST} levels")])


def read_text(path: Path, file: str) -> str:
    """Read a file of text that is called `file` in messages.

    Raises
    ------
    BadInput
        if it is missing, no plain file, too large or no UTF-8
    """
    raw = read_raw(path, file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadInput([Fault(file, "is not UTF-8 text", line)]) from None


def read_raw(path: Path, file: str) -> bytes:
    """Read a file that is called `file` in messages.

    Raises
    ------
    BadInput
        if it is missing, no plain file (as a pipe or a device is none), or too large
    """
    try:
        if path.is_dir():
            raise BadInput([Fault(file, "is a directory, not a file")])
        if not path.exists():
            raise BadInput([Fault(file, "no such file")])
        if not path.is_file():
            raise BadInput([Fault(file, "is not a plain file")])
        if (size := path.stat().st_size) > LARGEST:
            large = f"is too large ({size / 1e6:.0f} MB)"
            raise BadInput([Fault(file, large, allowed=f"up to {LARGEST / 1e6:.0f} MB")])
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput([Fault(file, f"cannot be read: {reason}")]) from None


def _mark(error: MarkedYAMLError) -> int | None:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark is not None else None


def _duplicate(error: DuplicateKeyError) -> str:
    found = str(error.problem or "").split('"')
    return found[1] if len(found) > 1 else ""


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a table in CSV that are not blank, each with its number and without spaces around.

    Raises
    ------
    BadInput
        if the file cannot be read, or is no such table
    """
    file = str(path)
    reader = csv.reader(io.StringIO(read_text(path, file), newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            fields = [field.strip() for field in record]
            if any(fields):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput([Fault(file, f"is not a table that can be read: {error}", line)]) from None
