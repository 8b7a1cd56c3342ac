"""The record of a class: what the chair changed last, what computers would have done, what history did."""

from functools import cache

from sim.classroom.export import RECORD, exported
from sim.classroom.room import NOBODY, TEACHER, Action, Case, Lesson, Who, act, key_of, prepare
from sim.classroom.room import actions as do
from sim.classroom.room.debriefing import debrief
from sim.classroom.store import StoredAction
from sim.negotiation.play import play
from sim.scenario.loading import load, load_with_record
from sim.scenario.record import Record
from tests.classroom.room.rooms import TEACHERS_KEY
from tests.study.telling import failed, hurried, plays, saved


def written(case: Case, deeds: list[tuple[Who, Action]], record: Record | None = None) -> str:
    told = [StoredAction(n, 1.9e9 + n, who, action) for n, (who, action) in enumerate(deeds, 1)]
    return " ".join(
        exported(case, TEACHERS_KEY, told, None, record)[RECORD].decode().replace("\\", "").split()
    )


@cache
def computers(name: str, replicate: int, readings: int) -> Case:
    return prepare(load(name), seed=1, replicate=replicate, readings=readings)


def through(case: Case) -> list[tuple[Who, Action]]:
    """A class in which nobody sits, from the first reading to the decision."""
    lesson, deeds = Lesson.gathering(case, TEACHERS_KEY), []
    while lesson.phase != "over":
        action = do.Begin() if lesson.phase == "gathering" else do.Advance()
        lesson = act(lesson, TEACHER, action)
        deeds.append((TEACHER, action))
    return deeds


def test_last_minute_repairs_are_told() -> None:
    number = next(plays(hurried("gge-2016-2017"), saved))
    case = computers("gge-2016-2017", number, 1)
    played = play(case.table, case.draws, case.chair)
    told = written(case, through(case))
    assert (played.path[0, -1] != played.text[0]).any()
    changed = int((played.path[0, -1] != played.text[0]).argmax())
    assert f"Before the decision the chair changed: {changed + 1} {case.issues[changed].title} from " in told


def test_who_would_have_objected_among_computers_is_named() -> None:
    case = computers("gge-2016-2017", next(plays(load("gge-2016-2017"), failed(3))), 12)
    lesson = Lesson.gathering(case, TEACHERS_KEY)
    found = debrief(act(act(lesson, TEACHER, do.Begin()), TEACHER, do.End())).computers
    assert found.objecting
    told = written(case, [(NOBODY, do.Enter("Ana", key_of("a"))), (TEACHER, do.Begin()), (TEACHER, do.End())])
    named = ", ".join(case.name(seat) for seat in found.objecting)
    assert f"There is no report. Objecting: {named}." in told


def test_a_report_of_record_is_compared_with_the_text_of_the_class() -> None:
    scenario, record = load_with_record("gge-2014-2015")
    assert record is not None
    assert record.adopted
    case = prepare(scenario, readings=2)
    told = written(case, through(case), record)
    assert f"A report was adopted ({record.document}, {record.date})" in told
    part = told.partition("Where the real report differs: ")[2].partition(".")[0]
    last = debrief(replayed(case)).text
    differing = [
        issue.title
        for issue in case.issues
        if (record.language[issue.code].word if issue.code in record.language else "silent")
        != last[issue.code][0]
    ]
    assert all(f"{title} from" in part for title in differing)
    assert (part == "nowhere") == (not differing)


def replayed(case: Case) -> Lesson:
    lesson = Lesson.gathering(case, TEACHERS_KEY)
    for who, action in through(case):
        lesson = act(lesson, who, action)
    return lesson
