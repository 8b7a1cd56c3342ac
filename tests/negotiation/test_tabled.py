"""A text that is put on the table in the course of a negotiation."""

from __future__ import annotations

import numpy as np
import pytest

from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.draw import draw
from sim.negotiation.play import Tabled, play_together
from sim.negotiation.room import Room
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.setting import setting

NAME, SEED, PLAYS = "gge-2009-2010", 4, 12


@pytest.mark.parametrize("held", [0, 2, 5])
def test_a_text_on_the_table_is_negotiated_as_in_the_room(held: int) -> None:
    scenario = load(NAME)
    played = setting(scenario)
    text = np.ones(len(scenario.issues), dtype=np.int8)
    draws = draw(played.table, SEED, np.arange(PLAYS), played.given, played.ensemble)
    outcomes = play_together(played.table, draws, Mediator(), tabled=Tabled(text, held))

    for replicate in range(PLAYS):
        room = Room(scenario, SEED, replicate, ensemble=played.ensemble)
        for _ in range(held):
            room.step()
        room.table_text({issue.code: "indirect" for issue in scenario.issues})
        alone = room.play()
        assert np.array_equal(alone.text[0], outcomes.text[replicate])
        assert np.array_equal(alone.stances[0], outcomes.stances[replicate])
        assert np.array_equal(alone.path[0][held + 1 :], outcomes.path[replicate][1:])


def test_the_zero_draft_on_the_table_changes_nothing() -> None:
    played = setting(load(NAME))
    draws = draw(played.table, SEED, np.arange(PLAYS), played.given, played.ensemble)
    tabled = Tabled(played.table.own_text)
    alone, again = (play_together(played.table, draws, Mediator(), tabled=one) for one in (None, tabled))
    assert np.array_equal(alone.path, again.path)
    assert np.array_equal(alone.stances, again.stances)


def test_after_the_last_reading_only_repairs_are_left() -> None:
    played = setting(load("gge-2016-2017"), {"repairs": 0})
    draws = draw(played.table, SEED, np.arange(PLAYS), played.given, played.ensemble)
    text = np.full(played.table.shape[0], Rung.EXPLICIT, dtype=np.int8)
    outcomes = play_together(played.table, draws, Mediator(), tabled=Tabled(text, played.table.readings))
    assert (outcomes.text == text).all()
    assert outcomes.path.shape[1] == 1


def test_the_room_answers_what_it_would_do_with_a_text_and_stays_as_it_is() -> None:
    scenario = load(NAME)
    room, other = Room(scenario, SEED), Room(scenario, SEED)
    wording = {issue.code: "explicit" for issue in scenario.issues}
    found = room.put(wording)
    assert room.text == other.text
    assert room.put() == {one.code: one.stance for one in room.delegations}

    other.table_text(wording)
    assert found == {one.code: one.stance for one in other.delegations}
    assert set(found.values()) - {"joins"}, "somebody minds a text that is explicit on everything"

    with pytest.raises(ValueError, match="no issue 'NONE'"):
        room.put({"NONE": "silent"})
