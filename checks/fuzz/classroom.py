"""Classes whose people send anything: a case is a lesson of many actions, by the rules of the room alone."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from checks.fuzz.attempt import Cage, Step
from checks.fuzz.attempt import Case as Attempt
from checks.fuzz.classroom_actions import hostile, hostile_text, hostile_time, hostile_who, likely
from checks.fuzz.classroom_views import seen
from sim.classroom.export import exported
from sim.classroom.room import (
    NOBODY,
    TEACHER,
    Action,
    Case,
    Lesson,
    Phase,
    Refused,
    act,
    key_of,
    prepare,
    read_action,
    replayed,
    write_action,
)
from sim.classroom.store import Deed
from sim.scenario.loading import load
from tests.classroom.room.rooms import case as small_room
from tests.classroom.room.test_machine import contents

#: Actions that a lesson is tried with. No single one may take a class of phones longer than this.
ACTIONS, SLOWEST = 150, 1.0
#: Rooms of 4 to 67 seats: shipped ones, and the small one of the tests, which comes most often.
SHIPPED = ("lone-blocker", "constructive-ambiguity", "package-deal", "seabed-assembly", "gge-2016-2017")
_CAGE = Cage(cpu=60, wall=180)


@cache
def room(name: str, replicate: int) -> Case:
    """Return a room; those of tests come with any play of theirs."""
    return small_room(3, replicate) if name == "own" else prepare(load(name), 1, replicate, 3, coded=True)


def case(seed: int, number: int) -> Attempt:
    """Return a lesson of hostile actions."""
    luck = random.Random(f"classroom {seed} {number}")
    name = luck.choice(("own",) * 12 + SHIPPED)
    of = room(name, luck.randrange(4) if name == "own" else 0)
    words = f"{name}, lesson {number} of {seed}"
    return Attempt(name, {}, (Step(("lesson", words), call=lambda: tell(hold(of, luck)), cage=_CAGE),))


def tell(tried: dict[str, float]) -> None:
    """Print what came of a lesson, in one line."""
    print(" ".join(f"{name}={value:.4g}" for name, value in tried.items()))


def hold(of: Case, luck: random.Random, actions: int = ACTIONS) -> dict[str, float]:
    """Hold a lesson in which anything is tried; return how many actions were accepted, refused, and how fast.

    Raises
    ------
    AssertionError
        where a refusal changes something, a view tells a secret, or the lesson cannot be told again
    """
    teacher = key_of("teacher")
    lesson, deeds, slowest, refused = Lesson.gathering(of, teacher), [], 0.0, 0
    frozen = contents(lesson)
    for number in range(actions):
        began = time.process_time()
        who, action, at = attempted(lesson, luck, number)
        try:
            after = None if action is None else act(lesson, who, action, at)
        except Refused as told:
            after, words = None, str(told)
            if not (0 < len(words) < 200 and words.isprintable()):
                raise AssertionError(f"refused by {words[:300]!r}") from None
        slowest = max(slowest, time.process_time() - began)
        assert contents(lesson) == frozen, f"{action!r} by {who!r} changed the lesson that was before it"
        if after is None or action is None:
            refused += 1
            continue
        deeds.append((who, action, at))
        lesson, frozen = after, contents(after)
        sound(lesson)
        if luck.random() < 0.2:
            seen(lesson)
    assert slowest < SLOWEST, f"an action took {slowest:.2f} s"
    retold(lesson, deeds)
    return {"accepted": len(deeds), "refused": refused, "slowest": slowest}


def attempted(lesson: Lesson, luck: random.Random, number: int) -> tuple[Any, Any, Any]:
    """Return what somebody attempts: who, an action, when; no action where not even a message came of it.

    Two doors: a message as a browser sends it, and an action as a program makes it.
    """
    who, action = likely(lesson, luck, number)
    at: Any = float(number)
    if luck.random() < 0.45:
        return who, action, at
    way = luck.randrange(4)
    if way == 0:
        try:
            action = read_action(hostile_text(write_action(action), luck))
        except Refused:
            return who, None, at
    elif way == 1:
        action = hostile(action, luck)
    elif way == 2:
        who = hostile_who(luck)
    else:
        at = hostile_time(luck)
    return who, action, at


def sound(lesson: Lesson) -> None:
    """Hold a lesson against what is true of every class."""
    play, of = lesson.play, lesson.case
    taken = [p.seat for p in lesson.players if p.seat is not None and not p.removed]
    assert len(taken) == len(set(taken)), "two on one seat"
    assert set(taken) <= set(of.seats), "a seat that is none of ours"
    assert [p.number for p in lesson.players] == list(range(len(lesson.players)))
    assert play.number <= of.last, "more readings than there are"
    assert lesson.phase is not Phase.GATHERING or play.number == 0, "lost count"
    for draft in (play.draft, *play.path):
        assert all(of.table.available[k, rung] for k, rung in enumerate(draft)), "a wording of no ladder"
    if play.outcome is not None:
        assert sorted(play.outcome.stances) == sorted(of.seats), "not everybody is counted once"
        assert play.outcome.adopted == of.carries(play.outcome.stances)


def retold(lesson: Lesson, deeds: list[tuple[Any, Action, Any]]) -> None:
    """Tell a lesson again from what would be stored of it, and write it down."""
    again = [(who, read_action(write_action(action)), at) for who, action, at in deeds]
    assert contents(replayed(lesson.case, lesson.teacher, again)) == contents(lesson), "retold otherwise"
    if lesson.phase is not Phase.OVER:
        again.append((TEACHER, read_action('{"do": "end"}'), 1e9))
    files = exported(lesson.case, lesson.teacher, _numbered(again))
    assert all(files.values()), "an export is empty"


def _numbered(deeds: list[tuple[Any, Action, Any]]) -> Iterator[Deed]:
    for number, (who, action, at) in enumerate(deeds, 1):
        yield Deed(number, float(at), NOBODY if who == NOBODY else who, action)
