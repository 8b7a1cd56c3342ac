"""The sheet of personal links: to print and cut, and as a table; and the list that it is made from."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.hall.roster import read_roster
from sim.classroom.room import Refused
from sim.classroom.site.address import code_as_path
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.hall.links import PersonalLink, load_roster, personal_links
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import download, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say
from sim.report.render.tables import as_csv
from sim.scenario.fault import BadInput

#: Largest list in bytes: a workbook of some hundred students has a tenth of it.
LARGEST = 2**20
_COLUMNS = ("name", "contact", "room", "seat", "link")


def sheet_routes(hall: HostedHall, address: str) -> list[BaseRoute]:
    """Return the routes of the list and of its links, which are for the teacher alone.

    Parameters
    ----------
    hall : the class
    address : of the site, for phones
    """

    def links(request: Request) -> list[PersonalLink]:
        if not teaches(hall.lobby.desk.lesson, request):
            raise HTTPException(404)
        return list(personal_links(hall, request.state.teacher))

    def at(one: PersonalLink) -> str:
        return f"{address}/seat/{one.token}" if one.token else ""

    async def sheet(request: Request) -> Response:
        found = links(request)
        slips = [{**plain(one), "link": at(one), "qr": code_as_path(at(one))} for one in found if one.token]
        first = {"slips": slips, "come": len(found) - len(slips)}
        whose = reader_of(request.headers.raw, "teacher", hall.language, hall.words)
        return screen(say("Links"), "links_page.js", first, style="hall.css", reader=whose)

    async def table(request: Request) -> Response:
        rows = [[one.name, one.contact, str(one.room), one.seat, at(one)] for one in links(request)]
        return download("links.csv", as_csv(_COLUMNS, rows), "text/csv; charset=utf-8")

    async def loaded(request: Request) -> Response:
        if not teaches(hall.lobby.desk.lesson, request):
            raise HTTPException(404)
        rooms, teacher = [room.desk.lesson for room in hall.rooms], request.state.teacher
        return await uploaded(request, lambda file: load_roster(hall, read_roster(file, rooms), teacher))

    return [
        Route("/teacher/links", sheet),
        Route("/teacher/links.csv", table),
        Route("/teacher/roster", loaded, methods=["POST"]),
    ]


async def uploaded(request: Request, load: Callable[[Path], int]) -> Response:
    """Load a list as it was uploaded; answer how many people are new, or with the faults of the list.

    Parameters
    ----------
    load : loads the list in a file, and returns how many people are new
    """
    raw = b""
    async for part in request.stream():
        raw += part
        if len(raw) > LARGEST:
            return JSONResponse({"faults": ["This file is too large for a list."]}, 413)
    with tempfile.TemporaryDirectory(prefix="gge-sim-") as folder:
        file = Path(folder) / "list"
        file.write_bytes(raw)
        try:
            return JSONResponse({"new": load(file), "faults": []})
        except BadInput as error:
            faults = [str(replace(fault, file="list")) for fault in error.faults]
            return JSONResponse({"faults": faults}, 422)
        except Refused as refusal:
            return JSONResponse({"faults": [str(refusal)]}, 422)
