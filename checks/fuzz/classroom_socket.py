"""What is sent over sockets: packets by hand, a student's messages with anything wrong, and storms."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from benchmarks.classroom_load import Screen
from checks.fuzz.classroom_actions import hostile_text
from checks.fuzz.classroom_http import source
from checks.fuzz.classroom_values import anything, garbled

_SOCKET = "/_nicegui_ws/socket.io/"
#: Packets of Engine.IO and Socket.IO that are none, or none now (their protocols, revisions 4 and 5).
_PACKETS = (
    "", "0", "1", "2", "3", "4", "5", "6", "7", "9", "40", "41", "42", "43", "44", "45", "46", "40{",
    "40[]", '40{"a":1}', "40/other,", "40/" + "x" * 5000 + ",", "42[]", "42{}", "42[1]", '42["event"]',
    '42["event",null]', '42["event",{}]', '42["event",{"client_id":null}]', '42["event",[]]',
    '42["handshake",{}]', '42["handshake",null]', '42["handshake"]',
    '42["handshake",{"client_id":"x","tab_id":"y"}]', '42["log",{}]', '42["ack",{}]',
    '42["javascript_response",{}]', '42["connect",{}]', '42["disconnect"]', '42["disconnect","x"]',
    '42["nothing",1]', '42["__class__"]', '42[null]', '42[["event"]]', '421["event",{}]',
    '42999999999999999999["event",{}]', "42" + "9" * 5000 + '["event"]', "43[]", "430[]", '431["x"]', "44",
    '44{"message":"x"}', "451-", '451-["event",{"_placeholder":true,"num":0}]', "45999999999-[]",
    '452-["event",{"_placeholder":true,"num":7}]', "45-1-[]", "451-/x,[]", '42["event",' + "[" * 3000,
    "42" + "[" * 100_000, '42["event",{"client_id":{"a":1},"id":0,"listener_id":"x","args":[]}]', "\x00",
    "4\x00", "b", "bAAAA", "bx", "b" * 5000, "4" * 5000, '42["event","' + "x" * 300_000 + '"]',
    '42["event","' + "x" * 1_200_000 + '"]', "2probe", "3probe", "5probe",
    '42["event",{"client_id":"__proto__"}]', "4" + "é" * 900, '42["event",1e999]', '42["event",NaN]',
    '42["\\ud800"]',
)  # fmt: skip
_BINARY = (b"", b"\x00", b"\x04", b"\xff" * 1000, b"\x04" + b"\x00" * 200_000, b"PK\x03\x04", b"4[]")


async def packets(address: str, token: str, luck: random.Random, number: int) -> Counter[str]:
    """Send packets over sockets that belong to no page; a new socket for every few."""
    told: Counter[str] = Counter()
    for start in range(0, number, 10):
        connector = aiohttp.TCPConnector(local_addr=(source(start), 0))
        async with aiohttp.ClientSession(connector=connector) as http:
            told += await _over_one(http, address, luck, min(10, number - start))
    return told


async def _over_one(
    http: aiohttp.ClientSession, address: str, luck: random.Random, number: int
) -> Counter[str]:
    query = luck.choice(
        ("EIO=4&transport=websocket",) * 6 + ("EIO=3&transport=websocket", "transport=websocket", "EIO=4")
    )
    query += luck.choice(
        ("",) * 4 + ("&client_id=x&implicit_handshake=true", "&sid=x", "&implicit_handshake=true")
    )
    told: Counter[str] = Counter()
    try:
        async with http.ws_connect(
            f"{address}{_SOCKET}?{query}", origin=address, timeout=aiohttp.ClientWSTimeout(ws_close=1)
        ) as socket:
            if luck.random() < 0.8:
                await socket.send_str("40")
            for _ in range(number):
                packet = luck.choice(_PACKETS)
                if luck.random() < 0.15:
                    await socket.send_bytes(luck.choice(_BINARY))
                elif luck.random() < 0.2:
                    await socket.send_str(garbled(packet[:2000], luck).decode("utf-8", "replace"))
                else:
                    await socket.send_str(packet)
                told["packets"] += 1
            if luck.random() < 0.5:
                await asyncio.wait_for(socket.receive(), 1)
    except (aiohttp.ClientError, TimeoutError, OSError):
        told["closed"] += 1
    told["packets"] += max(0, number - told["packets"])
    return told


async def student(address: str, token: str, luck: random.Random, number: int) -> Counter[str]:
    """Send messages as somebody who is in the class, with anything wrong about them."""
    told: Counter[str] = Counter()
    screen = Screen(address)
    try:
        await screen.open(luck.choice(("/", "/", "/", "/explore", "/projector")))
        if "enter" in screen.listeners:
            await screen.send("enter", f"Student {luck.random()}")
            await screen.act("take-seat", seat=luck.choice(("CHN", "KEN", None)))
        for _ in range(number):
            try:
                await screen.socket.emit(*_message(screen, luck))
                told["messages"] += 1
            except (RecursionError, UnicodeError):
                told["unsendable"] += 1
            await asyncio.sleep(luck.choice((0, 0, 0.02, 0.12)))
    except (aiohttp.ClientError, OSError, KeyError, IndexError, ValueError) as error:
        told[f"student_{type(error).__name__}"] += 1
    except Exception as error:  # the library's own words for a socket that was closed
        told[f"student_{type(error).__name__}"] += 1
    finally:
        await screen.close()
    return told


_ACTIONS = (
    '{"do": "answer", "issue": "CABLES", "stance": "brackets"}', '{"do": "take-seat", "seat": "KEN"}',
    '{"do": "ready"}', '{"do": "propose", "issue": "FUND", "rung": "explicit"}',
    '{"do": "send-note", "to": "FRA", "text": "hello"}', '{"do": "ask-floor", "text": "a word"}',
    '{"do": "decide", "stance": "objects", "reason": "no"}', '{"do": "advance"}', '{"do": "end"}',
    '{"do": "remove", "player": 0}', '{"do": "new-key", "player": 0, "key": "' + "0" * 64 + '"}',
    '{"do": "away"}', '{"do": "enter", "name": "x", "key": "' + "1" * 64 + '"}',
    '{"do": "table", "text": {"FUND": "explicit"}}', '{"do": "reveal", "shown": true}',
    '{"do": "stand-up"}',
)  # fmt: skip


def _message(screen: Screen, luck: random.Random) -> tuple[str, Any]:
    """Return an event and what it says."""
    listeners = screen.listeners
    what = luck.choice([*listeners, *listeners, "nothing"])
    act: Any = luck.choice(_ACTIONS)
    if luck.random() < 0.6:
        act = hostile_text(act, luck)
        act = act.decode("utf-8", "replace") if isinstance(act, bytes) else act
    if what not in ("do", "enter") and luck.random() < 0.7:
        act = luck.choice(
            (
                _choices(luck),
                {"serial": 1, "choices": anything(luck, plain=True)},
                anything(luck, plain=True),
            )
        )
    told: dict[str, Any] = {
        "id": int(screen.number), "client_id": screen.client,
        "listener_id": listeners.get(what, "x"), "args": [_text(act)],
    }  # fmt: skip
    if luck.random() < 0.4:
        name = luck.choice([*told, "more"])
        told[name] = luck.choice(
            (anything(luck, plain=True), None, [], [act], {"a": act}, -1, "x", [_text(act)] * 3)
        )
    if luck.random() < 0.05:
        del told[luck.choice(["id", "client_id", "listener_id", "args"])]
    event = luck.choice(
        ("event",) * 8 + ("javascript_response", "ack", "handshake", "log", "disconnect", "update")
    )
    if event != "event":
        told |= {
            "next_message_id": anything(luck, plain=True),
            "request_id": "x",
            "result": act,
            "tab_id": "x",
        }
    return event, _sendable(told)


def _choices(luck: random.Random) -> dict[str, Any]:
    """Return what the explorer may be asked, and things near it."""
    choices: dict[str, Any] = {"scenario": luck.choice(("lone-blocker", "nothing", "../x", "own"))}
    name = luck.choice(
        ("added", "removed", "positions", "stakes", "strategy", "camp", "readings", "outlets", "plain", "x")
    )
    choices[name] = luck.choice(
        (anything(luck, plain=True), ["FRA"], {"FRA": {"IHL": 3}}, {"FRA": 0.5}, 3, [])
    )
    return {"serial": 1, "choices": choices, "play": luck.choice((0, -1, 299, 300, True, "0", None))}


def _text(value: Any) -> Any:
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return "null"


def _sendable(told: Any) -> Any:
    """Return a message that the client's own library can send, as it was or as text."""
    try:
        json.dumps(told, allow_nan=False).encode("utf-8")
        return told
    except (TypeError, ValueError, RecursionError):
        return {"client_id": told.get("client_id"), "args": ["null"]} if isinstance(told, dict) else "null"


async def storm(address: str, token: str, luck: random.Random, number: int) -> Counter[str]:
    """Open and leave pages and sockets as fast as can be, many at a time, from many addresses."""
    told: Counter[str] = Counter()
    for start in range(0, number, 25):
        few = range(start, min(start + 25, number))
        done = await asyncio.gather(*(_comes_and_goes(address, source(n), luck.random()) for n in few))
        told += Counter(done)
    return told


async def _comes_and_goes(address: str, own: str, share: float) -> str:
    port = urlsplit(address).port
    connector = aiohttp.TCPConnector(local_addr=(own, 0))
    try:
        async with asyncio.timeout(10), aiohttp.ClientSession(connector=connector) as http:
            if share < 0.3:
                cookie = {f"gge-seat-{port}": "b" * 22}
                async with http.get(f"{address}/", cookies=cookie) as page:
                    await page.read()
                return "storm_page"
            async with http.ws_connect(
                f"{address}{_SOCKET}?EIO=4&transport=websocket", origin=address
            ) as socket:
                if share < 0.8:
                    await socket.send_str("40")
                if share < 0.6:
                    await socket.receive()
                if share > 0.9 and socket._response.connection:
                    socket._response.connection.close()
            return "storm_socket"
    except (aiohttp.ClientError, TimeoutError, OSError):
        return "storm_refused"
