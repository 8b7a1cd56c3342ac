"""Names in figures stand within them and beside each other, in rooms of any size."""

import numpy as np
import pytest

from sim.negotiation.convene import convene
from sim.report.figures import forecast_drawings
from sim.report.figures.horseshoe import NAMED_IN_PLAY, horseshoe_of_play
from sim.report.figures.replay import replay_drawings
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from sim.study.forecast import forecast
from sim.study.replay import replay
from tests.report.boxes import faults
from tests.report.reading import text_of

SIZES = (5, 12, 25, 27, 41, 60, 61, 80, 130, 193)
#: Rooms of some sizes are drawn each time, of the others in the slow run.
EACH = pytest.mark.parametrize(
    "size", [n if n in (5, 25, 61, 193) else pytest.param(n, marks=pytest.mark.slow) for n in SIZES]
)


def of(size: int) -> Scenario:
    """A room of so many seats, drawn by lot."""
    whole = load("oewg-2021-2025-final")
    drawn = np.random.default_rng(size).choice(whole.members, size, replace=False)
    members = tuple(sorted(drawn.tolist()))
    delegations = {code: whole.delegations[code] for code in whole.delegations if code in members}
    return whole.model_copy(update={"members": members, "delegations": delegations})


@EACH
def test_no_name_of_a_forecast_stands_on_another(size: int) -> None:
    found = forecast(of(size), runs=20)
    for name, drawing in forecast_drawings(found).items():
        assert not faults(drawing.draw()), name


@EACH
@pytest.mark.parametrize("stances", ["mixed", "first", "last", "all"])
def test_no_name_of_one_play_stands_on_another(size: int, stances: str) -> None:
    table = convene(of(size))
    seats = np.arange(size)
    took = {
        "mixed": seats % 3,
        "first": 2 * (seats < size / 2),
        "last": seats > size / 3,
        "all": seats * 0 + 2,
    }
    figure = horseshoe_of_play(table, took[stances].astype(np.int8), "A note.")
    assert not faults(figure)


@pytest.mark.parametrize("size", [5, 41, 193])
def test_no_name_of_a_replay_stands_on_another(size: int) -> None:
    assert not faults(replay_drawings(replay(of(size), 1, 0))["room"].draw())


def test_the_longest_names_have_room_beside_the_room() -> None:
    whole = load("oewg-2021-2025-final")
    longest = sorted(whole.members, key=lambda code: -len(roster()[code].name))[:NAMED_IN_PLAY]
    few = tuple(sorted([*longest, "FRA"]))
    delegations = {code: whole.delegations[code] for code in whole.delegations if code in few}
    table = convene(whole.model_copy(update={"members": few, "delegations": delegations}))
    figure = horseshoe_of_play(table, np.full(len(few), 2, dtype=np.int8), "A note.")
    assert not faults(figure)
    words = " ".join(text_of(figure).split())
    assert sum(roster()[code].name in words for code in few) == NAMED_IN_PLAY


def test_both_sides_are_named_where_everybody_objects() -> None:
    table = convene(load("oewg-2021-2025-final"))
    (axes,) = horseshoe_of_play(table, np.full(193, 2, dtype=np.int8), "").axes
    sides = [np.sign(t.get_position()[0]) for t in axes.texts if t.get_text() == "objects"]
    assert sides.count(-1) == sides.count(1) == NAMED_IN_PLAY / 2
