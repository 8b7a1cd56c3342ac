"""Pages: what each address of a class shows, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.export import FILES
from sim.classroom.site.address import code_as_path
from sim.classroom.site.channel import Opening, Told, address_of
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.room_student import RoomStudent
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.lesson.visitor import Projector, Student, Teacher, Visitor
from sim.classroom.site.quiz.pages import quiz_exports
from sim.classroom.site.reader import Reader, reader_of
from sim.classroom.site.routes import Live, channel_of, download, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say

#: Style sheet of the pages of a class, and of a page that has one of its own.
_STYLE, _STYLES = "class.css", {"projector_page.js": "projector.css"}
#: Whose choice of a language a page follows.
_READERS = {"student_page.js": "class", "teacher_page.js": "teacher", "projector_page.js": "projector"}


@dataclass(frozen=True)
class Paths:
    """Addresses of the pages of a class.

    Parameters
    ----------
    student, teacher, projector : of these pages
    debriefs : of the debrief, for students and for the projector
    hall : of the page for all rooms, if the class has several
    """

    student: str = "/"
    teacher: str = "/teacher"
    projector: str = "/projector"
    debriefs: tuple[str, str] = ("/debrief", "/debrief")
    hall: str = ""


#: The addresses of a class in one room.
ALONE = Paths()


def class_routes(hall: HostedClass, address: str, live: Live, paths: Paths = ALONE) -> list[BaseRoute]:
    """Return the routes of students, the teacher and the projector.

    Parameters
    ----------
    hall : the class
    address : of the site, for phones
    live : makes the routes of a live page
    paths : addresses of the pages; in one room of several, newcomers come in at the lobby
    """
    shared = paths.hall != ""
    where = {"address": address, "qr": code_as_path(address), "coded": hall.store.case.coded}
    exports = [(plain(title), f"{paths.teacher}/export/{name}") for name, (title, _) in FILES.items()]
    on_the_phone, on_the_wall = paths.debriefs
    quiz = hall.quiz.ticket if hall.quiz else ""

    def reader(request: Request, page: str) -> Reader:
        return reader_of(request.headers.raw, page, hall.language, hall.words)

    def of_a_student(request: HTTPConnection) -> Student | None:
        about = (hall.desk, request.state.player, hall.presence, hall.door, address_of(request))
        if not shared:
            return Student(*about)
        return RoomStudent(*about) if hall.desk.player(request.state.player) else None

    def of_the_teacher(request: HTTPConnection) -> Teacher | None:
        allowed = teaches(hall.desk.lesson, request)
        return Teacher(hall.desk, request.state.teacher, hall.door) if allowed else None

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
                return _elsewhere(shared)
            first = {**found.first(), **hall.places, "class": hall.store.identity, **beside}
            style, whose = _STYLES.get(module, _STYLE), reader(request, _READERS[module])
            return screen(title, module, first, channel_of(path), style, whose)

        return live.page(path, shown, opening(visitor))

    async def debrief(request: Request) -> Response:
        player = hall.desk.player(request.state.player)
        if player is None and shared and request.url.path == on_the_phone:
            return _elsewhere(shared)
        first = {
            **await hall.debrief(revealed=False),
            "class": hall.store.identity,
            "you": player.seat if player else None,
            "home": paths.projector if shared and player is None else paths.student,
        }
        live_at, whose = channel_of(request.url.path), reader(request, "class")
        return screen(say("Debrief"), "debrief_page.js", first, live_at, _STYLE, whose)

    async def teachers_debrief(request: Request) -> Response:
        if not teaches(hall.desk.lesson, request):
            raise HTTPException(404)
        first, whose = await hall.debrief(revealed=True), reader(request, "teacher")
        return screen(say("Debrief"), "debrief_page.js", first, style=_STYLE, reader=whose)

    async def export(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES or not teaches(hall.desk.lesson, request):
            raise HTTPException(404)
        return download(name, (await hall.exported())[name], FILES[name][1])

    teachers = {
        **where,
        "exports": [*exports, *plain(quiz_exports() if quiz else ())],
        "quiz": quiz,
        "debrief": f"{paths.teacher}/debrief",
        "projector": paths.projector,
        "hall": paths.hall,
        "student_chairs": hall.student_chairs,
    }
    walls = {**where, "debrief": on_the_wall}
    wall = [] if on_the_wall == on_the_phone else live.page(on_the_wall, debrief, opening(of_the_projector))
    return [
        *page(paths.student, say("Class"), "student_page.js", of_a_student, debrief=on_the_phone, quiz=quiz),
        *page(paths.teacher, say("Teacher"), "teacher_page.js", of_the_teacher, **teachers),
        *page(paths.projector, say("Projector"), "projector_page.js", of_the_projector, **walls),
        *live.page(on_the_phone, debrief, opening(of_a_student if shared else of_the_projector)),
        *wall,
        Route(f"{paths.teacher}/debrief", teachers_debrief),
        Route(f"{paths.teacher}/export/{{name}}", export),
    ]


def _elsewhere(shared: bool) -> Response:
    """Send whoever does not belong to a room to the lobby; without a lobby there is no such page."""
    if shared:
        return RedirectResponse("/", 303)
    raise HTTPException(404)
