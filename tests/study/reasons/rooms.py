"""Small rooms in which it is known by construction why the plays fail."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.decisions import DECISIONS
from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.table import Table
from sim.study.forecast import Forecast
from sim.study.plays import play_many
from sim.study.reasons.failures import failures, look
from sim.study.reasons.findings import Reasons
from sim.study.setting import Setting
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays
from sim.testing.rooms import table_of, tables
from tests.negotiation.tables import fixed

#: Disappointment so heavy that even indirect text is refused by those who were promised more.
INSISTENT = 3.0
SILENT, INDIRECT, EXPLICIT = 0, 1, 2


class Stubborn(ChairStrategy):
    """A chair who puts the body's last text under silence as it is, so that a test chooses the text."""

    name = "stubborn"
    story = "Changes nothing."
    source = "test"

    def change(
        self, reading: Reading, draft: np.ndarray, rows: np.ndarray, *, trade: bool = True
    ) -> np.ndarray:
        return draft.copy()


def forecast_of(
    table: Table, runs: int = 3, seed: int = 1, given: dict[str, Prior] | None = None, **values: float
) -> Forecast:
    """A forecast of a table under a stubborn chair, with plain parameters unless priors are given."""
    priors = fixed(**values) if given is None else given
    setting = Setting(table, Stubborn(), priors, None)
    issues = [SimpleNamespace(code=code, title=f"matter {code}") for code in table.issues]
    scenario: Any = SimpleNamespace(issues=issues, decision=table.decision.name, supported=True)
    return Forecast(scenario, setting, seed, BehaviourSource.PRIORS, play_many(setting, runs, seed))


def reasons_of(table: Table, **values: float) -> Reasons:
    return forecast_of(table, **values).reasons


def room(positions: list[list[float]], text: list[int], **given: Any) -> Table:
    """A room before the text that will be put under silence."""
    return table_of(positions, own_text=text, **given)


def lone_blocker(position: float = -1.0, **given: Any) -> Table:
    """A000 resists the one paragraph; everybody else was promised it, and refuses a report without it."""
    return room([[position, 1.0, 1.0]], [EXPLICIT], ambition=[1.0], **given)


def disappointed(position: float = 1.0, **given: Any) -> Table:
    """A000 was promised a paragraph on which the text is silent; nobody else minds."""
    return room([[position, 0.0, 0.0]], [SILENT], ambition=[1.0], **given)


def squeezed(position: float = 1.0, **given: Any) -> Table:
    """A000 refuses explicit text, A001 anything else, if disappointment weighs as much as `INSISTENT`."""
    return room([[-1.0, position]], [EXPLICIT], ambition=[1.0], **given)


def two_blockers(second: float = -1.0, **given: Any) -> Table:
    """A000 resists one paragraph and A001 the other; A002 was promised both, and bears both indirect."""
    positions = [[-1.0, 0.0, 1.0], [0.0, second, 1.0]]
    return room(positions, [EXPLICIT, EXPLICIT], ambition=[1.0, 1.0], **given)


def refuser(stake: float = -1.0, **given: Any) -> Table:
    """A000 minds no paragraph, and finds any report worse than none."""
    return room([[0.0, 1.0]], [EXPLICIT], stakes=[stake, 0.5], **given)


def compensated(wish: float = 1.0, **given: Any) -> Table:
    """A000 resists the first paragraph, on which A001 insists, and wants the second, never promised."""
    return room([[-1.0, 1.0], [wish, 0.0]], [EXPLICIT, SILENT], ambition=[1.0, 0.0], **given)


#: Blocking costs enough that cover decides, and noise is so low that texts decide.
COVERED = {"blocking_cost": Prior.fixed(1.5), "decision_noise": Prior.fixed(0.2)}


def any_text(table: Table, seed: int, rule: int) -> Table:
    """A table with any text to be put under silence, decided by one of the rules."""
    rng = np.random.default_rng(seed)
    text = [int(rng.choice(np.flatnonzero(ladder))) for ladder in table.available]
    return replace(table, own_text=np.array(text, np.int8), decision=DECISIONS[rule]())


class Failed(NamedTuple):
    """Plays of a room that failed, and what is found of them."""

    forecast: Forecast
    outcomes: Outcomes
    found: Arrays

    def reading(self, play: int) -> tuple[Draws, Reading]:
        """The luck of one of the plays, and its last reading."""
        table, forecast = self.forecast.table, self.forecast
        draws = draw(table, forecast.seed, self.outcomes.replicates[[play]], forecast.given)
        return draws, open_reading(table, draws, weigh(table, draws), table.readings)


@st.composite
def failed(draw_from: st.DrawFn, rules: int = 1, given: Sequence[dict[str, Prior]] = (COVERED,)) -> Failed:
    """Failures of any small room, under one of the first rules."""
    seed = draw_from(st.integers(0, 10_000))
    table = any_text(draw_from(tables()), seed, draw_from(st.integers(0, rules - 1)))
    forecast = forecast_of(table, 4, seed, draw_from(st.sampled_from(given)))
    outcomes = forecast.outcomes[failures(forecast.outcomes)]
    assume(len(outcomes))
    return Failed(forecast, outcomes, look(forecast.setting, forecast.seed, outcomes))
