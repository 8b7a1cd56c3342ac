"""Pseudo-language: accented English, 40 % longer, so that untranslated and overflowing words are seen."""

from __future__ import annotations

import re

_ACCENTS = str.maketrans(
    "aceghiklnorstuyzACEGIKLNORSTUYZ",
    "áçéğĥíķļñöŕšţûýžÁÇÉĞÍĶĻÑÖŔŠŢÛÝŽ",
)
#: What stays as it is: gaps, and the tags of sentences with markup.
_KEPT = re.compile(r"(\{\w+\}|<[^>]+>|&\w+;)")
#: Longer by this share.
_LONGER = 0.4


def pseudo(sentence: str) -> str:
    """Return a sentence in the pseudo-language."""
    parts = _KEPT.split(sentence)
    letters = sum(len(part) for part in parts[::2])
    told = "".join(part if n % 2 else part.translate(_ACCENTS) for n, part in enumerate(parts))
    padding = ("one two three four five six seven eight nine ten " * 20)[: int(letters * _LONGER)].strip()
    return f"{told} {padding}" if padding else told
