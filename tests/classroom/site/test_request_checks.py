"""Which requests are answered at all: by host, by origin, and by how their path is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.site.request_checks import refusal

if TYPE_CHECKING:
    from tests.classroom.site.sites import Site

HOSTS = frozenset({"here:8080", "localhost:8080"})
LIVE = "/live"


def refused(path: str = "/", host: str = "here:8080", origin: str | None = None, **more: Any) -> int | None:
    headers = [(b"host", host.encode("latin-1"))]
    headers += [(b"origin", origin.encode())] if origin is not None else []
    scope = {"type": "http", "path": unquote(path), "raw_path": path.encode()}
    return refusal({**scope, "headers": headers, **more}, HOSTS)


@pytest.mark.parametrize(
    "host",
    ["evil.test", "evil.test:8080", "here", "here:8081", "here:8080.evil.test", "here:8080@evil.test", "",
     "here.:8080", " here:8080", "here:8080\n", "here:08080", "127.0.0.1:8080", "[::1]:8080", "xhere:8080"],
)  # fmt: skip
def test_a_name_that_somebody_made_to_point_here_is_not_answered(host: str) -> None:
    assert refused(host=host) == 421
    assert refused(LIVE, host=host, origin=f"http://{host}", type="websocket") == 421


def test_behind_an_encrypted_connection_only_its_own_pages_act() -> None:
    def asked(host: str, origin: str) -> int | None:
        headers = [(b"host", host.encode()), (b"origin", origin.encode())]
        scope = {"type": "http", "method": "POST", "path": "/", "raw_path": b"/", "headers": headers}
        return refusal(scope, HOSTS | {"gge.example"}, "gge.example")

    assert asked("gge.example", "https://gge.example") is None
    assert asked("gge.example", "http://gge.example") == 403
    assert asked("here:8080", "http://here:8080") is None
    assert asked("here:8080", "https://here:8080") == 403


def test_announced_names_are_answered_whatever_their_case_but_only_one_at_a_time() -> None:
    assert refused(host="LocalHost:8080") is None
    both = [(b"host", b"here:8080"), (b"host", b"evil.test")]
    for headers in (both, both[::-1], []):
        assert refused(headers=headers) == 421


@pytest.mark.parametrize(
    "origin",
    ["http://evil.test", "null", "", "http://localhost:8080", "https://here:8080", "http://here:8080.evil.test",
     "http://here:8080/", "here:8080"],
)  # fmt: skip
def test_nothing_is_answered_to_a_page_of_another_origin(origin: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        for path in ("/", LIVE):
            assert refused(path, origin=origin, method=method) == 403
    assert refused(LIVE, origin=origin, type="websocket") == 403


def test_an_origin_may_be_missing_only_where_browsers_send_none() -> None:
    assert refused(method="GET") is None
    assert refused(LIVE, method="GET") is None
    assert refused(LIVE, method="POST") == 403
    assert refused("/seat/x", method="POST") == 403
    assert refused(LIVE, type="websocket") == 403
    assert refused(LIVE, origin="http://here:8080", type="websocket") is None
    assert refused(LIVE, origin="http://here:8080", method="POST") is None


@given(st.text(st.characters(max_codepoint=300), max_size=12))
def test_a_path_has_one_way_of_writing(path: str) -> None:
    raw = "/" + path
    if refused(raw) is None:
        parts = raw.strip("/").split("/")
        assert raw == unquote(raw)
        assert raw.isascii()
        assert raw.isprintable()
        assert all(part.strip(".") for part in parts) or raw == "/"
        assert parts[0] == parts[0].lower()


@given(st.sampled_from(["/teacher", "/teacher/debrief", "/"]), st.text(min_size=1, max_size=3))
def test_nothing_but_a_slash_or_plain_letters_may_follow(path: str, more: str) -> None:
    if refused(path + more) is None:
        assert all(letter.isascii() and (letter.isalnum() or letter in "/_.~@:+,=-") for letter in more)


async def test_polling_and_other_names_are_answered_with_a_refusal_alone(site: Site) -> None:
    opening = b'{"line": "", "said": []}'
    for origin in ("http://evil.test", "null"):
        answer = await site.ask(LIVE, "POST", body=opening, origin=origin)
        assert (answer.status, answer.told("access-control-allow-origin")) == (403, [])
    answer = await site.ask(LIVE, "POST", body=opening, origin="http://127.0.0.1:8080")
    assert (answer.status, answer.told("access-control-allow-origin")) == (200, [])
    assert (await site.ask(LIVE, "POST", body=opening)).status == 403
    assert (await site.ask(LIVE)).status == 405, "a script of another page could read what is said to a GET"
    for path in ("/", "/teacher", "/explore", "/assets/site.css", "/seat/x"):
        answer = await site.ask(path, host="evil.test:8080")
        assert answer.status == 421
        assert b"open the announced address" in answer.body
