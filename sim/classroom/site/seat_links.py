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

from html import escape

from nicegui import app
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from sim.classroom.room import Refused, key_of, new_token
from sim.classroom.room.actions import UseLink
from sim.classroom.site.cookies import kept, seat_cookie
from sim.classroom.site.live_lesson import LiveLesson
from sim.classroom.site.screen import ASSETS

_USED = "This link has been used, or is not part of this class. Please ask the teacher for a new one."
_PAGE = """<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>Come back in</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{assets}/site.css"></head>
<body><main class="site phone"><h1>Are you {name}?</h1>
<p>{now}This link is for {name} and works once. After that, {name} can use only this device.</p>
<form method="post"><button class="main" type="submit">Yes, I am {name}</button></form>
</main></body></html>"""


def lay_out_links(desk: LiveLesson, port: int) -> None:
    """Define the pages of links.

    Parameters
    ----------
    desk : the class
    port : of the server
    """

    @app.get("/seat/{link}")
    async def opened(link: str, request: Request) -> Response:
        player = desk.linked(link)
        if player is None:
            return PlainTextResponse(_USED, 404)
        here = desk.player(request.state.player)
        now = "" if here in (None, player) else f"On this device you are {escape(here.name)}. "
        return HTMLResponse(_PAGE.format(assets=ASSETS, name=escape(player.name), now=now))

    @app.post("/seat/{token}")
    async def taken(token: str) -> Response:
        if desk.player(token) is not None:
            return _keeping(Response(status_code=204), port, token)
        player = desk.linked(token)
        if player is None:
            return PlainTextResponse(_USED, 404)
        fresh = new_token()
        try:
            desk.take(player.number, UseLink(key_of(fresh)))
        except Refused as refusal:
            return PlainTextResponse(str(refusal), 503)
        return _keeping(RedirectResponse("/", 303), port, fresh)


def _keeping(response: Response, port: int, token: str) -> Response:
    response.raw_headers.append(kept(seat_cookie(port), token))
    return response
