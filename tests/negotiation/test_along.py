import numpy as np
import pytest

from sim.negotiation.along import along_the_way
from sim.negotiation.arrays import Rungs
from sim.negotiation.draw import draw
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed

#: One wants the paragraph and one resists it; a report as such is worth a quarter to each.
RESISTED = table_of([[1, -1]], readings=4, stakes=[0.25, 0.25])
PROMISED = table_of([[1, 0]], ambition=[1], readings=2, stakes=[0.25, 0.25])


def path(*rungs: int, plays: int = 1) -> Rungs:
    """The draft of one paragraph: the zero draft, then after each reading."""
    return np.array([[[rung] for rung in rungs]] * plays, dtype=np.int8)


def test_the_loss_by_each_draft_is_worked_out_by_hand() -> None:
    found = along_the_way(RESISTED, draw(RESISTED, 1, 3, fixed()), path(2, 2, 2, 2, 2, plays=3))
    # Harm 1 against a stake of a quarter; what the other wants costs it nothing.
    assert found.losses.tolist() == [[[0, 0.75]] * 4] * 3
    assert found.resistance.tolist() == [[0, 0.75]] * 3
    assert found.complaints.tolist() == [[[0, 1], [0, 0]]] * 3


def test_who_is_promised_more_than_the_draft_says_is_disappointed() -> None:
    found = along_the_way(PROMISED, draw(PROMISED, 1, 1, fixed()), path(0, 0, 0))
    assert found.complaints.tolist() == [[[0, 0], [1, 0]]]
    assert found.resistance.tolist() == [[0.75, 0]]


def test_each_reading_has_the_draft_that_it_opens_with() -> None:
    found = along_the_way(RESISTED, draw(RESISTED, 1, 1, fixed()), path(2, 0, 0, 0, 2))
    assert found.losses[0].tolist() == [[0, 0.75], [0, 0], [0, 0], [0, 0]]


def test_concessions_and_red_lines_count() -> None:
    ready = draw(RESISTED, 1, 1, fixed(deadline_concession=0.5))
    losses = along_the_way(RESISTED, ready, path(2, 2, 2, 2, 2)).losses[0, :, 1]
    assert (np.diff(losses) < 0).all()
    # Half of the harm is given up at the last reading, unless luck makes it more or less flexible.
    half = 0.5 * (1 + 0.5 * ready.flexibility[0, 1])
    assert losses[-1] == pytest.approx(1 - half - 0.25)
    strict = draw(RESISTED, 1, 1, fixed(red_line=0.1))
    found = along_the_way(RESISTED, strict, path(2, 2, 2, 2, 2))
    assert found.losses[0, :, 1] == pytest.approx([0.9] * 4)
