"""Connections: whoever holds many, or never says what for, keeps nobody out. Over real sockets."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

import uvicorn

from sim.classroom.site.serve import Place, configured
from tests.classroom.site.loop import pass_time

HEAD = b"GET / HTTP/1.1\r\nHost: here\r\n"
UPGRADE = (
    HEAD
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
#: Whoever has called, until all hang up.
CALLS: list[socket.socket] = []


async def page(scope: Any, receive: Any, send: Any) -> None:
    """Answer with what was sent, or hold a socket open."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    body = b""
    while (message := await receive()).get("more_body"):
        body += message["body"]
    body += message.get("body", b"")
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]}
    )
    await send({"type": "http.response.body", "body": body})


@dataclass
class Connections:
    """A page that is served while something happens, at a port."""

    config: uvicorn.Config
    port: int = 0

    def day(self, what: Callable[[], Awaitable[None]]) -> None:
        async def day() -> None:
            server = uvicorn.Server(self.config)
            running = asyncio.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            self.port = server.servers[0].sockets[0].getsockname()[1]
            try:
                async with asyncio.timeout(300):
                    await what()
            finally:
                while CALLS:
                    CALLS.pop().close()
                server.should_exit = server.force_exit = True
                await running

        pass_time(day)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Connections:
    """What the site asks of uvicorn; half-open ones are given up soon."""
    monkeypatch.setattr("sim.classroom.site.serve.open_to_many", lambda: 164)
    monkeypatch.setattr("sim.classroom.site.connections.PATIENCE", 0.3, raising=False)
    return Connections(configured(Place("127.0.0.1", 0, "http://127.0.0.1"), page))


async def call(port: int, said: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
    talk = socket.socket()
    CALLS.append(talk)
    talk.setblocking(False)
    talk.bind((address, 0))
    await asyncio.get_running_loop().sock_connect(talk, ("127.0.0.1", port))
    await say(talk, said)
    return talk


async def say(talk: socket.socket, said: bytes) -> None:
    with suppress(ConnectionError):
        await asyncio.get_running_loop().sock_sendall(talk, said)


async def answer(talk: socket.socket) -> bytes:
    try:
        return await asyncio.get_running_loop().sock_recv(talk, 4096)
    except ConnectionError:
        return b""


async def gets_in(port: int, address: str) -> bool:
    try:
        talk = await call(port, HEAD + b"\r\n", address)
    except ConnectionError:
        return False
    return (await answer(talk)).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "said", [b"", b"G", HEAD, b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nx"]
)
async def test_who_never_finishes_a_request_is_not_waited_for(lines: Connections, said: bytes) -> None:
    assert await answer(await call(lines.port, said)) == b""


async def test_who_sends_a_head_drop_by_drop_is_not_waited_for(lines: Connections) -> None:
    talk = await call(lines.port, HEAD)

    async def drip() -> None:
        while True:
            await say(talk, b"X: y\r\n")
            await asyncio.sleep(0.05)

    dripping = asyncio.create_task(drip())
    assert await answer(talk) == b""
    dripping.cancel()


async def test_a_second_request_is_not_waited_for_either(lines: Connections) -> None:
    talk = await call(lines.port, HEAD + b"\r\n")
    assert (await answer(talk)).startswith(b"HTTP/1.1 200")
    await say(talk, HEAD)
    assert await answer(talk) == b""


async def test_a_head_that_never_ends_is_cut_off(lines: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.classroom.site.connections.PATIENCE", 3600, raising=False)
    talk = await call(lines.port, HEAD)
    for _ in range(300):
        await say(talk, b"X: " + b"y" * 1000 + b"\r\n")
    assert b" 200" not in await answer(talk)


@pytest.mark.parametrize("said", [b"", HEAD])
async def test_half_open_ones_keep_nobody_out(
    lines: Connections, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.classroom.site.connections.PATIENCE", 3600, raising=False)
    held = [await call(lines.port, said) for _ in range(400)]
    given_up = [talk for talk in held if await gone(talk)]
    assert len(given_up) == 400 - 50, "half of what the server may hold, and of one address"
    assert given_up == held[:350], "those that have waited for longest"
    assert await gets_in(lines.port, "127.0.0.1"), "a classmate behind the same access point"
    assert await gets_in(lines.port, "127.0.0.2")


async def gone(talk: socket.socket) -> bool:
    try:
        return await asyncio.wait_for(answer(talk), 0.01) == b""
    except TimeoutError:
        return False


async def test_a_page_and_a_socket_in_use_stay(lines: Connections) -> None:
    taken = await call(lines.port, UPGRADE)
    assert (await answer(taken)).startswith(b"HTTP/1.1 101")
    body = await call(lines.port, b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n")
    await asyncio.sleep(0.1)
    await say(body, b"ab")
    assert (await answer(body)).endswith(b"ab")
    await asyncio.sleep(0.6)
    assert not await gone(taken), "and a socket stays open, long after its request"
    for _ in range(120):
        await call(lines.port)
    assert not await gone(taken), "whoever owes a request gives way before it"


async def test_sockets_that_are_gone_are_not_counted(lines: Connections) -> None:
    for _ in range(120):
        taken = await call(lines.port, UPGRADE)
        assert (await answer(taken)).startswith(b"HTTP/1.1 101")
        taken.close()
    assert await gets_in(lines.port, "127.0.0.1")


async def test_sockets_of_one_address_leave_room_for_others(lines: Connections) -> None:
    held = [await call(lines.port, UPGRADE) for _ in range(80)]
    told = [await answer(talk) for talk in held]
    assert sum(one.startswith(b"HTTP/1.1 101") for one in told) == 50
    assert await gets_in(lines.port, "127.0.0.2")
