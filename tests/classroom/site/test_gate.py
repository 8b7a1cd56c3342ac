"""The gate: who asks is told by the token in the cookie, and by nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from http.cookies import SimpleCookie
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.room import key_of, new_token
from sim.classroom.site.middleware import Gate

TEACHER = new_token()
HOST = (b"host", b"here:8080")


class Answer:
    """What a request got: its status and headers, and what the pages behind the gate were told of it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.state: dict[str, Any] | None = None

    @property
    def cookies(self) -> dict[str, str]:
        jar: SimpleCookie = SimpleCookie()
        for name, value in self.headers:
            if name == b"set-cookie":
                jar.load(value.decode())
        return {name: morsel.value for name, morsel in jar.items()}


def ask(path: str, cookies: dict[str, str] | None = None, players: tuple[str, ...] = ()) -> Answer:
    answer = Answer()

    async def pages(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        answer.state = scope["state"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message["headers"])

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    told = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    scope = {"type": "http", "path": path, "headers": [HOST, (b"cookie", told.encode("latin-1", "replace"))]}
    asyncio.run(gate(pages, players)(scope, receive, send))
    return answer


def gate(pages: Any, players: tuple[str, ...] = ()) -> Gate:
    return Gate(pages, key_of(TEACHER), 8080, {"here:8080"}, lambda token: token in players)


def test_a_browser_is_known_by_the_token_of_a_player() -> None:
    token = new_token()
    assert ask("/", {"gge-seat-8080": token}, players=(token,)).state == {"player": token, "teacher": ""}


def test_a_token_that_lets_nobody_in_is_never_taken_up() -> None:
    planted = ask("/", {"gge-seat-8080": new_token()})
    assert planted.state == {"player": "", "teacher": ""}
    assert planted.cookies == {}
    assert ask("/").cookies == {}, "who has not come in needs none"


def test_a_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites() -> None:
    ((_, cookie),) = [h for h in ask(f"/teacher/{TEACHER}").headers if h[0] == b"set-cookie"]
    assert b"HttpOnly" in cookie
    assert b"SameSite=Lax" in cookie


def test_a_page_may_load_nothing_from_elsewhere() -> None:
    policy = dict(ask("/").headers)[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_private_link_lets_the_teacher_in() -> None:
    opened = ask(f"/teacher/{TEACHER}")
    assert opened.status == 303
    assert dict(opened.headers)[b"location"] == b"/teacher"
    inside = ask("/teacher", opened.cookies)
    assert inside.status == 200
    assert inside.state is not None
    assert inside.state["teacher"] == TEACHER


def test_another_class_on_this_machine_has_another_cookie() -> None:
    assert ask("/teacher", {"gge-teacher-8081": TEACHER}).status == 404


@pytest.mark.parametrize("path", ["/teacher", "/teacher/", "/teacher/debrief", "/teacher/export/record.md"])
def test_to_others_the_teachers_pages_do_not_exist(path: str) -> None:
    answer = ask(path, {"gge-seat-8080": TEACHER})  # the teacher's token opens nothing as a student's
    assert answer.status == 404
    assert answer.state is None


@settings(deadline=None)
@given(guess=st.text(max_size=40))
def test_no_guess_opens_the_teachers_page(guess: str) -> None:
    if guess != TEACHER:
        answer = ask(f"/teacher/{guess}", {"gge-teacher-8080": guess.replace(";", "")})
        assert answer.status == 404
        assert answer.state is None


def test_no_device_can_fill_the_memory_with_pages() -> None:
    came: list[str] = []
    sent: list[int] = []

    async def pages(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        came.append(scope["client"][0])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    passed = gate(pages)

    async def load(path: str, device: str) -> None:
        await passed({"type": "http", "path": path, "headers": [HOST], "client": (device, 1)}, None, send)  # type: ignore[arg-type]

    async def everybody() -> None:
        for _ in range(1000):
            await load("/", "10.0.0.66")
        for _ in range(60):
            await load("/", "10.0.0.7")
        for _ in range(1000):
            await load("/assets/site.css", "10.0.0.66")

    asyncio.run(everybody())
    assert came.count("10.0.0.7") == 60, "the others do not notice"
    assert set(sent) == {200, 429}
    assert sent.count(429) + came.count("10.0.0.66") == 2000
    assert came.count("10.0.0.66") - 1000 < 500, "styles cost nothing, pages do"


@pytest.mark.parametrize(
    ("origin", "passes"), [(None, False), ("http://here:8080", True), ("http://evil", False)]
)
def test_no_other_site_opens_a_socket(origin: str | None, passes: bool) -> None:
    came: list[bool] = []
    sent: list[MutableMapping[str, Any]] = []

    async def pages(scope: Any, receive: Any, send: Any) -> None:
        came.append(True)
        await send({"type": "websocket.accept"})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [HOST, *([(b"origin", origin.encode())] if origin else [])]
    asyncio.run(gate(pages)({"type": "websocket", "path": "/_nicegui_ws/", "headers": headers}, None, send))  # type: ignore[arg-type]
    assert bool(came) == passes
    assert [message["type"] for message in sent] == ["websocket.accept" if passes else "websocket.close"]


@pytest.mark.parametrize(
    "cookie", [b"a b=1; \x01=x", b"gge-seat-8080", b"=;=;=", b"gge-seat-8080=\xff\xfe", b'{"a":1}=2']
)
def test_a_cookie_that_is_none_is_as_good_as_no_cookie(cookie: bytes) -> None:
    told: list[MutableMapping[str, Any]] = []

    async def pages(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        told.append(scope["state"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    scope = {"type": "http", "path": "/", "headers": [HOST, (b"cookie", cookie), (b"cookie", b"other=1")]}
    asyncio.run(gate(pages)(scope, None, send))  # type: ignore[arg-type]
    assert told[0] == {"player": "", "teacher": ""}


def test_a_strange_cookie_of_another_program_costs_nobody_their_seat() -> None:
    """A browser sends one host the cookies of all programs that it knows there, whatever their port."""
    token = new_token()
    for strange in ("a@b", "x/y", "(z)"):
        for shown in ({strange: "1", "gge-seat-8080": token}, {"gge-seat-8080": token, strange: "1"}):
            answer = ask("/", shown, players=(token,))
            assert answer.state is not None
            assert answer.state["player"] == token
