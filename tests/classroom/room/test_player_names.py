"""Names: nobody passes for somebody else, and nobody has to give up their own name."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.export import exported
from sim.classroom.room import NOBODY, TEACHER, Lesson, Refused, act, key_of, projector_view, teacher_view
from sim.classroom.room import actions as do
from sim.classroom.room.lookalike_names import alike, looks
from sim.classroom.room.player_names import told_apart, welcome
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.store import ClassSetup, Store
from tests.classroom.room.rooms import done, gathered
from tests.scenario.files import OWN

REAL = (
    "Zoë", "José María", "李明", "Мария", "محمد", "O'Neill", "O’Neill", "नीता", "क्‍षिति", "علی‌رضا",
    "র‍্যাচেল", "Nguyễn Thị Hạnh", "김민준", "たなか さくら", "田中サクラ", "佐々木",
    "Ünal", "Łukasz", "İpek", "Σοφία", "דוד", "Անի", "გიორგი", "አበበ", "සඳුනි", "மீனா", "ณัฐ", "ខេមរា", "སྒྲོལ་མ",
    "Jean-Luc", "Müller (B)", "葛\U000e0100城",
    "Ana Lucía ❤️", "P1", "Ian", "Lan", "Li Wei", "Chairez", "Björk",
    "Ōe", "Þóra", "D'Angelo", "Nobu", "McDonald", "Maria Ивановна", "Мария-Anna", "X Æ A-12",
    "Fran", "Frances", "Kenny", "Teach", "Nobody's Child",
)  # fmt: skip
#: What may be taken for Ana, for José, for the teacher and other roles, and for a delegation of the room.
FALSE = (
    "ANA", " ana ", "аna", "Аnа", "Аna", "ANА", "ΑΝΑ", "Ꭺna", "An\u200da", "Ana\u200e", "\u200fAna",
    "A\u034fna", "Ana\u3164", "\u115fAna", "Ana.", "A n a", "A\u2009na", "Ａｎａ", "𝐀𝐧𝐚", "ᴀɴᴀ", "🅰na",
    "Ⓐna", "🇦🇳🇦", "Jose\u0301", "José!", "\u3164", "\u2800", "the teacher", "The  Teacher", "TEACHER",
    "tеacher", "t-e-a-c-h-e-r", "Тhe tеаchеr", "The Teacher (real)", "ᴛʜᴇ ᴛᴇᴀᴄʜᴇʀ", "tëacher",
    "teacher\u200b", "the computer", "Computer 2", "COMPUTER", "A COMPUTER", "CHAIRMAN",
    "соmрutеr", "СОМРUТЕR", "cornputer", "nobody",
    "No Body", "N0body", "Nobody.", "Chair", "the Chair", "СНАІR", "observer", "France", "FRANCE",
    "the France", "Frаnce", "F-rance", "FRA", "ＦＲＡ", "KENYA", "Кenya",
)  # fmt: skip


def named(*names: str) -> Lesson:
    return done(gathered(), *((NOBODY, do.Enter(name, key_of(name))) for name in names))


@pytest.mark.parametrize("name", REAL)
def test_a_real_name_of_any_script_may_be_used(name: str) -> None:
    lesson = named("Ana", "José")
    welcome(lesson, name)
    after = act(lesson, NOBODY, do.Enter(name, key_of("new")))
    assert after.players[-1].name == do.Enter(after.players[-1].name, key_of("x")).name
    assert "(person" not in after.players[-1].name


@pytest.mark.parametrize("name", FALSE)
def test_a_name_that_may_be_taken_for_another_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        welcome(named("Ana", "José"), name)


def test_nobody_hears_that_an_empty_name_is_taken() -> None:
    with pytest.raises(Refused, match="write your name"):
        welcome(gathered(), "   ")


def test_real_names_do_not_shut_each_other_out() -> None:
    lesson = gathered()
    for name in (one for one in REAL if one not in ("O’Neill",)):
        welcome(lesson, name)
        lesson = act(lesson, NOBODY, do.Enter(name, key_of(name)))
    lesson = act(named("Ana"), TEACHER, do.Remove(0))
    welcome(lesson, "Ana")
    lesson = act(lesson, NOBODY, do.Enter("Ana", key_of("again")))
    assert [player.name for player in lesson.players] == ["Ana", "Ana (person 2)"]


@given(st.lists(st.text(alphabet="aAаΑ\u200d\u3164nN .@", min_size=1, max_size=5), max_size=8))
def test_no_two_people_of_a_class_ever_look_alike(names: list[str]) -> None:
    lesson = gathered()
    for number, name in enumerate(names):
        try:
            lesson = act(lesson, NOBODY, do.Enter(name, key_of(str(number))))
        except Refused:
            continue
    shown = [player.name for player in lesson.players]
    assert not any(alike(one, other) for n, one in enumerate(shown) for other in shown[:n])
    assert not any("" in looks(one) for one in shown)


@pytest.mark.parametrize("name", ["the teacher", "The computer", "nobody", "France", "\u3164"])
def test_a_number_tells_apart_what_was_let_in_before(name: str) -> None:
    assert told_apart(gathered(), name) == f"{name} (person 1)"


def test_a_class_with_such_names_opens_and_tells_them_apart_on_screens_and_in_exports(tmp_path: Path) -> None:
    scenario, file = tmp_path / "own.yaml", tmp_path / "class.sqlite"
    scenario.write_text(OWN, encoding="utf-8")
    names = ["Ana", "Аna", "An\u200da", "the teacher", "The Computer"]
    with Store.create(file, ClassSetup.of(scenario, key_of("t"), coded=True)) as store:
        for number, name in enumerate(names):
            store.keep(NOBODY, do.Enter(name, key_of(name)), float(number))
        store.keep(3, do.TakeSeat("FRA"), 9.0)
        store.keep(TEACHER, do.AppointChair(4), 10.0)
        for at in (11.0, 12.0, 13.0):
            store.keep(TEACHER, do.Begin() if at == 11.0 else do.Advance(), at)
        store.keep(TEACHER, do.End(), 14.0)
    with Store.resume(file) as store:
        apart = [player.name for player in store.lesson.players]
        assert apart == ["Ana", *(f"{name} (person {n})" for n, name in enumerate(names[1:], 2))]
        seen = json.dumps([plain(teacher_view(store.lesson)), plain(projector_view(store.lesson))])
        files = exported(store.case, key_of("t"), store.deeds())
    assert seen.count('"the teacher"') == seen.count('"The Computer"') == 0
    assert "the teacher (person 4)" in seen
    rows = list(csv.DictReader(files["actions.csv"].decode("utf-8-sig").splitlines()))
    assert [row["player"] for row in rows if row["kind"] == "enter"] == apart
    assert [row["player"] for row in rows if row["kind"] == "take-seat"] == ["the teacher (person 4)"]
    assert "The Computer (person 5)" in files["record.md"].decode()
