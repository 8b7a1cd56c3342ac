"""Strategies for what no browser sends: requests, packets, and messages of a student, with anything wrong."""

import json
from typing import Any

from hypothesis import strategies as st

from benchmarks.classroom_load import Screen
from checks.fuzz.lessons import messages
from checks.fuzz.values import anything, broken, texts

_PATHS = (
    "/", "/teacher", "/projector", "/debrief", "/explore", "/teacher/debrief",
    "/teacher/export/decisions.csv", "/teacher/export/../../class.sqlite", "/assets/site.css",
    "/assets/../serve.py", "/assets/%2e%2e/serve.py", "/assets/..%2fserve.py",
    "/assets/%2e%2e%2f%2e%2e%2fstore.py", "/assets/....//serve.py", "/assets/%252e%252e/serve.py",
    "/assets//etc/passwd", "/assets/%00", "/assets/%ff%fe", "/assets/\\..\\serve.py", "//etc/passwd",
    "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/_nicegui/",
    "/_nicegui/3.18.0/static/../../../../etc/passwd", "/_nicegui/x/components/%2e%2e/nicegui.py",
    "/_nicegui/3.18.0/resources/x/%2e%2e/%2e%2e/nicegui.py", "/_nicegui/3.18.0/esm/x/../../y",
    "/_nicegui/3.18.0/dynamic_resources/x", "/_nicegui_ws/socket.io/",
    "/_nicegui_ws/socket.io/?EIO=4&transport=polling", "/_nicegui_ws/",
    "/_nicegui_ws/socket.io/?EIO=4&transport=polling&sid=x", "/_nicegui_ws/socket.io/?EIO=9&transport=smoke",
    "/_nicegui/client/x", "/docs", "/openapi.json", "/seat/" + "a" * 22, "/seat/",
    "/seat/%0d%0aset-cookie:x=y", "/teacher/" + "a" * 22, "/%", "/%zz", "/\x00", "/é", "*", "http://other/",
    "", "/?" + "a=b&" * 2000, "/" + "a" * 9000, "/" + "a/" * 3000, "/ ", "/#x", "/explore?x=" + "%ff" * 50,
    "/.env", "/.git/config",
)  # fmt: skip
_METHODS = (
    "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "", "G\x00T", "GET" * 300, "PRI",
)  # fmt: skip
_HEADERS = (
    "Host: x", "Host:", "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999",
    "Transfer-Encoding: chunked", "Transfer-Encoding: x", "Expect: 100-continue", "Range: bytes=0-",
    "Range: bytes=9-1", "Range: bytes=" + "0-1," * 500, "Upgrade: websocket", "Upgrade: h2c",
    "Connection: Upgrade", "Sec-WebSocket-Key: x", "Origin: http://evil", "Cookie: " + "a=b;" * 900,
    "Cookie: \xff\xfe", "Cookie: gge-seat=;;;=", 'Cookie: a="\\', "X: " + "y" * 20_000, "\x00: x", ": x", "x",
    " x: y", "If-None-Match: *", "If-Modified-Since: x", "Accept-Encoding: gzip, x;q=z",
    "Content-Type: multipart/form-data; boundary=", "Content-Encoding: gzip",
    "Accept-Language: " + "x," * 900, "If-Range: x",
)  # fmt: skip
_BODIES = (
    b"", b"hello", b"\x00" * 100, b"{" * 5000, b"0\r\n\r\n", b"ffffffffff\r\nx", b"-1\r\n", b"4:40x",
    b"x" * 200_000,
)  # fmt: skip
_EVENTS = (
    "event", "handshake", "log", "ack", "javascript_response", "connect", "disconnect", "nothing",
    "__class__", "update",
)  # fmt: skip
#: Packets of Engine.IO and Socket.IO that are none, or none now (their protocols, revisions 4 and 5).
_PACKETS = (
    "", *"01234567", "9", "40", "41", "42", "43", "44", "45", "46", "40{", "40[]", "40/other,",
    "40/" + "x" * 5000 + ",", "42[]", "42{}", "42[1]", "42[null]", '42[["event"]]', '421["event",{}]',
    "42" + "9" * 5000 + '["event"]', "430[]", '431["x"]', '44{"message":"x"}', "451-", "451-/x,[]",
    '451-["event",{"_placeholder":true,"num":0}]', '452-["event",{"_placeholder":true,"num":7}]',
    '42["event",' + "[" * 3000, "42" + "[" * 100_000, "\x00", "4\x00", "b", "bAAAA", "b" * 5000, "4" * 5000,
    '42["event","' + "x" * 1_200_000 + '"]', "2probe", "3probe", "5probe",
    '42["event",{"client_id":"__proto__"}]', '42["event",1e999]', '42["event",NaN]', '42["\\ud800"]',
    *(f'42["{event}"{more}]' for event in _EVENTS for more in ("", ",null", ',{"client_id":"x"}')),
)  # fmt: skip
_BINARY = (b"", b"\x00", b"\x04", b"\xff" * 1000, b"\x04" + b"\x00" * 200_000, b"PK\x03\x04", b"4[]")
packets = st.lists(
    st.sampled_from(_PACKETS) | st.sampled_from(_BINARY) | st.sampled_from(_PACKETS).flatmap(
        lambda packet: broken(packet[:2000].encode()).map(lambda raw: raw.decode("utf-8", "replace"))
    ),
    min_size=1, max_size=10,
)  # fmt: skip
queries = st.tuples(
    st.sampled_from(
        ("EIO=4&transport=websocket",) * 4 + ("EIO=3&transport=websocket", "transport=websocket", "EIO=4")
    ),
    st.sampled_from(("",) * 4 + ("&client_id=x&implicit_handshake=true", "&sid=x")),
).map("".join)
_ACTIONS = (
    '{"do": "answer", "issue": "CABLES", "stance": "brackets"}', '{"do": "take-seat", "seat": "KEN"}',
    '{"do": "ready"}', '{"do": "propose", "issue": "FUND", "rung": "explicit"}',
    '{"do": "send-note", "to": "FRA", "text": "hello"}',
    '{"do": "decide", "stance": "objects", "reason": "no"}', '{"do": "advance"}', '{"do": "end"}',
    '{"do": "away"}', '{"do": "remove", "player": 0}',
    '{"do": "new-key", "player": 0, "key": "' + "0" * 64 + '"}',
    '{"do": "table", "text": {"FUND": "explicit"}}', '{"do": "reveal", "shown": true}', '{"do": "stand-up"}',
)  # fmt: skip
actions = st.sampled_from(_ACTIONS) | st.sampled_from(_ACTIONS).flatmap(messages).map(
    lambda raw: raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
)


@st.composite
def requests(draw: st.DrawFn, port: int, token: str) -> tuple[bytes, bool]:
    """Return a request as bytes, and whether it holds the teacher's token."""
    method = draw(st.sampled_from(("GET",) * 20 + _METHODS))
    odd = draw(st.sampled_from(("",) * 9 + ("%2e%2e/", "%", "?", ";")))
    start = f"{method} {draw(st.sampled_from(_PATHS))}{odd}"
    lines = [f"{start} {draw(st.sampled_from(('HTTP/1.1',) * 20 + ('HTTP/1.0', 'HTTP/9.9', '')))}"]
    lines += [f"Host: 127.0.0.1:{port}", *draw(st.lists(st.sampled_from(_HEADERS), max_size=2))]
    known = draw(st.integers(0, 9)) == 0
    if known or draw(st.booleans()):
        other = draw(
            st.sampled_from([token[:-1], token[::-1], token.swapcase(), token + "a", "", "\xff" * 22])
        )
        lines.append(f"Cookie: gge-teacher-{port}={token if known else other}; gge-seat-{port}={'a' * 22}")
    end = draw(st.sampled_from(("\r\n",) * 20 + ("\n", "\r")))
    body = draw(st.sampled_from(_BODIES)) if method != "GET" else b""
    return (end.join(lines) + end * 2).encode("latin-1", "replace") + body, known


#: What the explorer may be asked, and things near it.
_choices = st.fixed_dictionaries({
    "serial": st.just(1) | anything,
    "choices": st.dictionaries(
        st.sampled_from(["scenario", "added", "removed", "positions", "stakes", "camp", "readings", "x"]),
        st.sampled_from(["lone-blocker", "nothing", "../x", ["FRA"], {"FRA": {"IHL": 3}}, 3]) | anything,
        max_size=3,
    ) | anything,
    "play": st.sampled_from([0, -1, 299, 300, True, "0", None]),
})  # fmt: skip


@st.composite
def emitted(draw: st.DrawFn, screen: Screen) -> tuple[str, Any]:
    """Return an event of somebody who is in the class, and what it says."""
    what = draw(st.sampled_from([*screen.listeners, "nothing"]))
    said = draw(actions if what in ("do", "enter") else actions | _choices | anything)
    content: dict[str, Any] = {
        "id": int(screen.number), "client_id": screen.client,
        "listener_id": screen.listeners.get(what, "x"), "args": [json.dumps(said, default=str)],
    }  # fmt: skip
    if draw(st.integers(0, 2)) == 0:
        content[draw(st.sampled_from([*content, "more"]))] = draw(anything | texts | st.just([[said]] * 3))
    event = draw(st.sampled_from(("event",) * 8 + _EVENTS))
    if event != "event":
        content |= {"next_message_id": draw(anything), "request_id": "x", "result": said, "tab_id": "x"}
    try:
        json.dumps(content, allow_nan=False).encode("utf-8")
    except (TypeError, ValueError):
        content = {"client_id": screen.client, "args": ["null"]}
    return event, content
