"""The comparison of a class's rooms: the teacher's page, and the same as files."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.classroom.comparison.compared import ComparedClass, Comparison, compared
from sim.classroom.comparison.report import comparison_report, headline
from sim.classroom.export.kept import Kept
from sim.classroom.room import Lesson, Phase, debrief
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import download, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say
from sim.study.forecast import Forecast

#: The files that the teacher can keep, by name: title and type.
FILES = {
    "page.html": (say("page"), "text/html; charset=utf-8"),
    "story.md": (say("document"), "text/markdown; charset=utf-8"),
    "classes.csv": (say("rooms"), "text/csv; charset=utf-8"),
    "paragraphs.csv": (say("paragraphs"), "text/csv; charset=utf-8"),
    "brackets.csv": (say("brackets"), "text/csv; charset=utf-8"),
    "apart.csv": (say("who stood apart"), "text/csv; charset=utf-8"),
    "brackets.svg": (say("figure"), "image/svg+xml"),
    "brackets.png": (say("figure as a picture"), "image/png"),
}


def comparison_routes(hall: HostedHall) -> list[BaseRoute]:
    """Return the routes of the comparison, which are for the teacher alone.

    Parameters
    ----------
    hall : the class
    """

    async def page(request: Request) -> Response:
        if not teaches(hall.lobby.desk.lesson, request):
            raise HTTPException(404)
        found = await compared_rooms(hall)
        first = {
            "rooms": len(hall.rooms),
            "groups": plain(found.scenarios),
            "headline": plain(headline(found)) if found.classes else "",
            "files": [(plain(title), f"/teacher/comparison/{name}") for name, (title, _) in FILES.items()],
        }
        whose = reader_of(request.headers.raw, "teacher", hall.language, hall.words)
        return screen(say("Comparison"), "comparison_page.js", first, style="hall.css", reader=whose)

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES or not teaches(hall.lobby.desk.lesson, request):
            raise HTTPException(404)
        if not (found := await compared_rooms(hall)).classes:
            raise HTTPException(404)
        files = await asyncio.to_thread(lambda: comparison_report(found).files())
        if name.endswith(".svg"):
            return Response(files[name], media_type=FILES[name][1])
        return download(name, files[name], FILES[name][1])

    return [Route("/teacher/comparison", page), Route("/teacher/comparison/{name}", file)]


async def compared_rooms(hall: HostedHall) -> Comparison:
    """Return the rooms that are over, compared."""
    over = [room for room in hall.rooms if room.desk.lesson.phase is Phase.OVER]
    forecasts = [await room.forecast() for room in over]

    told = [(room, room.desk.lesson, forecast) for room, forecast in zip(over, forecasts, strict=True)]
    return await asyncio.to_thread(lambda: Comparison(tuple(_compared(*one) for one in told)))


def _compared(room: HostedClass, lesson: Lesson, forecast: Forecast) -> ComparedClass:
    store = room.store
    number = Kept(store.case, store.founding.teacher, (), room.room).id
    told = debrief(lesson, forecast, store.record)
    return compared(say("Room {room}", room=room.room), number, store.case.scenario.id, told)
