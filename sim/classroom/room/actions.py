"""Actions: everything that people in a class can do.

No action names a seat to act for: it acts for the seat of the person who does it.
`sim.classroom.room.messages` reads and writes actions as JSON and checks every field;
`sim.classroom.room.act` decides who may do what, and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, StrictInt

from sim.classroom.room.plain_text import line, written
from sim.negotiation.vocabulary import ParagraphStanceWord, StanceWord
from sim.scenario.ladder import RungWord

#: Lengths in characters. A note fits a phone without scrolling.
LONGEST_NAME, LONGEST_TEXT = 40, 280
#: The timer counts at most two hours.
LONGEST_TIMER = 7200

Name = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(written)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(line)]
WrittenText = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(written)]
#: SHA-256 of a token, in hexadecimal.
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Seat = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
IssueCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,15}$")]
PlayerId = Annotated[StrictInt, Field(ge=0, le=10**6)]
#: Number of a package or of a room, from 1.
Number = Annotated[StrictInt, Field(ge=1, le=10**6)]
#: A formulation for each of some paragraphs.
Wording: TypeAlias = Mapping[IssueCode, RungWord]


class _Strict:
    """Settings for reading all actions: no other keys, no other types."""

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=False)


@dataclass(frozen=True)
class Enter(_Strict):
    """Newcomer: come in under a name. `key` is the digest of a token that the site made."""

    name: Name
    key: Key


@dataclass(frozen=True)
class TakeSeat(_Strict):
    """Take a free seat; None takes any."""

    seat: Seat | None = None


@dataclass(frozen=True)
class StandUp(_Strict):
    """Leave one's seat to the computer and observe."""


@dataclass(frozen=True)
class Away(_Strict):
    """Drop out (the site does this when a phone disconnects): the computer plays the seat meanwhile."""


@dataclass(frozen=True)
class Returned(_Strict):
    """Come back and take the seat again, as it stands."""


@dataclass(frozen=True)
class Answer(_Strict):
    """Support, accept or bracket a paragraph as drafted."""

    issue: IssueCode
    stance: ParagraphStanceWord


@dataclass(frozen=True)
class Propose(_Strict):
    """Propose another formulation from a paragraph's ladder."""

    issue: IssueCode
    rung: RungWord


@dataclass(frozen=True)
class Withdraw(_Strict):
    """Withdraw one's proposal for a paragraph."""

    issue: IssueCode


@dataclass(frozen=True)
class Ready(_Strict):
    """Say that one is done with a reading, so that the rest counts as accepted; or take that back."""

    ready: StrictBool = True


@dataclass(frozen=True)
class OfferPackage(_Strict):
    """Offer a package: "I take these words if you take those". Without addressees it goes to everybody."""

    takes: Wording
    asks: Wording
    to: tuple[Seat, ...] = ()


@dataclass(frozen=True)
class CoSponsor(_Strict):
    """Stand by somebody else's package."""

    package: Number


@dataclass(frozen=True)
class AcceptPackage(_Strict):
    """Accept a package."""

    package: Number


@dataclass(frozen=True)
class DeclinePackage(_Strict):
    """Decline a package."""

    package: Number


@dataclass(frozen=True)
class WithdrawPackage(_Strict):
    """Withdraw one's package, or one's name from another's."""

    package: Number


@dataclass(frozen=True)
class OpenRoom(_Strict):
    """Open a room for one's own and other delegations."""

    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class SayInRoom(_Strict):
    """Write to all delegations in a room."""

    room: Number
    text: WrittenText


@dataclass(frozen=True)
class LeaveRoom(_Strict):
    """Leave a room."""

    room: Number


@dataclass(frozen=True)
class TryOut(_Strict):
    """Answer the practice paragraph, and perhaps propose other words for it. Nothing of it counts."""

    stance: ParagraphStanceWord
    rung: RungWord | None = None


@dataclass(frozen=True)
class SendNote(_Strict):
    """Send a private note to another delegation."""

    to: Seat
    text: WrittenText


@dataclass(frozen=True)
class AskFloor(_Strict):
    """Ask for the floor, to read out a short statement; without text, to speak freely."""

    text: Text = ""


@dataclass(frozen=True)
class LowerHand(_Strict):
    """Stop asking for the floor."""


@dataclass(frozen=True)
class Decide(_Strict):
    """Join, or dissociate or object with a reason; can change until the decision is closed."""

    stance: StanceWord
    reason: Text = ""


@dataclass(frozen=True)
class Table(_Strict):
    """Chair: table the next draft; this ends the revision.

    `text` has the paragraphs that change; `packages` are carried out beside it, each as one change.
    """

    text: Wording = field(default_factory=dict)
    packages: tuple[Number, ...] = ()


@dataclass(frozen=True)
class GiveFloor(_Strict):
    """Chair or teacher: give the floor to a delegation that asked; its statement becomes public."""

    seat: Seat


@dataclass(frozen=True)
class Practise(_Strict):
    """Teacher: open or close the practice paragraph, before the first reading."""

    open: StrictBool = True


@dataclass(frozen=True)
class Begin(_Strict):
    """Teacher: open the first reading."""


@dataclass(frozen=True)
class Advance(_Strict):
    """Teacher: close what is open, without waiting for anybody.

    After a reading the chair revises; a revision without a new draft leaves the text unchanged;
    the silence procedure ends with the decision.
    """


@dataclass(frozen=True)
class PutUnderSilence(_Strict):
    """Teacher: end the readings; the chair revises, and the text goes to the decision."""


@dataclass(frozen=True)
class Back(_Strict):
    """Teacher: return to the previous reading, as it stood when it was closed."""


@dataclass(frozen=True)
class Pause(_Strict):
    """Teacher: stop everybody."""


@dataclass(frozen=True)
class Resume(_Strict):
    """Teacher: go on."""


@dataclass(frozen=True)
class AppointChair(_Strict):
    """Teacher: appoint the computer, the teacher or a player (by number) as chair."""

    chair: Literal["computer", "teacher"] | PlayerId


@dataclass(frozen=True)
class AllowAdvice(_Strict):
    """Teacher: decide whether a human chair sees what the computer's chair would propose."""

    allowed: StrictBool


@dataclass(frozen=True)
class Reveal(_Strict):
    """Teacher: show or hide all instructions for everybody."""

    shown: StrictBool


@dataclass(frozen=True)
class SetTimer(_Strict):
    """Teacher: start a timer for everybody to see, or remove it with 0. It stops nothing when it ends."""

    seconds: Annotated[StrictInt, Field(ge=0, le=LONGEST_TIMER)]


@dataclass(frozen=True)
class Place(_Strict):
    """Teacher: give a player a free seat; None makes them an observer."""

    player: PlayerId
    seat: Seat | None = None


@dataclass(frozen=True)
class Remove(_Strict):
    """Teacher: remove a player from the class; the computer takes the seat."""

    player: PlayerId


@dataclass(frozen=True)
class NewKey(_Strict):
    """Teacher: make a link for a player who lost their phone. The old token stops working.

    `key` is the digest of the link's token, which works for one `UseLink`.
    """

    player: PlayerId
    key: Key


@dataclass(frozen=True)
class UseLink(_Strict):
    """Open one's link (the site does this): the link is used up, and a new token replaces it.

    `key` is the digest of the new token, which the site has just made for one browser.
    """

    key: Key


@dataclass(frozen=True)
class End(_Strict):
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
    | OfferPackage
    | CoSponsor
    | AcceptPackage
    | DeclinePackage
    | WithdrawPackage
    | OpenRoom
    | SayInRoom
    | LeaveRoom
    | TryOut
    | SendNote
    | AskFloor
    | LowerHand
    | Decide
    | Table
    | GiveFloor
    | Practise
    | Begin
    | Advance
    | PutUnderSilence
    | Back
    | Pause
    | Resume
    | AppointChair
    | AllowAdvice
    | Reveal
    | SetTimer
    | Place
    | Remove
    | NewKey
    | UseLink
    | End
)
