"""Weather: what events between two delegations do to them, and what they must not do."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.negotiation.weather import Happening, weather_of
from sim.testing.rooms import draws_for, table_of, tables
from tests.negotiation.tables import assert_twin_agrees, fixed

CODES = ("A000", "A001", "A002")
GOOD, BAD = Happening("good", "A000", "A001", 1), Happening("bad", "A001", "A000", -1)


@pytest.mark.parametrize(
    ("events", "weather"),
    [
        ([], [0, 0, 0]),
        ([GOOD], [1, 1, 0]),
        ([BAD], [-1, -1, 0]),
        ([GOOD, BAD], [0, 0, 0]),
        ([BAD, BAD, GOOD], [-1, -1, 0]),
        ([BAD, BAD, BAD], [-1, -1, 0]),
        ([BAD, Happening("far", "A000", "A002", 1)], [0, -1, 1]),
        ([Happening("absent", "A000", "A009", -1)], [0, 0, 0]),
    ],
)
def test_the_weather_is_what_happened_with_others_in_the_room(
    events: list[Happening], weather: list[float]
) -> None:
    for order in permutations(events):
        assert weather_of(CODES, order).tolist() == weather


def same(one: Outcomes, other: Outcomes) -> bool:
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in vars(one))


@given(tables(), st.integers(0, 2**32))
def test_switched_off_events_change_nothing_to_the_bit(table: Table, seed: int) -> None:
    draws = draws_for(table, seed)
    assert not draws.behaviour.weather_effect.any()
    assert same(play(table, draws), play(replace(table, events=()), draws))


@given(tables(), st.integers(0, 2**32), st.floats(0, 1))
def test_the_twin_knows_the_weather(table: Table, seed: int, effect: float) -> None:
    draws = draws_for(table, seed, weather_effect=effect)
    assert_twin_agrees(table, draws, play(table, draws))


@given(tables(), st.integers(0, 2**32))
def test_neither_the_order_of_events_nor_that_of_the_two_states_matters(table: Table, seed: int) -> None:
    turned = tuple(Happening(e.id, e.other, e.one, e.sign) for e in reversed(table.events))
    draws = draws_for(table, seed, weather_effect=0.4)
    assert same(play(table, draws), play(replace(table, events=turned), draws))


def test_an_event_is_worth_a_signal_of_the_same_size() -> None:
    table = table_of([[1, -1]], stakes=[0.5, 0.5], ambition=[1], events=(BAD,))
    draws = draw(table, 1, 20, fixed(weather_effect=0.2))
    signalled = replace(table, events=(), stakes=np.array([0.5, 0.5]) + 0.2 * np.array([-1.0, -1.0]))
    assert same(play(table, draws), play(signalled, draws))


@pytest.mark.parametrize(("events", "adopted"), [((), True), ((BAD,), False), ((BAD, GOOD), True)])
def test_two_opponents_who_would_meet_do_not_in_bad_weather(
    events: tuple[Happening, ...], adopted: bool
) -> None:
    # Indirect text costs the second 0.25: its stake of 0.4 carries that, one of 0.2 does not.
    table = table_of([[1, -1]], stakes=[0.4, 0.4], ambition=[1], events=events)
    draws = draw(table, 1, 1, fixed(weather_effect=0.2))
    outcomes = play(table, draws)
    assert_twin_agrees(table, draws, outcomes)
    assert bool(outcomes.adopted[0]) is adopted


def test_a_prior_on_the_effect_leaves_all_other_draws_alone() -> None:
    table = table_of([[1, -1, 0.5]], events=(BAD,))
    without = draw(table, 3, 50)
    with_it = draw(table, 3, 50, {"weather_effect": Prior("uniform", 0, 0.4)})
    assert np.ptp(with_it.behaviour.weather_effect) > 0
    assert everything(with_it) == everything(without)


def everything(draws: Draws) -> dict[str, list[float]]:
    """All luck and parameters but the effect of weather."""
    parameters = {name: value for name, value in vars(draws.behaviour).items() if name != "weather_effect"}
    luck = {
        name: getattr(draws, name) for name in ("position", "stake", "flexibility", "mood", "caucus_mood")
    }
    return {name: value.tolist() for name, value in {**parameters, **luck}.items()}
