"""What the speed report measures with: turns, ratios, exponents, nested rooms, shares of time."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.growth import exponent, with_paragraphs, with_seats
from benchmarks.part import Part
from benchmarks.profile import by_function
from benchmarks.side_by_side import by_turns, ratio
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.scenario.loading import load

ROOT = Path(__file__).parents[2]


def test_work_is_done_by_turns_and_a_ratio_taken_turn_by_turn() -> None:
    done: list[str] = []
    clock = iter(range(100)).__next__
    seconds = by_turns({name: lambda name=name: done.append(name) for name in "ab"}, 3, clock)
    assert "".join(done) == "ab" + "ab" + "ba" + "ab"
    assert {name: each.tolist() for name, each in seconds.items()} == {"a": [1, 1, 1], "b": [1, 1, 1]}
    found = ratio(np.array([2.0, 40.0, 3.0, 4.0, 5.0]), np.array([1.0, 20.0, 1.0, 1.0, 1.0]))
    assert (found.low, found.median, found.high) == (2, 3, 4)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_an_exponent_is_found(power: float) -> None:
    sizes = np.array([3.0, 6, 12, 24, 48])
    assert exponent(sizes, 7 * sizes**power) == pytest.approx((power, 0))
    _, error = exponent(sizes, sizes**power * np.array([1.1, 0.9, 1, 0.9, 1.1]))
    assert error > 0.01


def test_rooms_are_nested_and_long_drafts_begin_again() -> None:
    table = convene(load("gge-2016-2017"))
    small, large = with_seats(table, 8), with_seats(table, 15)
    assert set(small.codes) < set(large.codes) < set(table.codes)
    at = [table.codes.index(code) for code in large.codes]
    assert np.array_equal(large.positions, table.positions[:, at])
    longer = with_paragraphs(table, 20)
    assert len(set(longer.issues)) == 20
    paragraphs = len(table.issues)
    assert np.array_equal(longer.positions[paragraphs:], table.positions[: 20 - paragraphs])
    assert play(longer, draw(longer, 1, 5)).text.shape == (5, 20)


def test_time_outside_counts_to_the_function_of_ours_that_asked_for_it() -> None:
    import sim

    home = str(Path(sim.__file__).parent)
    chair, room = (f"{home}/chair.py", 1, "propose"), (f"{home}/room.py", 1, "step")
    wrapper, inner = ("numpy/wrapper.py", 1, "take"), ("~", 0, "take")
    stats = {
        room: (1, 1, 1.0, 10.0, {}),
        chair: (1, 1, 2.0, 6.0, {room: (1, 1, 2.0, 6.0)}),
        wrapper: (2, 2, 1.0, 7.0, {chair: (1, 1, 0.6, 4.2), room: (1, 1, 0.4, 2.8)}),
        inner: (2, 2, 6.0, 6.0, {wrapper: (2, 2, 6.0, 6.0)}),
    }
    shares = by_function(stats)
    assert shares == pytest.approx({"room: step": (1 + 0.4 * 7) / 10, "chair: propose": (2 + 0.6 * 7) / 10})


def test_a_table_is_told_in_text_and_for_a_file() -> None:
    part = Part("Title", ("seats", "us"), [(15, 1234.5), (193, 0.5)], ("A note.",))
    assert part.text().splitlines() == [
        "Title", "-----", "seats     us", "15     1,234", "193      0.5", "A note.",
    ]  # fmt: skip
    assert part.record()["rows"][1] == {"seats": 193, "us": 0.5}


def test_an_unknown_part_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks.speed", "--parts", "tea"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no part 'tea'; there are mesa" in done.stderr
