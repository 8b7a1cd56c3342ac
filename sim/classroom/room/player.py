"""Players: somebody in a class, and who shares a seat with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

#: Most players in a seat, where the teacher lets them share.
MOST_IN_A_SEAT = 2


@dataclass(frozen=True)
class Player:
    """Somebody in the class.

    Parameters
    ----------
    number : from 0, in the order of coming in
    name : as the class sees it
    key : digest of their token
    linked : whether that token is an unopened link, which lets nobody in yet
    seat : code of the delegation that they play; None for an observer
    away : whether the computer plays the seat meanwhile
    removed : whether the teacher removed them
    """

    number: int
    name: str
    key: str
    seat: str | None = None
    away: bool = False
    removed: bool = False
    linked: bool = False


def by_seat(players: Iterable[Player]) -> dict[str, Player]:
    """Return who sits where; two in one seat count as one, with both names, away only if both are."""
    found: dict[str, Player] = {}
    for player in players:
        if player.seat is not None and not player.removed:
            first = found.get(player.seat)
            found[player.seat] = player if first is None else _together(first, player)
    return found


def _together(one: Player, other: Player) -> Player:
    return replace(one, name=f"{one.name} and {other.name}", away=one.away and other.away)


def places_left(seats: Iterable[str], players: Iterable[Player], each: int) -> dict[str, int]:
    """Return how many more players can take each seat; seats without a place are left out.

    Parameters
    ----------
    each : most players in a seat
    """
    sitting = Counter(player.seat for player in players if not player.removed)
    return {seat: each - sitting[seat] for seat in seats if sitting[seat] < each}
