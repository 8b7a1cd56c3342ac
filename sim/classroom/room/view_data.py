"""What is seen: plain frozen data for the screens, made by the views and by nothing else.

Seats and issues go by their codes, formulations and stances by their words
(silent, indirect, explicit; supports, accepts, brackets; joins, dissociates, objects).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.room.instructions import CapitalView, Instructions
from sim.classroom.room.lesson import Decision, Note, Phase, Statement, Timer
from sim.classroom.room.public_positions import PublicPosition


@dataclass(frozen=True)
class FormulationView:
    """One wording of a paragraph: its rung on the ladder, and the text in our words."""

    rung: str
    text: str


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph of the draft, as the room sees it.

    Parameters
    ----------
    issue, title : its subject
    rung, text : as drafted
    before : its rung in the draft before, if that was another; empty if it did not move
    ladder : all formulations there are
    brackets, supports, accepts : seats that do so
    proposals : formulation that each seat proposes, by seat; the computer's delegations propose what they
        like best for whatever they bracket
    public : what member states are known to want, from documents or publications
    """

    issue: str
    title: str
    rung: str
    text: str
    before: str
    ladder: tuple[FormulationView, ...]
    brackets: tuple[str, ...]
    supports: tuple[str, ...]
    accepts: tuple[str, ...]
    proposals: Mapping[str, str]
    public: tuple[PublicPosition, ...]


@dataclass(frozen=True)
class SeatView:
    """A delegation as the room sees it.

    Parameters
    ----------
    seat, name : code and name of the member state
    caucus : name of its caucus
    player : name of the person who sits there; empty if nobody does
    played : by whom now: person, away (the computer meanwhile) or computer
    answered : whether there is nothing to wait for
    brackets : how many paragraphs it brackets
    stance : its decision, once it may be known: joins, dissociates, objects; empty before
    reason : the reason it gave
    """

    seat: str
    name: str
    caucus: str
    player: str
    played: str
    answered: bool
    brackets: int
    stance: str
    reason: str


@dataclass(frozen=True)
class RoomView:
    """What everybody in the room sees.

    Parameters
    ----------
    title, question : of the scenario
    phase, number, readings : where it stands: reading `number` of `readings`
    now : what happens now, in a sentence
    paused : whether nobody may act
    timer : the timer, if one runs; `paused_at` is when it stopped, by the time that the caller gave
    chair : who chairs, in words
    decision : what it takes to adopt, in words
    paragraphs : the draft
    path : the zero draft and the draft after each reading: the words of the rungs, in the order of paragraphs
    seats : all delegations, by code
    free : seats that a person can take
    statements : what was said
    hands : seats that ask for the floor, in order
    waiting : how many present delegations have not answered yet
    adopted : how it ended; None before
    revealed : all instructions, if the teacher shows them
    """

    title: str
    question: str
    phase: Phase
    number: int
    readings: int
    now: str
    paused: bool
    timer: Timer | None
    paused_at: float | None
    chair: str
    decision: str
    paragraphs: tuple[ParagraphView, ...]
    path: tuple[tuple[str, ...], ...]
    seats: tuple[SeatView, ...]
    free: tuple[str, ...]
    statements: tuple[Statement, ...]
    hands: tuple[str, ...]
    waiting: int
    adopted: bool | None
    revealed: tuple[Instructions, ...]


@dataclass(frozen=True)
class DeskView:
    """What the chair sees while revising.

    Parameters
    ----------
    open : whether a new draft may be tabled now
    advice : the rung that the computer's chair would give each paragraph it would change, by issue;
        None if there is no advice now, or the teacher does not allow it
    objections : for each paragraph that is bracketed: issue, seats, and the formulations they propose by seat
    """

    open: bool
    advice: Mapping[str, str] | None
    objections: tuple[tuple[str, tuple[str, ...], Mapping[str, str]], ...]


@dataclass(frozen=True)
class StudentView:
    """What one student sees.

    Parameters
    ----------
    room : what everybody sees
    player, name, seat : who they are; no seat for an observer
    instructions : what their capital wants; None for an observer
    capital : what the capital makes of the draft on the table; None for an observer
    answers, proposals : their own, by issue
    ready : whether they have said that they are done
    decision : theirs, under silence
    notes : to and from their delegation
    hand : what they want to say, if they ask for the floor
    desk : what they see as the chair; None if they do not chair
    """

    room: RoomView
    player: int
    name: str
    seat: str | None
    instructions: Instructions | None
    capital: CapitalView | None
    answers: Mapping[str, str]
    proposals: Mapping[str, str]
    ready: bool
    decision: Decision | None
    notes: tuple[Note, ...]
    hand: str | None
    desk: DeskView | None


@dataclass(frozen=True)
class PlayerView:
    """A player as the teacher sees them."""

    player: int
    name: str
    seat: str | None
    away: bool
    waiting: bool


@dataclass(frozen=True)
class TeacherView:
    """What the teacher sees.

    Parameters
    ----------
    room : what everybody sees; decisions are in its seats as soon as they are made
    players : everybody in the class
    capitals : what each capital makes of the draft on the table, by seat
    instructions : the instructions of every seat
    notes : all private notes (students are told that the teacher can read them)
    hands : what each delegation that asks for the floor wants to say, by seat
    desk : what the chair sees, whoever chairs; advice is there whether allowed or not
    chair : who chairs: computer, teacher, or a player's number
    advice, revealed : settings
    can_go_back : whether there is a reading to go back to
    """

    room: RoomView
    players: tuple[PlayerView, ...]
    capitals: Mapping[str, CapitalView]
    instructions: tuple[Instructions, ...]
    notes: tuple[Note, ...]
    hands: Mapping[str, str]
    desk: DeskView
    chair: int | str
    advice: bool
    revealed: bool
    can_go_back: bool
