"""The hall: what is shown beside a class, and to whom the debrief is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.classroom.room import TEACHER, key_of
from sim.classroom.room.actions import Advance, Back, Begin, End, Reveal
from sim.classroom.site.lesson import hosted_class as halls
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.store import ClassSetup, Store
from sim.scenario.shipped import shipped


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HostedClass]:
    monkeypatch.setattr(halls, "PLAYS", 20)
    founding = ClassSetup.of(shipped()["lone-blocker"], key_of("teacher"), 1, readings=2, coded=True)
    with Store.create(tmp_path / "class.sqlite", founding) as store:
        yield HostedClass(store)


async def test_the_debrief_opens_when_it_is_over_and_for_all_when_it_is_revealed(hall: HostedClass) -> None:
    assert "when the class is over" in (await hall.debrief(revealed=True))["sentence"]["say"]
    hall.desk.take(TEACHER, Begin())
    hall.desk.take(TEACHER, End())
    closed = await hall.debrief(revealed=False)
    assert closed == {"debrief": None, "sentence": closed["sentence"]}
    assert "when the teacher reveals" in closed["sentence"]["say"]
    to_the_teacher = await hall.debrief(revealed=True)
    assert to_the_teacher["debrief"]["forecast"]["runs"] == 20, "it is forecast when first asked for"
    assert to_the_teacher["sentence"] == ""
    hall.desk.take(TEACHER, Reveal(True))
    assert await hall.debrief(revealed=False) == to_the_teacher
    hall.desk.take(TEACHER, Back())
    assert (await hall.debrief(revealed=True))["debrief"] is None


async def test_a_debrief_is_made_once_and_anew_when_stale(
    hall: HostedClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    debrief = halls.debrief

    def counted(*about: object) -> object:
        made.append(about)
        return debrief(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(halls, "debrief", counted)
    hall.begin()
    for action in (Begin(), End()):
        hall.desk.take(TEACHER, action)
    first = await hall.debrief(revealed=True)
    assert await hall.debrief(revealed=True) == first
    assert len(made) == 1
    hall.desk.take(TEACHER, Back())
    hall.desk.take(TEACHER, Advance())
    hall.desk.take(TEACHER, End())
    again = await hall.debrief(revealed=True)
    assert len(made) == 2
    assert len(again["debrief"]["readings"]) == 1 + len(first["debrief"]["readings"])
