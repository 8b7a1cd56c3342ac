"""Talk as actions: packages, notes, rooms, the practice paragraph, and what computers say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pydantic import StrictBool

from sim.classroom.room.action_fields import Number, Seat, Strict, Wording, WrittenText
from sim.classroom.room.solo_actions import SoloAction
from sim.negotiation.vocabulary import ParagraphStanceWord
from sim.scenario.ladder import RungWord


@dataclass(frozen=True)
class OfferPackage(Strict):
    """Offer a package: "I take these words if you take those". Without addressees it goes to everybody."""

    takes: Wording
    asks: Wording
    to: tuple[Seat, ...] = ()


@dataclass(frozen=True)
class CoSponsor(Strict):
    """Stand by somebody else's package."""

    package: Number


@dataclass(frozen=True)
class AcceptPackage(Strict):
    """Accept a package."""

    package: Number


@dataclass(frozen=True)
class DeclinePackage(Strict):
    """Decline a package."""

    package: Number


@dataclass(frozen=True)
class WithdrawPackage(Strict):
    """Withdraw one's package, or one's name from another's."""

    package: Number


@dataclass(frozen=True)
class OpenRoom(Strict):
    """Open a room for one's own and other delegations."""

    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class SayInRoom(Strict):
    """Write to all delegations in a room."""

    room: Number
    text: WrittenText


@dataclass(frozen=True)
class LeaveRoom(Strict):
    """Leave a room."""

    room: Number


@dataclass(frozen=True)
class TryOut(Strict):
    """Answer the practice paragraph, and perhaps propose other words for it. Nothing of it counts."""

    stance: ParagraphStanceWord
    rung: RungWord | None = None


@dataclass(frozen=True)
class SendNote(Strict):
    """Send a private note to another delegation."""

    to: Seat
    text: WrittenText


@dataclass(frozen=True)
class Practise(Strict):
    """Teacher: open or close the practice paragraph, before the first reading."""

    open: StrictBool = True


Talk: TypeAlias = (
    OfferPackage
    | CoSponsor
    | AcceptPackage
    | DeclinePackage
    | WithdrawPackage
    | OpenRoom
    | SayInRoom
    | LeaveRoom
    | Practise
    | TryOut
    | SendNote
    | SoloAction
)
