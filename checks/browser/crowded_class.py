"""A class at its worst: a room of long names and long paragraphs, in which people bracket everything."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, act, key_of, prepare
from sim.classroom.room import actions as do
from sim.scenario.loading import load
from sim.scenario.roster import roster

#: Names of people as a class has them; the seventh is longer than any plate.
NAMES = (
    "Olga", "Maryam", "Haruto", "Zoë", "محمد", "Bartholomew", "Wilhelmina Featherstonehaugh-Cholm", "Lena",
    "Jean-Baptiste", "Nguyễn Thị Minh Khai", "Awa", "Ana María",
)  # fmt: skip
_TITLE = "Transparency and confidence-building in matters of the common use of paragraph {k}"
_TEXT = (
    "States {verb} to tell each other in good time what they plan about subject {k}, each by its own means."
)


@cache
def case_of(seats: int, paragraphs: int, readings: int = 3) -> Case:
    """Return a room of so many seats, those with the longest names among them, with long paragraphs."""
    known = sorted(roster().values(), key=lambda member: (-len(member.name), member.code))
    third = len(known) // 3
    members = sorted(m.code for m in [*known[: seats // 4], *known[third : third + seats - seats // 4]])
    if seats > len(members):
        members = sorted(roster())[:seats]
    issues = [
        {
            "code": f"P{k}",
            "title": " ".join(_TITLE.format(k=k).split()[: 2 + k]),
            "salience": 1,
            "silent": {"text": f"The report does not speak of subject {k}."},
            "indirect": {"text": _TEXT.format(verb="may wish", k=k)},
            "explicit": {"text": _TEXT.format(verb="commit themselves", k=k)},
        }
        for k in range(1, paragraphs + 1)
    ]
    last = {f"P{paragraphs}": 0}
    stands = {"source": "invented", "date": "2030-12", "evidence": "document"}
    told = {
        "id": "projected",
        "title": "Open-ended working group on the reduction of distances between speakers and listeners",
        "question": "Does it fit?",
        "body": "other",
        "mandate": {"resolution": "X/1", "adopted": "2030-01", "source": "invented", "ambition": {"P1": 0.5}},
        "starts": "2031-01",
        "ends": "2031-12",
        "sessions": 3,
        "readings_per_session": 1,
        "chair": {"name": "the ambassador", "source": "invented"},
        "issues": issues,
        "stakes": {"source": "invented"},
        "level": {"stake_scale": 2.0, "decision_noise": 0.01},
        "members": members,
        "members_source": "invented",
        "delegations": {
            "*": {**stands, "positions": {issue["code"]: 2 for issue in issues} | last},
            members[0]: {**stands, "positions": {issue["code"]: -2 for issue in issues} | last},
        },
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "projected.yaml"
        path.write_text(json.dumps(told), encoding="utf-8")
        return prepare(load(path), readings=readings, coded=True)


def gathered(case: Case, people: int, watching: int = 0) -> Lesson:
    """Return a class in which so many people have taken seats, from one end of the room to the other.

    Parameters
    ----------
    case : the room
    people : that have a seat
    watching : more of them, who have none
    """
    lesson = Lesson.gathering(case, key_of("teacher"))
    step = max(1, len(case.seats) // people) if people else 1
    for n in range(people + watching):
        name = NAMES[n % len(NAMES)] + (f" {n // len(NAMES) + 1}" if n >= len(NAMES) else "")
        lesson = act(lesson, NOBODY, do.Enter(name, key_of(f"p{n}")))
        if n < people:
            lesson = act(lesson, n, do.TakeSeat(case.seats[n * step]))
    return lesson


def read(lesson: Lesson) -> Lesson:
    """Begin; people bracket all paragraphs but the last, propose words, ask for the floor, and are done."""
    lesson = act(lesson, TEACHER, do.Begin())
    lesson = act(lesson, TEACHER, do.SetTimer(522), 0.0)
    issues = lesson.case.issues
    for player in lesson.players[:3]:
        for issue in issues[:-1]:
            lesson = act(lesson, player.number, do.Answer(issue.code, "brackets"))
            lesson = act(lesson, player.number, do.Propose(issue.code, "indirect"))
    first, second = issues[0].code, issues[1].code
    for player in lesson.players[:3]:
        offer = do.OfferPackage({first: "indirect"}, {second: "explicit"}, ())
        lesson = act(lesson, player.number, offer)
    for player in lesson.players[1::2]:
        lesson = act(lesson, player.number, do.Ready())
    for player in lesson.players[:5]:
        lesson = act(
            lesson,
            player.number,
            do.AskFloor("We cannot accept words of war in a report of peace. " * 5),
        )
    return lesson
