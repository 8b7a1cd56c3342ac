"""Links: how a browser comes by the cookie that says who its owner is.

Whoever has the cookie of a player is that player. So it must never be one that somebody else knows, and a
link, which travels, must not hold it:

- A link lets nobody in. It is exchanged, once, for a token made at that moment, which goes into the cookie
  of the browser that opened it and nowhere else. The exchange is an action of the class (`UseLink`): after
  a restart a used link is still used. Who passes on a link of their own gives away their seat, and keeps
  nothing.
- To open a link changes nothing: messengers fetch what they show a preview of. Its page has a button, whose
  form no page of another site can send (`sim.classroom.site.request_checks`).
- Who comes in gets a token made at that moment, whatever cookie the browser had: none that was planted
  before is of use. The page is told it and sends it here, to have it kept in the cookie. That can be
  repeated, so that a phone whose first try fails is not shut out.
"""

from __future__ import annotations

from html import escape

from nicegui import app
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from sim.classroom.room import Refused, key_of, new_token
from sim.classroom.room.actions import UseLink
from sim.classroom.site.cookies import kept, seat_cookie
from sim.classroom.site.live_lesson import Desk
from sim.classroom.site.screen import ASSETS

_USED = "This link has been used, or is none of this class. Please ask the teacher for a new one."
_PAGE = """<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>Come back in</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{assets}/site.css"></head>
<body><main class="site phone"><h1>Are you {name}?</h1>
<p>{now}This link is for {name}, and works once. Then {name} is on this device only.</p>
<form method="post"><button class="main" type="submit">Yes, I am {name}</button></form>
</main></body></html>"""


def lay_out_links(desk: Desk, port: int) -> None:
    """Say what a link does.

    Parameters
    ----------
    desk : where the class is held
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
