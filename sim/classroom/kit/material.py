"""The material of a kit: the content of all its sheets, computed once from the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.classroom.kit.allies_and_opponents import company
from sim.classroom.kit.debrief import Question, debrief
from sim.classroom.kit.instructions import Instructions, all_instructions
from sim.classroom.kit.ladders import Ladder, ladders
from sim.classroom.kit.model_and_history import ModelAndHistory, afterwards
from sim.classroom.kit.patterns import Patterns, patterns
from sim.classroom.kit.quiz import Item, quiz
from sim.classroom.kit.role_sheet import RoleSheet, role_sheet, single_sheet
from sim.classroom.kit.seat_priority import first_seats
from sim.classroom.kit.short_lists import some
from sim.classroom.kit.table_sign_lettering import Lettering, lettering
from sim.classroom.kit.timetable import LESSONS, Slot, on_screens, readings_in, timetable
from sim.classroom.quiz.items import Questionnaire, questionnaire
from sim.classroom.room.glossary import Term, glossary
from sim.classroom.room.public_positions import PublicPosition, public_positions
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import Message, say
from sim.classroom.words.translation import IN_ENGLISH, Translation
from sim.negotiation.decisions import DecisionRule, decision_named
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.study.forecast import Forecast

#: Seats that a class of usual size fills, and columns of a reaction card.
CLASS, COLUMNS = 25, 4
#: Most codes in a field of a table.
MOST_CODES = 8


@dataclass(frozen=True, eq=False)
class Material:
    """The content of a kit.

    Parameters
    ----------
    scenario : the negotiation
    record : what really happened, if known
    played : a forecast of the room
    words : the language of the kit
    """

    scenario: Scenario
    record: Record | None
    played: Forecast
    words: Translation = IN_ENGLISH

    @cached_property
    def instructions(self) -> Mapping[str, Instructions]:
        """Instructions of all delegations, by code."""
        return all_instructions(self.scenario)

    @cached_property
    def roles(self) -> tuple[RoleSheet, ...]:
        """A role sheet for every seat, by code."""
        every = self.instructions
        return tuple(role_sheet(own, company(code, every), self.words) for code, own in every.items())

    def single(self, code: str) -> RoleSheet:
        """Return the role sheet of one seat, of any length."""
        every = self.instructions
        return single_sheet(every[code], company(code, every), self.words)

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The words that a class needs."""
        return glossary()

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The draft, with all formulations of each paragraph."""
        return ladders(self.scenario)

    @cached_property
    def patterns(self) -> Patterns:
        """The lines of conflict in this room."""
        return patterns(self.instructions)

    @cached_property
    def signs(self) -> tuple[tuple[str, Lettering], ...]:
        """Code and lettering of every table sign."""
        return tuple((code, lettering(self.words.text(own.name))) for code, own in self.instructions.items())

    @cached_property
    def public(self) -> Mapping[str, tuple[PublicPosition, ...]]:
        """What member states are known to want, by issue."""
        return public_positions(self.scenario)

    @property
    def rule(self) -> DecisionRule:
        """The decision rule."""
        return decision_named(self.scenario.decision)

    @property
    def columns(self) -> tuple[int, ...]:
        """Numbers of the readings that a reaction card has columns for."""
        return tuple(range(1, min(COLUMNS, self.scenario.readings) + 1))

    @property
    def lessons(self) -> tuple[tuple[int, int, tuple[Slot, ...]], ...]:
        """Minutes, number of readings and timetable of every lesson."""
        return tuple(
            (minutes, readings_in(self.scenario, minutes), timetable(self.scenario, minutes))
            for minutes in LESSONS
        )

    @property
    def english(self) -> bool:
        """Whether the kit is in English, as the sentences of a report are."""
        return self.words.language.code == ENGLISH

    @property
    def rule_story(self) -> Message:
        """What it takes to adopt."""
        return say(self.rule.story)

    def codes(self, seats: Sequence[str]) -> str:
        """Return the codes of a few seats, and the number of others."""
        return some(seats, MOST_CODES) if seats else ""

    @property
    def title(self) -> Message:
        """The title of the scenario."""
        return say(self.scenario.title)

    @property
    def question(self) -> Message:
        """Its question."""
        return say(self.scenario.question)

    @property
    def on_screens(self) -> tuple[tuple[str, ...], ...]:
        """What happens on the screens of a class with phones, with the minutes in each lesson."""
        return on_screens(self.scenario)

    @property
    def casting(self) -> tuple[str, ...]:
        """Codes of the seats to fill first."""
        return first_seats(self.scenario, self.instructions, CLASS)

    @property
    def debrief(self) -> tuple[Question, ...]:
        """Questions for the class."""
        return debrief(self.scenario, self.patterns)

    @property
    def quiz(self) -> tuple[Item, ...]:
        """Multiple-choice questions."""
        return quiz(self.scenario, self.instructions, self.ladders, self.patterns)

    @property
    def before_and_after(self) -> Questionnaire:
        """The quiz before and after the lesson."""
        return questionnaire()

    @property
    def afterwards(self) -> ModelAndHistory:
        """What to compare the class with."""
        return afterwards(self.played, self.record, self.english)
