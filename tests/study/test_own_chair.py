"""A replay of a chair whose reading ends elsewhere than its single changes would lead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.negotiation.reading import Reading
from sim.scenario.loading import load
from sim.study.replay import replay
from tests.study.reasons.rooms import Stubborn


class Leap(Stubborn):
    """Makes no single change, and at every reading takes the first paragraph out."""

    def revise(self, reading: Reading, draft: np.ndarray) -> np.ndarray:
        leapt = draft.copy()
        leapt[:, 0] = 0
        return leapt


def test_what_a_chair_does_in_one_step_is_told_in_one_step() -> None:
    told = replay(load("gge-2016-2017"), 1, 3, chair=Leap())
    before = told.zero_draft.draft
    moved = [reading for reading in told.readings if reading.changes]
    assert before[0] != 0
    assert [reading.number for reading in moved] == [1]
    (change,) = moved[0].changes
    assert change.paragraphs == (0,)
    assert (change.after.draft == told.outcome.path[0][1]).all()


class Detour(Stubborn):
    """At the first reading takes the first paragraph out and puts it back, in two steps."""

    def revise(self, reading: Reading, draft: np.ndarray) -> Iterator[np.ndarray]:
        if reading.number == 1:
            without = draft.copy()
            without[:, 0] = 0
            yield without
            yield draft


def test_a_change_that_is_undone_at_the_same_reading_is_told_all_the_same() -> None:
    told = replay(load("gge-2016-2017"), 1, 3, chair=Detour())
    first, second = told.readings[0].changes
    assert second.after.draft.tolist() != first.after.draft.tolist()
    assert second.after.draft.tolist() == told.zero_draft.draft.tolist()
    assert not any(reading.changes for reading in told.readings[1:])
