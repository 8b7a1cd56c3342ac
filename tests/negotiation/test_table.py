from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from sim.negotiation.arrays import STRENGTH, wording
from sim.negotiation.conduct.hard_line import HardLine
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.past import past_of
from sim.negotiation.table import Table
from sim.negotiation.weather import Happening
from sim.testing.rooms import table_of

LADDERS = [[True, True, True], [True, False, True]]


def test_the_next_rungs_leave_out_what_a_ladder_lacks() -> None:
    table = table_of([[0], [0]], available=LADDERS)
    assert table.stronger.tolist() == [[1, 2, -1], [2, -1, -1]]
    assert table.weaker.tolist() == [[-1, 0, 1], [-1, -1, 0]]
    assert table.stronger.dtype == table.weaker.dtype == np.int8
    assert table.shape == (2, 1)


def test_no_array_of_a_table_can_be_written_to() -> None:
    table = table_of([[0.5, 0.2]])
    arrays = [f.name for f in fields(Table) if isinstance(getattr(table, f.name), np.ndarray)]
    assert len(arrays) >= 12
    for name in arrays:
        with pytest.raises(ValueError, match="read-only"):
            getattr(table, name)[...] = 0
    with pytest.raises(ValueError, match="read-only"):
        STRENGTH[0] = 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"codes": ("B", "A")},
        {"positions": np.zeros((2, 2))},
        {"spreads": np.zeros((1, 3))},
        {"codes": ("A", "B", "C")},
        {"available": np.array([[False, True, True]])},
        {"available": np.array([[True, True, False]])},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_a_table_is_refused(wrong: dict[str, object]) -> None:
    table = replace(table_of([[0, 0]]), codes=("A", "B"))
    with pytest.raises(AssertionError):
        replace(table, **wrong)  # type: ignore[arg-type]


def changed(value: Any) -> Any:
    """Something else in the place of a field's value."""
    if isinstance(value, np.ndarray):
        other = value.copy()
        other.flat[-1] = not other.flat[-1] if value.dtype == bool else other.flat[-1] + 1
        return other
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple):
        return (*value[:-1], "ZZZ" if isinstance(value[-1], str) else HardLine())
    return SimpleMajority()


def test_the_digest_sees_every_change_of_a_table_and_nothing_else() -> None:
    events = (Happening("quarrel", "A000", "A001", -1),)
    table = table_of([[0.5, 0.25]], available=[[True, True, True]], events=events)
    assert table.digest == table_of([[0.5, 0.25]], available=[[True, True, True]], events=events).digest
    assert len(table.digest) == 64
    digests = {table.digest}
    for field in fields(Table):
        other = replace(table)
        object.__setattr__(other, field.name, changed(getattr(table, field.name)))
        digests.add(other.digest)
    assert len(digests) == 1 + len(fields(Table))


def test_a_table_on_which_nobody_behaves_otherwise_keeps_the_digest_it_always_had() -> None:
    table = table_of([[0.5, 0.25], [-1, 0]], own_text=[1, 0], ambition=[1, 0.5])
    assert table.digest == "1ae36b16cef4a7c4ddc7ad33d5f49877f65a8ee5418fcc417948e7d97b4f2f6d"
    assert table.digest != replace(table, conduct=(HardLine(), table.conduct[1])).digest
    one, other = (replace(table, conduct=c) for c in ((HardLine(), Instructed()), (Instructed(), HardLine())))
    assert one.digest != other.digest


def test_what_moves_from_one_field_to_another_changes_the_digest() -> None:
    one = table_of([[0.5]], ambition=[0.25], salience=[1])
    other = table_of([[0.5]], ambition=[1], salience=[0.25])
    assert one.digest != other.digest


def test_the_past_of_a_table_is_the_same_for_all_plays_and_can_be_picked_apart() -> None:
    past = past_of(table_of([[0]] * 3, acquis=[2, 1, 0], own_text=[1, 1, 0], ambition=[1, 0.5, 0]), 2)
    assert past.acquis.tolist() == [[2, 1, 0]] * 2
    assert past.own_text.tolist() == [[1, 1, 0]] * 2
    assert past.ambition.tolist() == [[1, 0.5, 0]] * 2
    assert past.settled.tolist() == [[1, 0.5, 0]] * 2
    for part, whole in ((past[1:].acquis, past.acquis), (past[1:].own_text, past.own_text)):
        assert part.tolist() == whole[1:].tolist()
    assert past[np.array([1])].ambition.tolist() == [[1, 0.5, 0]]


def test_the_drafted_wording_is_picked_play_by_play() -> None:
    told = np.arange(2 * 2 * 3 * 1, dtype=float).reshape(2, 2, 3, 1)
    draft = np.array([[2, 0], [1, 1], [0, 2]], dtype=np.int8)
    assert wording(told, draft, np.array([1, 0, 1]))[..., 0].tolist() == [[8, 9], [1, 4], [6, 11]]
