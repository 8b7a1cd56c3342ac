"""Pages of an assignment for the teacher: how far everybody is, their links, and the results."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.classroom.alone.collected import collect
from sim.classroom.alone.collected_report import collected_report
from sim.classroom.alone.progress import COLUMNS, graded
from sim.classroom.alone.served import HANDED_IN
from sim.classroom.hall.roster import read_roster
from sim.classroom.room_forecast import PLAYS
from sim.classroom.site.address import code_as_path
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.assignment.visitors import AssignmentBoard
from sim.classroom.site.channel import Told
from sim.classroom.site.hall.link_sheet import uploaded
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import Live, channel_of, download, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say
from sim.report.render.tables import as_csv
from sim.scenario.fault import BadInput

_STYLE, _CSV = "hall.css", "text/csv; charset=utf-8"
#: Files of the results of all, by name and type.
_FILES = {
    "page.html": "text/html; charset=utf-8",
    "students.csv": _CSV,
    "decisions.csv": _CSV,
    "refused.csv": _CSV,
}
#: The page has its style and its pictures inside, and loads nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def teacher_routes(hall: HostedAssignment, address: str, live: Live) -> list[BaseRoute]:
    """Return the routes of the teacher's pages.

    Parameters
    ----------
    hall : the assignment
    address : of the site, for students
    live : makes the routes of a live page
    """
    turn = asyncio.Lock()

    def for_the_teacher(request: Request) -> None:
        if not teaches(hall.desk.lesson, request):
            raise HTTPException(404)

    def opening(request: HTTPConnection, told: Told) -> AssignmentBoard | None:
        if not teaches(hall.desk.lesson, request):
            return None
        board = AssignmentBoard(hall, request.state.teacher)
        board.screen = told
        told.tell("opened", hall.lobby.identity)
        return board

    async def board(request: Request) -> Response:
        for_the_teacher(request)
        first = {
            **AssignmentBoard(hall, request.state.teacher).first(),
            "title": plain(say(hall.lobby.case.scenario.title)),
            "address": address,
            "qr": code_as_path(address),
            "class": hall.lobby.identity,
        }
        whose = reader_of(request.headers.raw, "teacher", hall.language, hall.words)
        return screen(say("Assignment"), "assignment_board.js", first, channel_of("/teacher"), _STYLE, whose)

    def links() -> Iterator[tuple[str, str, str, str]]:
        """Yield name, contact, seat and link of every student."""
        for player in hall.students:
            entry = hall.register.of(player.name)
            seat = hall.lobby.case.name(entry.seat) if entry.seat else ""
            yield player.name, entry.contact, seat, f"{address}/play/{hall.link_token(player)}"

    async def sheet(request: Request) -> Response:
        for_the_teacher(request)
        slips = [
            {"name": name, "seat": plain(seat), "link": link, "qr": code_as_path(link)}
            for name, _, seat, link in links()
        ]
        first = {"slips": slips, "come": 0, "own": True, "due": hall.due()}
        whose = reader_of(request.headers.raw, "teacher", hall.language, hall.words)
        return screen(say("Links"), "links_page.js", first, style=_STYLE, reader=whose)

    async def link_table(request: Request) -> Response:
        for_the_teacher(request)
        return download("links.csv", as_csv(("name", "contact", "seat", "link"), links()), _CSV)

    async def roster(request: Request) -> Response:
        for_the_teacher(request)
        return await uploaded(
            request, lambda file: hall.load(read_roster(file, [hall.desk.lesson], own=True))
        )

    async def grades(request: Request) -> Response:
        for_the_teacher(request)
        rows = [
            graded(
                player.name,
                hall.register.of(player.name).contact,
                hall.until(player.name),
                hall.handed_in(player.number).name,
                hall.plays.progress(player.number),
            )
            for player in hall.students
        ]
        return download("grades.csv", as_csv(COLUMNS, rows), _CSV)

    async def results(request: Request) -> Response:
        for_the_teacher(request)
        name = request.path_params["name"]
        if name not in _FILES:
            raise HTTPException(404)
        extended = {
            hall.handed_in(player.number).name: until
            for player in hall.students
            if (until := hall.register.of(player.name).until) is not None
        }

        def files() -> dict[str, bytes]:
            found = collect(hall.folder / HANDED_IN, None, hall.assignment, PLAYS, extended)
            return collected_report(found).files()

        try:
            async with turn:  # one after the other: each takes some seconds
                made = await asyncio.to_thread(files)
        except BadInput:
            raise HTTPException(404) from None
        if name == "page.html":
            headers = {"content-security-policy": _POLICY}
            return Response(made[name], media_type=_FILES[name], headers=headers)
        return download(name, made[name], _FILES[name])

    return [
        *live.page("/teacher", board, opening),
        Route("/teacher/links", sheet),
        Route("/teacher/links.csv", link_table),
        Route("/teacher/roster", roster, methods=["POST"]),
        Route("/teacher/grades.csv", grades),
        Route("/teacher/results/{name}", results),
    ]
