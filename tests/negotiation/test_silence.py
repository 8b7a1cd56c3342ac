"""The silence procedure and the repairs before it, step by step."""

import numpy as np
import pytest

from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.decisions import decision_named
from sim.negotiation.reading import Reading
from sim.negotiation.silence import put_under_silence, sounded
from sim.negotiation.table import Table
from sim.testing.rooms import table_of
from tests.negotiation.hand import reading_of

MEMBERS = 4


class Scripted(ChairStrategy):
    """A chair who sets the next paragraph of each play to a rung, and notes what it was asked."""

    name = story = source = "scripted"

    def __init__(self, rung: int) -> None:
        self.rung = rung
        self.asked: list[list[int]] = []

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        assert trade is False, "no trades under silence"
        self.asked.append(rows.tolist())
        after = draft.copy()
        for row in after:
            different = np.flatnonzero(row != self.rung)
            row[different[:1]] = self.rung
        return after


def everybody_has_a_grievance(repairs: list[int], stake: float = 0.5) -> Reading:
    """Each delegation suffers from one paragraph if it is explicit, and less if it is indirect."""
    table = table_of([[0] * MEMBERS] * MEMBERS)
    worth = np.zeros((len(repairs), MEMBERS, 3, MEMBERS))
    for k in range(MEMBERS):
        worth[:, k, 1, k], worth[:, k, 2, k] = -0.75, -1.0
    return reading_of(table, [[stake] * MEMBERS] * len(repairs), worth=worth, repairs=repairs)


def explicit(plays: int) -> Rungs:
    return np.full((plays, MEMBERS), 2, dtype=np.int8)


def test_a_text_is_repaired_while_it_helps_as_often_as_allowed() -> None:
    repairs = [3, 0, 4, 1, 9, 2]
    reading, chair, draft = everybody_has_a_grievance(repairs), Scripted(0), explicit(6)
    text = put_under_silence(chair, reading, draft)
    assert (text == 0).sum(axis=1).tolist() == [3, 0, 4, 1, 4, 2]
    assert text.dtype == np.int8
    # Who is content is left alone: after four repairs the text passes.
    assert chair.asked == [[0, 2, 3, 4, 5], [0, 2, 4, 5], [0, 2, 4], [2, 4]]
    assert (draft == 2).all()
    adopted, objections = sounded(reading, text, np.arange(6))
    assert adopted.tolist() == [False, False, True, False, True, False]
    assert objections.tolist() == [1, 4, 0, 3, 0, 2]


def test_a_repair_that_leaves_as_many_objections_is_dropped_and_the_last() -> None:
    reading, chair = everybody_has_a_grievance([3, 3]), Scripted(1)
    assert (put_under_silence(chair, reading, explicit(2)) == 2).all()
    assert chair.asked == [[0, 1]]


def test_only_the_plays_that_would_fail_are_repaired() -> None:
    reading, chair = everybody_has_a_grievance([5] * 3), Scripted(0)
    reading.interests.base[1] = 1.0
    text = put_under_silence(chair, reading, explicit(3))
    assert text.tolist() == [[0] * 4, [2] * 4, [0] * 4]
    assert chair.asked == [[0, 2]] * 4


@pytest.mark.parametrize(("rule", "kept"), [("simple-majority", True), ("consensus", False)])
def test_a_repair_that_carries_the_room_is_kept_though_as_many_object(rule: str, kept: bool) -> None:
    table: Table = table_of([[0] * 3], decision=decision_named(rule), weights=[0.5] * 3)
    worth = np.zeros((1, 1, 3, 3))
    worth[0, 0, 2, 1] = -0.5  # the second would dissociate itself from explicit text
    reading = reading_of(table, [[0.25, 0.25, -9]], worth=worth, blocking_cost=2)
    draft = np.array([[2]], dtype=np.int8)
    assert [array.tolist() for array in sounded(reading, draft, np.array([0]))] == [[False], [1]]
    text = put_under_silence(Scripted(0), reading, draft)
    assert text.tolist() == [[0 if kept else 2]]
