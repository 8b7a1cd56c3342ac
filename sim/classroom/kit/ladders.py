"""Ladders: the zero draft, and every formulation that students can propose for each paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.words.message import say
from sim.negotiation.chairs import chair_named
from sim.negotiation.convene import convene
from sim.negotiation.past import past_of
from sim.scenario.acquis import agreed, promised
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario

PROMISED = say("promised by the mandate in explicit words")
_EARLIER = {
    Rung.INDIRECT: say("indirect in an earlier report"),
    Rung.EXPLICIT: say("explicit in an earlier report"),
}
#: What a rung is called on paper.
RUNGS = {"silent": say("silent"), "indirect": say("indirect"), "explicit": say("explicit")}


@dataclass(frozen=True)
class Step:
    """One formulation on a ladder.

    Parameters
    ----------
    letter : to propose it by: A for silence, then towards explicit words
    word : silent, indirect or explicit
    text : the wording
    drafted : whether the zero draft has it
    """

    letter: str
    word: str
    text: str
    drafted: bool


@dataclass(frozen=True)
class Ladder:
    """A paragraph and all its formulations.

    Parameters
    ----------
    number : of the paragraph, from 1
    code, title : its issue
    asked : what the mandate promises, in words
    earlier : what earlier reports say, in words; empty if they say nothing
    steps : from silence to explicit words
    """

    number: int
    code: str
    title: str
    asked: str
    earlier: str
    steps: tuple[Step, ...]

    @property
    def past(self) -> str:
        """What the mandate and earlier reports say."""
        if not self.earlier:
            return self.asked
        return say("{asked}; {earlier}", asked=self.asked, earlier=self.earlier)

    @property
    def drafted(self) -> Step:
        """What the zero draft says."""
        return next(step for step in self.steps if step.drafted)


def ladders(scenario: Scenario) -> tuple[Ladder, ...]:
    """Return every paragraph with its ladder; the scenario's chair writes the zero draft."""
    table = convene(scenario)
    zero = chair_named(scenario.chair.strategy).zero_draft(table, past_of(table, 1))[0]
    asked, earlier = promised(scenario), agreed(scenario)
    found = []
    for number, issue in enumerate(scenario.issues, 1):
        formulations = [(rung, told) for rung in Rung if (told := issue.formulation(rung)) is not None]
        steps = tuple(
            Step(letter, rung.word, say(told.text), int(zero[number - 1]) == rung)
            for letter, (rung, told) in zip("ABC", formulations, strict=False)
        )
        found.append(
            Ladder(
                number,
                issue.code,
                say(issue.title),
                _asked(asked[issue.code], issue.indirect is not None),
                _earlier(earlier[issue.code]),
                steps,
            )
        )
    return tuple(found)


def _asked(ambition: float, indirect: bool) -> str:
    if ambition <= 0:
        return say("not asked for by the mandate")
    if ambition >= 1:
        return PROMISED
    if ambition >= 0.5 and indirect:
        return say("promised by the mandate in indirect words")
    return say("promised by the mandate in part")


def _earlier(rung: Rung) -> str:
    return _EARLIER.get(rung, "")
