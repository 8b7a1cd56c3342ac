"""What a class shows: as plain data, and nothing in it that is somebody else's secret."""

from __future__ import annotations

import json
from collections.abc import Iterator

from checks.fuzz.classroom_values import CANARY
from sim.classroom.room import Lesson, projector_view, student_view, teacher_view
from sim.classroom.site.news import plain, sections

#: People whose screens are looked at of a class.
LOOKED_AT = 3


def seen(lesson: Lesson) -> None:
    """Look at every kind of screen of a class.

    Raises
    ------
    AssertionError
        if one is no plain data, or tells a secret
    """
    whole = shown(teacher_view(lesson))
    public = shown(projector_view(lesson))
    keys = [player.key for player in lesson.players] + [lesson.teacher]
    for key in keys:
        assert key not in whole, "the teacher's screen shows the digest of a token"
    for secret in secrets(lesson, None):
        assert secret not in public, f"the projector shows {secret!r}"
    for player in lesson.players[-LOOKED_AT:]:
        if player.removed:
            continue
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
