"""Actions: everything that somebody in a class can do.

No action names the seat that it acts for: it acts for the seat of whoever
does it. `sim.classroom.room.messages` reads and writes them as JSON and checks
every field; `sim.classroom.room.act` says who may do what, and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, StrictInt

from sim.classroom.room.plain_text import line, written

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
RungWord = Literal["silent", "indirect", "explicit"]
ParagraphStance = Literal["supports", "accepts", "brackets"]
PackageStance = Literal["joins", "dissociates", "objects"]
PlayerId = Annotated[StrictInt, Field(ge=0, le=10**6)]


class _Strict:
    """What all actions have in common when they are read: no other keys, no other types."""

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=False)


@dataclass(frozen=True)
class Enter(_Strict):
    """Nobody yet: come into the room under a name. `key` is the digest of a token that the site made."""

    name: Name
    key: Key


@dataclass(frozen=True)
class TakeSeat(_Strict):
    """Take a free seat, or with None be given one."""

    seat: Seat | None = None


@dataclass(frozen=True)
class StandUp(_Strict):
    """Leave one's seat to the computer, and observe."""


@dataclass(frozen=True)
class Away(_Strict):
    """Drop out (the site says so when a phone falls silent): the computer plays the seat meanwhile."""


@dataclass(frozen=True)
class Returned(_Strict):
    """Come back: the seat is one's own again, as it stands."""


@dataclass(frozen=True)
class Answer(_Strict):
    """Support, accept or bracket a paragraph as drafted."""

    issue: IssueCode
    stance: ParagraphStance


@dataclass(frozen=True)
class Propose(_Strict):
    """Propose another formulation of a paragraph from its ladder."""

    issue: IssueCode
    rung: RungWord


@dataclass(frozen=True)
class Withdraw(_Strict):
    """Withdraw one's proposal for a paragraph."""

    issue: IssueCode


@dataclass(frozen=True)
class Ready(_Strict):
    """Say that one has answered all that one means to; what is left counts as accepted. Or take it back."""

    ready: StrictBool = True


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
    """No longer ask for the floor."""


@dataclass(frozen=True)
class Decide(_Strict):
    """Join, dissociate with a reason, or object with one; may be changed until the decision is closed."""

    stance: PackageStance
    reason: Text = ""


@dataclass(frozen=True)
class Table(_Strict):
    """Chair: put the next draft on the table, by the paragraphs that change. Ends the revision."""

    text: Mapping[IssueCode, RungWord] = field(default_factory=dict)


@dataclass(frozen=True)
class GiveFloor(_Strict):
    """Chair or teacher: give the floor to a delegation that asked for it; its statement is then public."""

    seat: Seat


@dataclass(frozen=True)
class Begin(_Strict):
    """Teacher: open the first reading."""


@dataclass(frozen=True)
class Advance(_Strict):
    """Teacher: close what is open, without the slow ones.

    A reading is closed and the chair revises; a revision without a new draft leaves the text as
    it is; under silence the decision is taken.
    """


@dataclass(frozen=True)
class PutUnderSilence(_Strict):
    """Teacher: no more readings; the text, after the chair's revision, is put to the decision."""


@dataclass(frozen=True)
class Back(_Strict):
    """Teacher: back to the reading before, as it stood when it was closed."""


@dataclass(frozen=True)
class Pause(_Strict):
    """Teacher: nobody may act."""


@dataclass(frozen=True)
class Resume(_Strict):
    """Teacher: go on."""


@dataclass(frozen=True)
class AppointChair(_Strict):
    """Teacher: say who chairs: the computer, the teacher, or a player by number."""

    chair: Literal["computer", "teacher"] | PlayerId


@dataclass(frozen=True)
class AllowAdvice(_Strict):
    """Teacher: whether a chair of flesh and blood sees what the computer's chair would propose."""

    allowed: StrictBool


@dataclass(frozen=True)
class Reveal(_Strict):
    """Teacher: show everybody all instructions, or no longer."""

    shown: StrictBool


@dataclass(frozen=True)
class SetTimer(_Strict):
    """Teacher: start a timer for everybody to see; 0 takes it away. It only counts, it does nothing."""

    seconds: Annotated[StrictInt, Field(ge=0, le=LONGEST_TIMER)]


@dataclass(frozen=True)
class Place(_Strict):
    """Teacher: give a player a free seat, or with None make them an observer."""

    player: PlayerId
    seat: Seat | None = None


@dataclass(frozen=True)
class Remove(_Strict):
    """Teacher: remove a player from the class; the computer takes the seat."""

    player: PlayerId


@dataclass(frozen=True)
class NewKey(_Strict):
    """Teacher: make a link for a player whose phone is lost. The old token lets nobody in any more.

    `key` is the digest of the link's token, which is good for one `UseLink`.
    """

    player: PlayerId
    key: Key


@dataclass(frozen=True)
class UseLink(_Strict):
    """Open one's link (the site says so): it is used up, and from now on a token that nobody has seen counts.

    `key` is the digest of that token, which the site has just made for one browser.
    """

    key: Key


@dataclass(frozen=True)
class End(_Strict):
    """Teacher: end the class, decided or not."""


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
    | SendNote
    | AskFloor
    | LowerHand
    | Decide
    | Table
    | GiveFloor
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
