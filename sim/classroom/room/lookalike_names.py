"""Likeness: which names look alike to those who read them, by the table of Unicode (UTS 39, confusables).

The package `confusable_homoglyphs` brings that table and the scripts of letters. It is imported where a
name is first looked at: the printed kit needs neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

#: Letters and marks that draw nothing (Unicode: Default_Ignorable_Code_Point; format characters have a
#: category of their own), and the empty pattern of Braille.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: Letters in costume: small capitals, letters in boxes, the letters that flags are made of.
_COSTUME = re.compile(
    r"(?:LATIN (?:CAPITAL|SMALL) LETTER|LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])$"
)


def hidden(letter: str) -> bool:
    """Return whether a letter or mark draws nothing by itself."""
    return unicodedata.category(letter) == "Cf" or _HIDDEN.match(letter) is not None


@lru_cache(maxsize=2**14)
def looks(name: str) -> tuple[str, str]:
    """Return what a name looks like as it is written, and in small letters: see `alike`.

    In a name that looks like nothing, "", nothing can be seen.
    """
    seen = _seen(name)
    # A capital I is as an l as it is written, a capital L is not.
    written = "".join(letter if letter == "L" else letter.casefold() for letter in _drawn(seen))
    return _bare(written), _bare(_drawn(seen.casefold()))


def alike(one: str, other: str) -> bool:
    """Return whether two names are easily taken for each other.

    Case, spaces, punctuation and hidden marks make no difference.
    """
    return any(a == b for a, b in zip(looks(one), looks(other), strict=True))


@lru_cache(maxsize=2**14)
def rough(name: str) -> str:
    """Return the roughest look of a name: i is as l, and letters have no accents."""
    drawn = unicodedata.normalize("NFD", _drawn(_seen(name)).casefold().replace("i", "l"))
    return _bare("".join(c for c in drawn if unicodedata.category(c)[0] != "M"))


def scripts(word: str) -> frozenset[str]:
    """Return the scripts of a word's letters, in capitals, those aside that belong to every script."""
    from confusable_homoglyphs.categories import unique_aliases  # type: ignore[import-untyped]

    return frozenset(unique_aliases(word)) - {"COMMON", "INHERITED", "UNKNOWN"}


def _seen(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", name) if not hidden(letter))


def _bare(drawn: str) -> str:
    """Leave out spaces and punctuation, unless there is nothing else."""
    return "".join(c for c in drawn if unicodedata.category(c)[0] not in "PZC") or drawn.strip()


def _drawn(text: str) -> str:
    """Put for each letter the one that stands for all that look like it."""
    twins = _twins()
    patterns = (twins.get(plain := _plain(letter), plain) for letter in unicodedata.normalize("NFD", text))
    return "".join(_plain(letter) for pattern in patterns for letter in pattern)


@cache
def _plain(letter: str) -> str:
    costume = _COSTUME.search(unicodedata.name(letter, ""))
    if costume is None:
        return letter
    return costume[1].lower() if "SMALL" in costume[0] else costume[1]


@cache
def _twins() -> Mapping[str, str]:
    """Return the pattern of every letter that is a copy of another.

    The package tells both of each other: a pattern may have many copies, a copy has one pattern. A pattern
    can be several letters (rn for m), a copy is always one. What is left open, with one copy only of one
    letter, may be taken either way.
    """
    from confusable_homoglyphs.confusables import confusables_data  # type: ignore[import-untyped]

    patterns: dict[str, str] = {}
    for one, told in confusables_data.items():
        for other in (entry["c"] for entry in told):
            if len(told) > 1 or (len(confusables_data[other]) == 1 and (len(one), one) > (len(other), other)):
                copy, pattern = _apart(other), _apart(one)
                if len(copy) == 1 and pattern:
                    patterns[copy] = pattern
    return patterns


def _apart(text: str) -> str:
    # Around letters that are written from the right the table has direction marks.
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not hidden(letter))
