from dataclasses import fields

import numpy as np
import pytest

from sim.negotiation.draw import crossed, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed


def outcomes(stances: list[list[int]], text: list[list[int]]) -> Outcomes:
    """What came of plays whose numbers start at 10."""
    told = np.array(stances, dtype=np.int8)
    plays = len(told)
    return Outcomes(
        replicates=np.arange(10, 10 + plays),
        path=np.array(text, dtype=np.int8)[:, None, :],
        text=np.array(text, dtype=np.int8),
        worth=-told.astype(np.float32),
        complaints=np.full(told.shape, -1, dtype=np.int16),
        stances=told,
        adopted=(told != 2).all(axis=1),
        added=np.array(text, dtype=np.int16).sum(axis=1, dtype=np.int16),
    )


def same(one: Outcomes, other: Outcomes) -> bool:
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(Outcomes)]
    return all(a.dtype == b.dtype and a.tolist() == b.tolist() for a, b in pairs)


SOME = outcomes([[0, 1, 0], [1, 2, 0], [0, 0, 0], [2, 2, 1]], [[0, 1], [2, 2], [1, 2], [0, 0]])


def test_who_objects_and_who_dissociates() -> None:
    assert SOME.objects.tolist() == [[s == 2 for s in row] for row in SOME.stances.tolist()]
    assert SOME.dissociates.tolist() == [[s == 1 for s in row] for row in SOME.stances.tolist()]
    # There is no dissociating oneself from a report that is not there.
    assert SOME.dissociated.tolist() == [[False, True, False], [False] * 3, [False] * 3, [False] * 3]


def test_reports_are_the_adopted_texts_or_without_any_all_texts() -> None:
    assert SOME.reports.tolist() == [[0, 1], [1, 2]]
    assert SOME[~SOME.adopted].reports.tolist() == [[2, 2], [0, 0]]


def test_some_plays_are_picked_with_all_that_belongs_to_them() -> None:
    assert len(SOME[1:3]) == 2
    assert SOME[np.array([3, 0])].replicates.tolist() == [13, 10]
    assert SOME[np.array([3, 0])].stances.tolist() == [[2, 2, 1], [0, 1, 0]]


def test_outcomes_are_put_together_in_order() -> None:
    parts = [SOME[:1], SOME[1:3], SOME[3:]]
    assert same(Outcomes.join(parts), SOME)
    assert same(Outcomes.gather(iter(parts), 4, first=10), SOME)
    assert same(Outcomes.gather(reversed(parts), 4, first=10), SOME)
    assert same(Outcomes.gather(parts[:2], 3, first=10), SOME[:3])
    for plays in (3, 5):
        with pytest.raises((AssertionError, ValueError)):
            Outcomes.gather(parts, plays, first=10)


def test_progress_is_told_play_by_play(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of([[1, -1]])
    told: list[int] = []
    play(table, draw(table, 1, 7, fixed()), progress=told.append)
    assert sum(told) == 7
    monkeypatch.setattr("sim.negotiation.play.CHUNK", 3 * 1 * 2 * 3)
    told.clear()
    play(table, draw(table, 1, 7, fixed()), progress=told.append)
    assert told == [3, 3, 1]


def test_an_outcome_says_which_plays_it_is_of_in_small_numbers() -> None:
    table = table_of([[1, -1]], readings=3)
    told = play(table, draw(table, 1, np.array([4, 2]), fixed()))
    assert told.replicates.tolist() == [4, 2]
    assert told.path.shape == (2, 4, 1)
    kinds = {f.name: getattr(told, f.name).dtype for f in fields(Outcomes)}
    assert kinds["worth"] == np.float32
    assert kinds["complaints"] == np.int16
    assert kinds["stances"] == kinds["text"] == kinds["path"] == np.int8


def test_no_plays_have_no_outcomes() -> None:
    table = table_of([[1, -1]])
    assert len(play(table, draw(table, 1, 0, fixed()))) == 0


def test_every_parameter_set_meets_the_same_luck() -> None:
    table = table_of([[1, -1, 0.5]], spreads=[[0.1] * 3])
    luck, sets = draw(table, 3, 4), draw(table, 8, 2).behaviour
    both = crossed(luck, sets)
    assert len(both) == 8
    assert both.replicates.tolist() == [0, 1, 2, 3] * 2
    for name in ("position", "stake", "flexibility", "mood", "caucus_mood"):
        each = getattr(luck, name).tolist()
        assert getattr(both, name).tolist() == each * 2
    assert both.behaviour.inertia.tolist() == np.repeat(sets.inertia, 4).tolist()
    assert both.seed == 3
