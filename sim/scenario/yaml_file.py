"""YAML files, read by a parser in C with the line of every key and item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from sim.scenario.fault import LONGEST, BadInput, Contradiction, Fault
from sim.scenario.text import read_text, shipped_text
from sim.scenario.typos import cause, cause_near

#: No YAML file has more lines, nor more keys, values and lists; 193 delegations with a source for each cell
#: have a third of either.
MOST_LINES, MOST_PARTS = 50_000, 80_000
#: No file is nested more deeply; a scenario takes six levels.
DEEPEST = 40
#: No number is larger, nor has more digits.
_GREATEST, _DIGITS = 2**53, 400
#: Parsing a run of spaces after an empty line takes time quadratic in its length.
_BLANK = re.compile(r"[ \t]{1000}")
#: What a plain word means, by the core schema of YAML 1.2: NO, off and 12:30 stay text, as does a date.
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
#: The parser in C, a hundred times as fast as the other, which serves where PyYAML was built without it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_YAML: Any = yaml


class _Node(NamedTuple):
    """A value, the line that it begins on, and its parts by key or number, each with its line."""

    value: Any
    line: int
    parts: dict[Any, tuple[int, _Node]] = {}


@dataclass(frozen=True, eq=False)
class YamlFile:
    """A YAML file as read: its name, its content, and where each key stands."""

    file: str
    content: Any
    root: _Node
    text: str

    def fault(self, found: Contradiction) -> Fault:
        """Return what is wrong at a path, with its line and what most likely caused it."""
        line, key = self.line(found.path), [str(step) for step in found.path]
        source = self.text.splitlines()[line - 1] if line and self.text else ""
        problem = found.problem + cause(source, key[-1] if key else "", found.value)
        return Fault(self.file, problem, line, ".".join(key), found.value, found.allowed, hint=found.hint)

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of a key, or of the innermost part of its path that exists."""
        here, line = self.root, None
        for step in path:
            if step not in here.parts:
                break
            line, here = here.parts[step]
        return line if line is not None else (1 if path and self.root.line else None)

    def value(self, path: Sequence[str | int]) -> Any:
        """Return what stands at a path, or None if nothing does."""
        here = self.root
        for step in path:
            if step not in here.parts:
                return None
            here = here.parts[step][1]
        return here.value


def read_yaml(path: Path) -> YamlFile:
    """Read a YAML file that holds one mapping.

    Raises BadInput if it is missing, not a plain file, too large, not UTF-8, not YAML, nested too deeply,
    uses anchors, aliases or tags, or is not a mapping.
    """
    file = str(path)
    text = read_text(path, file)
    root = _parsed(text, file)
    if not isinstance(root.value, dict):
        raise BadInput([Fault(file, "must contain keys and values, such as `id: gge-2016-2017`", 1)])
    return YamlFile(file, root.value, root, text)


def tree(file: str, content: Mapping[str, Any]) -> YamlFile:
    """Return what a file of another kind says, as if it were YAML: each value with its line."""

    def node(value: Any, line: int) -> _Node:
        if not isinstance(value, Mapping):
            return _Node(value, line)
        parts = {key: (at, node(inner, at)) for key, (at, inner) in value.items()}
        return _Node({key: inner.value for key, (_, inner) in parts.items()}, line, parts)

    root = node(content, 1)
    return YamlFile(file, root.value, root, "")


def unwritten(name: str, content: Mapping[str, Any]) -> YamlFile:
    """Return what no file says: keys and values without lines, under a name for messages."""
    content = plain(content)
    return YamlFile(name, content, _Node(content, 0), "")


def plain(value: Any) -> Any:
    """Return content with the numbers of Python in place of those of NumPy, and lists in place of sets."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value), key=str)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.item() if getattr(value, "ndim", None) == 0 else value


def shipped_yaml(name: str) -> Any:
    """Return the content of a YAML file that ships as data of this package."""
    return _parsed(shipped_text(name), name).value


def _parsed(text: str, file: str) -> _Node:
    _refuse_bulk(text, file)
    try:
        root = _Reader(file, _YAML.parse(text, Loader=_LOADER)).document()
    except _YAML.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BadInput(
            [Fault(file, f"contains the control character U+{_ordinal(error):04X}", line)]
        ) from None
    except _YAML.MarkedYAMLError as error:
        raise BadInput([_misread(file, text, error)]) from None
    if root is None or root.value is None:
        raise BadInput([Fault(file, "is empty")])
    return root


def _ordinal(error: Any) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _refuse_bulk(text: str, file: str) -> None:
    if (lines := text.count("\n")) > MOST_LINES:
        raise BadInput([Fault(file, f"has too many lines ({lines})", allowed=f"up to {MOST_LINES}")])
    if blank := _BLANK.search(text):
        line = text.count("\n", 0, blank.start()) + 1
        raise BadInput([Fault(file, "contains a thousand spaces in a row", line)])


class _Reader:
    """Builds content from the events of a parser, and refuses what a scenario file does not need."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file, self.events, self.parts = file, events, 0

    def document(self) -> _Node | None:
        """Read the one document of a stream; None if there is none."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if start.version or start.tags:
            self._refuse(start, "directives (%YAML, %TAG) are not accepted; leave them out")
        root = self._node(next(self.events), 0)
        next(self.events)
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            self._refuse(after, "is not valid YAML: expected a single document")
        return root

    def _node(self, event: Any, depth: int) -> _Node:
        self._check(event, depth)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return _Node(self._meant(event), line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = [self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent)]
            return _Node([item.value for item in items], line, {n: (i.line, i) for n, i in enumerate(items)})
        parts: dict[Any, tuple[int, _Node]] = {}
        for name in self._until(yaml.MappingEndEvent):
            key = self._key(name, parts)
            parts[key] = (name.start_mark.line + 1, self._node(next(self.events), depth + 1))
        return _Node({key: node.value for key, (_, node) in parts.items()}, line, parts)

    def _until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _check(self, event: Any, depth: int) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            self._refuse(event, "has too many keys and values up to this line", f"up to {MOST_PARTS}")
        if event.anchor:
            self._refuse(event, "anchors and aliases (&, *) are not accepted; write it out")
        if event.tag:
            raise BadInput(
                [Fault(self.file, "tags (!) are not accepted", event.start_mark.line + 1, value=event.tag)]
            )
        if depth >= DEEPEST and not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "is nested too deeply", f"up to {DEEPEST} levels")

    def _key(self, event: Any, parts: dict[Any, Any]) -> str:
        """Return a key as it is typed: TRUE, NO and 2010 are words here."""
        self._check(event, 0)
        key, line = getattr(event, "value", None), event.start_mark.line + 1
        if key is None:
            self._refuse(event, "is not valid YAML: a list or a mapping cannot be a key")
        if key in parts:
            raise BadInput([Fault(self.file, "is named twice", line, key=key)])
        return str(key)

    def _meant(self, event: Any) -> Any:
        text = event.value
        if not event.implicit[0]:  # in quotation marks, or a block of text
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            if len(text) > _DIGITS:
                self._refuse(event, f"is not valid YAML: cannot read {text[:LONGEST]}")
            if abs(number := int(text)) > _GREATEST:
                self._refuse(event, "is not valid YAML: a number is too large")
            return number
        return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _NUMBER.fullmatch(text) else text

    def _refuse(self, event: Any, problem: str, allowed: str = "") -> NoReturn:
        raise BadInput([Fault(self.file, problem, event.start_mark.line + 1, allowed=allowed)])


#: The parser's messages, each with the usual cause.
_MEANT = {
    "did not find expected key": "check the indentation of this line and those above",
    "did not find expected '-' indicator": "check the indentation of this line and those above",
    "mapping values are not allowed": "put text that contains a colon and a space in quotes",
    "could not find expected ':'": "is a colon missing after a key, or a quotation mark further up?",
    "cannot start any token": "put text that begins with such a sign in quotes; indent with spaces",
    "did not find expected ',' or": "is a comma missing, or the bracket not closed?",
    "unexpected end of stream": "is a quotation mark not closed?",
    "did not find expected <document start>": "check the indentation of this line",
    "did not find expected node content": "is a value missing, or text with a sign in front not in quotes?",
    "unknown escape character": "inside double quotation marks, write a backslash twice",
    "invalid Unicode character escape": "write the letter itself, not half of its code",
}


def _misread(file: str, text: str, error: Any) -> Fault:
    problem = ", ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    meant = next((f"; {meant}" for words, meant in _MEANT.items() if words in problem), "")
    return Fault(file, f"is not valid YAML: {problem}{cause_near(text, line) or meant}", line)
