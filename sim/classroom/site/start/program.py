"""The program behind the start page: it runs once for each results folder, until somebody stops it."""

from __future__ import annotations

import http.client
import os
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from sim.classroom.room import new_token
from sim.classroom.site.address import HERE, listening
from sim.classroom.site.serve import Place, Server, configured
from sim.classroom.site.start.desk import StartDesk
from sim.classroom.site.start.pages import PRIVATE, start_site
from sim.scenario.fault import BadInput, Fault

#: Has the private link while the program runs, so that a second start opens the same page.
LINK = "start.link"
#: Longest private link, in bytes, and seconds in which the program that it leads to answers.
_LONGEST, _PATIENCE = 200, 3.0


def open_page(results: Path, port: int, browser: bool, say: Callable[[str], None]) -> bool:
    """Serve the start page until somebody stops it; if another program already does, open its page.

    Return whether this program has served it.

    Parameters
    ----------
    results : folder of classes and kits; made if it does not exist
    port : first port to try
    browser : whether to open the page in a browser
    say : called with the private link when the page answers

    Raises
    ------
    BadInput
        if no port is free, or the folder cannot be written
    """
    file = results / LINK
    if link := _running(file):
        say(link)
        if browser:
            webbrowser.open(link)
        return False
    # The last of these asks the system for any port.
    line = listening(HERE, [*range(port, min(port + 10, 2**16)), 0])
    if line is None:
        raise BadInput([Fault("--port", "no port of this machine is free", value=str(port))])
    place = Place(HERE, line.getsockname()[1], f"http://{HERE}:{line.getsockname()[1]}")
    token = new_token()
    link = f"{place.address}/{PRIVATE}/{token}"
    servers: list[Server] = []
    desk = StartDesk(results, lambda: setattr(servers[0], "should_exit", True))
    app, live = start_site(place, token, results, desk)
    servers.append(Server(configured(place, app), live))
    try:
        _keep(file, link)
        say(link)
        if browser:
            # Some browsers keep whoever opens them waiting.
            threading.Thread(target=webbrowser.open, args=[link], daemon=True).start()
        with suppress(KeyboardInterrupt):
            servers[0].run(sockets=[line])
    finally:
        line.close()
        with suppress(OSError):
            file.unlink()
    return True


def _running(file: Path) -> str:
    """Return the private link of a program that already serves this results folder; "" if there is none."""
    try:
        link = file.read_bytes()[:_LONGEST].decode("ascii").strip() if file.is_file() else ""
        where = urlsplit(link)
        if where.hostname != HERE or not where.port:
            return ""
        asked = http.client.HTTPConnection(HERE, where.port, timeout=_PATIENCE)
        asked.request("GET", where.path)
        told = asked.getresponse()
        asked.close()
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return link if told.status == 303 and told.getheader("location") == f"/{PRIVATE}" else ""


def _keep(file: Path, link: str) -> None:
    """Write the private link where only its owner can read it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(link + "\n")
    except OSError as error:
        raise BadInput([Fault(str(file), f"cannot be written: {error.strerror}")]) from None
