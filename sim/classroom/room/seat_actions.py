"""Actions on who sits where and who is who: places, shared seats, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pydantic import StrictBool

from sim.classroom.room.action_fields import Key, PlayerId, Seat, Strict


@dataclass(frozen=True)
class Place(Strict):
    """Teacher: give a player a free seat; None makes them an observer."""

    player: PlayerId
    seat: Seat | None = None


@dataclass(frozen=True)
class Share(Strict):
    """Teacher: let two players take one seat and act for it together, or no longer."""

    allowed: StrictBool


@dataclass(frozen=True)
class Remove(Strict):
    """Teacher: remove a player from the class; the computer takes the seat."""

    player: PlayerId


@dataclass(frozen=True)
class NewKey(Strict):
    """Teacher: make a link for a player who lost their phone. The old token stops working.

    `key` is the digest of the link's token, which works for one `UseLink`.
    """

    player: PlayerId
    key: Key


@dataclass(frozen=True)
class UseLink(Strict):
    """Open one's link (the site does this): the link is used up, and a new token replaces it.

    `key` is the digest of the new token, which the site has just made for one browser.
    """

    key: Key


Seating: TypeAlias = Place | Share | Remove | NewKey | UseLink
