"""Worded: numbers in arrays that people read as words."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Worded(IntEnum):
    """A number that people read and write as a word: the name of the member in lower case."""

    @property
    def word(self) -> str:
        """The word for it."""
        return self.name.lower()

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """Return all words, in the order of the numbers."""
        return tuple(member.word for member in cls)

    @classmethod
    def named(cls, word: str) -> Self:
        """Return the member of that word; raise ValueError if there is none."""
        member = cls.__members__.get(word.upper())
        if member is None or member.word != word:
            raise ValueError(f"no {cls.__name__.lower()} {word!r}; there are {', '.join(cls.words())}")
        return member
