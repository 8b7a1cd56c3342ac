"""Whoever watches a negotiation sees every change as it is made, and changes nothing by watching."""

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import Bools, Ints, Rungs
from sim.negotiation.chairs import STRATEGIES, ChairStrategy
from sim.negotiation.draw import draw
from sim.negotiation.observer import Observer
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play, play_together
from sim.negotiation.reading import Reading
from sim.negotiation.room import Room
from sim.negotiation.table import Table
from sim.study.setting import setting
from sim.testing.rooms import draws_for, table_of, tables
from tests.study.telling import hurried, plays, saved


class Notes(Observer):
    """Notes every draft that it is shown."""

    def __init__(self) -> None:
        self.opened_on: list[Rungs] = []
        self.changes: list[tuple[int, Rungs, Rungs]] = []
        self.repairs: list[tuple[Rungs, Rungs, Bools]] = []

    def opened(self, reading: Reading, draft: Rungs) -> None:
        assert reading.number == len(self.opened_on) + 1
        self.opened_on.append(draft)

    def changed(self, reading: Reading, before: Rungs, after: Rungs) -> None:
        self.changes.append((reading.number, before, after))

    def repaired(self, reading: Reading, before: Rungs, after: Rungs, kept: Bools) -> None:
        self.repairs.append((before, after, kept))

    def plain(self) -> list[object]:
        """What was noted of a single play, as plain values; of repairs those with a change to try."""
        return [
            [draft.tolist() for draft in self.opened_on],
            [(number, before.tolist(), after.tolist()) for number, before, after in self.changes],
            [(b.tolist(), a.tolist(), kept.tolist()) for b, a, kept in self.repairs if (b != a).any()],
        ]


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.name)
@settings(max_examples=25, derandomize=True)
@given(table=tables(), seed=st.integers(0, 2**32))
def test_what_is_watched_leads_from_the_zero_draft_to_the_text(
    strategy: type[ChairStrategy], table: Table, seed: int
) -> None:
    draws, notes = draws_for(table, seed, runs=6), Notes()
    outcomes, unwatched = play_together(table, draws, strategy(), notes), play(table, draws, strategy())
    for field in fields(Outcomes):
        assert getattr(outcomes, field.name).tobytes() == getattr(unwatched, field.name).tobytes()
    path = outcomes.path
    assert np.array_equal(np.stack(notes.opened_on, axis=1), path[:, :-1])
    for number in range(1, table.readings + 1):
        draft, made = path[:, number - 1], np.zeros(6)
        for _, before, after in [change for change in notes.changes if change[0] == number]:
            assert np.array_equal(before, draft)
            made, draft = made + (after != before).any(axis=1), after
        assert np.array_equal(draft, path[:, number])
        assert (made <= draws.behaviour.moves).all()
    text = path[:, -1]
    for before, after, kept in notes.repairs:
        assert np.array_equal(before, text)
        text = np.where(kept[:, None], after, text)
    assert np.array_equal(text, outcomes.text)


def test_the_room_shows_the_same_steps_as_the_batch() -> None:
    scenario = hurried("gge-2016-2017")
    number = next(plays(scenario, saved))
    played, here, there = setting(scenario), Notes(), Notes()
    draws = draw(played.table, 1, np.array([number]), played.given, played.ensemble)
    play_together(played.table, draws, played.chair, here)
    room = Room(scenario, 1, number, ensemble=played.ensemble, observer=there)
    room.play()
    room.release()
    assert here.plain() == there.plain()
    assert here.changes
    assert any(kept.all() for _, _, kept in here.repairs)


class Wanderer(ChairStrategy):
    """Strengthens the first paragraph and thinks better of it, in steps of its own; would repair nothing."""

    name = story = source = "wanderer"

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        return draft.copy()

    def revise(self, reading: Reading, draft: Rungs) -> Iterator[Rungs]:
        for rung in (2, 1):
            draft = draft.copy()
            draft[:, 0] = rung
            yield draft


class Leaper(Wanderer):
    """Writes both paragraphs explicitly in one leap."""

    def revise(self, reading: Reading, draft: Rungs) -> Rungs:  # type: ignore[override]
        return np.full_like(draft, 2)


@pytest.mark.parametrize(
    ("chair", "steps"),
    [
        (Wanderer(), [([0, 0], [2, 0]), ([2, 0], [1, 0]), ([1, 0], [2, 0]), ([2, 0], [1, 0])]),
        (Leaper(), [([0, 0], [2, 2])]),
    ],
    ids=["own steps", "one leap"],
)
def test_a_chair_who_revises_in_a_way_of_its_own_is_watched_in_its_own_steps(
    chair: ChairStrategy, steps: list[tuple[list[int], list[int]]]
) -> None:
    table = table_of([[1, -1]] * 2, readings=2)
    notes = Notes()
    outcomes = play_together(table, draws_for(table, 1, runs=3), chair, notes)
    assert [(b.tolist(), a.tolist()) for _, b, a in notes.changes] == [([b] * 3, [a] * 3) for b, a in steps]
    assert outcomes.path[:, -1].tolist() == [steps[-1][1]] * 3
