"""The loop: while something is worked out for one, all others are served."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.room import TEACHER
from sim.classroom.room.actions import End
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.lesson import hosted_class as halls

if TYPE_CHECKING:
    from tests.classroom.site.sites import Site


async def test_a_class_is_served_while_explorers_load(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    held = asyncio.Event()

    async def slow(self: Worker, what: object, *about: object) -> dict[str, Any]:
        await held.wait()
        return {"scenarios": [], "subject": {}}

    monkeypatch.setattr(Worker, "_do", slow)
    explorer = asyncio.create_task(site.ask("/explore", cookies={"gge-teacher-8080": site.teacher}))
    for path in ("/", "/projector"):
        assert (await site.ask(path)).status == 200
    assert not explorer.done(), "it waits for the worker, and nobody for it"
    held.set()
    assert (await explorer).status == 200


@pytest.mark.parametrize("what", ["exported", "debrief"])
async def test_a_class_is_served_while_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    made, held, began = getattr(halls, what), threading.Event(), threading.Event()

    def slow(*about: Any) -> Any:
        began.set()
        assert held.wait(60), "the loop is held up"
        return made(*about)

    monkeypatch.setattr(halls, what, slow)
    path = "/teacher/debrief" if what == "debrief" else "/teacher/export/decisions.csv"
    site.hall.desk.take(TEACHER, End())
    shown = (await site.ask(f"/teacher/{site.teacher}")).cookies
    asked = asyncio.create_task(site.ask(path, cookies=shown))
    while not began.is_set():
        await asyncio.sleep(0.01)
    assert (await site.ask("/projector")).status == 200
    assert not asked.done()
    held.set()
    assert (await asked).status == 200
