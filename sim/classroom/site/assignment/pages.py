"""Pages of an assignment for students: the way in, the own play, and what is left after the deadline.

Each student has one link, which works as often and on as many devices as they like until the teacher replaces
it: they come back for days. Its token is what their browsers keep, so whoever has the link is the student. As
with the links of a class, opening one changes nothing: only its button does, and no page of another site can
press it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.room import Refused, new_token
from sim.classroom.room.player import Player
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.assignment.hosted_play import HostedPlay
from sim.classroom.site.assignment.teacher_pages import teacher_routes
from sim.classroom.site.assignment.visitors import PlayingStudent
from sim.classroom.site.channel import Told, address_of
from sim.classroom.site.cookies import kept, seat_cookie
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import Live, channel_of
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say

#: Seconds for which a browser keeps a student's token: a term.
_KEPT = 120 * 24 * 3600
#: Most bytes of the form with a name.
_LONGEST = 2000
_STYLE = "class.css"
_NO_LINK = say("This link is not valid, or no longer. Please ask your teacher for yours.")


def assignment_routes(hall: HostedAssignment, address: str, port: int, live: Live) -> list[BaseRoute]:
    """Return the routes of an assignment.

    Parameters
    ----------
    hall : the assignment
    address, port : of the site, for students, and of the server
    live : makes the routes of a live page
    """

    def shown(request: Request, module: str, first: dict[str, Any], live_at: str = "") -> Response:
        whose = reader_of(request.headers.raw, "class", hall.language, hall.words)
        return screen(say("Assignment"), module, first, live_at, _STYLE, whose)

    def at_the_door(
        request: Request, state: str, about: Mapping[str, Any], status: int = 200, why: str = ""
    ) -> Response:
        """Return a page before or after the play itself: enter, link, closed or refused."""
        title = plain(say(hall.lobby.case.scenario.title))
        first = {"state": state, "title": title, "why": plain(why), "due": hall.due(), **about}
        answer = shown(request, "assignment_page.js", first)
        answer.status_code = status
        return answer

    def entrance(request: Request, why: str = "", name: str = "") -> Response:
        about = {"open": hall.register.open, "closed": hall.closed(), "form": new_token(), "name": name}
        return at_the_door(request, "enter", about, 422 if why else 200, why)

    def in_play(request: HTTPConnection) -> tuple[Player, HostedPlay] | None:
        player = hall.desk.player(request.state.player)
        return (player, hall.plays.of(player)) if player else None

    def student(request: HTTPConnection, player: Player, play: HostedPlay) -> PlayingStudent:
        return PlayingStudent(hall, player, play, request.state.player, address_of(request))

    async def home(request: Request) -> Response:
        player = hall.desk.player(request.state.player)
        if player is None:
            return entrance(request)
        about: dict[str, Any] = {"name": player.name, "due": hall.due(player.name), "begun": False}
        if hall.closed(player.name) and not hall.begun(player.number):
            return at_the_door(request, "closed", about)
        try:
            play = hall.plays.of(player)
        except Refused as refusal:
            return at_the_door(request, "refused", about, 503, refusal.sentence)
        if play.unfinished:
            if where := play.progress():
                about |= {"begun": True, "number": where.number, "readings": where.readings}
            return at_the_door(request, "closed", about)
        first = {
            **student(request, player, play).first(),
            **play.places,
            "class": play.store.identity,
            "debrief": "/debrief",
            "quiz": "",
            "link": f"{address}/play/{request.state.player}",
        }
        return shown(request, "student_page.js", first, channel_of("/"))

    def opening(request: HTTPConnection, told: Told) -> PlayingStudent | None:
        try:
            found = in_play(request)
        except Refused:
            return None
        if found is None:
            return None
        visitor = student(request, *found)
        visitor.screen = told
        told.tell("opened", found[1].store.identity)
        return visitor

    async def entered(request: Request) -> Response:
        raw = b""
        async for part in request.stream():
            raw += part
            if len(raw) > _LONGEST:
                raise HTTPException(413)
        told = parse_qs(raw.decode("utf-8", "replace"))
        name, form = told.get("name", [""])[0], told.get("form", [""])[0]
        try:
            token = hall.comes(name, address_of(request), form)
        except Refused as refusal:
            return entrance(request, refusal.sentence, name)
        return keeping(RedirectResponse("/", 303), token)

    def linked(request: Request) -> Player | None:
        return hall.desk.player(request.path_params["token"])

    async def link(request: Request) -> Response:
        if (player := linked(request)) is None:
            return at_the_door(request, "refused", {}, 404, _NO_LINK)
        here = hall.desk.player(request.state.player)
        about = {
            "name": player.name,
            "other": here.name if here and here.number != player.number else "",
            "due": hall.due(player.name),
            "closed": hall.closed(player.name),
        }
        return at_the_door(request, "link", about)

    async def taken(request: Request) -> Response:
        if linked(request) is None:
            return at_the_door(request, "refused", {}, 404, _NO_LINK)
        return keeping(RedirectResponse("/", 303), request.path_params["token"])

    def keeping(response: Response, token: str) -> Response:
        secure = address.startswith("https://")
        response.raw_headers.append(kept(seat_cookie(port), token, _KEPT, secure))
        return response

    async def debrief(request: Request) -> Response:
        if (found := in_play(request)) is None:
            return RedirectResponse("/", 303)
        _, play = found
        seat = None if play.unfinished else next(iter(play.desk.lesson.seated), None)
        about = {"you": seat, "home": "/", "class": play.store.identity, "unfinished": play.unfinished}
        return shown(request, "debrief_page.js", {**await play.debrief(revealed=False), **about})

    async def result(request: Request) -> Response:
        if (found := in_play(request)) is None:
            raise HTTPException(404)
        return found[1].download()

    return [
        *live.page("/", home, opening),
        Route("/", entered, methods=["POST"]),
        Route("/play/{token}", link),
        Route("/play/{token}", taken, methods=["POST"]),
        Route("/debrief", debrief),
        Route("/result", result),
        *teacher_routes(hall, address, live),
    ]
