"""Did you mean: the known name that an unknown word is close to, if there is exactly one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

#: Letters of a word that are compared; no name is longer.
_COMPARED = 60
#: A shorter word is a code; changing a letter makes it another code.
_SHORTEST = 3
#: From this length a word may hold two slips; with two in a shorter one, unlike words are near.
_LONG = 10
#: Letters that a part of a name, and a common beginning, need to identify it.
_PART, _BEGINNING = 4, 5
#: Names of earlier versions, each with the name of today.
_RENAMED = {"veiled": "indirect", "veiled_value": "indirect_value", "veiled_harm": "indirect_harm"}


def hint(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean X?`` to put behind what is wrong with a word, or nothing.

    For a name of an earlier version, what it is called today.
    """
    known = tuple(known)
    if (today := _RENAMED.get(word)) in known:
        return f"; it is now called {today}"
    meant = nearest(word, known)
    return f"; did you mean {meant}?" if meant else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one name that a word is close to; empty if there is none, or more than one.

    The first of these tests that something passes decides: the same letters but for case, accents and
    hyphens; one slip (a letter too many, missing, wrong, or two in each other's place), two in a word of ten
    letters; a name that begins with it (``gge-2016``); a whole part of the name (``majority``); the same
    beginning, which makes half of both.
    """
    short = plain(word[:_COMPARED])
    names = {name: plain(name) for name in known}
    for close in (_same, _slipped, _begun_by, _part_of, _begins_alike):
        if found := [name for name, letters in names.items() if close(short, letters)]:
            fewest = min(slips(short, names[name]) for name in found)
            best = [name for name in found if slips(short, names[name]) == fewest]
            return best[0] if len(best if close is _slipped else found) == 1 else ""
    return ""


def plain(text: str) -> str:
    """Return text in lower case without accents, with one space for each run of other characters."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _same(word: str, name: str) -> bool:
    return word == name != ""


def _slipped(word: str, name: str) -> bool:
    return slips(word, name) <= slips_allowed(word)


def _begun_by(word: str, name: str) -> bool:
    return len(word) >= _PART and name.startswith(word)


def _part_of(word: str, name: str) -> bool:
    return len(word) >= _PART and word in name.split()


def _begins_alike(word: str, name: str) -> bool:
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
    return alike >= _BEGINNING and 2 * alike >= max(len(word), len(name))


def slips_allowed(word: str) -> int:
    """Return how many slips a word may hold and still be recognised."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


def slips(word: str, name: str) -> int:
    """Return how many letters were added, left out, replaced, or swapped with their neighbour."""
    if abs(len(word) - len(name)) > 2:
        return max(len(word), len(name))
    before: Sequence[int] = ()
    row: Sequence[int] = range(len(name) + 1)
    for i, a in enumerate(word):
        following = [i + 1]
        for j, b in enumerate(name):
            fewest = min(row[j] + (a != b), row[j + 1] + 1, following[j] + 1)
            if i and j and a == name[j - 1] and b == word[i - 1]:
                fewest = min(fewest, before[j - 1] + 1)
            following.append(fewest)
        before, row = row, following
    return row[-1]
