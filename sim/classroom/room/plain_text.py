"""Plain text: what people may write in names, notes and reasons."""

from __future__ import annotations

import unicodedata

#: Marks without a glyph that ordinary writing needs: in Persian and Indic scripts, in emoji, and
#: between Hebrew or Arabic and Latin words.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f")
#: Control characters, overrides of the direction of writing and other invisible marks, half
#: surrogates, private letters, line and paragraph separators: by Unicode category.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
#: No script needs more accents on one letter; more of them paint over the lines above and below.
MOST_ACCENTS = 4


def line(text: str) -> str:
    """Return one line of plain text: composed (NFC), without spaces around.

    Raises
    ------
    ValueError
        if it holds what no name, note or reason needs: a sentence that says so
    """
    composed = unicodedata.normalize("NFC", text).strip()
    accents = 0
    for letter in composed:
        kind = unicodedata.category(letter)
        if kind in _REFUSED and letter not in _NEEDED:
            raise ValueError("Please write one line without control characters or hidden marks.")
        accents = accents + 1 if kind in {"Mn", "Me"} else 0
        if accents > MOST_ACCENTS:
            raise ValueError("Please write with fewer accents on a letter.")
    if composed and not any(unicodedata.category(letter)[0] in "LNPS" for letter in composed):
        raise ValueError("Please write something that can be seen.")
    return composed


def written(text: str) -> str:
    """Return one line of plain text that says something: see `line`."""
    composed = line(text)
    if not composed:
        raise ValueError("Please write something.")
    return composed
