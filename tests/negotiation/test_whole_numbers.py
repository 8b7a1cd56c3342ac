"""Counts and seeds are whole numbers; whatever else a caller gives is refused in words."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import sim
from sim.negotiation.whole_numbers import whole
from sim.study.sweep import Effort
from tests.scenario.files import shipped_scenario

ROOM = shipped_scenario("lone-blocker")


@pytest.mark.parametrize("number", [1, 7, 2**70, np.int64(3)])
def test_whole_numbers_pass(number: Any) -> None:
    whole(1, runs=number)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: sim.forecast(ROOM, runs=10.0), "runs must be a whole number, not 10.0"),  # type: ignore[arg-type]
        (lambda: sim.forecast(ROOM, seed="1"), "seed must be a whole number, not '1'"),  # type: ignore[arg-type]
        (lambda: sim.forecast(ROOM, runs=True), "runs must be a whole number, not True"),
        (lambda: sim.forecast(ROOM, runs=0), "runs must be at least 1, not 0"),
        (lambda: sim.Room(ROOM, seed=-1), "seed must be at least 0, not -1"),
        (lambda: sim.Room(ROOM, replicate=0.5), "replicate must be a whole number, not 0.5"),  # type: ignore[arg-type]
        (lambda: Effort(rooms=2.5), "rooms must be a whole number, not 2.5"),  # type: ignore[arg-type]
    ],
)
def test_whatever_else_is_refused_in_words(call: Callable[[], object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        call()
