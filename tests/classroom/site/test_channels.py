"""Channels: a page hears the same over a socket and by requests, and nobody takes part in another's page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.room import TEACHER, new_token
from sim.classroom.room.actions import SetTimer
from sim.classroom.site import channel, polling
from sim.classroom.site.rate_limits import RateLimits
from tests.classroom.site.sites import HOST

if TYPE_CHECKING:
    from tests.classroom.site.sites import Site

SEAT, DESK = "gge-seat-8080", "gge-teacher-8080"
HERE = f"http://{HOST}"


class Page:
    """An open page with a web socket."""

    def __init__(self, site: Site, path: str, cookies: dict[str, str], origin: str = HERE) -> None:
        self.sent: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self.said: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self.said.put_nowait({"type": "websocket.connect"})
        shown = "; ".join(f"{name}={value}" for name, value in cookies.items())
        scope = {
            "type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(b"host", HOST.encode()), (b"origin", origin.encode()), (b"cookie", shown.encode())],
            "root_path": "", "client": ("10.1.0.1", 1), "server": ("127.0.0.1", 8080),
            "subprotocols": [], "state": {},
        }  # fmt: skip
        self.served = asyncio.create_task(site.app(scope, self.said.get, self.sent.put))  # type: ignore[arg-type]

    def say(self, **frame: Any) -> None:
        self.said.put_nowait({"type": "websocket.receive", **frame})

    async def hear(self) -> list[list[Any]]:
        """Return the next calls; none if the socket was refused or closed."""
        message = await self.sent.get()
        if message["type"] == "websocket.accept":
            message = await self.sent.get()
        return json.loads(message["text"]) if message["type"] == "websocket.send" else []

    async def until(self, method: str) -> Any:
        """Return what the next call of a method is about."""
        while True:
            for call in await self.hear():
                if call[0] == method:
                    return call[1]

    async def leave(self) -> None:
        self.said.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.served


class Polled:
    """An open page without a web socket."""

    def __init__(self, site: Site, path: str, cookies: dict[str, str]) -> None:
        self.site, self.path, self.cookies, self.line = site, path, cookies, ""
        self.status = 0

    async def ask(self, *said: str, line: str | None = None) -> list[list[Any]]:
        body = json.dumps({"line": self.line if line is None else line, "said": said}).encode()
        answer = await self.site.ask(self.path, "POST", self.cookies, body, origin=HERE)
        self.status = answer.status
        if answer.status != 200:
            return []
        told = json.loads(answer.body)
        self.line = told["line"]
        return list(told["told"])


def note(text: str, to: str, sent: str | None = None) -> str:
    return "do " + json.dumps({"id": sent or new_token(), "do": "send-note", "to": to, "text": text})


def answers(calls: list[list[Any]]) -> list[dict[str, Any]]:
    return [about for method, about in calls if method == "acknowledged"]


async def test_a_page_hears_the_same_over_a_socket_and_by_requests(site: Site) -> None:
    cookies, other = {SEAT: site.people[0]}, site.hall.store.case.seats[1]
    page, polled = Page(site, "/live", cookies), Polled(site, "/live", cookies)
    first, by_request = await page.hear(), await polled.ask()
    assert [call[0] for call in first] == ["opened", "show"]
    assert first[0][1] == site.hall.store.identity
    assert first[1][1]["news"] == by_request[1][1]["news"]
    assert first[1][1]["news"]["name"] == "P0"
    sent = new_token()
    page.say(text=note("once", other, sent))
    assert (await page.until("acknowledged"))["state"] == "done"
    assert await polled.ask(note("twice", other), note("twice", other, sent)) == []
    told = await polled.ask()
    assert [one["state"] for one in answers(told)] == ["done", "done"]
    assert [one.text for one in site.hall.desk.lesson.notes[1:]] == ["once", "twice"]
    site.hall.desk.take(TEACHER, SetTimer(99))
    assert (await page.until("show"))["news"]["room.timer"]["seconds"] == 99
    await page.leave()


async def test_who_does_not_show_the_tokens_of_a_page_takes_no_part_in_it(site: Site) -> None:
    teacher = Polled(site, "/teacher/live", {DESK: site.teacher})
    assert [call[0] for call in await teacher.ask()] == ["opened", "show"]
    ana = Polled(site, "/live", {SEAT: site.people[0]})
    await ana.ask()
    for cookies in ({}, {SEAT: site.people[1]}, {DESK: new_token()}):
        eve = Polled(site, "/live", cookies)
        assert await eve.ask(note("as Ana", site.hall.store.case.seats[1]), line=ana.line) == []
        assert eve.status == 410
        eve.path = "/teacher/live"
        assert await eve.ask(line=teacher.line) == await eve.ask(line="") == []
        assert eve.status == 404
        page = Page(site, "/teacher/live", cookies)
        assert await page.hear() == []
        await page.served
    assert len(site.hall.desk.lesson.notes) == 1
    stranger = Polled(site, "/live", {})
    await stranger.ask()
    stranger.cookies = {SEAT: site.people[1]}
    assert stranger.status == 200
    await stranger.ask("do {}")
    stranger.cookies = {}
    await stranger.ask()
    assert stranger.status == 410, "a page is its owner's once a token was shown"


@pytest.mark.parametrize("origin", ["http://evil.test", "null", ""])
async def test_no_page_elsewhere_opens_a_socket(site: Site, origin: str) -> None:
    page = Page(site, "/live", {SEAT: site.people[0]}, origin)
    assert (await page.sent.get())["type"] == "websocket.close"
    await page.served


async def test_what_no_page_sends_is_dropped_or_ends_the_socket(site: Site) -> None:
    page = Page(site, "/live", {SEAT: site.people[0]})
    await page.hear()
    before = site.hall.desk.lesson
    for text in ("", "nothing {}", "goes", "__class__ {}", '[["show"]]', "link {}", "comes "):
        page.say(text=text)
    page.say(text="do [")
    assert (await page.until("acknowledged"))["state"] == "refused", "the first that was meant for somebody"
    assert site.hall.desk.lesson is before
    page.say(bytes=b"do {}")
    assert await page.hear() == []
    await page.served


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"null", b'{"line":1,"said":[]}', b'{"line":"","said":[1]}', b'{"line":"","said":{}}',
     b'{"line":""}', b"[" * 60_000, b'{"line":"","said":["' + b"x" * 70_000 + b'"]}',
     json.dumps({"line": "", "said": ["do {}"] * 21}).encode()],
)  # fmt: skip
async def test_a_request_that_no_page_sends_is_refused(site: Site, body: bytes) -> None:
    answer = await site.ask("/live", "POST", {SEAT: site.people[0]}, body, origin=HERE)
    assert answer.status == 400


async def test_a_page_that_fetches_nothing_fills_no_memory(site: Site) -> None:
    polled = Polled(site, "/live", {SEAT: site.people[0]})
    await polled.ask()
    for _ in range(channel.MOST_WAITING // polling.MOST_SAID + 1):
        await polled.ask(*(["do {}"] * polling.MOST_SAID))
    await polled.ask()
    assert polled.status == 410


async def test_idle_channels_are_closed_and_old_ones_give_way(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled = Polled(site, "/live", {SEAT: site.people[0]})
    await polled.ask()
    monkeypatch.setattr(polling, "PATIENCE", 0.02)
    await polled.ask("do {}")
    await asyncio.sleep(0.1)
    await polled.ask()
    assert polled.status == 410
    monkeypatch.setattr(polling, "PATIENCE", 60)
    monkeypatch.setattr(polling, "MOST", 2)
    lines = [Polled(site, "/live", {}) for _ in range(3)]
    for line in lines:
        await line.ask()
    await lines[0].ask("do {}")
    await lines[2].ask("do {}")
    assert [line.status for line in lines] == [410, 200, 200]


async def test_one_address_opens_no_channels_without_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RateLimits, "allows", lambda self, one: False)
    page = Page(site, "/live", {})
    assert await page.hear() == []
    await page.served
    body = b'{"line":"","said":[]}'
    assert (await site.ask("/live", "POST", {}, body, origin=HERE)).status == 429


async def test_a_server_that_stops_lets_nobody_wait(site: Site) -> None:
    polled = Polled(site, "/live", {SEAT: site.people[0]})
    await polled.ask()
    waiting = asyncio.create_task(polled.ask())
    await asyncio.sleep(0.05)
    for polls in site.live.polls:
        polls.close()
    assert await waiting == []
    assert polled.status == 410
