"""Sockets: what no page of ours sends is dropped; every request is answered once."""

import asyncio
import logging
from typing import Any

import pytest

from sim.classroom.site.malformed_messages import MALFORMED, dropping, hardened, through


async def nothing(*about: Any) -> bool:
    return True


def test_what_cannot_be_a_handler_or_a_message_is_dropped() -> None:
    known = hardened({"connect": nothing, "handshake": nothing, "log": nothing, "event": nothing})
    assert "event" in known
    assert "log" not in known, "browsers write nothing to the terminal"
    assert ["event"] not in known
    assert {} not in known
    assert not logging.getLogger("engineio.server").isEnabledFor(logging.ERROR)
    heard: list[Any] = []
    hear = dropping(lambda socket, message: heard.append(message["args"][0]))
    for message in (None, [], {}, {"args": 7}, {"args": []}, {"args": ["told"]}):
        hear("socket", message)
    assert heard == ["told"]


def test_a_handshake_that_is_none_fails_and_says_so() -> None:
    pytest.importorskip("socketio")
    from socketio.exceptions import ConnectionRefusedError as Refusal

    async def shaken(socket: str, message: Any = None) -> bool:
        return bool(message["client_id"])

    async def connected(socket: str, environment: Any, more: Any = None) -> None:
        environment["client_id"]

    known = hardened({"connect": connected, "handshake": shaken})
    assert asyncio.run(known["handshake"]("socket", {"client_id": "x"}))
    assert not asyncio.run(known["handshake"]("socket", None))
    assert not asyncio.run(known["handshake"]("socket"))
    real = {"asgi.receive": connected}
    asyncio.run(known["connect"]("socket", {"client_id": "x", **real}))
    with pytest.raises(Refusal):
        asyncio.run(known["connect"]("socket", real))


@pytest.mark.parametrize("message", [(), ({},), ({"client_id": "x", "asgi.receive": "y"},), ("x", "y")])
def test_a_message_that_is_called_connect_connects_nobody(message: tuple[Any, ...]) -> None:
    pytest.importorskip("socketio")

    async def connected(socket: str, environment: Any, more: Any = None) -> None:
        raise AssertionError("a message was taken for a connection")

    async def shaken(socket: str, message: Any = None) -> bool:
        return True

    known = hardened({"connect": connected, "handshake": shaken})
    asyncio.run(known["connect"]("socket", *message))


def answered(app: Any, kind: str = "http", dropped: Any = MALFORMED) -> list[Any]:
    """What is sent for a request."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(through(app, {"type": kind}, nothing, send, dropped))
    return [message.get("status", message.get("code", message["type"])) for message in sent]


def test_every_request_is_answered_once_and_a_fault_of_ours_is_not_dropped() -> None:
    async def whole(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": b""})

    async def begun(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 206})

    async def silent(scope: Any, receive: Any, send: Any) -> None:
        return

    async def falls(scope: Any, receive: Any, send: Any) -> None:
        raise KeyError("REQUEST_METHOD")

    assert answered(whole) == [200, "http.response.body"]
    assert answered(begun) == [206, "http.response.body"]
    assert answered(silent) == answered(falls) == [400, "http.response.body"]
    assert answered(silent, "websocket") == answered(falls, "websocket") == [4400]

    async def falls(scope: Any, receive: Any, send: Any) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        answered(falls, dropped=())
