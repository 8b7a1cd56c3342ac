"""Levers: everything about a setting that a study can turn by name."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.chairs.dropper import Dropper
from sim.negotiation.parameters import NAMES, SYMBOLS, Prior
from sim.scenario.fault import BadInput
from sim.study.lever import lever, levers
from sim.study.setting import Setting, setting
from sim.study.turning import turned
from tests.scenario.files import shipped_scenario

HERE = setting(shipped_scenario("gge-2016-2017"))
CHN, IHL = HERE.table.codes.index("CHN"), HERE.table.issues.index("IHL")


def turn(name: str, text: str) -> Setting:
    one = lever(name, HERE, "--over")
    return turned(HERE, {one: one.value(text, "--over")})


def test_plain_levers() -> None:
    assert turn("outlets", "2").table.outlets == 2
    assert turn("readings", "5").table.readings == 5
    assert turn("decision", "two-thirds").table.decision.name == "two-thirds"
    assert isinstance(turn("chair.strategy", "dropper").chair, Dropper)
    assert not turn("chair.camp", "neutral").table.in_camp.any()
    east = turn("chair.camp", "East").table
    assert east.in_camp.tolist() == [east.caucus_names[c] == "East" for c in east.caucuses]


def test_every_parameter_is_a_lever_by_name_and_symbol() -> None:
    for name, parameter in {**NAMES, **SYMBOLS}.items():
        found = turn(name, f"{parameter.allowed[0]:g}")
        assert found.given == {**HERE.given, parameter.name: Prior.fixed(parameter.allowed[0])}


def test_positions_are_written_as_in_a_file() -> None:
    table = turn("position.CHN.IHL", "-1.5").table
    changed = table.positions != HERE.table.positions
    assert table.positions[IHL, CHN] == -0.5
    assert changed.sum() == 1
    assert (turn("position.*.IHL", "3").table.positions[IHL] == 1).all()
    assert (turn("position.CHN.*", "0").table.positions[:, CHN] == 0).all()
    moved, before = turn("shift.*.IHL", "1").table.positions, HERE.table.positions
    assert moved[IHL] == pytest.approx(np.clip(before[IHL] + 1 / 3, -1, 1))
    assert (np.delete(moved, IHL, 0) == np.delete(before, IHL, 0)).all()


def test_stakes_weights_and_ambition() -> None:
    assert turn("stake.CHN", "0.1").table.stakes[CHN] == 0.1
    assert (turn("stake.*", "0.3").table.stakes == 0.3).all()
    assert turn("weight.CHN", "0.2").table.weights[CHN] == 0.2
    assert turn("ambition.IHL", "0.25").table.ambition[IHL] == 0.25


def test_a_bodys_own_text_is_never_stronger_than_the_acquis() -> None:
    less = turn("acquis.IHL", "silent").table
    assert less.acquis[IHL] == less.own_text[IHL] == 0
    more = turn("own_text.IHL", "explicit").table
    assert more.acquis[IHL] == more.own_text[IHL] == 2
    assert (turn("acquis.IHL", "explicit").table.own_text == HERE.table.own_text).all()


@settings(max_examples=40)
@given(st.sampled_from([*levers(HERE)]))
def test_a_turned_lever_leaves_the_setting_as_it_was(name: str) -> None:
    name = name.replace("STATE", "CHN").replace("ISSUE", "IHL").replace("EVENT", "election-2016")
    before = HERE.digest
    one = lever(name, HERE, "--over")
    for value in one.words or (f"{one.low:g}", f"{one.high:g}"):
        turned(HERE, {one: one.value(value, "--over")})
    assert HERE.digest == before
    assert HERE.table.digest == setting(shipped_scenario("gge-2016-2017")).table.digest


def test_several_levers_are_turned_one_after_the_other() -> None:
    both = turned(HERE, {lever("outlets", HERE, ""): 1.0, lever("inertia", HERE, ""): 0.02})
    assert both.table.outlets == 1
    assert both.given["inertia"] == Prior.fixed(0.02)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("outlet", "did you mean outlets"),
        ("inertia.IHL", "is not a lever"),
        ("position.CHN", "is not a lever"),
        ("position.CHN.IHX", "names IHX, which the scenario does not have; did you mean IHL"),
        ("stake.XXX", "names XXX"),
        ("", "is not a lever"),
    ],
)
def test_what_is_no_lever_is_told(name: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        lever(name, HERE, "--over")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("outlets", "1.5", "out of range; allowed: a whole number from 0 to 200"),
        ("outlets", "-1", "out of range"),
        ("outlets", "many", "is not a number"),
        ("outlets", "nan", "is not a number"),
        ("outlets", "inf", "is not a number"),
        ("readings", "0", "from 1 to 200"),
        ("moves", "1.5", "a whole number from 0 to 20"),
        ("position.CHN.IHL", "4", "from -3 to 3"),
        ("decision", "majority", "did you mean simple-majority"),
        ("own_text.IHL", "loud", "allowed: silent, indirect, explicit"),
        ("deadline_concession", "0.95", "from 0 to 0.9"),
    ],
)
def test_what_a_lever_cannot_be_turned_to_is_told(name: str, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        lever(name, HERE, "--over").value(text, "--over")


def test_conduct_can_be_turned_for_one_delegation_and_for_all() -> None:
    named = [conduct.name for conduct in turn("conduct.CHN", "stands-aside").table.conduct]
    assert named.index("stands-aside") == CHN
    assert sorted(set(named)) == ["instructed", "stands-aside"]
    assert named.count("stands-aside") == 1
    assert {conduct.name for conduct in turn("conduct.*", "never-alone").table.conduct} == {"never-alone"}
    with pytest.raises(BadInput, match="did you mean stands-aside"):
        turn("conduct.CHN", "stand-aside")


def test_an_event_is_left_out_by_a_lever() -> None:
    events = [event.id for event in HERE.table.events]
    assert "election-2016" in events
    assert turn("event.election-2016", "in").table.events == HERE.table.events
    left = [event.id for event in turn("event.election-2016", "out").table.events]
    assert left == [name for name in events if name != "election-2016"]
    assert not turn("event.*", "out").table.weather.any()
    with pytest.raises(BadInput, match="did you mean election-2016"):
        turn("event.election-2015", "out")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("inertia", float("nan")),
        ("inertia", "0.1"),
        ("outlets", 0.5),
        ("outlets", True),
        ("decision", 1),
        ("chair.strategy", "Dropper"),
        ("stake.CHN", np.float64("inf")),
    ],
)
def test_a_program_can_turn_a_lever_only_to_what_a_user_can(name: str, value: object) -> None:
    with pytest.raises(BadInput, match=name):
        turned(HERE, {lever(name, HERE, "--over"): value})  # type: ignore[dict-item]


def test_the_narrower_lever_counts_in_whatever_order() -> None:
    wide, narrow = lever("position.*.IHL", HERE, ""), lever("position.CHN.IHL", HERE, "")
    shift = lever("shift.CHN.IHL", HERE, "")
    for values in ({wide: 3.0, narrow: -3.0, shift: 1.0}, {shift: 1.0, narrow: -3.0, wide: 3.0}):
        row = turned(HERE, values).table.positions[IHL]
        assert row[CHN] == pytest.approx(-2 / 3)
        assert (np.delete(row, CHN) == 1).all()


def test_levers_that_set_the_same_cell_alike_are_refused() -> None:
    crossing = {lever(name, HERE, ""): 1.0 for name in ("position.CHN.*", "position.*.IHL")}
    with pytest.raises(BadInput, match="set the same cells"):
        turned(HERE, crossing)
    twice = {lever(name, HERE, ""): 1.0 for name in ("mu", "disappointment_weight")}
    with pytest.raises(BadInput, match="is turned twice"):
        turned(HERE, twice)
