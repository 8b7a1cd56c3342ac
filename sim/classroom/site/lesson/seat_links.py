"""Seat links: how a browser gets the cookie that identifies its owner.

Whoever has a player's cookie is that player. So nobody else may know it, and a link, which others may see,
must not contain it:

- A link lets nobody in. The server exchanges it, once, for a new token, which goes only into the cookie of
  the browser that opened the link. The exchange is an action of the class (`UseLink`), so a used link stays
  used after a restart. Whoever passes on their own link gives away their seat and keeps nothing.
- Opening a link changes nothing, because messengers fetch pages for previews. The page has a button, and no
  page of another site can send its form (`sim.classroom.site.request_checks`).
- A newcomer gets a new token, whatever cookie the browser had, so a planted cookie is useless. The page
  receives the token and sends it here to get the cookie. It can repeat this, so that a phone is not shut out
  if its first try fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.room import Refused, key_of, new_token
from sim.classroom.room.actions import UseLink
from sim.classroom.room.player import Player
from sim.classroom.site.cookies import kept, seat_cookie
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.shell import document

_USED = "This link has been used, or is not part of this class. Please ask the teacher for a new one."
_PAGE = """<main class="site phone"><h1>Are you {name}?</h1>
<p>{now}This link is for {name} and works once. After that, {name} can use only this device.</p>
<form method="post"><button class="main" type="submit">Yes, I am {name}</button></form>
</main>"""


def link_routes(desks: Sequence[LiveLesson], port: int) -> list[BaseRoute]:
    """Return the routes of links.

    Parameters
    ----------
    desks : the class, or the rooms of one
    port : of the server
    """

    def linked(token: str) -> tuple[LiveLesson, Player] | None:
        return next(((desk, player) for desk in desks if (player := desk.linked(token))), None)

    async def opened(request: Request) -> Response:
        found = linked(request.path_params["token"])
        if found is None:
            return PlainTextResponse(_USED, 404)
        _, player = found
        here = next((known for desk in desks if (known := desk.player(request.state.player))), None)
        now = "" if here in (None, player) else f"On this device you are {escape(here.name)}. "
        return document("Come back in", _PAGE.format(name=escape(player.name), now=now))

    async def taken(request: Request) -> Response:
        token = request.path_params["token"]
        if any(desk.player(token) is not None for desk in desks):
            return _keeping(Response(status_code=204), port, token)
        found = linked(token)
        if found is None:
            return PlainTextResponse(_USED, 404)
        desk, player = found
        fresh = new_token()
        try:
            desk.take(player.number, UseLink(key_of(fresh)))
        except Refused as refusal:
            return PlainTextResponse(str(refusal), 503)
        return _keeping(RedirectResponse("/", 303), port, fresh)

    return [Route("/seat/{token}", opened), Route("/seat/{token}", taken, methods=["POST"])]


def _keeping(response: Response, port: int, token: str) -> Response:
    response.raw_headers.append(kept(seat_cookie(port), token))
    return response
