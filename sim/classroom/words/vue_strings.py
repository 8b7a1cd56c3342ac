"""Vue strings: the sentences of the class's pages, in scripts and in the template strings inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A call of t or counted that is no method of something else, and no definition.
_CALL = re.compile(r"(?<![\w.$])(?<!function )(t|counted)\(")
_ESCAPES = {"n": "\n", "t": "\t"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Call:
    """A call of ``t`` or ``counted``.

    Parameters
    ----------
    line : from 1
    sentences : the sentence, or those for one and for several; None where it is not written out
    context : what the sentence means here, where it means something else elsewhere
    """

    line: int
    sentences: tuple[str, ...] | None
    context: str = ""


def calls(text: str) -> Iterator[Call]:
    """Yield the calls in a script, with their sentences."""
    for found in _CALL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        place, wanted = found.end(), 1
        if found[1] == "counted":
            place, wanted = _after_argument(text, place), 2
        sentences = []
        for _ in range(wanted):
            told, place = _literal(text, place)
            if told is None:
                break
            sentences.append(told)
        context = _third(text, place) if found[1] == "t" and text[place - 1] == "," else ""
        yield Call(line, tuple(sentences) if len(sentences) == wanted else None, context)


def _third(text: str, place: int) -> str:
    """Return the third argument of ``t``, the second of which is at a place; empty where there is none."""
    place = _after_argument(text, place)
    return (_literal(text, place)[0] or "") if text[place - 1] == "," else ""


def _literal(text: str, place: int) -> tuple[str | None, int]:
    """Return the string that is the whole argument at a place, and where the next argument begins."""
    while text[place : place + 1].isspace():
        place += 1
    mark = text[place : place + 1]
    if mark not in ('"', "'"):
        return None, place
    told, place = "", place + 1
    while place < len(text) and text[place] != mark:
        if text[place] == "\\":
            place += 1
            # Inside a template string, a backslash is written twice.
            if text[place] == "\\":
                place += 1
            told += _ESCAPES.get(text[place], text[place])
        else:
            told += text[place]
        place += 1
    place += 1
    while text[place : place + 1].isspace():
        place += 1
    if text[place : place + 1] not in (",", ")"):
        return None, place
    return told, place + 1


def _after_argument(text: str, place: int) -> int:
    """Return where the argument after the one at a place begins."""
    closing: list[str] = []
    while place < len(text):
        letter = text[place]
        if letter in "\"'`":
            end = text.find(letter, place + 1)
            place = len(text) if end < 0 else end
        elif letter in _PAIRS:
            closing.append(_PAIRS[letter])
        elif closing and letter == closing[-1]:
            closing.pop()
        elif letter == "," and not closing:
            return place + 1
        elif letter == ")" and not closing:
            return place
        place += 1
    return place
