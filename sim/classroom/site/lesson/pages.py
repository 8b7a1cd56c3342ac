"""Pages: what each address of a class shows, and to whom."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.classroom.export import FILES
from sim.classroom.room import TEACHER, who_is
from sim.classroom.site.address import code_as_path
from sim.classroom.site.channel import Opening, Told, address_of
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.visitor import Projector, Student, Teacher, Visitor
from sim.classroom.site.routes import Live, channel_of
from sim.classroom.site.shell import screen

#: Style sheet of the pages of a class, and of a page that has one of its own.
_STYLE, _STYLES = "class.css", {"projector_page.js": "projector.css"}


def class_routes(hall: HostedClass, address: str, live: Live) -> list[BaseRoute]:
    """Return the routes of students, the teacher and the projector.

    Parameters
    ----------
    hall : the class
    address : of the site, for phones
    live : makes the routes of a live page
    """
    where = {"address": address, "qr": code_as_path(address), "coded": hall.store.case.coded}
    exports = [(title, f"/teacher/export/{name}") for name, (title, _) in FILES.items()]

    def of_a_student(request: HTTPConnection) -> Student:
        return Student(hall.desk, request.state.player, hall.presence, hall.door, address_of(request))

    def of_the_teacher(request: HTTPConnection) -> Teacher | None:
        return Teacher(hall.desk, request.state.teacher, hall.door) if _teaches(hall, request) else None

    def of_the_projector(request: HTTPConnection) -> Projector:
        return Projector(hall.desk, "")

    def opening(visitor: Callable[[HTTPConnection], Visitor | None]) -> Opening:
        def opened(request: HTTPConnection, told: Told) -> Visitor | None:
            if found := visitor(request):
                found.screen = told
                told.tell("opened", hall.store.identity)
            return found

        return opened

    def page(
        path: str,
        title: str,
        module: str,
        visitor: Callable[[HTTPConnection], Visitor | None],
        **beside: object,
    ) -> list[BaseRoute]:
        async def shown(request: Request) -> Response:
            if (found := visitor(request)) is None:
                raise HTTPException(404)
            first = {**found.first(), **hall.places, "class": hall.store.identity, **beside}
            return screen(title, module, first, channel_of(path), _STYLES.get(module, _STYLE))

        return live.page(path, shown, opening(visitor))

    async def debrief(request: Request) -> Response:
        player = hall.desk.player(request.state.player)
        you = player.seat if player else None
        first = {**await hall.debrief(revealed=False), "class": hall.store.identity, "you": you}
        return screen("Debrief", "debrief_page.js", first, channel_of("/debrief"), _STYLE)

    async def teachers_debrief(request: Request) -> Response:
        if not _teaches(hall, request):
            raise HTTPException(404)
        return screen("Debrief", "debrief_page.js", await hall.debrief(revealed=True), style=_STYLE)

    async def export(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES or not _teaches(hall, request):
            raise HTTPException(404)
        told = {"content-disposition": f'attachment; filename="{name}"'}
        return Response((await hall.exported())[name], media_type=FILES[name][1], headers=told)

    return [
        *page("/", "Class", "student_page.js", of_a_student),
        *page("/teacher", "Teacher", "teacher_page.js", of_the_teacher, **where, exports=exports),
        *page("/projector", "Projector", "projector_page.js", of_the_projector, **where),
        *live.page("/debrief", debrief, opening(of_the_projector)),
        Route("/teacher/debrief", teachers_debrief),
        Route("/teacher/export/{name}", export),
    ]


def _teaches(hall: HostedClass, request: HTTPConnection) -> bool:
    """Return whether a browser shows the teacher's token; without it, there is no page of the teacher."""
    return who_is(hall.desk.lesson, getattr(request.state, "teacher", "")) == TEACHER
