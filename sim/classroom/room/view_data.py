"""View data: plain frozen data for the screens; only the views make it.

Codes stand for seats and issues, words for formulations and stances
(silent, indirect, explicit; supports, accepts, brackets; joins, dissociates, objects).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.room.capital_page import CapitalPage
from sim.classroom.room.conduct import Conduct
from sim.classroom.room.glossary import Term
from sim.classroom.room.hints import HintView
from sim.classroom.room.instructions import CapitalView, Instructions
from sim.classroom.room.lesson import CaucusRoom, Decision, Note, Phase, Statement, Timer
from sim.classroom.room.opening import OpeningView
from sim.classroom.room.public_positions import PublicPosition
from sim.classroom.room.talk_views import PackageView, PracticeView, ThreadView


@dataclass(frozen=True)
class FormulationView:
    """One wording of a paragraph: its rung on the ladder, and the text in our words."""

    rung: str
    text: str


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph of the draft, as everybody sees it.

    Parameters
    ----------
    issue, title : its subject
    number : in the draft, from 1: the same on phones, paper, projector and in exports
    rung, text : as drafted
    before : its rung in the previous draft; empty if it did not change
    ladder : all its formulations
    brackets, supports, accepts : seats with that stance
    proposals : proposed formulation by seat; computer delegations propose their favourite for every
        paragraph that they bracket
    public : what member states want, according to documents or publications
    """

    issue: str
    title: str
    number: int
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
    """A delegation as everybody sees it.

    Parameters
    ----------
    seat, name : code and name of the member state
    caucus : name of its caucus
    player : name of the person in the seat; empty without one
    played : who plays now: person, away (the computer meanwhile) or computer
    answered : whether the class need not wait for it
    brackets : number of paragraphs that it brackets
    stance : its decision, once its seat is open: joins, dissociates, objects; empty before
    reason : the reason it gave
    apart_from : issues from which it dissociates, once its seat is open; none for the whole report
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
    apart_from: tuple[str, ...]


@dataclass(frozen=True)
class RoomView:
    """What everybody in the room sees.

    Parameters
    ----------
    title, question : of the scenario
    phase, number, readings : where the class stands: reading `number` of `readings`
    now : what happens now, in a sentence
    paused : whether the class is paused
    timer : the timer, if one runs; `paused_at` is when it stopped, by the caller's clock
    chair : who chairs, in words
    decision : the decision rule, in words
    paragraphs : the draft
    path : the zero draft and the draft after each reading: words of the rungs, in the order of paragraphs
    seats : all delegations, by code
    free : seats that a person can take
    statements : public statements
    hands : seats that ask for the floor, in order
    waiting : number of present delegations that are not done
    adopted : the outcome; None until all seats are open
    opening : how far the seats are open; None except while the teacher opens them
    discussed : issue of the paragraph under discussion; None to show all by turns
    revealed : all instructions, if the teacher reveals them
    packages : package offers that everybody sees
    practice : the practice paragraph, while it is open
    glossary : words that can be tapped
    talkative : whether computers take the floor, offer packages and give reasons
    alone : whether one person plays against computers, without a teacher
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
    opening: OpeningView | None
    discussed: str | None
    revealed: tuple[Instructions, ...]
    packages: tuple[PackageView, ...]
    practice: PracticeView | None
    glossary: tuple[Term, ...]
    talkative: bool
    alone: bool


@dataclass(frozen=True)
class DeskView:
    """What the chair sees while revising.

    Parameters
    ----------
    open : whether the chair can table a new draft now
    advice : the computer's rung for each paragraph that it would change, by issue; None if there is no
        advice now, or the teacher does not allow it
    objections : for each bracketed paragraph: issue, seats, and the proposed formulations by seat
    packages : package offers that somebody has accepted, and those to everybody; pressing ones need an answer
    """

    open: bool
    advice: Mapping[str, str] | None
    objections: tuple[tuple[str, tuple[str, ...], Mapping[str, str]], ...]
    packages: tuple[PackageView, ...]


@dataclass(frozen=True)
class StudentView:
    """What one student sees.

    Parameters
    ----------
    room : what everybody sees
    player, name, seat : who they are; no seat for an observer
    instructions : what their capital wants; None for an observer
    capital : what the capital thinks of the draft on the table; None for an observer
    page : red lines, what to bring home, what to trade, gauges; None for an observer
    answers, proposals : their own, by issue; brackets and proposals outlive a reading
    open : paragraphs that they are asked about, in order: without an answer, or with changed words
    ready : whether they said that they are done
    decision : their own, under silence
    notes : to and from their delegation, and in its rooms
    threads : the same by counterpart and by room
    packages : package offers that they see
    tried : their answer to the practice paragraph, and the formulation that they proposed
    hand : their statement, if they ask for the floor
    desk : what they see as the chair; None if they do not chair
    conduct : how they negotiated; None before the end, and without a seat
    hints : those they asked for in this reading
    """

    room: RoomView
    player: int
    name: str
    seat: str | None
    instructions: Instructions | None
    capital: CapitalView | None
    page: CapitalPage | None
    answers: Mapping[str, str]
    open: tuple[str, ...]
    proposals: Mapping[str, str]
    ready: bool
    decision: Decision | None
    notes: tuple[Note, ...]
    threads: tuple[ThreadView, ...]
    packages: tuple[PackageView, ...]
    tried: tuple[str, str | None] | None
    hand: str | None
    desk: DeskView | None
    conduct: Conduct | None
    hints: tuple[HintView, ...]


@dataclass(frozen=True)
class PlayerView:
    """A player as the teacher sees them; `open` counts the paragraphs without an answer."""

    player: int
    name: str
    seat: str | None
    away: bool
    waiting: bool
    open: int


@dataclass(frozen=True)
class TeacherView:
    """What the teacher sees.

    Parameters
    ----------
    room : what everybody sees
    decided : seats for which a person has decided; what they decided is secret until their seat is open
    players : everybody in the class
    capitals : what each capital thinks of the draft on the table, by seat
    instructions : the instructions of every seat
    notes : all private notes (the notes page says that the teacher can read them)
    rooms : rooms of several delegations
    packages : all package offers
    hands : statements of delegations that ask for the floor, by seat
    desk : what the chair sees, whoever chairs, always with advice
    chair : who chairs: computer, teacher, or a player's number
    advice, revealed, sharing : settings
    can_go_back : whether there is an earlier reading
    """

    room: RoomView
    decided: tuple[str, ...]
    players: tuple[PlayerView, ...]
    capitals: Mapping[str, CapitalView]
    instructions: tuple[Instructions, ...]
    notes: tuple[Note, ...]
    rooms: tuple[CaucusRoom, ...]
    packages: tuple[PackageView, ...]
    hands: Mapping[str, str]
    desk: DeskView
    chair: int | str
    advice: bool
    sharing: bool
    revealed: bool
    can_go_back: bool
