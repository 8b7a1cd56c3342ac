"""A server of the classroom that is sent anything: who does nothing wrong is answered, and no secret is."""

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

pytest.importorskip("websockets", reason="the extra classroom is not installed")

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from benchmarks.classroom_load import Screen
from checks.fuzz.attempt import looking
from checks.fuzz.messages import frames, lives, pages_say, requests
from checks.fuzz.server import Attacked, ask, hold_clean, source

#: What no answer to a stranger may hold.
SECRETS = (b"root:x:0", b"Traceback", b"from __future__", b"SQLite format")
numbers = itertools.count()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    attacked = Attacked(tmp_path_factory.mktemp("server"))
    yield attacked
    attacked.leave()


@pytest.fixture(autouse=True)
def stands(server: Attacked) -> Iterator[None]:
    """Who does nothing wrong is answered after each test; a class allows too few actions for each example."""
    yield
    server.stands()


@looking(25)
@given(st.data())
def test_requests(server: Attacked, data: Any) -> None:
    some = data.draw(st.lists(requests(server.port, server.token), min_size=1, max_size=12))

    async def send() -> list[bytes]:
        return await asyncio.gather(*(ask(server.address, raw, source(next(numbers))) for raw, _ in some))

    for answer, (raw, known) in zip(server.loop.run_until_complete(send()), some, strict=True):
        status = answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.1 ") else "none"
        event(f"answered {status}")
        assert not status.startswith("5"), f"{raw[:300]!r} is answered by {answer[:300]!r}"
        for secret in (*SECRETS, *(() if known else (server.token.encode(),))):
            assert secret not in answer, f"{raw[:300]!r} is answered with {secret!r}"


@looking(25)
@given(lives, frames)
def test_messages_over_sockets_of_strangers(server: Attacked, live: str, some: Any) -> None:
    async def send() -> None:
        async with socket_from(server, live) as socket:
            for frame in some:
                await socket.send(frame)

    try:
        server.loop.run_until_complete(send())
    except (WebSocketException, TimeoutError, OSError):
        event("closed")


def socket_from(server: Attacked, live: str) -> connect:
    """Return a socket from a device of its own."""
    place = f"ws{server.address.removeprefix('http')}{live}"
    origin: Any = server.address
    return connect(place, origin=origin, local_addr=(source(next(numbers)), 0), close_timeout=1)


@looking(25)
@given(st.data())
def test_messages_of_a_student(server: Attacked, data: Any) -> None:
    async def come() -> Screen:
        screen = Screen(server.address)
        await screen.open("/")
        await screen.say("enter", name=f"Student {next(numbers)}")
        await screen.act("take-seat", seat="CHN")
        return screen

    async def send() -> None:
        for frame in some:
            await screen.socket.send(frame)
            await asyncio.sleep(0.01)

    screen = server.loop.run_until_complete(come())
    some = data.draw(st.lists(pages_say(), min_size=1, max_size=8))
    try:
        server.loop.run_until_complete(send())
    except WebSocketException as error:
        event(f"closed: {type(error).__name__}")
    finally:
        server.loop.run_until_complete(screen.close())


def test_pages_that_are_left_as_fast_as_they_come(server: Attacked) -> None:
    opening = (
        b'POST /live HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Length: 21\r\n\r\n{"line":"","said":[]}'
    ) % (urlsplit(server.address).netloc.encode(), server.address.encode())

    async def come_and_go(number: int) -> None:
        own = source(next(numbers))
        try:
            async with asyncio.timeout(60):
                if number % 3 == 0:
                    await ask(server.address, opening, own)
                    return
                async with socket_from(server, "/live") as socket:
                    if number % 3 == 1:
                        await socket.recv()
        except (WebSocketException, TimeoutError, OSError):
            return

    async def storm() -> None:
        for start in range(0, 75, 25):
            await asyncio.gather(*(come_and_go(number) for number in range(start, start + 25)))

    server.loop.run_until_complete(storm())


def test_connections_that_say_next_to_nothing(server: Attacked) -> None:
    """They are held for a while ("slowloris"), and the good student is answered meanwhile."""
    place = urlsplit(server.address)

    async def hold() -> list[asyncio.StreamWriter]:
        held = []
        for start in (
            b"",
            b"G",
            b"GET / HTTP/1.1\r\n",
            b"GET / HTTP/1.1\r\nX: ",
            b"POST / HTTP/1.1\r\n",
        ) * 30:
            own = (source(next(numbers)), 0)
            _, writer = await asyncio.open_connection(place.hostname, place.port, local_addr=own)
            writer.write(start)
            held.append(writer)
        return held

    held = server.loop.run_until_complete(hold())
    server.stands()
    for writer in held:
        writer.close()


def test_a_terminal_with_a_traceback_would_be_noticed() -> None:
    hold_clean("Students and visitors:  http://127.0.0.1:1\n" * 5)
    for said in ("Traceback (most recent call last):", "ERROR: Exception in ASGI", "WARNING: Invalid\n" * 40):
        with pytest.raises(AssertionError):
            hold_clean(said)
