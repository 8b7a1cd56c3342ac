"""Units: what the unit of a column says of the values in it.

A unit begins with the kind of value, such as count, number or share. Words of a short list stand in
backquotes, in their order: "`joins`, `dissociates` or `objects`". Numbers that mean words have them behind:
"0 silent, 1 indirect". Anything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: The unit of a date that may leave out day and month.
PARTIAL_DATE = "date, as YYYY, YYYY-MM or YYYY-MM-DD"
_WORD, _NUMBERED = re.compile("`([a-z -]+)`"), re.compile("([0-9]+) ([a-z]+)")
#: The type of a column by the beginning of its unit; the first that fits.
_TYPES = (
    ("boolean", re.compile("0 or 1|1 or 0|true or false")),
    ("integer", re.compile(r"count\b")),
    ("number", re.compile(r"number|share|units|-?[0-9.K]+ (silent )?to ")),
    ("partial date", re.compile("date, as YYYY,")),
    ("time", re.compile("date and time")),
    ("date", re.compile("date")),
)


@dataclass(frozen=True)
class Unit:
    """What a unit says.

    Parameters
    ----------
    type : of the values: text, words, integer, number, boolean, date, partial date or time
    words : meanings by values, in their order, if the values are words of a short list or stand for such
    """

    type: str
    words: Mapping[str | int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: str) -> Unit:
        """Read a unit."""
        if words := _WORD.findall(unit):
            return cls("words", {word: word for word in words})
        numbered = list(map(_NUMBERED.fullmatch, unit.split(", ")))
        if all(numbered):
            return cls("integer", {int(part[1]): part[2] for part in numbered if part})
        return cls(next((name for name, begins in _TYPES if begins.match(unit)), "text"))


def one_of(words: Sequence[str]) -> str:
    """Return the unit of a column that holds one of some words."""
    *others, last = (f"`{word}`" for word in words)
    return f"{', '.join(others)} or {last}"
