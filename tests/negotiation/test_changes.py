from __future__ import annotations

import numpy as np

from sim.negotiation.changes import apply_change, one_step_changes
from tests.negotiation.tables import table_of


def test_every_paragraph_weakens_or_strengthens_by_one_rung_of_its_ladder() -> None:
    table = table_of([[0], [0]], available=[[True, True, True], [True, False, True]])
    draft = np.array([[0, 0], [1, 2], [2, 0]], dtype=np.int8)
    changes = one_step_changes(table, draft)
    assert changes.tolist() == [[-1, -1, 1, 2], [0, 0, 2, -1], [1, -1, -1, 2]]
    assert changes.dtype == np.int8


def test_a_chosen_change_is_written_into_its_play_alone() -> None:
    draft = np.zeros((3, 2), dtype=np.int8)
    targets = np.array([[-1, -1, 1, 2]] * 3, dtype=np.int8)
    apply_change(draft, np.array([2, 0]), np.array([3, 2]), targets)
    assert draft.tolist() == [[1, 0], [0, 0], [0, 2]]
