"""Instructions: what a capital wants according to the scenario's file, in words, before any draw of chance.

A printed role sheet cannot know the chance of a play, so it gives the coded positions and average
concessions. For a class that plays as coded, `sim.classroom.room.instructions` says the same in the same
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.classroom.room.amounts_in_words import MOVES, NEEDED, giving_words, stake_words, weight_words
from sim.classroom.room.attitude import AGAINST, FOR, Attitude, attitude
from sim.classroom.room.coded_play import common_behaviour
from sim.classroom.room.goal_card import GoalCard, goal_card
from sim.classroom.words.message import Message, joined, say
from sim.classroom.words.names import state
from sim.negotiation.conduct import conduct_named
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.conduct.stands_aside import StandsAside
from sim.scenario.acquis import agreed, promised
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Issue, Rung
from sim.scenario.positions import Cell, cells, is_public, seats
from sim.scenario.schema import Scenario
from sim.study.setting import setting


@dataclass(frozen=True)
class Wish:
    """What a capital wants from one paragraph.

    Parameters
    ----------
    code, title : the issue
    number : of its paragraph in the draft, from 1
    attitude : towards the explicit paragraph
    text : the explicit wording
    indirect : the indirect wording; empty if the ladder has none
    asked : how much of it the mandate promises, 0 to 1
    agreed : the strongest wording in an earlier report
    evidence : grade of the coded position
    source, date : of the position
    rule : the codebook's rule behind it; empty if it was coded
    """

    code: str
    title: str
    number: int
    attitude: Attitude
    text: str
    indirect: str
    asked: float
    agreed: Rung
    evidence: Evidence
    source: str
    date: str
    rule: str

    @property
    def public(self) -> bool:
        """Whether the delegation has said so in public, according to the file."""
        return is_public(self.evidence, self.rule)

    @property
    def note(self) -> str:
        """A note on the mandate, indirect words and earlier reports; may be empty."""
        told = []
        if self.attitude in FOR:
            told.append(_asked(self.asked))
        if self.attitude in AGAINST:
            told.append(
                say("Indirect words hurt much less.")
                if self.indirect
                else say("There are no indirect words.")
            )
        # What was agreed before does not soften a red line.
        if self.agreed is not Rung.SILENT and self.attitude in (*FOR, Attitude.RESISTS):
            told.append(self._repeated)
        return joined(*told)

    @property
    def _repeated(self) -> Message:
        """What earlier agreed words mean to this capital."""
        explicit = self.agreed is Rung.EXPLICIT
        if self.attitude in AGAINST:
            if explicit:
                return say("Explicit words were agreed before: you will hardly get rid of them.")
            return say("Indirect words were agreed before: repeating them costs little.")
        if explicit:
            return say("Explicit words were agreed before: do not lose them.")
        return say("Indirect words were agreed before: you want more.")

    @property
    def words(self) -> str:
        """The instruction as running text."""
        return f"{self.attitude.heading}: {self.title}. {self.attitude.order} {self.note}".strip()


@dataclass(frozen=True)
class Instructions:
    """The confidential instructions of a delegation, according to the scenario's file.

    Parameters
    ----------
    code, name : of the delegation
    caucus : the group that it consults
    standing : how much weight it carries, as a sentence
    worth : what having any report is worth to it, as a sentence
    giving : how much it would concede by the end, as a sentence
    wishes : paragraph by paragraph, in the order of the draft
    needs_report : whether any report is worth a good deal to it
    moves : whether it concedes anything by the end
    objects : whether it may object at all, by its conduct
    """

    code: str
    name: str
    caucus: str
    standing: str
    worth: str
    giving: str
    wishes: tuple[Wish, ...]
    needs_report: bool
    moves: bool
    objects: bool

    @property
    def goal(self) -> GoalCard:
        """The goal card, as on the phones."""
        paragraphs = [(wish.attitude, wish.title, wish.number) for wish in self.wishes]
        return goal_card(self.name, self.standing, self.worth, paragraphs)

    def of(self, *attitudes: Attitude) -> tuple[Wish, ...]:
        """Return the paragraphs with these attitudes, in the order of the draft."""
        return tuple(wish for wish in self.wishes if wish.attitude in attitudes)

    @property
    def red_lines(self) -> tuple[Wish, ...]:
        """The paragraphs whose explicit words it rejects."""
        return self.of(Attitude.REJECTS)

    @property
    def said(self) -> tuple[Wish, ...]:
        """What it has said in public."""
        return tuple(wish for wish in self.wishes if wish.public)

    @property
    def inferred(self) -> tuple[Wish, ...]:
        """What it has not said in public: recalled, inferred, or derived by a rule."""
        return tuple(wish for wish in self.wishes if not wish.public)


def instructions(scenario: Scenario, code: str) -> Instructions:
    """Return the instructions of one delegation, independent of everybody else's.

    Parameters
    ----------
    code : of a member

    Raises
    ------
    ValueError
        if the delegation has no seat
    """
    if code not in scenario.members:
        raise ValueError(f"{code} has no seat in {scenario.id}")
    return all_instructions(scenario.model_copy(update={"members": (code,)}))[code]


def all_instructions(scenario: Scenario) -> dict[str, Instructions]:
    """Return the instructions of every delegation, by code."""
    grid, seat = cells(scenario), seats(scenario)
    asked, earlier = promised(scenario), agreed(scenario)
    conduct = {code: conduct_named(seat[code].conduct) for code in grid}
    shares = [concession(scenario, gone) for gone in (1.0, 0.5)]
    # At the last reading, and half way.
    gives = {
        code: [float(how.concede(np.array([[share]])).item()) for share in shares]
        for code, how in conduct.items()
    }
    return {
        code: Instructions(
            code=code,
            name=state(code),
            caucus=seat[code].caucus,
            standing=weight_words(seat[code].weight, conduct[code]),
            worth=stake_words(seat[code].stake),
            giving=giving_words(*gives[code]),
            wishes=tuple(
                _wish(issue, number, row[issue.code], asked, earlier)
                for number, issue in enumerate(scenario.issues, 1)
            ),
            needs_report=seat[code].stake >= NEEDED,
            moves=gives[code][0] >= MOVES,
            objects=conduct[code] != StandsAside(),
        )
        for code, row in grid.items()
    }


def _wish(
    issue: Issue, number: int, cell: Cell, asked: Mapping[str, float], earlier: Mapping[str, Rung]
) -> Wish:
    return Wish(
        code=issue.code,
        title=say(issue.title),
        number=number,
        attitude=attitude(cell.value),
        text=say(issue.explicit.text),
        indirect=say(issue.indirect.text) if issue.indirect else "",
        asked=asked[issue.code],
        agreed=earlier[issue.code],
        evidence=cell.evidence,
        source=say(cell.source),
        date=cell.date,
        rule=cell.rule,
    )


def _asked(ambition: float) -> Message:
    if ambition <= 0:
        return say("The mandate does not ask for it.")
    return say("The mandate promises it.") if ambition >= 1 else say("The mandate promises less.")


def concession(scenario: Scenario, gone: float) -> float:
    """Return the common share of its complaints that a delegation concedes (docs/model.md, equation 7).

    Parameters
    ----------
    gone : share of the readings that are over, 0 to 1
    """
    common = common_behaviour(setting(scenario), 1)
    late = gone ** float(1 / common.deadline_shape[0])
    return float(min(MOST, common.deadline_concession[0] * late))
