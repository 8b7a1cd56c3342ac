"""Strategies for what no browser sends: requests, and messages of any page, with anything wrong."""

import json
import secrets

from hypothesis import strategies as st

from checks.fuzz.lessons import messages
from checks.fuzz.values import anything, broken, texts

_PATHS = (
    "/", "/teacher", "/projector", "/debrief", "/explore", "/draft", "/teacher/debrief",
    "/teacher/export/decisions.csv", "/teacher/export/../../class.sqlite", "/assets/site.css",
    "/assets/../serve.py", "/assets/%2e%2e/serve.py", "/assets/..%2fserve.py",
    "/assets/%2e%2e%2f%2e%2e%2fstore.py", "/assets/....//serve.py", "/assets/%252e%252e/serve.py",
    "/assets//etc/passwd", "/assets/%00", "/assets/%ff%fe", "/assets/\\..\\serve.py", "//etc/passwd",
    "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/assets/x/../../serve.py",
    "/live", "/live/", "/live?line=x", "/teacher/live", "/projector/live", "/explore/live", "/explore/live/x",
    "/docs", "/openapi.json", "/seat/" + "a" * 22, "/seat/",
    "/seat/%0d%0aset-cookie:x=y", "/teacher/" + "a" * 22, "/%", "/%zz", "/\x00", "/é", "*", "http://other/",
    "", "/?" + "a=b&" * 2000, "/" + "a" * 9000, "/" + "a/" * 3000, "/ ", "/#x", "/explore?x=" + "%ff" * 50,
    "/.env", "/.git/config",
)  # fmt: skip
_METHODS = (
    *("POST",) * 4, "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "", "G\x00T",
    "GET" * 300, "PRI",
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
    b"", b"hello", b"\x00" * 100, b"{" * 5000, b"0\r\n\r\n", b"ffffffffff\r\nx", b"-1\r\n", b"x" * 200_000,
    b'{"line":"","said":[]}', b'{"line":"","said":["do {}"]}', b'{"line":"x","said":[]}',
    b'{"line":[],"said":{}}',
    b'{"line":"","said":[1,null,[]]}', b'{"line":"","said":' + b"[" * 60_000, b'{"said":[]}', b"[]", b"null",
    b'{"line":"","said":["' + b"x" * 60_000 + b'"]}', b'{"line":"\xff","said":[]}',
)  # fmt: skip
_EVENTS = ("do", "enter", "link", "choose", "story", "subject", "connect", "nothing", "__class__", "show", "")
#: Messages of a page that are none, or none now.
_FRAMES = (
    "", " ", "do", "do ", "do {", "do []", "do null", "do 1e999", "do NaN", "do " + "[" * 60_000,
    "do " + "x" * 5000, "do " + "{" * 3000, 'do {"id":"' + "a" * 22 + '"}', "\x00", "do\x00{}",
    'do {"id":"\\ud800","do":"ready"}',
    "x" * 60_000, "x" * 100_000, 'choose {"serial":1,"choices":' + "[" * 30_000, "subject " + '"x' * 900,
    *(f"{event} {more}" for event in _EVENTS for more in ("{}", "null", '{"id":"x"}', '"lone-blocker"')),
)  # fmt: skip
_BINARY = (b"", b"\x00", b"\xff" * 1000, b"\x04" + b"\x00" * 200_000, b"PK\x03\x04", b"do {}")
frames = st.lists(
    st.sampled_from(_FRAMES) | st.sampled_from(_BINARY) | st.sampled_from(_FRAMES).flatmap(
        lambda frame: broken(frame[:2000].encode()).map(lambda raw: raw.decode("utf-8", "replace"))
    ),
    min_size=1, max_size=10,
)  # fmt: skip
lives = st.sampled_from(("/live", "/projector/live", "/explore/live", "/teacher/live", "/nothing/live"))
_ACTIONS = (
    '{"do": "answer", "issue": "CABLES", "stance": "brackets"}', '{"do": "take-seat", "seat": "KEN"}',
    '{"do": "ready"}', '{"do": "propose", "issue": "FUND", "rung": "explicit"}',
    '{"do": "send-note", "to": "FRA", "text": "hello"}',
    '{"do": "decide", "stance": "objects", "reason": "no"}', '{"do": "advance"}', '{"do": "end"}',
    '{"do": "away"}', '{"do": "remove", "player": 0}',
    '{"do": "new-key", "player": 0, "key": "' + "0" * 64 + '"}',
    '{"do": "table", "text": {"FUND": "explicit"}}', '{"do": "reveal", "shown": true}', '{"do": "stand-up"}',
    '{"do": "open-seats", "all": true}', '{"do": "discuss", "issue": "FUND"}',
    '{"do": "table", "text": {}, "answers": {"1": "why not"}}',
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
    if body and draw(st.booleans()):
        lines += [f"Origin: http://127.0.0.1:{port}", f"Content-Length: {len(body)}"]
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
def pages_say(draw: st.DrawFn) -> str:
    """Return what the page of somebody in the class says, with anything wrong."""
    what = draw(st.sampled_from(("do",) * 6 + _EVENTS))
    about = draw(actions if what in ("do", "enter") else actions | _choices | anything)
    try:
        text = about if isinstance(about, str) else json.dumps(about, allow_nan=False)
        told = json.loads(text)
        if isinstance(told, dict) and draw(st.integers(0, 3)):
            odd = st.just(secrets.token_hex(16)) | texts | anything
            text = json.dumps({"id": draw(odd), "seen": draw(anything), **told}, allow_nan=False)
        text.encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        text = "null"
    return f"{what} {text}"
