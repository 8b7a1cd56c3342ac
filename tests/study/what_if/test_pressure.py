from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.study.play_counts import PlayCounts
from sim.study.plays import Plays
from sim.study.setting import Setting, setting
from sim.study.what_if.pressure import (
    TRIED,
    Change,
    Kind,
    changes,
    effects,
    extremity,
    most_changes,
    towards_indifference,
    tried,
)
from sim.testing.rooms import table_of, tables
from tests.negotiation.tables import fixed


def place(table: Table, **values: float) -> Setting:
    return Setting(table, Mediator(), fixed(**values), None)


def played(setting: Setting, runs: int = 5) -> PlayCounts:
    return PlayCounts(**Plays(setting, 1, 0, runs).carry_out())


@given(tables(), st.floats(0, 6), st.data())
def test_positions_come_nearer_to_indifference_and_never_pass_it(
    table: Table, points: float, data: st.DataObject
) -> None:
    issue = data.draw(st.integers(0, len(table.issues) - 1))
    seat = data.draw(st.integers(0, len(table.codes) - 1))
    moved = towards_indifference(table, np.ix_([issue], [seat]), points).positions
    before, after = table.positions[issue, seat], moved[issue, seat]
    assert abs(after) == pytest.approx(max(0.0, abs(before) - points / 3))
    assert after * before >= 0
    others = np.ones(table.shape, bool)
    others[issue, seat] = False
    assert np.array_equal(moved[others], table.positions[others])


def named(found: list[Change]) -> list[tuple[Kind, str, str]]:
    return [(change.kind, change.of, change.words) for change in found]


def test_every_change_is_one_change_and_none_is_none() -> None:
    table = table_of(
        [[1, 0], [-1, 0]],
        ambition=[1, 0.25],
        own_text=[1, 0],
        acquis=[1, 0],
        outlets=1,
        in_camp=[True, False],
    )
    setting = place(table)
    found = changes(setting, played(setting))
    softer = "positions one point towards indifference"
    assert named(found) == [
        (Kind.DELEGATION, "A000", "all its positions one point towards indifference"),
        (Kind.PARAGRAPH, "I0", softer),
        (Kind.MANDATE, "I0", "mandate asks for less, 0.5, not 1"),
        (Kind.OWN_TEXT, "I0", "own last text silent, not indirect"),
        (Kind.OWN_TEXT, "I0", "own last text explicit, not indirect"),
        (Kind.PARAGRAPH, "I1", softer),
        (Kind.MANDATE, "I1", "mandate asks for less, 0, not 0.25"),
        (Kind.MANDATE, "I1", "mandate asks for more, 0.75, not 0.25"),
        (Kind.OWN_TEXT, "I1", "own last text indirect, not silent"),
        (Kind.ROOM, "outlets", "one more outlet"),
        (Kind.ROOM, "outlets", "one outlet less"),
        (Kind.ROOM, "chair.camp", "a neutral chair"),
    ]
    by_name = {(c.kind, c.of, c.words): c.setting.table for c in found}
    assert by_name[Kind.MANDATE, "I0", "mandate asks for less, 0.5, not 1"].ambition.tolist() == [0.5, 0.25]
    assert [by_name[named(found)[n]].outlets for n in (9, 10, 11)] == [2, 0, 1]
    assert not by_name[named(found)[11]].in_camp.any()
    stronger = by_name[Kind.OWN_TEXT, "I0", "own last text explicit, not indirect"]
    assert (stronger.own_text[0], stronger.acquis[0]) == (2, 2)


@given(tables())
def test_no_more_changes_than_promised(table: Table) -> None:
    setting = place(table)
    found = changes(setting, played(setting, 1))
    assert len(found) <= most_changes(table)
    assert all(change.setting.digest != setting.digest for change in found)


def test_in_a_large_room_those_are_tried_that_object_and_then_the_most_extreme() -> None:
    members = 40
    table = table_of([np.linspace(0, 1, members).tolist()])
    base = played(place(table), 1)
    assert tried(table, base).tolist() == list(range(members - TRIED, members))
    objects = np.zeros(members, int)
    objects[:3] = (1, 5, 9)
    often = replace(base, objects=objects, replicates=np.arange(200))
    assert tried(table, often).tolist() == [0, 1, 2, *range(members - TRIED + 3, members)]
    rare = replace(base, objects=objects, replicates=np.arange(1000))
    assert tried(table, rare).tolist() == [1, 2, *range(members - TRIED + 2, members)]
    assert np.allclose(extremity(table), table.positions[0])


def test_who_alone_blocks_moves_everything_and_who_does_not_nothing() -> None:
    table = table_of([[-0.7, 0.0]], own_text=[2], stakes=[0.4, 0.5])
    setting = place(table, moves=0, repairs=0)
    base = played(setting, 50)
    assert base.share == 0
    found = changes(setting, base)
    told = effects(found, base, [played(change.setting, 50) for change in found])
    assert [effect.adopted.value for effect in told] == sorted(
        (effect.adopted.value for effect in told), key=lambda value: -abs(value)
    )
    by_kind = {(e.kind, e.change): e for e in told}
    blocker = by_kind[Kind.DELEGATION, "all its positions one point towards indifference"]
    assert (blocker.adopted.value, blocker.gained, blocker.lost) == (1.0, 50, 0)
    assert blocker.adopted.clear
    assert blocker.strength.value == 0
    nothing = by_kind[Kind.ROOM, "one more outlet"]
    assert nothing.adopted.value == 0
    assert nothing.adopted.low < 0 < nothing.adopted.high
    assert not nothing.adopted.clear
    weaker = by_kind[Kind.OWN_TEXT, "own last text indirect, not explicit"]
    assert weaker.strength.value == -1


def test_events_are_tried_where_they_have_an_effect() -> None:
    here = setting(load("gge-2009-2010"), {"weather_effect": 0.3})
    base = PlayCounts(**Plays(here, 1, 0, 5).carry_out())
    tried = [change.of for change in changes(here, base) if change.of.startswith("event.")]
    assert tried == ["event.reset-2009", "event.new-start-2010"]
    off = setting(load("gge-2009-2010"))
    assert not [change for change in changes(off, base) if change.of.startswith("event.")]
