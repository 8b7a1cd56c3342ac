"""Who may see the start page: the browser of this machine that has the token, and nobody else."""

import json
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.room import new_token
from sim.classroom.site.serve import Place
from sim.classroom.site.start.desk import StartDesk
from sim.classroom.site.start.kits import make_kit
from sim.classroom.site.start.pages import StartVisit, start_site
from tests.classroom.site.start.asking import Asked, Window

PLACE = Place("127.0.0.1", 8080, "http://127.0.0.1:8080")
LIVE = "/start/live"
ORIGIN = "http://127.0.0.1:8080"
OPENING = b'{"line": "", "said": []}'


class Start(Asked):
    """The start page of a results folder."""

    def __init__(self, results: Path) -> None:
        self.token, self.results = new_token(), results
        self.desk = StartDesk(results, lambda: None)
        super().__init__(start_site(PLACE, self.token, results, self.desk)[0])


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(tmp_path)


async def test_the_token_opens_the_page_and_the_browser_keeps_it(start: Start) -> None:
    answer = await start.ask(f"/start/{start.token}")
    assert (answer.status, answer.told("location")) == (303, ["/start"])
    assert answer.cookies == {"gge-teacher-8080": start.token}
    assert all("HttpOnly" in told and "SameSite=Lax" in told for told in answer.told("set-cookie"))
    page = await start.ask("/start", cookies=answer.cookies)
    assert page.status == 200
    assert b"start_page.js" in page.body
    assert page.told("cache-control") == ["no-store"]
    assert start.token.encode() not in page.body


async def test_without_the_token_there_is_nothing_but_styles(start: Start) -> None:
    make_kit(start.results, "lone-blocker")
    for cookies in ({}, {"gge-teacher-8080": new_token()}, {"gge-seat-8080": start.token}):
        paths = ["/", "/start", "/start/", LIVE, "/start/kit/lone-blocker/index.html", "/teacher"]
        for path in (*paths, f"/start/{new_token()}", f"/teacher/{start.token}"):
            assert (await start.ask(path, cookies=cookies)).status == 404, path
        assert (await start.ask(LIVE, "POST", cookies, OPENING, origin=ORIGIN)).status == 404
    assert (await start.ask("/assets/start.css")).status == 200


async def test_no_other_site_can_use_the_page_with_the_teachers_browser(start: Start) -> None:
    mine = {"gge-teacher-8080": start.token}
    assert (await start.ask(LIVE, "POST", mine, OPENING, origin=ORIGIN)).status == 200
    for origin in ("http://evil.test", "null"):
        assert (await start.ask(LIVE, "POST", mine, OPENING, origin=origin)).status == 403
    assert (await start.ask(LIVE, "POST", mine, OPENING)).status == 403
    for path in ("/start", LIVE, f"/start/{start.token}"):
        assert (await start.ask(path, cookies=mine, host="evil.test:8080")).status == 421


async def test_only_files_of_kits_that_were_made_are_shown(start: Start) -> None:
    mine = {"gge-teacher-8080": start.token}
    assert (await start.ask("/start/kit/lone-blocker/index.html", cookies=mine)).status == 404
    make_kit(start.results, "lone-blocker")
    (start.results / "lone-blocker-kit" / "private.html").write_text("mine", encoding="utf-8")
    index = await start.ask("/start/kit/lone-blocker/index.html", cookies=mine)
    assert index.status == 200
    (policy,) = index.told("content-security-policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script" not in policy
    seats = await start.ask("/start/kit/lone-blocker/seats/FJI.html", cookies=mine)
    assert seats.status in (200, 404)
    for odd in ("private.html", "../start.link", "%2e%2e/start.link", "index.html/", "seats", ""):
        assert (await start.ask(f"/start/kit/lone-blocker/{odd}", cookies=mine)).status == 404
    assert (await start.ask("/start/kit/private/index.html", cookies=mine)).status == 404


async def test_the_page_may_load_only_what_this_server_serves(start: Start) -> None:
    page = await start.ask("/start", cookies={"gge-teacher-8080": start.token})
    (policy,) = page.told("content-security-policy")
    assert policy.startswith("default-src 'self'; script-src 'self'")
    assert "unsafe-inline" not in policy


async def test_what_no_page_sends_is_dropped(start: Start) -> None:
    visit = StartVisit(start.desk, Window())
    sound = {"scenario": "package-deal", "readings": 3, "chair": "computer", "lan": False}
    odd: list[tuple[str, object]] = [("start", {**sound, "scenario": "../class"}), ("start", [])]
    odd += [("resume", {"file": 3}), ("resume", None), ("nothing", {}), ("", None)]
    odd += [("kit", {"scenario": "gge-9999"}), ("kit", {"scenario": ["lone-blocker"]})]
    for what, told in odd:
        visit.hears(what, json.dumps(told))
        assert visit._under_way == set(), (what, told)
    visit.hears("quit", "[" * 100_000)
    visit.hears("quit", "{")
    assert visit._under_way == set()
