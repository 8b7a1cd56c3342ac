"""The lesson: the whole state of a class at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from sim.classroom.room.case import Case, DraftText
from sim.classroom.room.outcome import Decision as Decision
from sim.classroom.room.outcome import Held as Held
from sim.classroom.room.outcome import Outcome as Outcome
from sim.classroom.room.package import Package
from sim.classroom.room.player import MOST_IN_A_SEAT, by_seat, places_left
from sim.classroom.room.player import Player as Player
from sim.classroom.room.solo import Solo
from sim.classroom.room.tally import Tally
from sim.classroom.words.message import Message, say

#: Who acts: a player by number, the teacher, or a newcomer.
Who: TypeAlias = int | Literal["teacher", "nobody"]
TEACHER: Literal["teacher"] = "teacher"
NOBODY: Literal["nobody"] = "nobody"
#: Who sent an action, and the id that their screen gave it; each pair acts once.
Mark: TypeAlias = tuple[Who, str]
#: Who chairs: a player by number, the teacher, or the computer.
Chairing: TypeAlias = int | Literal["teacher", "computer"]
COMPUTER: Literal["computer"] = "computer"


class Refused(Exception):
    """An action that is not possible now, with a sentence for whoever tried; nothing has changed.

    Parameters
    ----------
    sentence : written out where it is raised, so that the catalogues have it; a message if it has gaps
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence if isinstance(sentence, Message) else say(sentence)


class Phase(StrEnum):
    """Where a class stands."""

    GATHERING = "gathering"
    READING = "reading"
    REVISION = "revision"
    SILENCE = "silence"
    OPENING = "opening"
    OVER = "over"


@dataclass(frozen=True)
class Note:
    """A private note in a reading (0 before the first): to a delegation, or to a room by its number."""

    reading: int
    sender: str
    to: str
    text: str
    room: int = 0


@dataclass(frozen=True)
class CaucusRoom:
    """A room in which several delegations write to each other: its number from 1, and who is in it."""

    number: int
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """The practice paragraph while it is open: by seat, the answer and the proposed formulation, if any."""

    tries: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """A delegation's statement on the floor; without text it spoke freely."""

    reading: int
    seat: str
    text: str


@dataclass(frozen=True)
class Hand:
    """A delegation that asks for the floor."""

    seat: str
    text: str


@dataclass(frozen=True)
class Timer:
    """A timer: its length in seconds, and its start by the caller's clock."""

    seconds: int
    at: float


@dataclass(frozen=True)
class Play:
    """The negotiation itself, which `Back` restores; it does not include who sits where.

    Parameters
    ----------
    phase : where it stands
    number : number of the reading, 0 before the first; under silence that of the last one
    draft : the text on the table
    path : the zero draft, then the draft after each reading
    answers : by seat, by issue, by formulation: people's last answers. An answer holds for its
        formulation, so that nobody answers twice for an unchanged paragraph
    proposals : by seat, by issue: formulations that people proposed
    packages : package offers, in order
    ready : seats of people who are done with the reading
    computed : by seat, the stance on each paragraph under the instructions, in the order of the issues
    favourites : by seat, the favourite formulation of each paragraph under the instructions
    decisions : people's decisions under silence, by seat
    advice : what the computer's chair would propose, while somebody else revises
    closing : whether the revision under way is the last
    held : the readings held so far
    outcome : None before the decision
    opened : number of groups of seats that have been opened
    before : the negotiation as it stood when the previous reading was closed
    """

    phase: Phase = Phase.GATHERING
    number: int = 0
    draft: DraftText = ()
    path: tuple[DraftText, ...] = ()
    answers: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    proposals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    packages: tuple[Package, ...] = ()
    ready: frozenset[str] = frozenset()
    computed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    favourites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    advice: DraftText | None = None
    closing: bool = False
    held: tuple[Held, ...] = ()
    outcome: Outcome | None = None
    opened: int = 0
    before: Play | None = None


@dataclass(frozen=True, eq=False)
class Lesson:
    """The whole state of a class at one moment; two states are never equal.

    Parameters
    ----------
    case : the play that the class negotiates
    teacher : digest of the teacher's token
    play : the negotiation
    players : everybody who ever came in, by number
    chair : who chairs
    advice : whether a human chair sees the computer's proposal
    revealed : whether everybody sees all instructions
    paused : start of the pause by the caller's clock; None if there is no pause
    timer : the timer, if one runs
    notes, statements, hands : private notes, public statements, requests for the floor
    rooms : rooms of several delegations
    offered : number of packages ever offered, so that none has the number of another after going back
    practice : the practice paragraph, while it is open
    discussed : issue of the paragraph under discussion, if the teacher has chosen one
    tallies : what each player has done so far, by number
    used : number of actions since the reading opened, by player and kind of action
    solo : what computers do, and whether one person plays alone
    sharing : whether two players may take one seat
    """

    case: Case
    teacher: str
    play: Play
    players: tuple[Player, ...] = ()
    chair: Chairing = COMPUTER
    advice: bool = True
    revealed: bool = False
    paused: float | None = None
    timer: Timer | None = None
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    hands: tuple[Hand, ...] = ()
    rooms: tuple[CaucusRoom, ...] = ()
    offered: int = 0
    practice: Practice | None = None
    discussed: str | None = None
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    used: Mapping[tuple[int, str], int] = field(default_factory=dict)
    solo: Solo = field(default_factory=Solo)
    sharing: bool = False

    @classmethod
    def gathering(cls, case: Case, teacher: str) -> Lesson:
        """Return a class before anybody has come in.

        Parameters
        ----------
        teacher : digest of the teacher's token
        """
        return cls(case, teacher, Play(draft=case.zero_draft, path=(case.zero_draft,)))

    @property
    def phase(self) -> Phase:
        """Where the class stands."""
        return self.play.phase

    def player(self, number: int) -> Player | None:
        """Return a player who is still in the class."""
        known = 0 <= number < len(self.players)
        return self.players[number] if known and not self.players[number].removed else None

    def sitting(self, seat: str) -> Player | None:
        """Return a player in a seat, present or away; None if the computer plays it."""
        return next((p for p in self.players if p.seat == seat and not p.removed), None)

    @property
    def seated(self) -> dict[str, Player]:
        """Who sits where, by seat, present or away; two in one seat count as one, with both names."""
        return by_seat(self.players)

    @property
    def places(self) -> dict[str, int]:
        """How many more players can take each seat; seats without a place are left out."""
        return places_left(self.case.seats, self.players, MOST_IN_A_SEAT if self.sharing else 1)

    @property
    def present(self) -> dict[str, Player]:
        """Who plays a delegation now, by seat; the computer plays all others."""
        return {seat: player for seat, player in self.seated.items() if not player.away}
