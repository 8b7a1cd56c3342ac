"""Lookalike names: which names look alike, by the confusables table of Unicode (UTS 39).

The package `confusable_homoglyphs` has that table and the scripts of letters. The functions import it
when they first need it, because the printed kit does not.
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
#: Letters in disguise: small capitals, letters in boxes, the letters that make up flags.
_COSTUME = re.compile(
    r"(?:LATIN (?:CAPITAL|SMALL) LETTER|LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])$"
)


def hidden(letter: str) -> bool:
    """Return whether a letter or mark draws nothing by itself."""
    return unicodedata.category(letter) == "Cf" or _HIDDEN.match(letter) is not None


@lru_cache(maxsize=2**14)
def looks(name: str) -> tuple[str, str]:
    """Return the look of a name as written, and in small letters: see `alike`.

    The look of an invisible name is "".
    """
    seen = _seen(name)
    # As written, a capital I looks like an l; a capital L does not.
    written = "".join(letter if letter == "L" else letter.casefold() for letter in _drawn(seen))
    return _bare(written), _bare(_drawn(seen.casefold()))


def alike(one: str, other: str) -> bool:
    """Return whether two names are easily confused.

    Case, spaces, punctuation and hidden marks make no difference.
    """
    return any(a == b for a, b in zip(looks(one), looks(other), strict=True))


@lru_cache(maxsize=2**14)
def rough(name: str) -> str:
    """Return the roughest look of a name: i looks like l, and letters have no accents."""
    drawn = unicodedata.normalize("NFD", _drawn(_seen(name)).casefold().replace("i", "l"))
    return _bare("".join(c for c in drawn if unicodedata.category(c)[0] != "M"))


def scripts(word: str) -> frozenset[str]:
    """Return the scripts of a word's letters, in capitals, without those that belong to every script."""
    from confusable_homoglyphs.categories import unique_aliases  # type: ignore[import-untyped]

    return frozenset(unique_aliases(word)) - {"COMMON", "INHERITED", "UNKNOWN"}


def _seen(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", name) if not hidden(letter))


def _bare(drawn: str) -> str:
    """Remove spaces and punctuation, unless there is nothing else."""
    return "".join(c for c in drawn if unicodedata.category(c)[0] not in "PZC") or drawn.strip()


def _drawn(text: str) -> str:
    """Replace each letter by the one that stands for all its lookalikes."""
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
    """Return the pattern of every letter that copies another.

    The package lists patterns and copies under each other: a pattern may have many copies, a copy has one
    pattern. A pattern can be several letters (rn for m), a copy is always one. Where one letter has a
    single copy, either can be the pattern.
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
    # The table has direction marks around letters of right-to-left scripts.
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not hidden(letter))
