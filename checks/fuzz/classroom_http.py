"""Requests that no browser makes: by hand, over plain sockets, each from an address of its own."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

_PATHS = (
    "/", "/teacher", "/projector", "/debrief", "/explore", "/teacher/debrief",
    "/teacher/export/decisions.csv", "/teacher/export/record.md", "/teacher/export/../../class.sqlite",
    "/assets/site.css", "/favicon.ico", "/assets/../serve.py", "/assets/%2e%2e/serve.py",
    "/assets/..%2fserve.py", "/assets/%2e%2e%2f%2e%2e%2fstore.py", "/assets/....//serve.py",
    "/assets/%252e%252e/serve.py", "/assets//etc/passwd", "/assets/%00", "/assets/%ff%fe",
    "/assets/\\..\\serve.py", "//etc/passwd", "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/.%00./", "/_nicegui/", "/_nicegui/3.18.0/static/../../../../etc/passwd",
    "/_nicegui/x/components/%2e%2e/nicegui.py", "/_nicegui/3.18.0/components/x/../../x.js",
    "/_nicegui/3.18.0/resources/x/%2e%2e/%2e%2e/nicegui.py", "/_nicegui/3.18.0/esm/x/../../y",
    "/_nicegui/3.18.0/dynamic_resources/x", "/_nicegui/3.18.0/libraries/../x.js", "/_nicegui_ws/socket.io/",
    "/_nicegui_ws/socket.io/?EIO=4&transport=polling", "/_nicegui_ws/",
    "/_nicegui_ws/socket.io/?EIO=4&transport=polling&sid=x",
    "/_nicegui_ws/socket.io/?EIO=9&transport=smoke", "/_nicegui_ws/socket.io/?EIO=4&transport=polling&j=0",
    "/_nicegui/client/x", "/docs", "/openapi.json", "/redoc", "/seat/" + "a" * 22, "/seat/",
    "/seat/%0d%0aset-cookie:x=y", "/teacher/" + "a" * 22, "/teacher/x", "/%", "/%zz", "/\x00", "/é", "*",
    "http://other/", "", "/?" + "a=b&" * 2000, "/" + "a" * 9000, "/" + "a/" * 3000, "/ ", "/#x",
    "/_nicegui/auto/static/x", "/_nicegui/3.18.0/%2e%2e", "/explore?x=" + "%ff" * 50, "/robots.txt",
    "/.env", "/.git/config",
)  # fmt: skip
_METHODS = ("GET",) * 6 + (
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "",
    "G\x00T",
)
_METHODS += ("GET" * 300, "PRI")
_HEADERS = (
    "Host: x", "Host:", "Host: 127.0.0.1", "Content-Length: 5", "Content-Length: -1",
    "Content-Length: 99999999999999999", "Content-Length: x", "Transfer-Encoding: chunked",
    "Transfer-Encoding: x", "Expect: 100-continue", "Range: bytes=0-", "Range: bytes=9-1",
    "Range: bytes=-1", "Range: x", "Range: bytes=" + "0-1," * 500, "Upgrade: websocket", "Upgrade: h2c",
    "Connection: Upgrade", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13", "Origin: http://evil",
    "Cookie: " + "a=b;" * 900, "Cookie: \xff\xfe", "Cookie: gge-seat=;;;=", 'Cookie: a="\\',
    "Cookie: $Version=1; a=b", "X: " + "y" * 20_000, "\x00: x", ": x", "x", " x: y",
    "X-Forwarded-For: 1.2.3.4", "If-None-Match: *", "If-Modified-Since: x", "Accept-Encoding: gzip, x;q=z",
    "Content-Type: multipart/form-data; boundary=", "Content-Type: application/json",
    "Content-Encoding: gzip", "Accept-Language: " + "x," * 900, "If-Range: x", "Content-Type: \xff",
)  # fmt: skip
_BODIES = (
    b"",
    b"hello",
    b"\x00" * 100,
    b"{" * 5000,
    b"0\r\n\r\n",
    b"ffffffffff\r\nx",
    b"-1\r\n",
    b"4:40x",
    b"x" * 200_000,
    b"--\r\n",
)
#: What no answer to a stranger may hold.
_SECRETS = (b"root:x:0", b"Traceback", b"from __future__", b"SQLite format")
_WAIT = 3.0


async def requests(address: str, token: str, luck: random.Random, number: int) -> Counter[str]:
    """Send requests, each over a connection of its own, a few at a time."""
    told: Counter[str] = Counter()
    made = [made_up(address, token, luck) for _ in range(number)]
    for start in range(0, number, 20):
        some = enumerate(made[start : start + 20], start)
        answers = await asyncio.gather(*(ask(address, raw, source(n), luck.random()) for n, (raw, _) in some))
        for answer, (raw, known) in zip(answers, made[start : start + 20], strict=True):
            status = answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.1 ") else "none"
            told[f"http_{status}"] += 1
            assert not status.startswith("5"), f"{raw[:300]!r} is answered by {answer[:300]!r}"
            for secret in (*_SECRETS, *(() if known else (token.encode(),))):
                assert secret not in answer, f"{raw[:300]!r} is answered with {secret!r}"
    return told


def made_up(address: str, token: str, luck: random.Random) -> tuple[bytes, bool]:
    """Return a request, and whether it holds the teacher's token."""
    path, method = luck.choice(_PATHS), luck.choice(_METHODS) if luck.random() < 0.3 else "GET"
    if luck.random() < 0.1:
        place = luck.randrange(len(path) + 1)
        path = (
            path[:place]
            + luck.choice(("%2e%2e/", "\r\n", "%", "?", "//", "\xff", ";", "\\", "%0a"))
            + path[place:]
        )
    port = urlsplit(address).port
    lines = [
        f"{method} {path} {luck.choice(('HTTP/1.1',) * 30 + ('HTTP/1.0', 'HTTP/9.9', 'HTTP', ''))}",
        f"Host: 127.0.0.1:{port}",
    ]
    lines += [luck.choice(_HEADERS) for _ in range(luck.choice((0, 0, 0, 1, 1, 3)))]
    known = luck.random() < 0.1
    if known or luck.random() < 0.3:
        shown = (
            token
            if known
            else luck.choice((token[:-1], token[::-1], token.swapcase(), token + "a", "", "\xff" * 22))
        )
        lines.append(
            f"Cookie: gge-teacher-{port}={shown}; gge-seat-{port}={luck.choice(('a' * 22, 'x', token[::-1]))}"
        )
    body = luck.choice(_BODIES) if method not in ("GET", "HEAD") or luck.random() < 0.05 else b""
    end = luck.choice(("\r\n",) * 30 + ("\n", "\r"))
    return (end.join(lines) + end * 2).encode("latin-1", "replace") + body, known


def source(number: int) -> str:
    """Return an address of this machine; the server takes each for a device of its own."""
    return f"127.{1 + number % 200}.{luck_free(number)}.{2 + number % 250}"


def luck_free(number: int) -> int:
    """Return a part of an address that differs from request to request."""
    return (number * 7) % 251


async def ask(address: str, raw: bytes, own: str, share: float) -> bytes:
    """Send bytes, some of them in two parts; return what comes back before long."""
    told = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(told.hostname, told.port, local_addr=(own, 0))
    except OSError:
        return b""
    try:
        cut = int(len(raw) * share) if share < 0.2 else len(raw)
        for part in filter(None, (raw[:cut], raw[cut:])):
            writer.write(part)
            await writer.drain()
        if writer.can_write_eof() and share > 0.85:
            writer.write_eof()
        return b"".join([part async for part in _parts(reader)])
    except OSError:
        return b""
    finally:
        writer.close()


async def _parts(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    try:
        async with asyncio.timeout(_WAIT):
            held = 0
            while (part := await reader.read(65536)) and held < 400_000:
                held += len(part)
                yield part
                if held > 12 and reader._buffer == b"" and held < 65536:  # type: ignore[attr-defined]
                    await asyncio.sleep(0.02)
                    if not reader._buffer:  # type: ignore[attr-defined]
                        return
    except (TimeoutError, OSError):
        return


async def slow(address: str, token: str, luck: random.Random, number: int) -> Counter[str]:
    """Open connections that say next to nothing, and hold them for a while ("slowloris")."""
    told, held = urlsplit(address), []
    for n in range(number * 2):
        try:
            _, writer = await asyncio.open_connection(told.hostname, told.port, local_addr=(source(n), 0))
        except OSError:
            continue
        writer.write(
            luck.choice((b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\n"))
        )
        held.append(writer)
    for _ in range(10):
        await asyncio.sleep(0.1)
        for writer in held:
            if not writer.is_closing():
                writer.write(b"x")
    for writer in held:
        writer.close()
    return Counter({"slow": len(held)})
