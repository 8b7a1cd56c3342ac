"""Lots: rooms are even, sides are balanced, and the same lot gives the same rooms."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.hall.lots import balanced_seat, rooms_by_lot

counts, seeds = st.integers(0, 60), st.integers(0, 10**6)


@given(counts, st.integers(1, 6), seeds)
def test_rooms_by_lot_are_even_and_repeatable(count: int, rooms: int, seed: int) -> None:
    drawn = rooms_by_lot(count, [0] * rooms, [100] * rooms, seed)
    assert drawn == rooms_by_lot(count, [0] * rooms, [100] * rooms, seed)
    there = [drawn.count(room) for room in range(rooms)]
    assert sum(there) == count
    assert max(there) - min(there) <= 1


@given(counts, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6), seeds)
def test_nobody_is_left_without_a_place_while_a_room_has_one(
    count: int, rooms: list[tuple[int, int]], seed: int
) -> None:
    people, places = zip(*rooms, strict=True)
    drawn = Counter(rooms_by_lot(count, people, places, seed))
    over = sum(max(0, drawn[room] - free) for room, free in enumerate(places))
    assert over == max(0, count - sum(places))


def test_the_lot_decides_who_goes_where() -> None:
    assert len({rooms_by_lot(4, [0, 0], [8, 8], seed) for seed in range(50)}) > 3


@given(st.integers(1, 30), st.data())
def test_sides_are_balanced_whoever_sat_down_before(seats: int, data: st.DataObject) -> None:
    order = [f"S{n}" for n in range(seats)]
    taken = data.draw(st.sets(st.sampled_from(order)))
    while len(taken) < seats:
        before = [len(taken.intersection(order[side::2])) for side in (0, 1)]
        seat = balanced_seat(order, {seat: 1 for seat in order if seat not in taken})
        assert seat is not None
        assert seat not in taken
        taken.add(seat)
        after = [len(taken.intersection(order[side::2])) for side in (0, 1)]
        lighter = before.index(min(before))
        full = before[lighter] == len(order[lighter::2])
        assert full or after[lighter] > before[lighter] or before[0] == before[1]
    assert balanced_seat(order, {}) is None


def test_an_empty_seat_comes_before_a_place_beside_somebody() -> None:
    assert balanced_seat(["A", "B", "C"], {"A": 1, "B": 1, "C": 2}) == "C"
