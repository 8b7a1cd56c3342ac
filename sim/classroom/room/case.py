"""The case: the single play of a scenario that a class negotiates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sim.classroom.room.coded_play import as_coded
from sim.classroom.room.playable import check_seats
from sim.classroom.room.public_positions import PublicPosition, public_positions
from sim.classroom.words.message import Message, say
from sim.classroom.words.names import state
from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.draw import Draws, draw
from sim.negotiation.payoff import Interests, weigh
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.stance import on_package, on_paragraphs
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import ParagraphStance, Stance
from sim.scenario.ladder import Issue, Rung
from sim.scenario.schema import Scenario
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource

#: The rung of every paragraph, in the order of the issues: 0 silent, 1 indirect, 2 explicit.
DraftText: TypeAlias = tuple[int, ...]
#: Most readings of a class; also the most sessions of a scenario.
MOST_READINGS = 40
#: The single play, as the negotiation's functions expect it (A = 1).
ROW: Ints = np.zeros(1, dtype=np.int64)
ROW.setflags(write=False)


@dataclass(frozen=True, eq=False)
class Case:
    """One play of a scenario, as the rules of the negotiation see it (R = 1).

    Parameters
    ----------
    scenario : what is negotiated
    setting : the same as arrays, with the chair's strategy
    draws : all chance of this play
    interests : what is at stake for each delegation
    coded : whether nothing is drawn (`sim.classroom.room.coded_play`)
    """

    scenario: Scenario
    setting: Setting
    draws: Draws
    interests: Interests
    coded: bool = False

    @property
    def table(self) -> Table:
        """The scenario as arrays."""
        return self.setting.table

    @property
    def chair(self) -> ChairStrategy:
        """The strategy of the computer's chair."""
        return self.setting.chair

    @property
    def seats(self) -> tuple[str, ...]:
        """Codes of the delegations, sorted."""
        return self.table.codes

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues, in the order of the paragraphs."""
        return self.scenario.issues

    @property
    def last(self) -> int:
        """Number of the last reading."""
        return self.table.readings

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Place of each seat in the arrays."""
        return {code: place for place, code in enumerate(self.seats)}

    @cached_property
    def paragraph(self) -> Mapping[str, int]:
        """Place of each issue in the draft."""
        return {issue.code: place for place, issue in enumerate(self.issues)}

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """All readings, from the first; what capitals concede does not depend on what happens."""
        numbers = range(1, self.last + 1)
        return tuple(open_reading(self.table, self.draws, self.interests, number) for number in numbers)

    @cached_property
    def zero_draft(self) -> DraftText:
        """The text that the first reading starts from."""
        return as_text(self.chair.zero_draft(self.table, self.draws.past))

    @cached_property
    def public(self) -> Mapping[str, tuple[PublicPosition, ...]]:
        """What member states are publicly known to want, by issue code."""
        return public_positions(self.scenario)

    @cached_property
    def giving_order(self) -> tuple[str, ...]:
        """The order in which the class assigns seats to people who take any.

        It alternates between those who want least and most by their coded positions, so that a small
        class has both sides.
        """
        pull = (self.table.salience[:, None] * self.table.positions).sum(axis=0)
        order = [self.seats[place] for place in np.argsort(pull, kind="stable")]
        ends = [order[-1 - i // 2] if i % 2 else order[i // 2] for i in range(len(order))]
        return tuple(dict.fromkeys(ends))

    def reading(self, number: int) -> Reading:
        """Return a reading by its number, from 1."""
        return self.readings[number - 1]

    def on_paragraphs(self, draft: DraftText, number: int) -> dict[str, tuple[str, ...]]:
        """Return the stances on the paragraphs that follow from the instructions at a reading, by seat."""
        stances = on_paragraphs(self.reading(number), as_array(draft), ROW)[0]
        words = ParagraphStance.words()
        return {
            code: tuple(words[s] for s in column)
            for code, column in zip(self.seats, stances.T.tolist(), strict=True)
        }

    def favourites(self, number: int) -> dict[str, tuple[str, ...]]:
        """Return each capital's favourite formulation of every paragraph at a reading, by seat."""
        worth = np.where(self.table.available[:, :, None], self.reading(number).worth[0], -np.inf)
        words = Rung.words()
        best = worth.argmax(axis=1).T.tolist()
        return {code: tuple(words[r] for r in row) for code, row in zip(self.seats, best, strict=True)}

    def on_package(self, draft: DraftText) -> dict[str, str]:
        """Return the decisions on a text that follow from the instructions at the last reading, by seat."""
        stances = on_package(self.reading(self.last), as_array(draft), ROW)[0]
        return {code: Stance(s).word for code, s in zip(self.seats, stances.tolist(), strict=True)}

    def carries(self, stances: Mapping[str, str]) -> bool:
        """Return whether the scenario's decision rule adopts a text with these stances of all seats."""
        array = np.array([[Stance.named(stances[code]) for code in self.seats]], dtype=np.int8)
        return bool(self.table.carries(array)[0])

    def name(self, seat: str) -> Message:
        """Return the name of the member state in a seat."""
        return state(seat)

    def words(self, draft: DraftText) -> tuple[str, ...]:
        """Return the words of the rungs of a draft."""
        return tuple(Rung(rung).word for rung in draft)

    def ladder(self, issue: str) -> tuple[str, ...]:
        """Return the words of the rungs that the ladder of an issue has."""
        available = self.table.available[self.paragraph[issue]]
        return tuple(rung.word for rung in Rung if available[rung])

    def text(self, issue: str, rung: int) -> Message:
        """Return the wording of a paragraph at a rung of its ladder, in our words."""
        formulation = self.issues[self.paragraph[issue]].formulation(Rung(rung))
        assert formulation is not None, "only formulations of the ladder are ever drafted"
        return say(formulation.text)

    def title(self, k: int) -> Message:
        """Return the title of a paragraph by its place in the draft."""
        return say(self.issues[k].title)


def as_array(draft: DraftText) -> Rungs:
    """Return a draft as an array (1, K)."""
    return np.array([draft], dtype=np.int8)


def as_text(drafts: Rungs) -> DraftText:
    """Return the draft in an array (1, K) as numbers."""
    return tuple(drafts[0].tolist())


def prepare(
    scenario: Scenario,
    seed: int = 1,
    replicate: int = 0,
    readings: int | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    coded: bool = False,
) -> Case:
    """Return the case of a class: a replicate of the scenario, as in a forecast, or the play as coded.

    Parameters
    ----------
    seed, replicate : which play, both at least 0
    readings : number of readings of the class, 1 to 40; by default the scenario's. It changes the pace of
        concessions, which depend on the share of the readings held
    behaviour : as in a forecast
    coded : whether to play as coded, without chance, so that the printed role sheets hold; seed and
        replicate then make no difference

    Raises
    ------
    ValueError
        if a number is out of range
    BadInput
        if a seat is no member state, or may not object
    """
    if seed < 0 or replicate < 0:
        raise ValueError("seed and replicate must be at least 0")
    if readings is not None:
        if not 1 <= readings <= MOST_READINGS:
            raise ValueError(f"readings must be between 1 and {MOST_READINGS}")
        scenario = scenario.model_copy(update={"sessions": readings, "readings_per_session": 1})
    check_seats(scenario)
    played = setting(scenario, behaviour=behaviour)
    draws = draw(played.table, seed, np.array([replicate]), played.given, played.ensemble)
    if coded:
        draws = as_coded(draws, played)
    return Case(scenario, played, draws, weigh(played.table, draws).table, coded)
