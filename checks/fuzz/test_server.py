"""A server of the classroom that is sent anything: who does nothing wrong is answered, and no secret is."""

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

pytest.importorskip("nicegui", reason="the extra classroom is not installed")
pytest.importorskip("aiohttp", reason="the client of the test is not installed")

import aiohttp

from benchmarks.classroom_load import Screen
from checks.fuzz.attempt import looking
from checks.fuzz.messages import emitted, packets, queries, requests
from checks.fuzz.server import Attacked, ask, hold_clean, source

#: What no answer to a stranger may hold.
SECRETS = (b"root:x:0", b"Traceback", b"from __future__", b"SQLite format")
SOCKET = "/_nicegui_ws/socket.io/"
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
@given(queries, st.booleans(), packets)
def test_packets_over_sockets_of_no_page(server: Attacked, query: str, opened: bool, some: Any) -> None:
    async def send() -> None:
        connector = aiohttp.TCPConnector(local_addr=(source(next(numbers)), 0))
        timeout = aiohttp.ClientWSTimeout(ws_close=1)
        async with (
            aiohttp.ClientSession(connector=connector) as http,
            http.ws_connect(
                f"{server.address}{SOCKET}?{query}", origin=server.address, timeout=timeout
            ) as ear,
        ):
            for packet in ["40", *some] if opened else some:
                await (ear.send_bytes(packet) if isinstance(packet, bytes) else ear.send_str(packet))

    try:
        server.loop.run_until_complete(send())
    except (aiohttp.ClientError, TimeoutError, OSError):
        event("closed")


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
        for name, content in some:
            await screen.socket.emit(name, content)
            await asyncio.sleep(0.01)

    screen = server.loop.run_until_complete(come())
    some = data.draw(st.lists(emitted(screen), min_size=1, max_size=8))
    try:
        server.loop.run_until_complete(send())
    except Exception as error:  # the library's own words for a socket that was closed
        event(f"closed: {type(error).__name__}")
    finally:
        server.loop.run_until_complete(screen.close())


def test_pages_that_are_left_as_fast_as_they_come(server: Attacked) -> None:
    socket_address = f"{server.address}{SOCKET}?EIO=4&transport=websocket"

    async def come_and_go(number: int) -> None:
        connector = aiohttp.TCPConnector(local_addr=(source(next(numbers)), 0))
        try:
            async with asyncio.timeout(60), aiohttp.ClientSession(connector=connector) as http:
                if number % 3 == 0:
                    cookies = {f"gge-seat-{server.port}": "b" * 22}
                    async with http.get(f"{server.address}/", cookies=cookies) as page:
                        await page.read()
                    return
                async with http.ws_connect(socket_address, origin=server.address) as ear:
                    await ear.send_str("40")
                    if number % 3 == 1:
                        await ear.receive()
        except (aiohttp.ClientError, TimeoutError, OSError):
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
