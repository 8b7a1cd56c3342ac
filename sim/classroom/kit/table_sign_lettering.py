"""Lettering of table signs: how large a name can be, so that people can read it across the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from unicodedata import east_asian_width

#: Width and height for a name on its half of the sign, and the largest letters, in millimetres.
WIDTH, HEIGHT, LARGEST = 186.0, 78.0, 44.0
#: Distance between lines, in letter heights.
LEADING = 1.12
#: Most lines of a name.
_LINES = 3
#: Widths of letters, relative to their size, in DejaVu Sans Bold, one of the widest fonts to expect.
_NARROW = dict.fromkeys("ijl.,'I", 0.38) | dict.fromkeys(" frt-()", 0.49)
_WIDE = dict.fromkeys("mMW", 1.11) | dict.fromkeys("w", 0.93)
_CAPITAL, _SMALL = 0.80, 0.72


@dataclass(frozen=True)
class Lettering:
    """A name in lines.

    Parameters
    ----------
    lines : text of each line
    size : of its letters, in millimetres
    """

    lines: tuple[str, ...]
    size: float


def lettering(name: str) -> Lettering:
    """Break a name into lines, so that its letters are as large as possible."""
    words = name.split() or [name]
    ways = [
        tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words))))
        for many in range(min(_LINES, len(words)))
        for cuts in combinations(range(1, len(words)), many)
    ]
    best = max(ways, key=_size)
    return Lettering(best, round(_size(best), 1))


def _size(lines: Sequence[str]) -> float:
    widest = max(sum(_width(letter) for letter in line) for line in lines)
    return min(WIDTH / widest, HEIGHT / (LEADING * len(lines)), LARGEST)


def _width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    known = _NARROW.get(letter) or _WIDE.get(letter)
    return known or (_CAPITAL if letter.isupper() else _SMALL)
