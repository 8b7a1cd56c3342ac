"""The lesson: everything that is true of a class at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from sim.classroom.room.case import Case, DraftText

#: Who acts: a player by number, the teacher, or somebody who has not come in yet.
Who: TypeAlias = int | Literal["teacher", "nobody"]
TEACHER: Literal["teacher"] = "teacher"
NOBODY: Literal["nobody"] = "nobody"
#: Whose an action is, and the id under which their screen sent it: once for each.
Mark: TypeAlias = tuple[Who, str]
#: Who chairs: a player by number, the teacher, or the computer.
Chairing: TypeAlias = int | Literal["teacher", "computer"]
COMPUTER: Literal["computer"] = "computer"


class Refused(Exception):
    """An action that cannot be done now; its text is a sentence for whoever tried. Nothing has changed."""


class Phase(StrEnum):
    """Where a class stands."""

    GATHERING = "gathering"
    READING = "reading"
    REVISION = "revision"
    SILENCE = "silence"
    OVER = "over"


@dataclass(frozen=True)
class Player:
    """Somebody in the class.

    Parameters
    ----------
    number : from 0, in the order of coming in
    name : as given
    key : digest of the token that lets them in
    linked : whether that token is a link that waits to be opened, and as yet lets nobody in
    seat : code of the delegation they play; None for an observer
    away : whether the computer plays the seat meanwhile
    removed : whether the teacher sent them out
    """

    number: int
    name: str
    key: str
    seat: str | None = None
    away: bool = False
    removed: bool = False
    linked: bool = False


@dataclass(frozen=True)
class Decision:
    """What a person decided under silence: joins, dissociates or objects, why, and the person's name."""

    stance: str
    reason: str
    by: str


@dataclass(frozen=True)
class Note:
    """A private note between delegations, in a reading (0 before the first)."""

    reading: int
    sender: str
    to: str
    text: str


@dataclass(frozen=True)
class Statement:
    """What a delegation said when it had the floor; without text it spoke freely."""

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
    """A timer: how many seconds, and when it was set, by the time that the caller gave."""

    seconds: int
    at: float


@dataclass(frozen=True)
class Held:
    """A reading as it was held.

    Parameters
    ----------
    number : from 1
    draft : what was on the table
    stances : by issue, by seat: supports, accepts or brackets, of people and computers alike
    proposals : by issue, by seat: the formulation proposed, by people and computers alike
    people : who sat for which delegation: name of the player by seat
    chair : who revised: a name, "the teacher" or "the computer"
    revised : the draft that the reading left
    """

    number: int
    draft: DraftText
    stances: Mapping[str, Mapping[str, str]]
    proposals: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]
    chair: str
    revised: DraftText


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Parameters
    ----------
    text : the text that was put under silence
    stances : joins, dissociates or objects by seat, each seat once
    reasons : reason by seat, where a person gave one
    people : name of the player by seat, of those who decided themselves; the computer decided for the others
    instructed : what the instructions would have decided, by seat
    adopted : whether the text was adopted, by the decision rule of the scenario
    """

    text: DraftText
    stances: Mapping[str, str]
    reasons: Mapping[str, str]
    people: Mapping[str, str]
    instructed: Mapping[str, str]
    adopted: bool


@dataclass(frozen=True)
class Play:
    """The negotiation itself, which `Back` restores; who sits where is not part of it.

    Parameters
    ----------
    phase : where it stands
    number : number of the reading, 0 before the first; in the silence the last one held
    draft : the text on the table
    path : the zero draft, then the draft after each reading
    answers : by seat, by issue, by formulation: what people last said of it. It stands for that
        formulation, so that nobody answers twice for a paragraph that has not changed
    proposals : by seat, by issue: formulations that people proposed
    ready : seats of people who have answered all that they mean to
    computed : by seat, the stance on each paragraph that its instructions give, in the order of the issues
    favourites : by seat, the formulation of each paragraph that its instructions like best
    decisions : what people decided under silence, by seat
    advice : what the computer's chair would propose, while somebody else revises
    closing : whether the revision under way is the last
    held : the readings held so far
    outcome : once decided
    before : the negotiation as it stood when the reading before was closed
    """

    phase: Phase = Phase.GATHERING
    number: int = 0
    draft: DraftText = ()
    path: tuple[DraftText, ...] = ()
    answers: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    proposals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ready: frozenset[str] = frozenset()
    computed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    favourites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    advice: DraftText | None = None
    closing: bool = False
    held: tuple[Held, ...] = ()
    outcome: Outcome | None = None
    before: Play | None = None


@dataclass(frozen=True, eq=False)
class Lesson:
    """Everything that is true of a class at a moment; each is another one to compare by.

    Parameters
    ----------
    case : the play of a scenario that the class takes part in
    teacher : digest of the teacher's token
    play : the negotiation
    players : everybody who ever came in, by number
    chair : who chairs
    advice : whether a chair who is not the computer sees the computer's proposal
    revealed : whether everybody sees all instructions
    paused : since when the class is paused, by the time that the caller gave; None if it is not
    timer : the timer, if one runs
    notes, statements, hands : what was written, what was said, who asks for the floor
    used : how much each player has done since the reading was opened, by player and kind of action
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
    used: Mapping[tuple[int, str], int] = field(default_factory=dict)

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
        """Return who sits in a seat, present or away; None if the computer does."""
        return next((p for p in self.players if p.seat == seat and not p.removed), None)

    @property
    def seated(self) -> dict[str, Player]:
        """Who sits where, by seat, present or away."""
        return {p.seat: p for p in self.players if p.seat is not None and not p.removed}

    @property
    def present(self) -> dict[str, Player]:
        """Who plays a delegation now, by seat: the computer plays all others."""
        return {seat: player for seat, player in self.seated.items() if not player.away}
