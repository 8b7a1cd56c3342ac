"""Routes: a page that is live has a document, a web socket and a polled channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sim.classroom.room import TEACHER, Lesson, who_is
from sim.classroom.site.channel import Opening, Sockets
from sim.classroom.site.polling import Polls
from sim.classroom.site.rate_limits import RateLimits


class Live:
    """The live pages of a site, whose channels share one limit.

    Attributes
    ----------
    polls : their polled channels, to be closed when the server stops
    """

    def __init__(self, limits: RateLimits) -> None:
        self.polls: list[Polls] = []
        self._limits = limits

    def page(
        self, path: str, shown: Callable[[Request], Awaitable[Response]], opening: Opening
    ) -> list[BaseRoute]:
        """Return the routes of a page.

        Parameters
        ----------
        path : its address
        shown : its document
        opening : makes the listener of its channels, which are at `channel_of` the path
        """
        polls = Polls(opening, self._limits)
        self.polls.append(polls)
        live = channel_of(path)
        return [
            Route(path, shown),
            WebSocketRoute(live, Sockets(opening, self._limits).__call__),
            Route(live, polls.__call__, methods=["POST"]),
        ]


def channel_of(path: str) -> str:
    """Return the address of a page's channels."""
    return f"{path.rstrip('/')}/live"


def teaches(lesson: Lesson, request: HTTPConnection) -> bool:
    """Return whether a browser shows the teacher's token; without it, there is no page of the teacher."""
    return who_is(lesson, getattr(request.state, "teacher", "")) == TEACHER


def download(name: str, content: str | bytes, kind: str) -> Response:
    """Return a file that the browser saves under a name."""
    told = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=told)
