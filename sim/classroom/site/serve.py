"""Serve: the site on this machine, until somebody stops it. No request leaves it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nicegui import app, core, ui

from sim.classroom.room import key_of, new_token
from sim.classroom.site.address import hosts
from sim.classroom.site.connections import Lines, protocol
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.hosted_class import Hall
from sim.classroom.site.malformed_messages import dropping, hardened
from sim.classroom.site.middleware import Gate
from sim.classroom.site.pages import lay_out, lay_out_alone, lay_out_class
from sim.classroom.site.seat_links import lay_out_links
from sim.classroom.site.socket_binding import bound

#: Seconds that a browser may lose its connection before its page is drawn anew. Four fifths of it lie between
#: two signs of life, two fifths are allowed for an answer: enough for a crowded wireless network.
_RECONNECT = 15.0
#: Messages of a browser that name the page they are of.
_FOR_A_PAGE = ("event", "javascript_response", "ack")
#: Connections that the server may hold at once.
_CONNECTIONS = 10_000
#: Messages that are sent again to a browser that lost its connection; after more its page is drawn anew.
_AGAIN = 30


@dataclass(frozen=True)
class Place:
    """Where a site is served.

    Parameters
    ----------
    host, port : that the server listens at
    address : as phones reach it, such as ``http://192.168.1.20:8080``
    """

    host: str
    port: int
    address: str


def for_its_own_page(heard: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """Let a socket speak for no page but its own, whatever page its message names.

    The library takes the page's number in a message for granted. It cannot be guessed, but it can be seen by
    whoever reads along on an open network.

    Parameters
    ----------
    heard : what the library does with a message, by the socket and the message
    """

    def hear(socket: str, message: Any = None, *more: Any) -> None:
        named = message.get("client_id") if isinstance(message, dict) else None
        if isinstance(named, str) and named in core.sio.rooms(socket):
            heard(socket, message)

    return hear


def open_to_many() -> int:
    """Let this process hold as many connections as the system lets it: some systems begin with 256.

    Sixty phones hold more than that between them, and whoever opens idle ones would soon keep the others out.
    Return how many that is.
    """
    try:
        import resource
    except ImportError:  # where the system has no such limit
        return _CONNECTIONS
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if most == resource.RLIM_INFINITY else min(_CONNECTIONS, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        return wanted
    return _CONNECTIONS if before == resource.RLIM_INFINITY else min(_CONNECTIONS, before)


def serve(place: Place, hall: Hall | None) -> None:
    """Serve a class, or without one the explorer alone; return when stopped.

    Parameters
    ----------
    place : where
    hall : the class
    """
    lines = Lines(open_to_many())
    worker = Worker()
    lay_out(worker, hall.scenario_name if hall else "")
    if hall:
        lay_out_class(hall, place.address)
        lay_out_links(hall.desk, place.port)
        app.on_startup(hall.begin)
    else:
        lay_out_alone()
    app.on_shutdown(worker.stop)
    app.add_middleware(
        Gate,
        teacher=hall.desk.lesson.teacher if hall else key_of(new_token()),
        port=place.port,
        hosts=hosts(place.address, place.port, place.host),
        plays=(lambda token: hall.desk.player(token) is not None) if hall else lambda token: False,
    )
    # Its bar at the top of a page tells nothing, and has no name for those who cannot see it.
    app.config.quasar_config["loadingBar"] = {"skipHijack": True}
    # The gate knows better from where somebody may ask.
    core.sio.eio.cors_allowed_origins = []
    core.sio.handlers["/"] = hardened(bound(core.sio.handlers["/"]))
    for name in _FOR_A_PAGE:
        core.sio.handlers["/"][name] = for_its_own_page(dropping(core.sio.handlers["/"][name]))
    logging.getLogger("nicegui").setLevel(logging.ERROR)
    ui.run(
        host=place.host,
        port=place.port,
        title="gge-sim",
        favicon=Path(__file__).parent / "assets" / "icon.svg",
        dark=None,
        language="en-US",
        tailwind=False,
        reload=False,
        show=False,
        show_welcome_message=False,
        proxy_headers=False,
        reconnect_timeout=_RECONNECT,
        message_history_length=_AGAIN,
        binding_refresh_interval=None,
        uvicorn_logging_level="error",
        timeout_graceful_shutdown=2,
        http=protocol(lines),
    )
