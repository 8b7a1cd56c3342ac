"""Computer statements: what computer delegations say on the floor, from what everybody can know of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from sim.classroom.room.attitude import Attitude
from sim.classroom.room.computer_answers import said_in_public
from sim.classroom.room.lesson import Lesson, Statement
from sim.classroom.room.numbered import numbered
from sim.classroom.room.stances import on_the_draft, proposed
from sim.classroom.words.message import Message, say
from sim.scenario.ladder import Rung

#: Most statements of computers in a reading.
MOST_STATEMENTS = 3
#: How much a paragraph in brackets matters, by what is publicly known: on the scale of positions.
_WEIGHT = {
    Attitude.INSISTS: 3.0,
    Attitude.REJECTS: 3.0,
    Attitude.WANTS: 2.0,
    Attitude.RESISTS: 2.0,
    Attitude.WELCOMES: 1.0,
    Attitude.RELUCTANT: 1.0,
}
_UNKNOWN = 0.5
#: What is said, by whether more is wanted and by the public position; None where no position speaks for it.
SENTENCES: dict[tuple[bool, Attitude | None], Message] = {
    (True, Attitude.INSISTS): say(
        "We need {paragraph}, as we have said before. The draft gives us too little."
    ),
    (True, Attitude.WANTS): say("We want more on {paragraph}, as we have said before."),
    (False, Attitude.REJECTS): say("We have said no to {paragraph} before. The draft says too much on it."),
    (False, Attitude.RESISTS): say("We want less on {paragraph}, as we have said before."),
    (True, None): say("We ask for more on {paragraph}. Until then our bracket stays."),
    (False, None): say("We ask for less on {paragraph}. Until then our bracket stays."),
}


class _Point(NamedTuple):
    stake: float
    issue: str
    more: bool


def computer_statements(lesson: Lesson) -> tuple[Statement, ...]:
    """Return what computers say in the open reading: those first that have most at stake in public.

    Each speaks about the paragraph in its brackets that matters most to it by its public positions. Nobody
    repeats what they have said in an earlier reading, and nobody what somebody else has just said. Chance,
    the same for a seed, decides between those who have as much at stake.
    """
    said = {(told.seat, told.text) for told in lesson.statements}
    taken: set[tuple[str, bool]] = set()
    found: list[Statement] = []
    points = {seat: sorted(some, key=lambda p: -p.stake) for seat, some in _points(lesson).items()}
    for seat in sorted(points, key=lambda seat: (-sum(p.stake for p in points[seat]), _luck(lesson, seat))):
        for point in points[seat]:
            text = _text(lesson, seat, point)
            if (point.issue, point.more) in taken or (seat, text) in said:
                continue
            taken.add((point.issue, point.more))
            found.append(Statement(lesson.play.number, seat, text))
            break
        if len(found) == MOST_STATEMENTS:
            break
    return tuple(found)


def _points(lesson: Lesson) -> dict[str, list[_Point]]:
    """Return what each computer brackets and wants otherwise, by seat."""
    found: dict[str, list[_Point]] = {}
    for seat, point in _all_points(lesson):
        found.setdefault(seat, []).append(point)
    return found


def _all_points(lesson: Lesson) -> Iterator[tuple[str, _Point]]:
    case, stances, wishes = lesson.case, on_the_draft(lesson), proposed(lesson)
    for k, issue in enumerate(case.issues):
        for seat, wish in wishes[issue.code].items():
            if lesson.sitting(seat) is not None or stances[issue.code][seat] != "brackets":
                continue
            public = said_in_public(case, seat, issue.code)
            weight = _UNKNOWN if public is None else _WEIGHT.get(public, _UNKNOWN)
            more = Rung.named(wish) > lesson.play.draft[k]
            yield seat, _Point(weight * float(case.table.salience[k]), issue.code, more)


def _text(lesson: Lesson, seat: str, point: _Point) -> Message:
    case = lesson.case
    place = case.paragraph[point.issue]
    public = said_in_public(case, seat, point.issue)
    sentence = SENTENCES.get((point.more, public), SENTENCES[point.more, None])
    return sentence.with_gaps(paragraph=numbered(case.title(place), place + 1))


def _luck(lesson: Lesson, seat: str) -> str:
    told = f"{lesson.case.draws.seed} {lesson.play.number} {seat}"
    return hashlib.sha256(told.encode()).hexdigest()
