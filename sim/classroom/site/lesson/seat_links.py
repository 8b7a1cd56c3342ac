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
from sim.classroom.site.reader import Reader, reader_of
from sim.classroom.site.shell import document
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import Message, say

_USED = say("This link has been used, or is not part of this class. Please ask the teacher for a new one.")
_PAGE = """<main class="site phone"><h1>{asks}</h1>
<p>{now} {works}</p>
<form method="post"><button class="main" type="submit">{yes}</button></form>
</main>"""


def link_routes(desks: Sequence[LiveLesson], port: int, language: str = ENGLISH) -> list[BaseRoute]:
    """Return the routes of links.

    Parameters
    ----------
    desks : the class, or the rooms of one
    port : of the server
    language : of whoever has not chosen another
    """

    def reader(request: Request) -> Reader:
        return reader_of(request.headers.raw, "class", language, lambda code: {})

    def refused(request: Request, why: Message, status: int) -> Response:
        return PlainTextResponse(reader(request).translation.text(why), status)

    def linked(token: str) -> tuple[LiveLesson, Player] | None:
        return next(((desk, player) for desk in desks if (player := desk.linked(token))), None)

    async def opened(request: Request) -> Response:
        found = linked(request.path_params["token"])
        if found is None:
            return refused(request, _USED, 404)
        _, player = found
        here = next((known for desk in desks if (known := desk.player(request.state.player))), None)
        who, whose = player.name, reader(request)
        page = {
            "asks": say("Are you {name}?", name=who),
            "now": "" if here in (None, player) else say("On this device you are {name}.", name=here.name),
            "works": say(
                "This link is for {name} and works once. After that, {name} can use only this device.",
                name=who,
            ),
            "yes": say("Yes, I am {name}", name=who),
        }
        told = {name: escape(whose.translation.text(words)) for name, words in page.items()}
        return document(say("Come back in"), _PAGE.format(**told), reader=whose)

    async def taken(request: Request) -> Response:
        token = request.path_params["token"]
        if any(desk.player(token) is not None for desk in desks):
            return _keeping(Response(status_code=204), port, token)
        found = linked(token)
        if found is None:
            return refused(request, _USED, 404)
        desk, player = found
        fresh = new_token()
        try:
            desk.take(player.number, UseLink(key_of(fresh)))
        except Refused as refusal:
            return refused(request, refusal.sentence, 503)
        return _keeping(RedirectResponse("/", 303), port, fresh)

    return [Route("/seat/{token}", opened), Route("/seat/{token}", taken, methods=["POST"])]


def _keeping(response: Response, port: int, token: str) -> Response:
    response.raw_headers.append(kept(seat_cookie(port), token))
    return response
