"""Plain text: what people can write in names, notes and reasons."""

from __future__ import annotations

import unicodedata

#: Invisible marks that ordinary writing needs: in Persian and Indic scripts, in emoji, and
#: between Hebrew or Arabic and Latin words.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f")
#: Unicode categories to refuse: control characters, direction overrides and other invisible marks, half
#: surrogates, private letters, line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
#: No script needs more accents on one letter; more would cover the lines above and below.
MOST_ACCENTS = 4


def line(text: str) -> str:
    """Return one line of plain text: composed (NFC), without spaces at its ends.

    Raises
    ------
    ValueError
        if it contains something that no name, note or reason needs, with a sentence that says so
    """
    composed = unicodedata.normalize("NFC", text).strip()
    accents = 0
    for letter in composed:
        kind = unicodedata.category(letter)
        if kind in _REFUSED and letter not in _NEEDED:
            raise ValueError("Please write one line without control or invisible characters.")
        accents = accents + 1 if kind in {"Mn", "Me"} else 0
        if accents > MOST_ACCENTS:
            raise ValueError("Please use fewer accents on each letter.")
    if composed and not any(unicodedata.category(letter)[0] in "LNPS" for letter in composed):
        raise ValueError("Please write something visible.")
    return composed


def written(text: str) -> str:
    """Return one line of plain text that says something: see `line`."""
    composed = line(text)
    if not composed:
        raise ValueError("Please write something.")
    return composed
