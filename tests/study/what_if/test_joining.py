from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import JOINS, OBJECTS, RUNGS
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.draw import draw
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import Reading, ceiling, net, open_reading
from sim.negotiation.stance import largest_complaint, on_package, package
from sim.negotiation.table import Table
from sim.study.setting import Setting
from sim.study.tasks import Arrays
from sim.study.what_if.joining import BY_OBJECTION, Joining, joined
from sim.study.what_if.objector import objector
from sim.testing.rooms import table_of, tables
from tests.negotiation.tables import fixed

#: A text that nobody may touch, so that the last text is the body's own.
STUCK = {"moves": 0, "repairs": 0}


def look(table: Table, seats: tuple[int, ...] = (0,), runs: int = 3, **values: float) -> Arrays:
    return Joining(Setting(table, Mediator(), fixed(**(STUCK | values)), None), 1, 0, runs, seats).carry_out()


def explicit(positions: list[list[float]], **given: Any) -> Table:
    """A room before a text that is explicit throughout, and of which nothing is agreed language."""
    return table_of(positions, own_text=[2] * len(positions), **given)


def test_a_lone_resister_is_cured_by_silence() -> None:
    table = explicit([[-1, 0]], stakes=[0.2, 0.5])
    found = look(table)
    assert found["worth"] == pytest.approx([-0.8] * 3)
    assert found["rungs_to_join"].tolist() == [2, 2, 2]
    assert found["joins"][0, 0, 2].tolist() == [3, 0, 0]
    assert found["carries"][0, 0, 2].tolist() == [3, 0, 0]
    assert found["flexibility_to_join"] == pytest.approx([0.8] * 3)
    assert found["stake_to_join"] == pytest.approx([0.8] * 3)
    one = objector(table, (0,), 0, found)
    assert one.by_rungs == (0, 3, 0)
    assert one.smallest is one.surest
    assert one.smallest is not None
    assert (one.smallest.issue, one.smallest.rungs, one.smallest.joins) == ("I0", -2, 3)
    assert one.smallest.costs == 0
    assert one.complaints == ((0, 3),)


def test_who_is_disappointed_is_cured_by_a_stronger_text_and_by_an_outlet() -> None:
    table = table_of([[1, 0]], ambition=[1])
    found = look(table, outlet_factor=0.4)
    assert found["worth"] == pytest.approx([-0.5] * 3)
    assert found["joins"][0, 0, 0].tolist() == [0, 3, 3]
    assert found["outlet_stance"].tolist() == [JOINS] * 3
    assert found["outlet_adopted"].all()
    one = objector(table, (0,), 0, found)
    assert one.smallest is not None
    assert one.smallest.rungs == 1
    assert one.outlet == (3, 3, 3)
    # Of a disappointment of 1 it must give up what the stake of .5 does not outweigh.
    assert found["flexibility_to_join"] == pytest.approx([0.5] * 3)


def test_the_price_of_a_rewording_is_somebody_elses_consent() -> None:
    table = explicit([[-1, 1]], stakes=[0.2, 0.5], ambition=[1])
    found = look(table)
    assert found["costs"][0, 0, 2].tolist() == [3, 0, 0]
    assert found["carries"].sum() == 0
    one = objector(table, (0,), 0, found)
    assert one.smallest is not None
    assert one.smallest.estranged == (("A001", 3),)


def test_cover_makes_the_small_one_object() -> None:
    table = explicit([[-1, -1, 0]], stakes=[0, 0, 0.5], weights=[0.2, 0.8, 0.2])
    found = look(table, seats=(0, 1), blocking_cost=2)
    assert found["price"].reshape(3, 2)[0] == pytest.approx([1.6 / 1.8, 0.4 / 1.2])
    assert found["uncovered"].reshape(3, 2)[0].tolist() == [True, False]
    assert found["cover"].tolist() == [[0, 3, 0], [0, 0, 0]]
    assert objector(table, (0, 1), 0, found).cover == (("A001", 3),)


def test_who_would_only_pass_is_not_counted_as_joining() -> None:
    found = look(explicit([[-1, 0]], stakes=[0.2, 0.5], weights=[0, 0]), blocking_cost=0.3)
    # To join it would have to give up .8 of its complaint, to pass .5; indirect text leaves it 0.05 short.
    assert found["flexibility_to_join"] == pytest.approx([0.8] * 3)
    assert found["flexibility_to_pass"] == pytest.approx([0.5] * 3)
    assert found["passes"][0, 0, 2].tolist() == [3, 3, 0]
    assert found["joins"][0, 0, 2].tolist() == [3, 0, 0]
    assert (found["rungs_to_pass"][0], found["rungs_to_join"][0]) == (1, 2)


def test_nobody_objects_and_nothing_is_found() -> None:
    found = look(table_of([[1, 1]]), seats=(0, 1))
    assert all(len(found[name]) == 0 for name in BY_OBJECTION)
    assert not found["plays"].any()


def test_pieces_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of([[1, -1, 0.5], [-1, 1, 0]], spreads=[[0.3] * 3] * 2, ambition=[1, 1])
    place = Setting(table, Mediator(), {}, None)
    whole = Joining(place, 5, 0, 300, (0, 1)).carry_out()
    parts = joined([Joining(place, 5, a, b, (0, 1)).carry_out() for a, b in ((0, 7), (7, 256), (256, 300))])
    monkeypatch.setattr("sim.study.rewording.PIECE", 1)
    single = Joining(place, 5, 0, 300, (0, 1)).carry_out()
    assert len(whole["replicate"])
    for name, found in whole.items():
        assert np.array_equal(found, parts[name]), name
        assert np.array_equal(found, single[name]), name


def at_the_end(table: Table, seed: int, runs: int) -> tuple[Reading, np.ndarray, np.ndarray]:
    draws = draw(table, seed, runs)
    outcomes = play(table, draws)
    reading = open_reading(table, draws, weigh(table, draws), table.readings)
    return reading, outcomes.text, outcomes.stances


def with_flexibility(reading: Reading, row: int, seat: int, share: float, text: np.ndarray) -> float:
    """What the report is worth to one delegation that gives up a share of its complaints, summed plainly."""
    stakes, wordings = reading.interests, list(enumerate(text[row]))
    felt = [(1 - share) * float(stakes.complaint[row, k, m, seat]) for k, m in wordings]
    gained = sum(float(stakes.gain[row, k, m, seat]) for k, m in wordings)
    total = float(stakes.base[row, seat]) + gained - sum(felt)
    return min(total, float(reading.behaviour.red_line[row]) - max(felt))


@settings(max_examples=40)
@given(tables(), st.integers(0, 10_000))
def test_what_is_found_is_what_comes_of_it_by_brute_force(table: Table, seed: int) -> None:
    runs, members = 12, len(table.codes)
    found = Joining(Setting(table, Mediator(), {}, None), seed, 0, runs, tuple(range(members))).carry_out()
    reading, text, stances = at_the_end(table, seed, runs)
    rows, seats = found["replicate"], found["objector"]
    assert list(zip(rows, seats, strict=True)) == [tuple(at) for at in np.argwhere(stances == OBJECTS)]

    shape = (members, len(table.issues), RUNGS, RUNGS)
    counted = {name: np.zeros(shape, int) for name in ("plays", "joins", "passes", "costs", "carries")}
    for row in range(runs):
        for k, start in enumerate(text[row]):
            for end in range(RUNGS):
                if end == start or not table.available[k, end]:
                    continue
                draft = text[row : row + 1].copy()
                draft[0, k] = end
                after = on_package(reading, draft, np.array([row]))[0]
                for seat in np.flatnonzero(stances[row] == OBJECTS):
                    at = (seat, k, start, end)
                    new = ((after == OBJECTS) & (stances[row] != OBJECTS)).any()
                    counted["plays"][at] += 1
                    counted["passes"][at] += after[seat] != OBJECTS
                    if after[seat] == JOINS:
                        counted["joins"][at] += 1
                        counted["costs"][at] += new
                        counted["carries"][at] += not (after == OBJECTS).any()
    for name, expected in counted.items():
        assert np.array_equal(found[name], expected), name

    worth = net(reading, text, np.arange(runs))
    for n, (row, seat) in enumerate(zip(rows, seats, strict=True)):
        for name, short in (("flexibility_to_join", 0.0), ("flexibility_to_pass", -found["price"][n])):
            enough = found[name][n]
            if np.isinf(enough):
                assert with_flexibility(reading, row, seat, MOST, text) < short + 1e-9
            else:
                assert found["flexibility"][n] <= enough <= MOST
                assert with_flexibility(reading, row, seat, enough, text) == pytest.approx(short, abs=1e-9)
        if np.isinf(found["stake_to_join"][n]):  # No stake makes up for a red line.
            assert ceiling(reading, text, np.arange(runs))[row, seat] < 0
            continue
        raised = worth[row, seat] + found["stake_to_join"][n] * reading.behaviour.stake_scale[row]
        assert raised == pytest.approx(0, abs=1e-9)


@settings(max_examples=40)
@given(tables(), st.integers(0, 10_000))
def test_cover_is_what_is_lost_when_a_fellow_joins(table: Table, seed: int) -> None:
    runs, members = 12, len(table.codes)
    found = Joining(Setting(table, Mediator(), {}, None), seed, 0, runs, tuple(range(members))).carry_out()
    reading, text, stances = at_the_end(table, seed, runs)
    every = np.arange(runs)
    worth, complaint = net(reading, text, every), largest_complaint(reading, text, every)
    expected = np.zeros((members, members), int)
    for other in range(members):
        content = worth.copy()
        content[:, other] = 0.0
        after = package(reading, content, complaint, every)
        for seat in range(members):
            if seat != other:
                expected[seat, other] = ((stances[:, seat] == OBJECTS) & (after[:, seat] != OBJECTS)).sum()
    assert np.array_equal(found["cover"], expected)
