"""Serve the site on this machine until somebody stops it. It sends no request elsewhere."""

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
from sim.classroom.site.connections import Connections, protocol
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.hosted_class import HostedClass
from sim.classroom.site.malformed_messages import dropping, hardened
from sim.classroom.site.middleware import RequestGate
from sim.classroom.site.pages import lay_out, lay_out_alone, lay_out_class
from sim.classroom.site.seat_links import lay_out_links
from sim.classroom.site.socket_binding import bound

#: Seconds without a connection after which a browser redraws its page. Signs of life are four fifths of it
#: apart, and an answer may take two fifths: enough for a crowded wireless network.
_RECONNECT = 15.0
#: Messages from a browser that name their page.
_FOR_A_PAGE = ("event", "javascript_response", "ack")
#: Most connections at once.
_CONNECTIONS = 10_000
#: Messages that the server repeats for a browser that lost its connection; after more it redraws the page.
_AGAIN = 30


@dataclass(frozen=True)
class Place:
    """The address of a site.

    Parameters
    ----------
    host, port : where the server listens
    address : the address for phones, such as ``http://192.168.1.20:8080``
    """

    host: str
    port: int
    address: str


def for_its_own_page(heard: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """Let a socket act only for its own page, whatever page its message names.

    The library trusts the page's number in a message. Nobody can guess it, but anybody who reads the traffic
    of an open network can see it.

    Parameters
    ----------
    heard : the library's handler of a socket and a message
    """

    def hear(socket: str, message: Any = None, *more: Any) -> None:
        named = message.get("client_id") if isinstance(message, dict) else None
        if isinstance(named, str) and named in core.sio.rooms(socket):
            heard(socket, message)

    return hear


def open_to_many() -> int:
    """Raise this process's limit of connections as far as the system allows, and return it.

    Some systems start at 256. Sixty phones need more, and idle connections would soon keep others out.
    """
    try:
        import resource
    except ImportError:  # systems without such a limit
        return _CONNECTIONS
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if most == resource.RLIM_INFINITY else min(_CONNECTIONS, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        return wanted
    return _CONNECTIONS if before == resource.RLIM_INFINITY else min(_CONNECTIONS, before)


def serve(place: Place, hall: HostedClass | None) -> None:
    """Serve a class, or the explorer alone; return when stopped.

    Parameters
    ----------
    place : where to serve
    hall : the class; None for the explorer alone
    """
    lines = Connections(open_to_many())
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
        RequestGate,
        teacher=hall.desk.lesson.teacher if hall else key_of(new_token()),
        port=place.port,
        hosts=hosts(place.address, place.port, place.host),
        plays=(lambda token: hall.desk.player(token) is not None) if hall else lambda token: False,
    )
    # The loading bar says nothing, and screen readers find no name for it.
    app.config.quasar_config["loadingBar"] = {"skipHijack": True}
    # The middleware checks origins more strictly.
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
