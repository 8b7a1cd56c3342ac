"""What the twin, which plays one negotiation at a time, cannot see of the worth of formulations."""

from dataclasses import replace

import numpy as np

from sim.negotiation.draw import draw
from sim.negotiation.past import Past
from sim.negotiation.payoff import beyond_acquis
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed


def test_each_play_has_its_own_past_and_its_own_discount() -> None:
    past = Past(np.array([[2], [0], [2]]), np.array([[2], [0], [2]]), np.zeros((3, 1)))
    draws = draw(table_of([[0]]), 1, 3, fixed(foreign_acquis=0))
    behaviour = replace(draws.behaviour, acquis_discount=np.array([1.0, 1.0, 0.5]))
    worth = np.array([[0, 0.2, 1.0], [0, 0.4, 1.0], [0, 0.6, 1.0]])
    expected = [[[0, 0, 0]], [[0, 0.4, 1.0]], [[0, 0.3, 0.5]]]
    np.testing.assert_allclose(beyond_acquis(worth, past, behaviour), expected)
