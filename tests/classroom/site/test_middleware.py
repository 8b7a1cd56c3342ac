"""The gate: who asks is told by the token in the cookie, and by nothing else."""

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import key_of, new_token
from sim.classroom.site.middleware import RequestGate

TEACHER = new_token()
SEAT = "gge-seat-8080"


@dataclass
class Answer:
    """What a request got, and what the pages behind the gate were told of it, if they were asked."""

    state: dict[str, Any] | None = None
    sent: list[MutableMapping[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        return list(self.sent[0]["headers"])

    @property
    def cookies(self) -> dict[str, str]:
        jar: SimpleCookie = SimpleCookie()
        for name, value in self.headers:
            if name == b"set-cookie":
                jar.load(value.decode())
        return {name: morsel.value for name, morsel in jar.items()}


class Site:
    """Pages behind a gate, and the players whom the class knows."""

    def __init__(self, *players: str) -> None:
        self.gate = RequestGate(
            self._pages, key_of(TEACHER), 8080, {"here:8080"}, lambda token: token in players
        )

    async def _pages(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        self.answer.state = scope["state"]
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async def asks(self, path: str, *headers: tuple[bytes, bytes], **more: Any) -> Answer:
        self.answer = answer = Answer()

        async def send(message: MutableMapping[str, Any]) -> None:
            answer.sent.append(message)

        scope = {"type": "http", "path": path, "headers": [(b"host", b"here:8080"), *headers], **more}
        await self.gate(scope, None, send)  # type: ignore[arg-type]
        return answer


def ask(path: str, cookies: dict[str, str] | None = None, players: tuple[str, ...] = ()) -> Answer:
    told = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    return asyncio.run(Site(*players).asks(path, (b"cookie", told.encode("latin-1", "replace"))))


def test_a_browser_is_known_by_the_token_of_a_player() -> None:
    token = new_token()
    assert ask("/", {SEAT: token}, players=(token,)).state == {"player": token, "teacher": ""}


def test_a_token_that_lets_nobody_in_is_never_taken_up() -> None:
    planted = ask("/", {SEAT: new_token()})
    assert planted.state == {"player": "", "teacher": ""}
    assert planted.cookies == {}
    assert ask("/").cookies == {}, "who has not come in needs none"


def test_the_private_link_lets_the_teacher_in_by_a_cookie_for_this_site_alone() -> None:
    opened = ask(f"/teacher/{TEACHER}")
    assert opened.status == 303
    assert dict(opened.headers)[b"location"] == b"/teacher"
    ((_, cookie),) = [header for header in opened.headers if header[0] == b"set-cookie"]
    assert b"HttpOnly" in cookie
    assert b"SameSite=Lax" in cookie
    inside = ask("/teacher", opened.cookies)
    assert (inside.status, (inside.state or {})["teacher"]) == (200, TEACHER)
    assert ask("/teacher", {"gge-teacher-8081": TEACHER}).status == 404, "that of another class"


def test_a_page_may_load_nothing_from_elsewhere() -> None:
    policy = dict(ask("/").headers)[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "unsafe-inline" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", ["/teacher", "/teacher/", "/teacher/debrief", "/teacher/export/record.md"])
def test_to_others_the_teachers_pages_do_not_exist(path: str) -> None:
    answer = ask(path, {SEAT: TEACHER})  # the teacher's token opens nothing as a student's
    assert (answer.status, answer.state) == (404, None)


@given(guess=st.text(max_size=40).filter(lambda guess: guess != TEACHER))
def test_no_guess_opens_the_teachers_page(guess: str) -> None:
    answer = ask(f"/teacher/{guess}", {"gge-teacher-8080": guess.replace(";", "")})
    assert (answer.status, answer.state) == (404, None)


async def test_no_device_can_fill_the_memory_with_pages() -> None:
    site = Site()

    async def statuses(path: str, device: str, times: int) -> list[int]:
        return [(await site.asks(path, client=(device, 1))).status for _ in range(times)]

    pages = await statuses("/", "10.0.0.66", 1000)
    assert set(pages) == {200, 429}
    assert pages.count(200) < 500
    assert await statuses("/", "10.0.0.7", 60) == [200] * 60, "the others do not notice"
    assert await statuses("/assets/site.css", "10.0.0.66", 1000) == [200] * 1000, "styles cost nothing"


@pytest.mark.parametrize(
    ("origin", "passes"), [(None, False), ("http://here:8080", True), ("http://evil", False)]
)
async def test_no_other_site_opens_a_socket(origin: str | None, passes: bool) -> None:
    headers = [(b"origin", origin.encode())] if origin else []
    answer = await Site().asks("/live", *headers, type="websocket")
    assert (answer.state is not None) == passes
    assert [one["type"] for one in answer.sent] == ["websocket.accept" if passes else "websocket.close"]


@pytest.mark.parametrize(
    "cookie", [b"a b=1; \x01=x", b"gge-seat-8080", b"=;=;=", b"gge-seat-8080=\xff\xfe", b'{"a":1}=2']
)
async def test_a_cookie_that_is_none_is_as_good_as_no_cookie(cookie: bytes) -> None:
    answer = await Site().asks("/", (b"cookie", cookie), (b"cookie", b"other=1"))
    assert answer.state == {"player": "", "teacher": ""}


@pytest.mark.parametrize("strange", ["a@b", "x/y", "(z)"])
def test_a_strange_cookie_of_another_program_costs_nobody_their_seat(strange: str) -> None:
    """A browser sends one host the cookies of all programs that it knows there, whatever their port."""
    token = new_token()
    for shown in ({strange: "1", SEAT: token}, {SEAT: token, strange: "1"}):
        assert (ask("/", shown, players=(token,)).state or {})["player"] == token
