"""The search finds the package that a room is built around, with and without decoys."""

from __future__ import annotations

import numpy as np
import pytest

from tests.study.package.constructed import constructed

PLAYS, LOOKED = 60, 3000


@pytest.mark.parametrize(("decoys", "size"), [(0, 2), (3, 2), (2, 3)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_package_that_a_room_is_built_around_is_found(seed: int, decoys: int, size: int) -> None:
    room = constructed(seed, 12, decoys, size, PLAYS)
    found = room.found(most=LOOKED)
    assert found.looked <= LOOKED < 3**12
    assert (found.texts == room.best).all(axis=1).any()


def test_decoys_hold_whoever_climbs_to_the_best_neighbour() -> None:
    for seed in range(3):
        assert not np.array_equal(constructed(seed, 9, 3, plays=PLAYS).greedy(), constructed(seed, 9, 3).best)


def test_no_text_passes_more_often_than_the_package_that_a_small_room_is_built_around() -> None:
    room = constructed(4, 6, 1, 3, plays=400)
    every = room.found(few=3**6)
    assert every.exact
    assert np.array_equal(every.texts[every.shares.argmax()], room.best)
