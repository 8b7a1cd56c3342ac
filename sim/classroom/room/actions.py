"""Actions: everything that people in a class can do.

No action names a seat to act for: it acts for the seat of the person who does it.
`sim.classroom.room.messages` reads and writes actions as JSON and checks every field;
`sim.classroom.room.act` decides who may do what, and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictBool, StrictInt

from sim.classroom.room.action_fields import (
    LONGEST_TIMER,
    IssueCode,
    Key,
    Name,
    Number,
    PlayerId,
    Seat,
    Strict,
    Text,
    Wording,
    WrittenText,
)
from sim.classroom.room.seat_actions import NewKey as NewKey
from sim.classroom.room.seat_actions import Place as Place
from sim.classroom.room.seat_actions import Remove as Remove
from sim.classroom.room.seat_actions import Seating
from sim.classroom.room.seat_actions import Share as Share
from sim.classroom.room.seat_actions import UseLink as UseLink
from sim.classroom.room.talk import AcceptPackage as AcceptPackage
from sim.classroom.room.talk import CoSponsor as CoSponsor
from sim.classroom.room.talk import DeclinePackage as DeclinePackage
from sim.classroom.room.talk import LeaveRoom as LeaveRoom
from sim.classroom.room.talk import OfferPackage as OfferPackage
from sim.classroom.room.talk import OpenRoom as OpenRoom
from sim.classroom.room.talk import Practise as Practise
from sim.classroom.room.talk import SayInRoom as SayInRoom
from sim.classroom.room.talk import SendNote as SendNote
from sim.classroom.room.talk import Talk
from sim.classroom.room.talk import TryOut as TryOut
from sim.classroom.room.talk import WithdrawPackage as WithdrawPackage
from sim.negotiation.vocabulary import ParagraphStanceWord, StanceWord
from sim.scenario.ladder import RungWord


@dataclass(frozen=True)
class Enter(Strict):
    """Newcomer: come in under a name. `key` is the digest of a token that the site made."""

    name: Name
    key: Key


@dataclass(frozen=True)
class TakeSeat(Strict):
    """Take a free seat; None takes any."""

    seat: Seat | None = None


@dataclass(frozen=True)
class StandUp(Strict):
    """Leave one's seat to the computer and observe."""


@dataclass(frozen=True)
class Away(Strict):
    """Drop out (the site does this when a phone disconnects): the computer plays the seat meanwhile."""


@dataclass(frozen=True)
class Returned(Strict):
    """Come back and take the seat again, as it stands."""


@dataclass(frozen=True)
class Answer(Strict):
    """Support, accept or bracket a paragraph as drafted."""

    issue: IssueCode
    stance: ParagraphStanceWord


@dataclass(frozen=True)
class Propose(Strict):
    """Propose another formulation from a paragraph's ladder."""

    issue: IssueCode
    rung: RungWord


@dataclass(frozen=True)
class Withdraw(Strict):
    """Withdraw one's proposal for a paragraph."""

    issue: IssueCode


@dataclass(frozen=True)
class Ready(Strict):
    """Say that one is done with a reading, so that the rest counts as accepted; or take that back."""

    ready: StrictBool = True


@dataclass(frozen=True)
class AskFloor(Strict):
    """Ask for the floor, to read out a short statement; without text, to speak freely."""

    text: Text = ""


@dataclass(frozen=True)
class LowerHand(Strict):
    """Stop asking for the floor."""


@dataclass(frozen=True)
class Decide(Strict):
    """Join, or dissociate or object with a reason; can change until the decision is closed.

    Who dissociates names the `paragraphs` that do not bind it; without any, the whole report does not.
    """

    stance: StanceWord
    reason: Text = ""
    paragraphs: tuple[IssueCode, ...] = ()


@dataclass(frozen=True)
class Table(Strict):
    """Chair: table the next draft; this ends the revision.

    `text` has the paragraphs that change; `packages` are carried out beside it, each as one change.
    `answers` says, by number, why a package is not carried out; a pressing one needs it.
    """

    text: Wording = field(default_factory=dict)
    packages: tuple[Number, ...] = ()
    answers: Mapping[int, WrittenText] = field(default_factory=dict)


@dataclass(frozen=True)
class GiveFloor(Strict):
    """Chair or teacher: give the floor to a delegation that asked; its statement becomes public."""

    seat: Seat


@dataclass(frozen=True)
class Begin(Strict):
    """Teacher: open the first reading."""


@dataclass(frozen=True)
class Advance(Strict):
    """Teacher: close what is open, without waiting for anybody.

    After a reading the chair revises; a revision without a new draft leaves the text unchanged;
    the silence procedure ends with the decision, whose seats are then opened; here all of them.
    """


@dataclass(frozen=True)
class OpenSeats(Strict):
    """Teacher: show what the next seats decided, or what all did."""

    all: StrictBool = False


@dataclass(frozen=True)
class Discuss(Strict):
    """Teacher: choose the paragraph that the projector shows large; None shows all by turns."""

    issue: IssueCode | None = None


@dataclass(frozen=True)
class PutUnderSilence(Strict):
    """Teacher: end the readings; the chair revises, and the text goes to the decision."""


@dataclass(frozen=True)
class Back(Strict):
    """Teacher: return to the previous reading, as it stood when it was closed."""


@dataclass(frozen=True)
class Pause(Strict):
    """Teacher: stop everybody."""


@dataclass(frozen=True)
class Resume(Strict):
    """Teacher: go on."""


@dataclass(frozen=True)
class AppointChair(Strict):
    """Teacher: appoint the computer, the teacher or a player (by number) as chair."""

    chair: Literal["computer", "teacher"] | PlayerId


@dataclass(frozen=True)
class AllowAdvice(Strict):
    """Teacher: decide whether a human chair sees what the computer's chair would propose."""

    allowed: StrictBool


@dataclass(frozen=True)
class Reveal(Strict):
    """Teacher: show or hide all instructions for everybody."""

    shown: StrictBool


@dataclass(frozen=True)
class SetTimer(Strict):
    """Teacher: start a timer for everybody to see, or remove it with 0. It stops nothing when it ends."""

    seconds: Annotated[StrictInt, Field(ge=0, le=LONGEST_TIMER)]


@dataclass(frozen=True)
class End(Strict):
    """Teacher: end the class, with or without a decision."""


Action: TypeAlias = (
    Enter
    | TakeSeat
    | StandUp
    | Away
    | Returned
    | Answer
    | Propose
    | Withdraw
    | Ready
    | Talk
    | AskFloor
    | LowerHand
    | Decide
    | Table
    | GiveFloor
    | Begin
    | Advance
    | OpenSeats
    | Discuss
    | PutUnderSilence
    | Back
    | Pause
    | Resume
    | AppointChair
    | AllowAdvice
    | Reveal
    | SetTimer
    | Seating
    | End
)
