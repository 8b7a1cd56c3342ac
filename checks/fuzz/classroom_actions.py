"""Actions that a class might see: likely ones, and the same with anything wrong about them."""

from __future__ import annotations

import dataclasses
import json
import random
from functools import cache
from typing import Any, get_args

from checks.fuzz.classroom_values import CANARY, anything, awkward_text, garbled
from sim.classroom.room import NOBODY, TEACHER, Action, Lesson, Phase, key_of
from sim.classroom.room import actions as do
from sim.classroom.room.messages import KINDS

_PLAYERS = (
    "take-seat",
    "stand-up",
    "away",
    "returned",
    "answer",
    "propose",
    "withdraw",
    "ready",
    "send-note",
)
_PLAYERS += ("ask-floor", "lower-hand", "decide", "table", "use-link")
_TEACHERS = ("begin", "advance", "advance", "put-under-silence", "back", "pause", "resume", "resume", "end")
_TEACHERS += ("appoint-chair", "allow-advice", "reveal", "set-timer", "place", "remove", "new-key", "table")
_TEACHERS += ("give-floor", "resume")


def likely(lesson: Lesson, luck: random.Random, number: int) -> tuple[Any, Action]:
    """Return somebody and an action that has a chance to be accepted now.

    Parameters
    ----------
    number : of the action, from which names, keys and texts are made that nothing else has
    """
    people = [p.number for p in lesson.players if not p.removed]
    if lesson.phase is Phase.GATHERING and luck.random() < 0.1 and people:
        return TEACHER, do.Begin()
    if len(people) < 2 or luck.random() < 0.05:
        return NOBODY, do.Enter(f"P{number} {awkward_text(luck)}"[:40].strip(), key_of(f"{number}"))
    if luck.random() < 0.3:
        return TEACHER, made(luck.choice(_TEACHERS), lesson, luck, number)
    unseated = [p.number for p in lesson.players if not p.removed and p.seat is None]
    if unseated and luck.random() < 0.5:
        return luck.choice(unseated), made("take-seat", lesson, luck, number)
    kinds = _PLAYERS if luck.random() < 0.5 else _FITTING.get(lesson.phase, _PLAYERS)
    return luck.choice(people), made(luck.choice(kinds), lesson, luck, number)


_FITTING = {
    Phase.READING: ("answer", "answer", "propose", "withdraw", "ready", "send-note", "ask-floor"),
    Phase.SILENCE: ("decide", "decide", "send-note"),
    Phase.REVISION: ("table", "ask-floor"),
}


def made(name: str, lesson: Lesson, luck: random.Random, number: int) -> Action:
    """Return an action of a kind, with fields that fit the room."""
    issues = [issue.code for issue in lesson.case.issues]
    text = f"{CANARY}{number} {awkward_text(luck)}"[:280].strip()
    filled = {
        "seat": lambda: luck.choice(lesson.case.seats),
        "to": lambda: luck.choice([*(lesson.seated or lesson.case.seats)]),
        "issue": lambda: luck.choice(issues),
        "rung": lambda: luck.choice(("silent", "indirect", "explicit")),
        "stance": lambda: luck.choice(
            ("joins", "dissociates", "objects") if name == "decide" else ("supports", "accepts", "brackets")
        ),
        "text": lambda: (
            {i: luck.choice(lesson.case.ladder(i)) for i in issues if luck.random() < 0.3}
            if name == "table"
            else text
        ),
        "reason": lambda: text,
        "name": lambda: f"P{number}",
        "key": lambda: key_of(f"{number}"),
        "player": lambda: luck.randrange(max(1, len(lesson.players))),
        "chair": lambda: luck.choice(("computer", "teacher", luck.randrange(max(1, len(lesson.players))))),
        "seconds": lambda: luck.randrange(7201),
        "ready": lambda: luck.random() < 0.8,
        "allowed": lambda: luck.random() < 0.5,
        "shown": lambda: luck.random() < 0.3,
    }
    kind = KINDS[name]
    return kind(**{field.name: filled[field.name]() for field in dataclasses.fields(kind)})


def hostile(action: Action, luck: random.Random) -> Any:
    """Return an action with a field, or itself, that is nothing of the kind, as a program might make it."""
    fields = dataclasses.fields(action)
    if not fields or luck.random() < 0.15:
        return luck.choice((None, "answer", {"do": "ready"}, object(), do.Answer, disguised(), 7, [action]))
    changed = {field.name: getattr(action, field.name) for field in fields}
    name = luck.choice(sorted(changed))
    if isinstance(changed[name], dict) and luck.random() < 0.7:
        key = anything(luck, plain=True)
        changed[name] = {**changed[name], key if key.__hash__ else str(key)[:99]: anything(luck)}
    else:
        changed[name] = anything(luck)
    return type(action)(**changed)


@cache
def disguised() -> type:
    """Return a kind of action that is none, under the name of one."""
    return dataclasses.make_dataclass("Ready", [("ready", bool, True)], bases=(do.Ready,), frozen=True)


def hostile_text(message: str, luck: random.Random) -> Any:
    """Return a message with something wrong about it: its structure, its types, its bytes."""
    told = json.loads(message)
    way = luck.randrange(6)
    if way == 0:
        return garbled(message, luck)
    if way == 1:
        told[luck.choice([*told, "who", "player", "at", "__class__", ""])] = anything(luck, plain=True)
    elif way == 2:
        del told[luck.choice(sorted(told))]
    elif way == 3:
        told["do"] = luck.choice((*KINDS, "Enter", "enter ", "ENTER", "_strict", "action", "", "a" * 9000))
    elif way == 4:
        told = anything(luck, plain=True)
    else:
        name = luck.choice(sorted(told))
        value = told[name]
        told[name] = luck.choice(([value], {"": value}, str(value), not value, [[[value]]], value))
    try:
        text = json.dumps(told, ensure_ascii=luck.random() < 0.5)
    except (TypeError, ValueError, RecursionError):
        return told
    return text.encode("utf-8", "surrogatepass") if luck.random() < 0.2 else text


def hostile_who(luck: random.Random) -> Any:
    """Return somebody that there is not."""
    odd = (True, False, -1, 99, 10**30, 0.0, 1.5, float("nan"), None, "", "Teacher", "teacher ", "computer")
    return luck.choice((*odd, "0", [0], {}, object(), get_args, b"teacher", ("teacher",), -(10**30)))


def hostile_time(luck: random.Random) -> Any:
    """Return a moment that is none, or hardly one."""
    odd = (float("nan"), float("inf"), -float("inf"), True, None, "0", b"0", [], 10**400, -(10**400))
    return luck.choice((*odd, 1e308, -1e308, 0, -1, 5e-324, 1 << 63, 10**300, object()))
