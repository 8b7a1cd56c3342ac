"""Who is said to gain, to turn and to object anew by a change is who does in the arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import OBJECTS
from sim.negotiation.chairs.chair import hearing
from sim.report.replay.changes import _number, changed, fallout
from sim.report.telling import MOST_NAMES
from sim.report.wording import called
from sim.scenario.loading import load
from sim.study.replay import Change, Replay, Sounding, replay

GGE, PLASTICS = load("gge-2016-2017"), load("plastics-council")
NUMBERS = {_number(n): n for n in range(1, 21)} | {str(n): n for n in range(1, 194)}


def changes(played: Replay) -> Iterator[tuple[Change, Sounding]]:
    for reading in played.readings:
        yield from ((change, reading.opening) for change in reading.changes)
    yield from ((change, played.readings[-1].closing) for change in played.repairs)


def seats(played: Replay, names: str) -> set[int]:
    """The seats that are named, with any of: three names, a number and the first name."""
    numbers = {called(code): seat for seat, code in enumerate(played.table.codes)}
    names = re.sub(r"(, (both|all)|,)? (of|outside) the chair's own camp", "", names)
    return {numbers[name[:1].lower() + name[1:] if name.startswith("The ") else name]
            for name in re.split(r", | and ", names)}  # fmt: skip


def check_group(played: Replay, told: str, pattern: str, who: np.ndarray) -> None:
    """Check that those whom a sentence is about are those who are meant."""
    many = re.search(rf"(\w+)(?: (?:of|outside) the chair's own camp)? {pattern}", told)
    if who.sum() > MOST_NAMES:
        assert many
        assert NUMBERS[many[1].lower()] == who.sum()
    elif who.any():
        (group,) = re.findall(rf"(?:^|[.”] )([^.”]*?),? {pattern}", told)
        assert seats(played, group) == set(np.flatnonzero(who).tolist())
    else:
        assert not many


def check(played: Replay) -> None:
    for change, opening in changes(played):
        told = " ".join(changed(played, change, opening))
        told = re.sub("“[^”]*”", "”", told)  # wordings are others' sentences
        turned = opening.worth >= 0
        check_group(played, told, "who preferred no report", change.relieved & ~turned)
        lost = (change.before.worth >= 0) & (change.after.worth < 0)
        pattern = "who preferred the report" if lost.sum() > MOST_NAMES else "no longer prefers? the report"
        check_group(played, told, pattern, lost)
        back = change.relieved & turned
        assert ("an earlier change had turned" in told) == bool(back.any())
        assert ("This wins back" in told) == bool((back & (change.after.worth >= 0)).any())
        assert ("of the room's weight" in told) == (not change.relieved.any())


@pytest.mark.parametrize("number", [25, 338, 968])
def test_a_change_is_told_as_the_arrays_have_it(number: int) -> None:
    check(replay(GGE, 1, number))


@given(number=st.integers(0, 10**6), moves=st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_any_change_is_told_as_the_arrays_have_it(number: int, moves: int) -> None:
    check(replay(PLASTICS, 1, number, {"moves": moves}))


def test_what_a_change_takes_and_the_next_gives_back_is_told_as_that() -> None:
    told = replay(GGE, 1, 338)
    first = told.readings[0]
    seat = told.table.codes.index("IDN")
    hurt, helped = first.changes
    assert first.opening.worth[seat] >= 0
    assert (hurt.after.worth[seat] < 0, helped.after.worth[seat] >= 0) == (True, True)
    assert "Russia and Indonesia no longer prefer the report." in " ".join(changed(told, hurt, first.opening))
    line = " ".join(changed(told, helped, first.opening))
    assert "This wins back Indonesia, whom an earlier change had turned against the report." in line


def test_most_are_counted_and_the_first_is_named() -> None:
    told = replay(GGE, 1, 338)
    (line,) = changed(told, told.readings[0].changes[0], told.readings[0].opening)
    words = "Fourteen who preferred no report, Japan first, gain; eight of them now prefer the report."
    assert words in line


def test_new_objections_are_counted_and_explained() -> None:
    found = grown = 0
    for number in range(40):
        played = replay(PLASTICS, 1, number)
        for reading in played.readings:
            before, after = reading.opening, reading.closing
            newly = after.taking(OBJECTS) & ~before.taking(OBJECTS)
            ended = before.taking(OBJECTS) & ~after.taking(OBJECTS)
            told = fallout(played, before, after)
            assert bool(told) == bool(newly.any())
            if not told:
                continue
            found += 1
            (line,) = told
            counts = re.match(r"(\w+) newly objects?", line)
            gone = re.search(r"; (\w+) no longer objects?", line)
            assert counts
            assert NUMBERS[counts[1].lower()] == newly.sum()
            assert (NUMBERS[gone[1]] if gone else 0) == ended.sum()
            heard = hearing(played.last)[0]
            cost = [float(heard @ np.maximum(-sounding.worth, 0)) for sounding in (before, after)]
            more = newly.sum() > ended.sum() and cost[1] < cost[0]
            assert ("Yet what the text costs" in line) == more
            grown += more
    assert found >= 5
    assert grown >= 1


def test_a_reading_by_which_objections_grow_says_why_the_chair_is_content() -> None:
    played = replay(load("oewg-2019-2021"), 1, 1317)
    first = played.readings[0]
    (line,) = fallout(played, first.opening, first.closing)
    assert first.closing.taking(OBJECTS).sum() > first.opening.taking(OBJECTS).sum()
    assert "because the text says too much on Countermeasures" in line
    assert re.search(r"Yet what the text costs those who would rather have no report is \d+ % less", line)
