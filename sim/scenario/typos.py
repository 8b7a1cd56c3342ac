"""Typos: the likely cause of a fault in the text of a file, and text that YAML silently drops.

Works on the text alone, line by line, not on what a YAML parser reads from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Characters that look like one on the keyboard, each with that one.
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
_QUOTES = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")}
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " ")
_UNSEEN = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
_NAMES = {"-": "a hyphen", '"': "a straight quotation mark", "'": "a straight quotation mark", " ": "a space"}
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALL = {**_WIDE, **_DASHES, **_QUOTES, **_SPACES, **_UNSEEN}
#: Where one of them makes YAML invalid; a dash or a quotation mark within text does not.
_BREAKING = re.compile(
    f"[{''.join({**_SPACES, **_UNSEEN})}：，｛｝［］＃]"
    f"|^\\s*(?:- )?[{''.join(_DASHES)}]|[:,[{{-] [{''.join(_QUOTES)}]"
)
_BLOCK = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*\s*$")
_COMMENT = "text after # is a comment; put text that contains # in quotes"


def cause(line: str, key: str, value: str) -> str:
    """Return what most likely caused the fault of a key on a line, to put behind the problem, or nothing.

    Parameters
    ----------
    line : the line of the file
    key : the last step of the key, as typed
    value : what stands there, as text; empty if nothing does
    """
    if number := re.fullmatch(r"([-+]?[0-9]+),([0-9]+)", value.strip()):
        whole, part = number.groups()
        return f"; write {whole}.{part}, with a point" + (f", or {whole}{part}" if len(part) == 3 else "")
    for text in (value, key):
        if found := next((letter for letter in text if letter in _ALL), ""):
            return f"; it contains {_named(found)}"
    if key and not value:
        escaped = re.escape(key)
        if halves := re.search(rf"(-?[0-9]+),{escaped}\s*(?:[,}}]|$)", line) if key.isdecimal() else None:
            return f"; write {halves[1]}.{key}, with a point"
        if re.search(rf",\s+{escaped}\s*(?:[,}}]|$)", line):
            return "; put text that contains a comma in quotes"
        if any(swallowed(line)):
            return f"; {_COMMENT}"
    return ""


def cause_near(text: str, line: int | None) -> str:
    """Return what most likely keeps YAML from being read at a line or the one before, or nothing."""
    lines = text.splitlines()
    for number in range((line or 0) - 1, max(-1, (line or 0) - 3), -1):
        if 0 <= number < len(lines):
            if found := _BREAKING.search(lines[number]):
                return f"; line {number + 1} contains {_named(next(c for c in found[0] if c in _ALL))}"
            if any(swallowed(lines[number])):
                return f"; in line {number + 1}, {_COMMENT}"
    return ""


def _named(letter: str) -> str:
    meant = _ALL[letter]
    name = unicodedata.name(letter, "a sign").lower()
    what_to_do = f"write {_NAMES.get(meant, meant)}" if meant else "remove it"
    return f"U+{ord(letter):04X} ({name}); {what_to_do}"


def swallowed(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield comments that follow a text and do not look like comments: line, text before, comment.

    A comment that is meant as one has a space after its sign. One that has
    none, as in ``Panel report #3``, was most likely meant as text.
    """
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), 1):
        at = reading.comment(line)
        before = line[:at].strip()
        if at and before and before[-1] not in "\"']}" and re.match(r"#[^\s#!]", line[at:]):
            yield number, before, line[at:]


@dataclass
class _Reading:
    """How far the text has been read: within which quotation marks, brackets, or text in a block."""

    quote: str = ""
    depth: int = 0
    block: int | None = None
    _value: bool = field(default=True)

    def comment(self, line: str) -> int | None:
        """Return where the comment of the next line begins, if it has one."""
        indent = len(line) - len(line.lstrip(" "))
        if self.block is not None:
            if not line.strip() or indent > self.block:
                return None
            self.block = None
        self._value = True
        at, end = 0, None
        while at < len(line):
            if line[at] == "#" and not self.quote and (at == 0 or line[at - 1] in " \t"):
                end = at
                break
            at += self._step(line, at)
        content = line[:end]
        if not self.quote and not self.depth and _BLOCK.search(content):
            # A key that opens an item of a list is indented by its dash.
            self.block = len(content) - len(content.lstrip(" -"))
        return end

    def _step(self, line: str, at: int) -> int:
        """Read one letter, or two that belong together; return how many."""
        letter = line[at]
        if self.quote:
            if self.quote == '"' and letter == "\\":
                return 2
            if letter == self.quote:
                if self.quote == "'" and line[at + 1 : at + 2] == "'":
                    return 2
                self.quote, self._value = "", False
        elif self._value and letter in "'\"":
            self.quote = letter
        elif letter in "[{" and (self._value or self.depth):
            self.depth += 1
        elif letter in "]}" and self.depth:
            self.depth -= 1
        elif letter not in " \t":
            ends = line[at + 1 : at + 2] in ("", " ", "\t")
            self._value = (letter in ":-?" and ends) or (letter == "," and self.depth > 0)
            return 1
        return 1
