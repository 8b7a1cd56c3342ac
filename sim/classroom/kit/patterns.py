"""Patterns: the lines of conflict in a room: what divides it, what could be traded, who stands alone.

They come from all instructions together, so they are for the teacher and not for players.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sim.classroom.kit.instructions import Instructions, Wish
from sim.classroom.kit.short_lists import named
from sim.classroom.room.attitude import AGAINST, FOR, Attitude
from sim.classroom.words.message import Message, say

MINDED = (*AGAINST, Attitude.RELUCTANT)


@dataclass(frozen=True)
class Front:
    """The camps on a paragraph.

    Parameters
    ----------
    code, title : its issue
    indirect : its indirect wording; empty if there is none
    wanted, resisted : codes of those who want it or insist, and of those who resist or reject it
    minded : codes of those who resist or reject it, or would rather not have it
    """

    code: str
    title: str
    indirect: str
    wanted: tuple[str, ...]
    resisted: tuple[str, ...]
    minded: tuple[str, ...]

    @property
    def split(self) -> int:
        """How far it splits the room: the size of the smaller camp."""
        return min(len(self.wanted), len(self.resisted))

    @property
    def camps(self) -> Message:
        """Who wants it and who resists it, in words."""
        return say(
            "{wanted} want it ({who}), and {resisted} resist it ({whom}).",
            wanted=len(self.wanted),
            who=named(self.wanted),
            resisted=len(self.resisted),
            whom=named(self.resisted),
        )


@dataclass(frozen=True)
class Trade:
    """Two paragraphs that two sides could trade.

    Parameters
    ----------
    first, second : titles
    givers_of_first : codes of those who mind the first and want the second
    givers_of_second : codes of those who mind the second and want the first
    """

    first: str
    second: str
    givers_of_first: tuple[str, ...]
    givers_of_second: tuple[str, ...]

    @property
    def sentence(self) -> Message:
        """Who can give what, as a sentence."""
        return say(
            "{givers} can give on {first} and get {second}; {others} the other way around.",
            givers=named(self.givers_of_first),
            first=self.first,
            second=self.second,
            others=named(self.givers_of_second),
        )


@dataclass(frozen=True)
class Patterns:
    """The lines of conflict in a room.

    Parameters
    ----------
    fronts : every paragraph; those that split the room most come first
    alone : paragraphs that a single delegation resists and at least three want, the most wanted first
    trades : possible trades, the widest first
    """

    fronts: tuple[Front, ...]
    alone: tuple[Front, ...]
    trades: tuple[Trade, ...]

    @property
    def dividing(self) -> tuple[Front, ...]:
        """The paragraphs with at least one delegation on either side."""
        return tuple(front for front in self.fronts if front.split)


def patterns(everybody: Mapping[str, Instructions]) -> Patterns:
    """Return the lines of conflict in a room.

    Parameters
    ----------
    everybody : instructions of all delegations, by code
    """
    columns = list(zip(*(own.wishes for own in everybody.values()), strict=True))
    codes = list(everybody)
    fronts = [_front(codes, column) for column in columns]
    alone = [f for f in fronts if len(f.resisted) == 1 and len(f.wanted) >= 3]
    return Patterns(
        fronts=tuple(sorted(fronts, key=lambda f: -f.split)),
        alone=tuple(sorted(alone, key=lambda f: -len(f.wanted))),
        trades=tuple(sorted(_trades(fronts), key=_width)),
    )


def _front(codes: Sequence[str], column: Sequence[Wish]) -> Front:
    def who(attitudes: tuple[Attitude, ...]) -> tuple[str, ...]:
        return tuple(c for c, wish in zip(codes, column, strict=True) if wish.attitude in attitudes)

    first = column[0]
    return Front(first.code, first.title, first.indirect, who(FOR), who(AGAINST), who(MINDED))


def _trades(fronts: Sequence[Front]) -> list[Trade]:
    found = []
    for a, b in combinations(fronts, 2):
        give_a = tuple(c for c in a.minded if c in b.wanted)
        give_b = tuple(c for c in b.minded if c in a.wanted)
        if give_a and give_b:
            found.append(Trade(a.title, b.title, give_a, give_b))
    return found


def _width(trade: Trade) -> tuple[int, int]:
    """Return the order of trades: by the number served on the smaller side, then in all."""
    sizes = len(trade.givers_of_first), len(trade.givers_of_second)
    return -min(sizes), -sum(sizes)
