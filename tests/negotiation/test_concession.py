"""Concession worked out by hand (docs/model.md, equation 7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.concession import flexibility
from sim.negotiation.draw import Draws, draw
from tests.negotiation.tables import fixed, table_of


def draws(luck: list[float], **parameters: float) -> Draws:
    """One play of a room whose delegations are readier to concede than the mean by so much."""
    plain = draw(table_of([[0] * len(luck)]), 1, 1, fixed(**parameters))
    return replace(plain, flexibility=np.array([luck]))


@pytest.mark.parametrize(
    ("reading", "given_up"),
    [
        (1, [0.0125, 0.025, 0.0, 0.05]),
        (2, [0.05, 0.1, 0.0, 0.2]),
        (4, [0.2, 0.4, 0.0, 0.8]),
        (5, [0.2, 0.4, 0.0, 0.8]),  # the deadline has passed
    ],
)
def test_little_is_given_up_until_late(reading: int, given_up: list[float]) -> None:
    some = draws([0, 2, -3, 6], deadline_concession=0.2, deadline_shape=0.5)
    np.testing.assert_allclose(flexibility(some, reading, 4), [given_up], atol=1e-15)


def test_nobody_gives_up_more_than_nine_tenths() -> None:
    some = draws([0, 10], deadline_concession=0.85, deadline_shape=1)
    assert flexibility(some, 8, 8).tolist() == [[0.85, 0.9]]
