"""Pages: what each address shows, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Depends, HTTPException
from nicegui import app, ui
from nicegui.events import GenericEventArguments
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sim.classroom.export import FILES
from sim.classroom.room import TEACHER, who_is
from sim.classroom.site.address import code_as_path
from sim.classroom.site.explorer.visit import BURST, RATE, Visit
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.hosted_class import HostedClass
from sim.classroom.site.rate_limits import Turnstile
from sim.classroom.site.screen import (
    ASSETS,
    DebriefScreen,
    ExplorerScreen,
    ProjectorScreen,
    Screen,
    StudentScreen,
    TeacherScreen,
)
from sim.classroom.site.visitor import Projector, Student, Teacher, Visitor

#: Most seconds for a page whose content is computed elsewhere.
_PATIENCE = 60.0
_HEAD = f'<link rel="stylesheet" href="{ASSETS}/site.css">'


def lay_out(worker: Worker, scenario: str) -> None:
    """Define the page of the explorer, which needs no class.

    Parameters
    ----------
    worker : makes the forecasts
    scenario : name of the first scenario
    """
    app.add_static_files(ASSETS, Path(__file__).parent / "assets", max_cache_age=60)
    ui.add_head_html(_HEAD, shared=True)
    visitors = Turnstile(RATE, BURST)

    @ui.page("/explore", title="Explorer", response_timeout=_PATIENCE)
    async def explore(request: Request) -> None:
        screen = ExplorerScreen(await worker.first_sight(scenario))
        visit = Visit(worker, screen, lambda: visitors.allows(_person(request), _address(request)))
        screen.on("choose", lambda event: visit.choose(event.args))
        screen.on("story", lambda event: visit.story(event.args))
        screen.on("subject", lambda event: visit.subject(event.args))


def lay_out_alone() -> None:
    """Lead visitors of a site without a class to the explorer."""

    @app.get("/")
    def start() -> Response:
        return RedirectResponse("/explore")


def lay_out_class(hall: HostedClass, address: str) -> None:
    """Define the pages of students, the teacher and the projector.

    Parameters
    ----------
    hall : the class
    address : of the site, for phones
    """
    teachers = [Depends(_of_the_teacher(hall))]
    where = {"address": address, "qr": code_as_path(address), "coded": hall.store.case.coded}
    exports = [(title, f"/teacher/export/{name}") for name, (title, _) in FILES.items()]

    @ui.page("/", title="Class")
    def student(request: Request) -> None:
        visitor = Student(hall.desk, request.state.player, hall.presence, hall.door, _address(request))
        screen = _shown(StudentScreen, visitor, hall.places)
        _heard(screen, "do", visitor.do)

        def enter(message: object) -> None:
            visitor.enter(message)
            # From now on the page belongs to them: see `sim.classroom.site.socket_binding`.
            request.state.player = visitor.token

        _heard(screen, "enter", enter)

    @ui.page("/teacher", title="Teacher", dependencies=teachers)
    def teacher(request: Request) -> None:
        visitor = Teacher(hall.desk, request.state.teacher, hall.door)
        screen = _shown(TeacherScreen, visitor, {**hall.places, **where, "exports": exports})
        _heard(screen, "do", visitor.do)
        _heard(screen, "link", visitor.new_link)

    @ui.page("/projector", title="Projector")
    def projector() -> None:
        _shown(ProjectorScreen, Projector(hall.desk, ""), {**hall.places, **where})

    @ui.page("/debrief", title="Debrief", response_timeout=_PATIENCE)
    async def debrief() -> None:
        DebriefScreen(await hall.debrief(revealed=False))

    @ui.page("/teacher/debrief", title="Debrief", dependencies=teachers, response_timeout=_PATIENCE)
    async def teachers_debrief() -> None:
        DebriefScreen(await hall.debrief(revealed=True))

    @app.get("/teacher/export/{name}", dependencies=teachers)
    async def export(name: str) -> Response:
        if name not in FILES:
            return Response("Not found", 404)
        files = await hall.exported()
        told = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(files[name], media_type=FILES[name][1], headers=told)


def _of_the_teacher(hall: HostedClass) -> Callable[[Request], None]:
    """Return a check for the teacher's pages, which do not exist for anybody else."""

    def check(request: Request) -> None:
        if who_is(hall.desk.lesson, getattr(request.state, "teacher", "")) != TEACHER:
            raise HTTPException(404)

    return check


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _person(request: Request) -> str:
    """Return what identifies somebody in the class; "" for a stranger."""
    return str(request.state.teacher or request.state.player)


def _shown(kind: type[Screen], visitor: Visitor, beside: dict[str, Any]) -> Screen:
    """Draw a visitor's screen, and keep it up to date while it is open."""
    screen = kind({**visitor.first(), **beside})
    client = ui.context.client
    visitor.screen = screen

    def goes() -> None:
        # A browser that changes networks opens its second socket before the first is known to be dead.
        if not client.has_socket_connection:
            visitor.goes()

    client.on_connect(visitor.comes)
    client.on_disconnect(goes)
    client.on_delete(visitor.goes)
    return screen


def _heard(screen: Screen, what: str, heard: Callable[[object], None]) -> None:
    """Pass a screen's events to a visitor."""

    def hear(event: GenericEventArguments) -> None:
        heard(event.args)

    screen.on(what, hear)
