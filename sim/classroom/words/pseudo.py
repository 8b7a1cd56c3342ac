"""Pseudo-language: accented English between marks, 40 % longer.

Words outside of the marks come from no catalogue; what overflows is too tight for other languages.
"""

from __future__ import annotations

import re

_ACCENTS = str.maketrans(
    "aceghiklnorstuyzACEGIKLNORSTUYZ",
    "áçéğĥíķļñöŕšţûýžÁÇÉĞÍĶĻÑÖŔŠŢÛÝŽ",
)
#: What stays as it is: gaps, and the tags of sentences with markup.
_KEPT = re.compile(r"(\{\w+\}|<[^>]+>|&\w+;)")
#: Around every sentence, and what fills a gap stands outside.
MARKS = "⟦", "⟧"
#: Longer by this share.
_LONGER = 0.4


def pseudo(sentence: str) -> str:
    """Return a sentence in the pseudo-language."""
    parts = _KEPT.split(sentence)
    letters = sum(len(part) for part in parts[::2])
    begins, ends = MARKS
    told = "".join(
        part if n % 2 or not part else f"{begins}{part.translate(_ACCENTS)}{ends}"
        for n, part in enumerate(parts)
    )
    padding = ("one two three four five six seven eight nine ten " * 20)[: int(letters * _LONGER)].strip()
    return f"{told}{begins} {padding}{ends}" if padding else told
