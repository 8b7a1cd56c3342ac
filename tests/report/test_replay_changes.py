"""Who is said to gain, to turn and to object anew because of a change is who does in the arrays."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools
from sim.negotiation.chairs.chair import hearing
from sim.negotiation.outcome import Outcomes
from sim.negotiation.vocabulary import Complaint, Kind
from sim.report.replay_changes import changed, fallout, steps, turns
from sim.report.replay_words import MOST_NAMES, number, text_of
from sim.report.words.names import called, capital
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.replay import Change, Replay, Sounding, replay
from tests.study.telling import PLAYS, SETTLED, failed, hurried, plays, saved, trading

GGE, PLASTICS = load("gge-2016-2017"), load("plastics-council")
NUMBERS = {str(n): n for n in range(194)} | {number(n).lower(): n for n in range(21)}


def changes(played: Replay) -> Iterator[tuple[Change, Sounding]]:
    for reading in played.readings:
        yield from ((change, reading.opening) for change in reading.changes)
    yield from ((change, played.readings[-1].closing) for change in played.repairs)


def seats(played: Replay, names: str) -> set[int]:
    """The seats that are named."""
    numbers = {called(code): seat for seat, code in enumerate(played.table.codes)}
    names = re.sub(r" \((of|outside) the chair's own camp\)", "", names)
    return {numbers[name.replace("The ", "the ")] for name in re.split(r", | and ", names)}


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


@pytest.mark.parametrize(
    ("scenario", "found"), [(GGE, failed(3)), (GGE, failed(1)), (hurried(GGE.id), saved)]
)
def test_a_change_is_told_as_the_arrays_have_it(
    scenario: Scenario, found: Callable[[Outcomes], Bools]
) -> None:
    check(replay(scenario, 1, next(plays(scenario, found))))


@given(play=st.integers(0, 10**6), moves=st.integers(1, 3))
@settings(max_examples=25)
def test_any_change_is_told_as_the_arrays_have_it(play: int, moves: int) -> None:
    check(replay(PLASTICS, 1, play, {"moves": moves}))


@given(play=st.integers(0, 10**5))
@settings(max_examples=25)
def test_every_reading_is_told_once_and_every_sounding_counts_the_room(play: int) -> None:
    played = replay(PLASTICS, 1, play)
    held: list[int] = []
    for step in steps(played):
        numbers = re.match(r"Readings? (\d+)(?: to (\d+))?: ", step.title)
        if not numbers:
            assert "repair" in step.title
            continue
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        held += range(first, last + 1)
        readings = played.readings[first - 1 : last]
        assert step.quiet == ("nothing moves" in step.title) == (not any(r.changes for r in readings))
        if step.quiet:
            continue
        (reading,) = readings
        for change in reading.changes:
            for k in change.paragraphs:
                start, rung = Rung(int(change.before.draft[k])), Rung(int(change.after.draft[k]))
                way = f"{PLASTICS.issues[k].title} goes from {start.word} to {rung.word}"
                (line,) = (line for line in step.lines if line.startswith(way))
                assert text_of(PLASTICS.issues[k], rung) in line
        (put,) = (line for line in step.lines if line.startswith("If it were put"))
        counts = [int(reading.closing.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
        if counts[JOINS] == len(played.table.codes):
            assert f"all {counts[JOINS]} would join" in put
        else:
            found = [re.findall(rf"(\w+) would {word}", put)[0] for word in ("join", "dissociate", "object")]
            assert [NUMBERS[word] for word in found] == counts
    assert held == list(range(1, len(played.readings) + 1))


def settled() -> Iterator[Replay]:
    """Plays that no new coding and no new fit changes."""
    return (replay(PLASTICS, 1, play, SETTLED) for play in range(PLAYS))


def test_changes_are_told_with_those_who_gain_and_those_who_turn() -> None:
    for reading, played in ((reading, one) for one in settled() for reading in one.readings):
        content = reading.opening.worth >= 0
        for hurt, helped in pairwise(reading.changes):
            turned = content & (hurt.before.worth >= 0) & (hurt.after.worth < 0)
            back = turned & helped.relieved & (helped.after.worth >= 0)
            if turned.sum() == back.sum() == (helped.relieved & content).sum() == 1:
                (seat,) = np.flatnonzero(back)
                name = called(played.table.codes[seat])
                one, other = (" ".join(changed(played, change, reading.opening)) for change in (hurt, helped))
                assert f"{capital(name)} no longer prefers the report." in one
                assert (
                    f"This wins back {name}, whom an earlier change had turned against the report." in other
                )
                return
    pytest.fail("nobody is won back")


def test_a_trade_is_told_as_one() -> None:
    played = trading()
    (reading, change), *_ = (
        (r.number, change) for r in played.readings for change in r.changes if len(change.paragraphs) == 2
    )
    (told,) = (step for step in steps(played) if step.title.startswith(f"Reading {reading}:"))
    begins = "The chair finds no single change worth making, and trades."
    line = [text.startswith(begins) for text in told.lines].index(True)
    for k, text in zip(change.paragraphs, told.lines[line + 1 : line + 3], strict=True):
        before, after = (Rung(int(sounding.draft[k])).word for sounding in (change.before, change.after))
        assert text.startswith(f"{played.scenario.issues[k].title} goes from {before} to {after}")


def test_changes_of_stance_without_a_change_of_text_are_told() -> None:
    for played in settled():
        for before, reading in pairwise(played.readings):
            moved = np.flatnonzero(before.closing.stances != reading.opening.stances)
            ways = [(before.closing.stances[seat], reading.opening.stances[seat]) for seat in moved]
            if ways == [(OBJECTS, DISSOCIATES)]:
                (line,) = turns(played, before.closing, [reading])
                who = capital(called(played.table.codes[moved[0]]))
                assert (
                    line == f"As capitals give ground, stances change: {who}, from objecting to dissociating."
                )
                return
    pytest.fail("no stance changes")


def test_a_repair_that_fails_is_told_and_taken_back() -> None:
    plays = (replay(PLASTICS, 1, play, {"moves": 0}) for play in range(14))
    vain = next(p for p in plays if p.repairs and not p.repairs[-1].kept and not p.adopted)
    (told,) = (step for step in steps(vain) if step.title.startswith("A repair that fails: "))
    assert told.lines[-1] == "It would not leave fewer objections, and the chair takes it back."
    assert (vain.end.draft == vain.repairs[-1].before.draft).all()


def test_new_objections_are_counted_and_explained() -> None:
    found = grown = 0
    for play in range(40):
        played = replay(PLASTICS, 1, play)
        for reading in played.readings:
            before, after = reading.opening, reading.closing
            newly = after.taking(OBJECTS) & ~before.taking(OBJECTS)
            ended = before.taking(OBJECTS) & ~after.taking(OBJECTS)
            told = fallout(played, before, after)
            assert bool(told) == bool(newly.any())
            for line in told:
                found += 1
                counts = re.findall(r"(\w+) newly objects?", line) + re.findall(
                    r"; (\w+) no longer objects?", line
                )
                assert [NUMBERS[word.lower()] for word in counts] == [
                    n for n in (newly.sum(), ended.sum()) if n
                ]
                heard = hearing(played.last)[0]
                cost = [float(heard @ np.maximum(-sounding.worth, 0)) for sounding in (before, after)]
                more = newly.sum() > ended.sum() and cost[1] < cost[0]
                assert ("Yet what the text costs" in line) == more
                grown += more
    assert found >= 5
    assert grown >= 1


def test_a_reading_by_which_objections_grow_says_why_the_chair_is_content() -> None:
    amounts = {Kind.HARM: "much", Kind.DISAPPOINTMENT: "little"}
    explained = set()
    for played in (replay(PLASTICS, 1, play) for play in range(PLAYS)):
        for before, after in ((reading.opening, reading.closing) for reading in played.readings):
            told = " ".join(fallout(played, before, after))
            if "Yet" in told:
                newly = after.taking(OBJECTS) & ~before.taking(OBJECTS)
                assert after.taking(OBJECTS).sum() > before.taking(OBJECTS).sum()
                costs = "Yet what the text costs those who would rather have no report is"
                assert re.search(costs + r" (<1|\d+) % less", told)
                over = after.complaints[newly]
                shared = [Complaint.of(n) for n in set(over.tolist()) if 2 * (over == n).sum() > len(over)]
                assert told.count("because") == len(shared)
                for issue, kind in shared:
                    reason = f"because the text says too {amounts[kind]} on {PLASTICS.issues[issue].title}"
                    assert reason in told
                explained.add(bool(shared))
        if len(explained) == 2:
            return
    pytest.fail("objections hardly ever grow")
