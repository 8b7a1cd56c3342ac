"""A replay of a chair whose reading ends elsewhere than its single changes would lead."""

from __future__ import annotations

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
