"""Twin: the plain-Python telling of the rules against the engine, on random negotiations.

Path, text, stances, complaints and adoption have to be equal, and what the
package is worth to each delegation to a billionth of the largest number in the sum.
The twin knows consensus and the mediator alone.
"""

from collections import Counter
from collections.abc import Iterator
from unittest import mock

import numpy as np

from checks.verify.finding import Ask, Effort, Finding, Part
from checks.verify.rooms import random_draws, random_table
from sim.negotiation.convene import convene
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.degree import Degree
from sim.negotiation.draw import Draws, draw
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import net, open_reading
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Stance
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.negotiation.tables import twin_case, twin_luck, twin_theta
from tests.reference import twin as reference

#: Two sums of the same numbers in another order may differ by so much of the largest number in them.
NEAR = 1e-9
#: Plays of each random case.
PLAYS = 2


def twin(ask: Ask) -> Finding:
    """Compare the engine with the twin on random tables and on every shipped scenario."""
    parts = [random_negotiations(ask)]
    if ask.case is None:
        parts.append(shipped_scenarios(ask.effort))
    return Finding("twin", tuple(parts))


def random_negotiations(ask: Ask) -> Part:
    """Compare on random tables with random parameters."""
    seen = Tally()
    for case in ask.cases(40, 800, 4000):
        table = random_table(case)
        seen.compare(table, random_draws(table, case, PLAYS), f"--only twin --case {case}")
    return seen.part("random negotiations")


def shipped_scenarios(effort: Effort) -> Part:
    """Compare on what ships, with parameters from the priors."""
    seen, plays = Tally(), effort.of(1, 2, 6)
    for name in list(shipped())[:: effort.of(6, 1, 1)]:
        table = convene(load(name))
        if table.decision == Consensus() and len(table.codes) <= effort.of(30, 60, 200):
            few = plays if len(table.codes) <= 60 else 1
            seen.compare(table, draw(table, 11, few), f"{name}, seed 11")
    return seen.part("shipped scenarios")


class Tally:
    """What came of comparing: how often what happened, and where the two differ."""

    def __init__(self) -> None:
        self.plays = 0
        self.worst = 0.0
        self.events: Counter[str] = Counter()
        self.faults: list[str] = []

    def compare(self, table: Table, draws: Draws, where: str) -> None:
        """Play a table both ways."""
        outcomes, rows = play(table, draws), np.arange(len(draws))
        interests = weigh(table, draws)
        last = open_reading(table, draws, interests, table.readings)
        exact = net(last, outcomes.text, rows)
        tall = np.maximum(1.0, np.maximum(np.abs(interests.base).max(), np.abs(last.worth).max()))
        case = twin_case(table)
        for row in rows:
            trades: list[int] = []
            with mock.patch.object(reference, "best_trade", counted(reference.best_trade, trades)):
                told = reference.play(case, twin_theta(draws.behaviour, row), twin_luck(draws, row))
            away = float(np.abs(exact[row] - told.net).max())
            same = {
                "path": outcomes.path[row].tolist() == told.path,
                "text": outcomes.text[row].tolist() == told.text,
                "stances": [Stance(stance).word for stance in outcomes.stances[row]] == told.stances,
                "complaints": outcomes.complaints[row].tolist() == told.complaints,
                "adopted": bool(outcomes.adopted[row]) == told.adopted,
                "degree": Degree(outcomes.degrees[row]).word == told.degree,
                "worth": away <= NEAR * tall,
                "kept worth": bool(np.allclose(outcomes.worth[row], exact[row], rtol=1e-6, atol=1e-6)),
            }
            self.plays += 1
            self.worst = max(self.worst, away / tall) if same["text"] else self.worst
            if apart := [name for name, equal in same.items() if not equal]:
                self.faults.append(f"{where}, play {row}: {', '.join(apart)} differ")
            self.events.update(happened(table, told, len(trades)))

    def part(self, name: str) -> Part:
        """Return what was found."""
        events = ", ".join(f"{what} {self.events[what]:,}" for what in EVENTS)
        seen = f"worst net {self.worst:.1e} of the largest term; in plays: {events}"
        return Part(name, self.plays, seen, tuple(self.faults))


EVENTS = ("adopted", "failed", "text moved", "traded", "repaired", "dissociation", "objection", "cover")


def counted(best_trade: object, made: list[int]) -> object:
    """Return the twin's search for a trade, noting where it finds one."""

    def search(*words: object) -> object:
        found = best_trade(*words)  # type: ignore[operator]
        if found is not None:
            made.append(1)
        return found

    return search


def happened(table: Table, told: reference.Play, trades: int) -> Iterator[str]:
    """Yield what happened in a play, so that agreement can be seen not to be about nothing."""
    yield "adopted" if told.adopted else "failed"
    if any(draft != told.path[0] for draft in told.path):
        yield "text moved"
    if trades:
        yield "traded"
    if told.text != told.path[-1]:
        yield "repaired"
    if "dissociates" in told.stances:
        yield "dissociation"
    if "objects" in told.stances:
        yield "objection"
    unhappy = [
        complaint
        for complaint, worth, weight in zip(told.complaints, told.net, table.weights, strict=True)
        if worth < 0 and complaint >= 0 and weight > 0
    ]
    if len(set(unhappy)) < len(unhappy):
        yield "cover"
