"""A class of sixty: from a click to all screens, and what the server needs for it.

    python -m benchmarks.classroom_load [--students 60] [--scenario oewg-2019-2021] [--readings 3]

A server as a teacher starts it, and in this process the students: each opens the page, keeps its cookie,
holds a socket of its own and hears every message, but draws nothing. So the times are those until the last
socket has heard; a phone's drawing comes on top. Both share this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
import socketio

_CALL = re.compile(r'runMethod\(\d+, ?"show", ?(.*)\)$', re.DOTALL)


class Screen:
    """Somebody's page: a socket, and what it has heard of the room.

    Parameters
    ----------
    address : of the site
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.socket = socketio.AsyncClient(http_session=self.http, reconnection=False)
        self.room: dict[str, Any] = {}
        self.me: dict[str, Any] = {}
        self.bytes = 0
        self.heard = asyncio.Event()

    async def open(self, path: str) -> None:
        """Open a page, and its socket."""
        # As in a browser, the socket is no connection that has served a page before.
        async with self.http.get(self.address + path, headers={"Connection": "close"}) as answer:
            page = await answer.text()
        elements = json.loads(html.unescape(page.split("String.raw`")[1].split("`)")[0]))
        self.number, element = next((i, e) for i, e in elements.items() if "_page" in e["tag"])
        self.listeners = {event["type"]: event["listener_id"] for event in element["events"]}
        self.client = re.search(r"'client_id': '([^']+)'", page)[1]  # type: ignore[index]
        self._take_in(element["props"]["first"]["news"])
        self.socket.on("run_javascript", self._hear)
        asked = f"client_id={self.client}&next_message_id=0&implicit_handshake=true"
        await self.socket.connect(
            f"{self.address}?{asked}&document_id={self.client}&tab_id={self.client}",
            socketio_path="/_nicegui_ws/socket.io",
            transports=["websocket"],
            headers={"Origin": self.address},
        )

    def _hear(self, message: dict[str, Any]) -> None:
        self.bytes += len(message["code"])
        if told := _CALL.search(message["code"]):
            self._take_in(json.loads(told[1])[0]["news"])
            self.heard.set()

    def _take_in(self, news: dict[str, Any]) -> None:
        for name, value in news.items():
            part, key = (self.room, name[5:]) if name.startswith("room.") else (self.me, name)
            if key.endswith("#"):
                for place, item in value.items():
                    part[key[:-1]][int(place)] = item
            else:
                part[key] = value

    async def send(self, what: str, about: object) -> None:
        """Send what a click sends."""
        told = {"id": int(self.number), "client_id": self.client, "listener_id": self.listeners[what]}
        await self.socket.emit("event", {**told, "args": [json.dumps(about)]})

    async def say(self, what: str, **about: Any) -> None:
        """Send what is to be done once, under an id of its own."""
        await self.send(what, json.dumps({"id": secrets.token_hex(16), **about}))

    async def act(self, do: str, **about: Any) -> None:
        """Do something in the class."""
        await self.say("do", do=do, **about)

    async def until(self, holds: Any) -> None:
        """Wait until something holds of what this page knows."""
        while not holds(self):
            self.heard.clear()
            await asyncio.wait_for(self.heard.wait(), 60)

    async def close(self) -> None:
        """Close the page."""
        await self.socket.disconnect()
        await self.http.close()


def brackets(paragraph: int, seats: set[str]) -> Any:
    """Return whether a page shows a paragraph as bracketed by some seats."""
    return lambda screen: seats <= set(screen.room["paragraphs"][paragraph]["brackets"])


def at_reading(number: int) -> Any:
    """Return whether a page shows a reading."""
    return lambda screen: screen.room["number"] == number and screen.room["phase"] == "reading"


def beyond(number: int) -> Any:
    """Return whether a page shows what comes after a reading."""
    return lambda screen: screen.room["number"] > number or screen.room["phase"] == "silence"


async def everywhere(screens: list[Screen], holds: Any, since: float) -> list[float]:
    """Return after how many seconds it held on each screen."""

    async def one(screen: Screen) -> float:
        await screen.until(holds)
        return time.perf_counter() - since

    return list(await asyncio.gather(*(one(screen) for screen in screens)))


async def lesson(address: str, link: str, students: int, readings: int, server: int) -> list[tuple[str, ...]]:
    """Hold a class, and return the rows of the table."""
    teacher = Screen(address)
    await teacher.open(link.removeprefix(address))
    began = time.perf_counter()
    people = [Screen(address) for _ in range(students)]
    for number, person in enumerate(people):
        await person.open("/")
        await person.say("enter", name=f"Student {number}")
        await person.act("take-seat", seat=None)
        await person.until(lambda screen: screen.me.get("seat"))
    rows = [("all come in, one after the other", *_told([time.perf_counter() - began]), _memory(server))]
    everybody = [teacher, *people]
    await teacher.act("begin")
    paragraphs = len(teacher.room["paragraphs"])
    for reading in range(1, readings + 1):
        await everywhere(everybody, at_reading(reading), 0)
        clicks = []
        for person in people[:10]:
            since = time.perf_counter()
            k = (reading - 1) % paragraphs
            await person.act("answer", issue=person.room["paragraphs"][k]["issue"], stance="brackets")
            clicks.append(max(await everywhere(everybody, brackets(k, {person.me["seat"]}), since)))
        rows.append(
            (f"reading {reading}: a click to all screens (10 clicks)", *_told(clicks), _memory(server))
        )
        since, k = time.perf_counter(), reading % paragraphs
        issue = teacher.room["paragraphs"][k]["issue"]
        await asyncio.gather(*(person.act("answer", issue=issue, stance="brackets") for person in people))
        all_at_once = await everywhere(everybody, brackets(k, {p.me["seat"] for p in people}), since)
        rows.append(
            (f"reading {reading}: all click at once, to all screens", *_told(all_at_once), _memory(server))
        )
        await asyncio.gather(*(person.act("ready", ready=True) for person in people))
        await everywhere(everybody, lambda screen: screen.room["waiting"] == 0, 0)
        since = time.perf_counter()
        await teacher.act("advance")
        closed = await everywhere(everybody, beyond(reading), since)
        rows.append(
            (f"reading {reading}: closed and revised, on all screens", *_told(closed), _memory(server))
        )
    await asyncio.gather(*(person.act("decide", stance="joins", reason="") for person in people))
    await everywhere(everybody, lambda screen: screen.room["waiting"] == 0, 0)
    since = time.perf_counter()
    await teacher.act("advance")
    over = await everywhere(everybody, lambda screen: screen.room["phase"] == "over", since)
    rows.append(("decision taken, on all screens", *_told(over), _memory(server)))
    heard = sum(person.bytes for person in people) / students / 1e6
    rows.append((f"heard by each student: {heard:.1f} MB", "", "", ""))
    for screen in everybody:
        await screen.close()
    return rows


def _told(seconds: list[float]) -> tuple[str, str]:
    return f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"


def _memory(process: int) -> str:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    return f"{int(resident[1]) / 1024:.0f}" if resident else ""


def main() -> None:
    """Hold a class and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--students", type=int, default=60)
    options.add_argument("--scenario", default="oewg-2019-2021")
    options.add_argument("--readings", type=int, default=3)
    options.add_argument("--port", type=int, default=8377)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sim", "classroom", asked.scenario, "--port", str(asked.port),
                   "--out", folder, "--readings", str(asked.readings)]  # fmt: skip
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        try:
            assert server.stdout is not None
            said = iter(server.stdout.readline, "Ctrl-C")
            link = next(found[0] for line in said if (found := re.search(r"http\S+/teacher/\S+", line)))
            address = link.rpartition("/teacher/")[0]
            time.sleep(4)
            rows = asyncio.run(lesson(address, link, asked.students, asked.readings, server.pid))
        finally:
            server.terminate()
            server.wait(30)
    print(f"{asked.students} students, {asked.scenario}, {asked.readings} readings")
    print(f"{'':56} {'median s':>9} {'most s':>9} {'server MB':>10}")
    for what, median, most, memory in rows:
        print(f"{what:56} {median:>9} {most:>9} {memory:>10}")


if __name__ == "__main__":
    main()
