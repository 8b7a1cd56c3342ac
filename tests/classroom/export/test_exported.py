import csv
import io
import re
from functools import cache

import html5lib
import pytest

from sim.classroom.export import (
    ACTIONS,
    DECISIONS,
    DICTIONARY,
    FILES,
    PACKAGES,
    PAGE,
    PARTICIPATION,
    RECORD,
    exported,
)
from sim.classroom.room import NOBODY, TEACHER, Action, Lesson, Who, act, key_of
from sim.classroom.room import actions as do
from sim.classroom.store import StoredAction
from sim.scenario.loading import load_with_record
from sim.study.forecast import forecast
from tests.classroom.room.rooms import TEACHERS_KEY, case

NAME, REASON = "=1+1|<b>x</b>", "<script>alert(1)</script> [x](http://a.b)"
DEEDS: tuple[tuple[Who, Action], ...] = (
    (NOBODY, do.Enter(NAME, key_of("a"))), (0, do.TakeSeat("FRA")), (NOBODY, do.Enter("Bo", key_of("b"))),
    (1, do.TakeSeat()), (TEACHER, do.Begin()), (0, do.Answer("CABLES", "brackets")),
    (0, do.Answer("CABLES", "accepts")), (0, do.Propose("CABLES", "silent")), (0, do.Withdraw("CABLES")),
    (0, do.Propose("CABLES", "explicit")), (0, do.SendNote("CHN", "@secret")), (0, do.AskFloor("+floor")),
    (1, do.OfferPackage({"FUND": "explicit"}, {"CABLES": "silent"}, ("FRA", "KEN"))),
    (0, do.DeclinePackage(1)),
    (TEACHER, do.GiveFloor("FRA")), (TEACHER, do.AppointChair(1)), (TEACHER, do.Advance()),
    (1, do.Table({"CABLES": "explicit"})), (1, do.StandUp()), (TEACHER, do.Place(1, "KEN")),
    (TEACHER, do.PutUnderSilence()), (TEACHER, do.Advance()), (0, do.Decide("objects", REASON)),
    (0, do.Decide("dissociates", "-" + REASON)), (TEACHER, do.Advance()),
    (TEACHER, do.NewKey(0, key_of("c"))), (0, do.UseLink(key_of("d"))), (TEACHER, do.Remove(1)),
)  # fmt: skip


def deeds() -> tuple[StoredAction, ...]:
    return tuple(StoredAction(n, 1.9e9 + n, who, action) for n, (who, action) in enumerate(DEEDS, 1))


@cache
def files() -> dict[str, bytes]:
    here = case(3)
    return exported(
        here, TEACHERS_KEY, deeds(), forecast(here.scenario, 20), load_with_record("gge-2016-2017")[1]
    )


def rows(name: str = ACTIONS) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[name].decode("utf-8-sig"))))


def found(kind: str) -> list[tuple[str, ...]]:
    columns = ("seat", "issue", "from", "to", "text")
    return [tuple(row[c] for c in columns) for row in rows() if row["kind"] == kind]


def test_every_action_has_a_row_that_tells_what_changed() -> None:
    assert {int(row["number"]) for row in rows()} == set(range(1, len(DEEDS) + 1))
    assert rows()[0]["time"] == "2030-03-17T17:46:41.000+00:00"
    assert found("answer") == [
        ("FRA", "CABLES", "", "brackets", "indirect"),
        ("FRA", "CABLES", "brackets", "accepts", "indirect"),
    ]
    assert found("propose")[0] == ("FRA", "CABLES", "indirect", "silent", "")
    assert found("withdraw") == [("FRA", "CABLES", "silent", "", "")]
    assert found("decide")[1] == ("FRA", "", "objects", "dissociates", "'-" + REASON)
    assert found("send-note") == [("FRA", "", "FRA", "CHN", "'@secret")]
    assert found("give-floor") == [("", "", "", "FRA", "'+floor")]
    assert found("draft")[0] == ("", "CABLES", "indirect", "explicit", "")
    assert found("place") == [("", "", "", "KEN", "Bo")]
    assert found("use-link") == [("FRA", "", "", "", "")]
    assert found("stand-up") == [("CHN", "", "CHN", "", "")]


def test_the_record_tells_the_class_and_where_everybody_stands() -> None:
    lesson = Lesson.gathering(case(3), TEACHERS_KEY)
    for deed in deeds():
        lesson = act(lesson, deed.who, deed.action, deed.at)
    assert lesson.play.outcome is not None
    assert {row[0]: row[3] for row in found("stance")} == lesson.play.outcome.stances
    assert len(found("outcome")) == 1
    record = files()[RECORD].decode()
    for title in (
        "Reading by reading",
        "Who stood apart",
        "What would have changed the outcome",
        "What really happened",
    ):
        assert f"## {title}" in record
    assert "1 Cables from indirect to explicit" in record
    assert "France" in record
    assert "@secret" not in record, "private notes are in the table only"


def test_no_cell_is_a_formula_and_nothing_holds_a_key() -> None:
    for row in rows():
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
    assert rows()[0]["player"] == "'" + NAME
    for content in files().values():
        assert TEACHERS_KEY.encode() not in content
        assert key_of("a").encode() not in content


def test_what_people_wrote_is_nothing_but_text_and_the_page_needs_nothing_else() -> None:
    page, record = files()[PAGE].decode(), files()[RECORD].decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert not [part for part in ("<script", "<b>", "src=", 'href="http') if part in page]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](http://a.b)" in page
    bare = re.sub(r"\\.", "", record)
    assert not set("<[]`") & set(bare), "no tag, no link, no code: all of it is escaped"
    assert r"\<script>alert(1)\</script> \[x\](http://a.b)" in record, "and once only"


@pytest.mark.parametrize("at", [-1e300, 1e300, 0.0])
def test_a_class_can_be_written_at_any_time_and_without_any_action(at: float) -> None:
    assert exported(case(3), TEACHERS_KEY, [StoredAction(1, at, TEACHER, do.Begin())])
    empty = exported(case(3), TEACHERS_KEY, ())
    assert b"never" not in empty[PAGE]
    assert len(empty[ACTIONS].decode().splitlines()) == 1


def test_a_row_a_decision_of_people_and_computers_reading_by_reading() -> None:
    here, told = case(3), rows(DECISIONS)
    lesson = Lesson.gathering(here, TEACHERS_KEY)
    for deed in deeds():
        lesson = act(lesson, deed.who, deed.action, deed.at)
    on_paragraphs = [row for row in told if row["about"] == "paragraph"]
    assert len(on_paragraphs) == len(lesson.play.held) * len(here.seats) * len(here.issues)
    for row in on_paragraphs:
        held = lesson.play.held[int(row["reading"]) - 1]
        assert row["decision"] == held.stances[row["issue"]][row["seat"]]
        assert row["proposal"] == held.proposals[row["issue"]].get(row["seat"], "")
        assert int(row["paragraph"]) == here.paragraph[row["issue"]] + 1
        assert row["seat_name"] == here.name(row["seat"])
    computers = [row for row in on_paragraphs if row["played"] == "computer"]
    assert any(row["decision"] == "brackets" and row["proposal"] for row in computers)
    answers = {row["seat"]: row["played"] for row in told if row["about"] == "package"}
    assert answers == {"FRA": "person", "KEN": "computer"}
    assert lesson.play.outcome is not None
    report = {row["seat"]: row["decision"] for row in told if row["about"] == "report"}
    assert report == lesson.play.outcome.stances


def test_packages_and_participation_are_told() -> None:
    (package,) = rows(PACKAGES)
    assert (package["seat"], package["takes"], package["asks"]) == ("CHN", "FUND explicit", "CABLES silent")
    assert "FRA" in package["declined"]
    first, second = rows(PARTICIPATION)
    assert (first["student"], first["answers"], first["brackets"], first["proposals"]) == ("1", "2", "1", "2")
    assert (first["decision"], second["removed"]) == ("dissociates", "1")
    assert (first["packages_answered"], second["packages_offered"], first["notes"]) == ("1", "1", "1")


def test_every_column_is_in_the_dictionary_and_every_row_says_which_class() -> None:
    told = {(row["file"], row["column"]) for row in rows(DICTIONARY)}
    tables = [name for name in FILES if name.endswith(".csv") and name != DICTIONARY]
    assert told == {(name, column) for name in tables for column in rows(name)[0]}
    classes = {(row["class"], row["scenario"]) for name in tables for row in rows(name)}
    assert len(classes) == 1
    assert set(files()) == set(FILES)


def test_practice_is_in_no_file() -> None:
    told = [
        (NOBODY, do.Enter("Ana", key_of("a"))), (0, do.TakeSeat("FRA")), (TEACHER, do.Practise()),
        (0, do.TryOut("brackets", "explicit")), (TEACHER, do.Begin()),
    ]  # fmt: skip
    stored = [StoredAction(n, 1.9e9 + n, who, action) for n, (who, action) in enumerate(told, 1)]
    for content in exported(case(3), TEACHERS_KEY, stored).values():
        assert b"try-out" not in content
        assert b"practise" not in content
