"""Every route, in every way to write it: who shows no token sees nothing that is anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.site.middleware import RequestGate

if TYPE_CHECKING:
    from tests.classroom.site.sites import Answer, Site

#: What stands in the place of a route's parameters.
FILLED = {"name": "decisions.csv", "link": "a" * 22, "token": "a" * 22}
#: Opens a polled channel.
OPENING = b'{"line": "", "said": []}'
#: What may be put behind a path: ends of lines and other blanks, dots, parameters, slashes.
BEHIND = (
    "", "%0A", "%0D", "%0D%0A", "%00", "%09", "%0B", "%0C", "%1C", "%1D", "%20", "%7F", "%C2%85", "%C2%A0",
    "%E2%80%A8", "%E2%80%A9", "%E2%80%8B", ".", "..", "/.", "/..", "/", "//", "%2F", "%2F%0A", "%252F",
    "\\", "%5C", ";", ";x=1", "%3B", "?", "?x", "%3F", "%23", "%", "%zz", "%u000A", "~", "%C0%AF", ".html",
    "/x", "/%2E%2E/teacher", "\n", " ",
)  # fmt: skip
#: What may be put before it.
BEFORE = (
    "/", "//", "/.", "/./.", "/..", "/x/..", "/%2E", "/%2e%2e", "/%2F", "/%5C", "\\", "/assets/..",
    "/live", "/explore/..", "/x/live", "/;", "/%00", "/%0A", "http://127.0.0.1:8080", "",
)  # fmt: skip


def written(path: str) -> Iterator[str]:
    """Yield a path in all the ways in which somebody might write it."""
    yield from (path + behind for behind in BEHIND)
    yield from (before + path for before in BEFORE)
    first, _, rest = path.removeprefix("/").partition("/")
    yield from (
        path.upper(), path.title(), path.swapcase(), "/" + first.capitalize() + "/" * bool(rest) + rest,
    )  # fmt: skip
    yield "/" + "".join(f"%{ord(letter):02X}" for letter in path[1:])
    yield path[:1] + quote(path[1:2]).replace(path[1:2], f"%{ord(path[1:2] or '/'):02x}") + path[2:]
    yield "/" + path[1:].replace("/", "%2F")
    yield "/" + path[1:].replace("/", "//")
    yield "/" + path[1:].replace("/", "/./")
    yield "/" + path[1:].replace("e", "%D0%B5")  # a letter that looks the same
    yield "/" + "".join(quote(chr(ord(letter) + 0xFEE0)) for letter in first) + "/" * bool(rest) + rest


def paths(site: Site) -> list[str]:
    """Return an address of each route."""
    routes = (str(route.path) for route in site.app.routes)
    return sorted(
        {re.sub(r"\{(\w+)[^}]*\}", lambda found: FILLED.get(found[1], "x"), path) for path in routes}
    )


def discreet(site: Site, answer: Answer, asked: object) -> None:
    body = answer.body.decode("utf-8", "replace") + repr(answer.headers)
    assert [secret for secret in site.secrets if secret in body] == [], asked


def test_every_path_is_written_in_some_fifty_ways() -> None:
    assert len(set(written("/teacher/export/decisions.csv"))) >= 60
    assert len(set(written("/teacher"))) >= 50


async def test_without_a_token_no_way_of_writing_opens_what_is_somebodys(site: Site) -> None:
    walked = paths(site)
    assert {"/teacher", "/teacher/debrief", "/teacher/export/decisions.csv", "/debrief", "/"} <= set(walked)
    for path in walked:
        for raw in written(path):
            for method in ("GET", "HEAD", "OPTIONS", "POST"):
                answer = await site.ask(raw, method)
                discreet(site, answer, (method, raw))
                if "teacher" in raw.lower():
                    assert answer.status in (403, 404, 405), (method, raw)


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_prefix": "/teacher"},
        {"x_original_url": "/teacher", "x_rewrite_url": "/teacher"},
        {"x_http_method_override": "GET", "x_forwarded_host": "127.0.0.1:8080"},
        {"x_forwarded_for": "127.0.0.1", "forwarded": "for=127.0.0.1"},
        {"authorization": "Basic dGVhY2hlcjo="},
        {"cookie": "gge-teacher-8080=; gge-teacher-8080=x; gge-seat-8080=teacher"},
        {"sec_purpose": "prefetch"},
        {"accept": "text/markdown", "user_agent": "claudebot"},
    ],
)
async def test_no_header_stands_for_a_token(site: Site, headers: dict[str, str]) -> None:
    for path in paths(site):
        answer = await site.ask(path, **headers)
        discreet(site, answer, path)
        if path.startswith("/teacher"):
            assert answer.status == 404


async def test_a_teachers_page_asks_for_the_token_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever slips through the gate."""

    async def open_gate(self: RequestGate, scope: Any, receive: Any, send: Any) -> None:
        scope.setdefault("state", {}).update(token="", player="", teacher="")
        await self.app(scope, receive, send)

    monkeypatch.setattr(RequestGate, "__call__", open_gate)
    for path in paths(site):
        answer = await site.ask(path, "POST" if path.endswith("/live") else "GET", body=OPENING)
        discreet(site, answer, path)
        if path.startswith("/teacher"):
            assert answer.status == 404


async def test_the_teacher_is_let_in_and_nothing_of_it_is_stored_on_the_way(site: Site) -> None:
    shown = (await site.ask(f"/teacher/{site.teacher}")).cookies
    page = await site.ask("/teacher", cookies=shown)
    assert page.status == 200
    assert site.secrets[0] in page.body.decode()
    for path in ("/teacher", "/teacher/debrief", "/teacher/export/decisions.csv", "/", "/debrief"):
        answer = await site.ask(path, cookies=shown)
        assert (answer.status, answer.told("cache-control")) == (200, ["no-store"]), path
    for path in ("/teacher/export/record.md", "/teacher/export/record.html"):
        assert (await site.ask(path, cookies=shown)).told("cache-control") == ["no-store"]
