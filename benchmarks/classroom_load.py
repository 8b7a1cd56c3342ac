"""A class of sixty: from a click to all screens, and what the server needs for it.

    python -m benchmarks.classroom_load [--students 60] [--scenario oewg-2019-2021] [--readings 3]

A server as a teacher starts it, and in this process the students: each opens the page, keeps its cookie,
holds a socket of its own and hears every message, but draws nothing. So the times are those until the last
socket has heard; a phone's drawing comes on top. Both share this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

_FIRST = re.compile(r'<script type="application/json" id="first">(.*?)</script>', re.DOTALL)
_LIVE = re.compile(r'data-live="([^"]*)"')
#: Longest wait of a page before it tries again to reach the server, in seconds, as in `line.js`.
_LONGEST_WAIT = 2.5


class Screen:
    """Somebody's page: a socket, and what it has heard of the room.

    Parameters
    ----------
    address : of the site
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.room: dict[str, Any] = {}
        self.me: dict[str, Any] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.bytes = 0
        self.heard = asyncio.Event()

    async def open(self, path: str) -> None:
        """Open a page, and its socket."""
        page = await asyncio.to_thread(self._ask, path)
        self._take_in(json.loads(_FIRST.search(page)[1])["news"])  # type: ignore[index]
        self.live = _LIVE.search(page)[1]  # type: ignore[index]
        await self.connect()

    def _ask(self, path: str, method: str = "GET") -> str:
        request = urllib.request.Request(self.address + path, headers={"Origin": self.address}, method=method)
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open(
            request
        ) as said:
            return str(said.read().decode())

    @property
    def _shown(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    async def connect(self) -> None:
        """Open a socket for the page."""
        place = f"ws{self.address.removeprefix('http')}{self.live}"
        shown = {"Cookie": self._shown}
        self.socket = await connect(place, origin=self.address, additional_headers=shown, max_size=None)  # type: ignore[arg-type]
        self.listening = asyncio.create_task(self._listen(self.socket))

    async def come_back(self) -> None:
        """Open another socket, however long that takes, and wait until the page is up to date."""
        await self.close()
        self.heard.clear()
        for attempt in itertools.count():
            try:
                await self.connect()
                await self._wait()
                return
            except (OSError, WebSocketException):
                wait = min(_LONGEST_WAIT, 0.2 * 2**attempt)
                await asyncio.sleep(wait * random.uniform(0.7, 1.3))

    async def _listen(self, socket: ClientConnection) -> None:
        with suppress(WebSocketException):
            async for frame in socket:
                self.bytes += len(frame)
                for method, about in json.loads(frame):
                    await self._hear(method, about)

    async def _hear(self, method: str, about: Any) -> None:
        if method == "show":
            self._take_in(about["news"])
            self.heard.set()
        elif method == "acknowledged":
            self.answers[about["id"]] = about
            self.heard.set()
        elif method == "keep":
            await asyncio.to_thread(self._ask, f"/seat/{about}", "POST")

    def _take_in(self, news: dict[str, Any]) -> None:
        for name, value in news.items():
            part, key = (self.room, name[5:]) if name.startswith("room.") else (self.me, name)
            if key.endswith("#"):
                for place, item in value.items():
                    part[key[:-1]][int(place)] = item
            else:
                part[key] = value

    async def say(self, what: str, **about: Any) -> str:
        """Send what a click sends, under an id of its own; return the id."""
        sent = secrets.token_hex(16)
        await self.socket.send(f"{what} {json.dumps({'id': sent, **about})}")
        return sent

    async def act(self, do: str, **about: Any) -> str:
        """Do something in the class."""
        return await self.say("do", do=do, **about)

    async def _wait(self) -> None:
        await asyncio.wait_for(self.heard.wait(), 60)

    async def until(self, holds: Any) -> None:
        """Wait until something holds of what this page knows."""
        while not holds(self):
            self.heard.clear()
            await self._wait()

    async def close(self) -> None:
        """Close the page."""
        await self.socket.close()
        self.listening.cancel()


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


async def lesson(
    address: str, link: str, students: int, readings: int, server: int, again: Callable[[], int]
) -> list[tuple[str, ...]]:
    """Hold a class, and return the rows of the table.

    Parameters
    ----------
    server : its process
    again : kills the server, starts another, and returns its process once it answers
    """
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
    taken = await everywhere(everybody, lambda screen: screen.room["phase"] == "opening", since)
    rows.append(("decision taken, on all screens", *_told(taken), _memory(server)))
    since = time.perf_counter()
    await teacher.act("open-seats", all=True)
    over = await everywhere(everybody, lambda screen: screen.room["phase"] == "over", since)
    rows.append(("all seats open, on all screens", *_told(over), _memory(server)))
    killed = time.perf_counter()
    # The thread that waits takes the time of the first answer: screens that come back keep the loop busy.
    starting = asyncio.create_task(asyncio.to_thread(lambda: (again(), time.perf_counter())))
    moments = await asyncio.gather(*(_back(screen) for screen in everybody))
    server, since = await starting
    for start, what in ((killed, "the kill"), (since, "its first answer")):
        back = [max(0.0, moment - start) for moment in moments]
        rows.append(
            (f"killed and started again: from {what} until all are back", *_told(back), _memory(server))
        )
    heard = sum(person.bytes for person in people) / students / 1e6
    rows.append((f"heard by each student: {heard:.1f} MB", "", "", ""))
    for screen in everybody:
        await screen.close()
    return rows


async def _back(screen: Screen) -> float:
    await screen.come_back()
    return time.perf_counter()


def _told(seconds: list[float]) -> tuple[str, str]:
    return f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"


def _memory(process: int) -> str:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    return f"{int(resident[1]) / 1024:.0f}" if resident else ""


def _answers(address: str) -> None:
    """Wait until a server answers."""
    while True:
        try:
            urllib.request.urlopen(f"{address}/assets/site.css", timeout=10).close()
            return
        except OSError:
            time.sleep(0.05)


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
        running: list[subprocess.Popen[str]] = []

        def start() -> str:
            server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
            running.append(server)
            assert server.stdout is not None
            said = iter(server.stdout.readline, "Ctrl-C")
            found = next(found[0] for line in said if (found := re.search(r"http\S+/teacher/\S+", line)))
            _answers(found.rpartition("/teacher/")[0])
            return found

        def again() -> int:
            running[-1].kill()
            running[-1].wait()
            start()
            return running[-1].pid

        try:
            link = start()
            address = link.rpartition("/teacher/")[0]
            time.sleep(4)  # until the forecast for the debrief is made
            rows = asyncio.run(lesson(address, link, asked.students, asked.readings, running[-1].pid, again))
        finally:
            running[-1].terminate()
            running[-1].wait(30)
    print(f"{asked.students} students, {asked.scenario}, {asked.readings} readings")
    print(f"{'':70} {'median s':>9} {'most s':>9} {'server MB':>10}")
    for what, median, most, memory in rows:
        print(f"{what:70} {median:>9} {most:>9} {memory:>10}")


if __name__ == "__main__":
    main()
