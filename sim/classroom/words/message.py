"""Messages: sentences that each reader sees in their own language, made once for all of them.

A message is a text, and that text is English: exports, tests and the terminal need nothing else. It also
remembers the sentence with its gaps, which is the key of the catalogues, and what fills the gaps. One view
is shared by screens in several languages, so the browser or the printed page translates, not the rules.

One sentence is one message with named gaps, never joined from pieces: other languages have another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias

_GAP = re.compile(r"\{(\w+)\}")
#: Ends of a sentence; one that begins with a gap begins with a capital.
_ENDS = (".", "?", "!", ":", "…", ".”")
#: What may fill a gap: a text, which may be a message, or a whole number.
Gap: TypeAlias = str | int


def filled(sentence: str, gaps: Mapping[str, Gap]) -> str:
    """Return a sentence with its gaps filled; braces that name no gap stay as they are."""
    told = _GAP.sub(lambda gap: str(gaps.get(gap[1], gap[0])), sentence)
    begins = sentence.startswith("{") and sentence.endswith(_ENDS)
    return told[:1].upper() + told[1:] if begins else told


def gaps_of(sentence: str) -> frozenset[str]:
    """Return the names of the gaps in a sentence."""
    return frozenset(_GAP.findall(sentence))


class Message(str):
    """A sentence, or a name, that is translated where it is read; its value is English.

    Attributes
    ----------
    key : the English sentence with its gaps; of a counted one, for one thing
    many : of a counted one, the sentence for several things; otherwise empty
    n : of a counted one, the number
    gaps : what fills the gaps, by name
    """

    key: str
    many: str
    n: int
    gaps: Mapping[str, Gap]

    def __new__(cls, key: str, gaps: Mapping[str, Gap] | None = None, many: str = "", n: int = 1) -> Message:
        """Return the message, in English."""
        gaps = gaps or {}
        told = super().__new__(cls, filled(many if many and n != 1 else key, gaps))
        told.key, told.many, told.n, told.gaps = key, many, n, gaps
        return told

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.key, self.gaps, self.many, self.n

    def with_gaps(self, **gaps: Gap) -> Message:
        """Return the same sentence with its gaps filled."""
        return Message(self.key, gaps, self.many, self.n)

    def data(self) -> dict[str, Any]:
        """Return the message for a page, whose words.js says it: ``{"say": key, "gaps": {…}}``."""
        told: dict[str, Any] = {"say": self.key}
        if self.gaps:
            told["gaps"] = {name: _data(value) for name, value in self.gaps.items()}
        return told | ({"many": self.many, "n": self.n} if self.many else {})


class Listing(str):
    """A list of names or phrases, which every language joins in its own way; its value is English.

    Attributes
    ----------
    parts : the items
    """

    parts: tuple[Gap, ...]

    def __new__(cls, parts: Iterable[str]) -> Listing:
        """Return the list, in English: A, B and C."""
        every = tuple(parts)
        told = super().__new__(
            cls, f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)
        )
        told.parts = every
        return told

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.parts,)

    def data(self) -> dict[str, Any]:
        """Return the list for a page: ``{"list": […]}``."""
        return {"list": [_data(part) for part in self.parts]}


def _data(value: Gap) -> Any:
    return value.data() if isinstance(value, Message | Listing) else value


def say(sentence: str, /, **gaps: Gap) -> Message:
    """Return a message: ``say("You speak for {name}.", name=name)``.

    The sentence is written out here, so that it is found for the catalogues; only texts of scenarios and of
    data files come in a variable.
    """
    return Message(sentence, gaps)


def counted(n: int, one: str, other: str, /, **gaps: Gap) -> Message:
    """Return a message that depends on a number: ``counted(3, "{n} other", "{n} others")``."""
    return Message(one, {"n": n, **gaps}, other, n)


def listed(parts: Iterable[str]) -> Listing:
    """Return a list for a sentence: A, B and C."""
    return Listing(parts)


def joined(*sentences: str) -> str:
    """Return sentences one after the other, with what their language puts between two of them."""
    told = [sentence for sentence in sentences if sentence]
    return reduce(lambda one, other: say("{first} {second}", first=one, second=other), told) if told else ""
