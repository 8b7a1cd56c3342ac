"""Lessons in which anything is tried: the classes of the tests, and in them what nobody would send."""

import dataclasses
import json
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from checks.fuzz.values import NUMBERS, TEXTS, anything, broken
from sim.classroom.export import exported
from sim.classroom.room import (
    NOBODY,
    TEACHER,
    Phase,
    Refused,
    act,
    key_of,
    projector_view,
    read_action,
    student_view,
    teacher_view,
    write_action,
)
from sim.classroom.room import actions as do
from sim.classroom.room.messages import KINDS
from sim.classroom.site.lesson.view_changes import plain, sections
from sim.classroom.store import StoredAction
from tests.classroom.room import test_machine as machine
from tests.classroom.room.rooms import TEACHERS_KEY

times = st.sampled_from(
    (float("nan"), 1e999, True, None, "0", b"0", [], 10**400, -(10**400), 1e308, -1, object())
)
nobodies = st.sampled_from(
    (True, False, -1, 99, 10**30, 0.0, float("nan"), None, "", "Teacher", "0", [0], {}, object(), b"teacher")
)


@cache
def disguised() -> type:
    """Return a kind of action that is none, under the name of one."""
    return dataclasses.make_dataclass("Ready", [("ready", bool, True)], bases=(do.Ready,), frozen=True)


@st.composite
def hostile(draw: st.DrawFn) -> Any:
    """Return an action with a field, or itself, that is nothing of the kind, as a program might make it."""
    action = draw(machine.anything)
    fields = {field.name: getattr(action, field.name) for field in dataclasses.fields(action)}
    if not fields or draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from([None, "answer", {"do": "ready"}, object(), do.Answer, disguised()(), 7]))
    odd = anything | st.sampled_from([object(), b"bytes", {1, 2}, 1j, range(3), type])
    return type(action)(**{**fields, draw(st.sampled_from(sorted(fields))): draw(odd)})


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


class Lessons(machine.Class):
    """Whatever the tests of the room hold must hold here too."""

    def tries(self, who: Any, action: Any, at: Any) -> Any:
        """Let anybody try anything; return the class afterwards, or None where it was refused."""
        before = machine.contents(self.lesson)
        try:
            after = act(self.lesson, who, action, at)
        except Refused as refusal:
            after, self.told = None, str(refusal)
        assert after or (0 < len(self.told) < 200 and self.told.isprintable()), (
            f"refused by {self.told!r:.300}"
        )
        assert machine.contents(self.lesson) == before, (
            f"{action!r:.300} by {who!r} changed the class before it"
        )
        return after

    @rule(who=machine.whoever, action=hostile())
    def a_program_makes_an_action(self, who: Any, action: Any) -> None:
        """What is taken is kept, and told again by the rules of the tests."""
        at = float(len(self.deeds))
        if after := self.tries(who, action, at):
            self.deeds.append((who, action, at))
            self.lesson = after

    @rule(who=machine.whoever, message=machine.anything.map(write_action).flatmap(messages))
    def a_browser_sends_a_message(self, who: Any, message: Any) -> None:
        """A message is refused, or is an action."""
        try:
            action = read_action(message)
        except Refused:
            return
        self.a_program_makes_an_action(who, action)

    @rule(who=nobodies, action=machine.anything, at=times | st.just(1.0))
    def nobody_acts(self, who: Any, action: Any, at: Any) -> None:
        """The class goes on as if it had not been, even if it was taken."""
        self.tries(who, action, at)

    @rule(who=machine.whoever, action=machine.anything, at=times)
    def somebody_acts_at_no_time(self, who: Any, action: Any, at: Any) -> None:
        """Likewise."""
        self.tries(who, action, at)

    @rule(name=st.sampled_from(TEXTS))
    def somebody_of_that_name_enters(self, name: str) -> None:
        """In any script."""
        self.a_program_makes_an_action(NOBODY, do.Enter(name, key_of(f"{len(self.deeds)}")))

    @rule()
    def screens_are_sent(self) -> None:
        """As plain data, without the digest of anybody's token."""
        lesson = self.lesson
        students = [student_view(lesson, player.number) for player in lesson.players if not player.removed]
        for view in (teacher_view(lesson), projector_view(lesson), *students[-3:]):
            sent = json.dumps(plain(sections(view)), allow_nan=False, ensure_ascii=False)
            keys = [player.key for player in lesson.players] + [lesson.teacher]
            assert not any(key in sent for key in keys), "a screen shows the digest of a token"

    def teardown(self) -> None:
        """Write the class down as it would be kept."""
        deeds = [(who, read_action(write_action(action)), at) for who, action, at in self.deeds]
        if self.lesson.phase is not Phase.OVER:
            deeds.append((TEACHER, do.End(), 1e9))
        numbered = [
            StoredAction(number, float(at), who, action) for number, (who, action, at) in enumerate(deeds, 1)
        ]
        assert all(exported(self.case, TEACHERS_KEY, iter(numbered)).values()), "an export is empty"
