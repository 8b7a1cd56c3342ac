"""The debrief as data: the class, the model, history, and what would have changed the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.room.lesson import Held
from sim.classroom.room.package import Package


@dataclass(frozen=True)
class Standing:
    """A delegation's decision, and how far its instructions were from it.

    Parameters
    ----------
    seat, name : of the delegation
    player : who decided; empty for the computer
    decided, reason : the stance, and why
    apart_from : the paragraphs that do not bind it, if it dissociates; none for the whole report
    instructed : the stance that follows from the instructions
    over : the largest complaint under the instructions, in words
    worth, price : of the text against no report, and of objecting; below -price it objects
    sentence : how far the instructions were from another decision, in words
    """

    seat: str
    name: str
    player: str
    decided: str
    reason: str
    apart_from: tuple[str, ...]
    instructed: str
    over: str
    worth: float
    price: float
    sentence: str

    @property
    def against_instructions(self) -> bool:
        """Whether a person decided against the instructions."""
        return bool(self.player) and self.decided != self.instructed


@dataclass(frozen=True)
class RewordingView:
    """The last text with one paragraph reworded, judged by the instructions of all seats.

    People who decided against their instructions are assumed to stand by their decision.

    Parameters
    ----------
    issue, title, number : the paragraph, and its number in the draft
    before, after, text : its rung in the class's text, the new rung, and the new wording
    adopted : whether the room would have adopted it
    won, lost : names of those who would stop objecting, and of those who would start
    """

    issue: str
    title: str
    number: int
    before: str
    after: str
    text: str
    adopted: bool
    won: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class PlayView:
    """The same play with computers in all seats: the outcome, the text, and who objects, by seat."""

    adopted: bool
    text: tuple[str, ...]
    objecting: tuple[str, ...]
    dissociating: tuple[str, ...]


@dataclass(frozen=True)
class ForecastView:
    """What the model forecast for the same room.

    Parameters
    ----------
    runs : number of plays
    answer : what the model says about the outcome, in a sentence
    adopted : number of plays that adopt; None where the model claims no probability
    probability, band : of consensus; None where the model claims none: see `sim.study.claims`
    language : probability of silent, indirect and explicit text by issue; empty where there are few reports
    odds : the same as text, in per cent or as counts; empty where there is no number
    objectors : the most likely ones: seat, name, and share of plays in which it objects, as text
    """

    runs: int
    answer: str
    adopted: int | None
    probability: float | None
    band: tuple[float, float] | None
    language: Mapping[str, tuple[float, ...]]
    odds: Mapping[str, tuple[str, ...]]
    objectors: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class HistoryView:
    """What really happened.

    Parameters
    ----------
    adopted, document, date, source : of the outcome
    language : rung of every paragraph by issue, if a report was adopted
    stood_apart : sentences: who resisted, insisted, objected or dissociated, over what
    """

    adopted: bool
    document: str
    date: str
    source: str
    language: Mapping[str, str]
    stood_apart: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """The material of a debrief.

    Parameters
    ----------
    title, question : of the scenario
    adopted : whether the class adopted a report; None if it never decided
    verdict : how it ended, in a sentence
    issues : code and title of each paragraph, in order
    path : words of the rungs of the zero draft, the draft after each reading, and the last text
    readings : the readings as the class held them
    packages : package offers, and what became of them
    text : by issue: rung and wording of the last text
    standings : every delegation, those that objected first, then those that dissociated
    rewordings : single rewordings of the class's text that the instructions would have adopted, or that
        win somebody over; empty if it never decided
    computers : the same play with computers in all seats
    forecast, history : None if unknown
    """

    title: str
    question: str
    adopted: bool | None
    verdict: str
    issues: tuple[tuple[str, str], ...]
    path: tuple[tuple[str, ...], ...]
    readings: tuple[Held, ...]
    packages: tuple[Package, ...]
    text: Mapping[str, tuple[str, str]]
    standings: tuple[Standing, ...]
    rewordings: tuple[RewordingView, ...]
    computers: PlayView
    forecast: ForecastView | None
    history: HistoryView | None

    @property
    def last(self) -> tuple[str, ...]:
        """Words of the rungs of the last text, in the order of the issues."""
        return self.path[-1]

    @property
    def objecting(self) -> tuple[Standing, ...]:
        """Who objected."""
        return tuple(s for s in self.standings if s.decided == "objects")

    @property
    def against_instructions(self) -> tuple[Standing, ...]:
        """Who decided against the instructions."""
        return tuple(s for s in self.standings if s.against_instructions)
