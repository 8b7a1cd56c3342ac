"""Pages that show what every delegation wants: the teacher's, until the instructions are revealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.room import TEACHER
from sim.classroom.room.actions import Reveal
from sim.classroom.site.draft.worker import DeskWorker
from sim.classroom.site.serve import Place
from sim.classroom.site.serve import site as built
from tests.classroom.site.sites import HOST, worked_out

if TYPE_CHECKING:
    from tests.classroom.site.sites import Site

PAGES = ("/explore", "/draft")
OPENING = b'{"line": "", "said": []}'


async def found(site: Site, path: str, cookies: dict[str, str]) -> set[int]:
    """Return how a page and its channel answer."""
    channel = await site.ask(f"{path}/live", "POST", cookies, OPENING, origin=f"http://{HOST}")
    return {(await site.ask(path, cookies=cookies)).status, channel.status}


async def test_students_get_no_page_with_all_instructions_before_they_are_revealed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DeskWorker, "_do", worked_out)
    student, teacher = {"gge-seat-8080": site.people[0]}, {"gge-teacher-8080": site.teacher}
    for path in PAGES:
        for cookies in ({}, student):
            assert await found(site, path, cookies) == {404}, path
        assert await found(site, path, teacher) == {200}, path
    site.hall.desk.take(TEACHER, Reveal(True))
    for path in PAGES:
        assert await found(site, path, student) == {200}, path
    site.hall.desk.take(TEACHER, Reveal(False))
    assert await found(site, "/explore", student) == {404}


async def test_without_a_class_everybody_explores(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskWorker, "_do", worked_out)
    site.app, _ = built(Place("127.0.0.1", 8080, f"http://{HOST}"), None)
    for path in PAGES:
        assert await found(site, path, {}) == {200}, path
