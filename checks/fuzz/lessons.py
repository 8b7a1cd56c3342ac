"""Lessons in which anything is tried, by the rules of the room alone, and what must hold of each."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from checks.fuzz.values import NUMBERS, TEXTS, anything, broken
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
    projector_view,
    read_action,
    replayed,
    student_view,
    teacher_view,
    write_action,
)
from sim.classroom.room import actions as do
from sim.classroom.room.messages import KINDS
from sim.classroom.site.news import plain, sections
from sim.classroom.store import Deed
from sim.scenario.loading import load
from tests.classroom.room.rooms import case as small_room
from tests.classroom.room.test_machine import contents

#: No single action may take a class of phones longer than this, in seconds of processor.
SLOWEST = 1.0
#: Every text that a lesson is given begins with it, so that it can be found where it should not be.
CANARY = "canary-"
#: Rooms of 4 to 67 seats: shipped ones, and the small one of the tests, which comes most often.
ROOMS = ("own",) * 6 + (
    "lone-blocker",
    "constructive-ambiguity",
    "package-deal",
    "seabed-assembly",
    "gge-2016-2017",
)
_TEACHERS = (
    "advance", "put-under-silence", "back", "pause", "resume", "end", "appoint-chair", "allow-advice",
    "reveal", "set-timer", "place", "remove", "new-key", "table", "give-floor",
)  # fmt: skip
_FITTING = {
    Phase.READING: ("answer", "propose", "withdraw", "ready", "send-note", "ask-floor", "lower-hand"),
    Phase.SILENCE: ("decide", "decide", "send-note"),
    Phase.REVISION: ("table", "ask-floor"),
}
_NO_TIMES = (
    float("nan"),
    float("inf"),
    True,
    None,
    "0",
    b"0",
    [],
    10**400,
    -(10**400),
    1e308,
    -1,
    1 << 63,
    object(),
)
_NOBODIES = (
    True,
    False,
    -1,
    99,
    10**30,
    0.0,
    float("nan"),
    None,
    "",
    "Teacher",
    "0",
    [0],
    {},
    object(),
    b"teacher",
)


@cache
def room(name: str) -> Case:
    """Return a room, by the name of its scenario."""
    return small_room(3, 0) if name == "own" else prepare(load(name), 1, 0, 3, coded=True)


def hold(of: Case, draw: Any, actions: int) -> dict[str, int]:
    """Hold a lesson in which anything is tried; return how many actions were accepted, and refused.

    Raises
    ------
    AssertionError
        where a refusal changes something, a view tells a secret, or the lesson cannot be told again
    """
    teacher = key_of("teacher")
    lesson, deeds, refused = Lesson.gathering(of, teacher), [], 0
    frozen = contents(lesson)
    for number in range(actions):
        began = time.process_time()
        who, action, at = attempted(draw, lesson, number)
        try:
            after = None if action is None else act(lesson, who, action, at)
        except Refused as refusal:
            after, words = None, str(refusal)
            assert 0 < len(words) < 200, f"refused by {words[:300]!r}"
            assert words.isprintable(), f"refused by {words[:300]!r}"
        assert time.process_time() - began < SLOWEST, f"{action!r:.300} takes too long"
        assert contents(lesson) == frozen, f"{action!r:.300} by {who!r} changed the lesson that was before it"
        if after is None or action is None:
            refused += 1
            continue
        deeds.append((who, action, at))
        lesson, frozen = after, contents(after)
        sound(lesson)
        if number % 5 == 0:
            seen(lesson)
    retold(lesson, deeds)
    return {"accepted": len(deeds), "refused": refused}


def attempted(draw: Any, lesson: Lesson, number: int) -> tuple[Any, Any, Any]:
    """Return what somebody attempts: who, an action or None where not even a message came of it, and when."""
    who, action = likely(draw, lesson, number)
    way = draw(st.integers(0, 8))
    if way == 1:
        try:
            return who, read_action(draw(messages(write_action(action)))), float(number)
        except Refused:
            return who, None, float(number)
    if way == 2:
        action = draw(st.sampled_from([None, "answer", {"do": "ready"}, do.Answer, disguised(), 7, [action]]))
    if way == 3 and (fields := dataclasses.fields(action)):
        odd = anything | st.sampled_from([object(), b"bytes", {1, 2}, 1j, range(3), type])
        action = type(action)(**{
            **{field.name: getattr(action, field.name) for field in fields},
            draw(st.sampled_from(fields)).name: draw(odd),
        })  # fmt: skip
    return (
        draw(st.sampled_from(_NOBODIES)) if way == 4 else who,
        action,
        draw(st.sampled_from(_NO_TIMES)) if way == 5 else float(number),
    )


def likely(draw: Any, lesson: Lesson, number: int) -> tuple[Any, Action]:
    """Return somebody and an action that has a chance to be accepted now."""
    people = [player.number for player in lesson.players if not player.removed]
    chance = draw(st.integers(0, 19))
    if len(people) < 2 or chance == 0:
        return NOBODY, do.Enter(f"P{number} {draw(st.sampled_from(TEXTS))}"[:40].strip(), key_of(f"{number}"))
    if lesson.phase is Phase.GATHERING and chance < 4:
        return TEACHER, do.Begin()
    if chance < 7:
        return TEACHER, made(draw, draw(st.sampled_from(_TEACHERS)), lesson, number)
    unseated = [player.number for player in lesson.players if not player.removed and player.seat is None]
    if unseated and chance < 13:
        return draw(st.sampled_from(unseated)), made(draw, "take-seat", lesson, number)
    kinds = _FITTING.get(lesson.phase, ("stand-up", "away", "returned")) if chance < 18 else (*KINDS,)
    return draw(st.sampled_from(people)), made(draw, draw(st.sampled_from(kinds)), lesson, number)


def made(draw: Any, name: str, lesson: Lesson, number: int) -> Action:
    """Return an action of a kind, with fields that fit the room."""
    issues = [issue.code for issue in lesson.case.issues]
    text = f"{CANARY}{number} {draw(st.sampled_from(TEXTS))}"[:280].strip()
    stances = ("joins", "dissociates", "objects") if name == "decide" else ("supports", "accepts", "brackets")
    player = st.integers(0, max(0, len(lesson.players) - 1))
    issue = draw(st.sampled_from(issues))
    filled = {
        "seat": st.sampled_from(lesson.case.seats),
        "to": st.sampled_from([*(lesson.seated or lesson.case.seats)]),
        "issue": st.just(issue),
        "rung": st.sampled_from(("silent", "indirect", "explicit")),
        "stance": st.sampled_from(stances),
        "text": st.sampled_from(lesson.case.ladder(issue)).map(
            lambda rung: {issue: rung} if name == "table" else text
        ),
        "reason": st.just(text),
        "name": st.just(f"P{number}"),
        "key": st.just(key_of(f"{number}")),
        "player": player,
        "chair": st.sampled_from(("computer", "teacher")) | player,
        "seconds": st.integers(0, 7201),
    }
    kind = KINDS[name]
    return kind(
        **{field.name: draw(filled.get(field.name, st.booleans())) for field in dataclasses.fields(kind)}
    )


@cache
def disguised() -> type:
    """Return a kind of action that is none, under the name of one."""
    return dataclasses.make_dataclass("Ready", [("ready", bool, True)], bases=(do.Ready,), frozen=True)


@st.composite
def messages(draw: st.DrawFn, message: str) -> Any:
    """Return a message with something wrong about it: its structure, its types, its bytes."""
    content = json.loads(message)
    way, name = draw(st.integers(0, 4)), draw(st.sampled_from(sorted(content)))
    if way == 0:
        return draw(broken(message.encode()))
    if way == 1:
        content[draw(st.sampled_from([name, "who", "player", "at", "__class__", ""]))] = draw(anything)
    elif way == 2:
        del content[name]
    elif way == 3:
        content["do"] = draw(st.sampled_from([*KINDS, "Enter", "enter ", "_strict", "", "a" * 9000]))
    else:
        content[name] = draw(
            st.sampled_from([[content[name]], {"": content[name]}, [[[]]], *NUMBERS, *TEXTS])
        )
    return json.dumps(content, ensure_ascii=draw(st.booleans()))


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
    numbered = (
        Deed(n, float(at), NOBODY if who == NOBODY else who, a) for n, (who, a, at) in enumerate(again, 1)
    )
    assert all(exported(lesson.case, lesson.teacher, numbered).values()), "an export is empty"


def seen(lesson: Lesson) -> None:
    """Look at every kind of screen: plain data, without anybody's key or somebody else's secret."""
    whole, public = shown(teacher_view(lesson)), shown(projector_view(lesson))
    keys = [player.key for player in lesson.players] + [lesson.teacher]
    assert not any(key in whole for key in keys), "the teacher's screen shows the digest of a token"
    for secret in secrets(lesson, None):
        assert secret not in public, f"the projector shows {secret!r}"
    for player in [player for player in lesson.players if not player.removed][-3:]:
        mine = shown(student_view(lesson, player.number))
        assert not any(key in mine for key in keys), "a student's screen shows the digest of a token"
        for secret in secrets(lesson, player.seat):
            assert secret not in mine, f"the screen of {player.number} shows {secret!r}"


def shown(view: object) -> str:
    """Return a view as the text that is sent."""
    return json.dumps(plain(sections(view)), allow_nan=False, ensure_ascii=False)


def secrets(lesson: Lesson, seat: str | None) -> Iterator[str]:
    """Yield the marked beginnings of texts that only others may read."""
    notes = [note.text for note in lesson.notes if seat is None or seat not in (note.sender, note.to)]
    hands = [hand.text for hand in lesson.hands if hand.seat != seat]
    given = lesson.play.decisions.items() if lesson.play.outcome is None else ()
    reasons = [decision.reason for owner, decision in given if owner != seat]
    public = {said.text for said in lesson.statements}
    for text in (*notes, *hands, *reasons):
        if text.startswith(CANARY) and text not in public:
            yield text.split(" ")[0] + " "
