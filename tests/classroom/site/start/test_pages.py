"""Who may see the start page: the browser of this machine that has the token, and nobody else."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

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
        paths = ["/", "/start", "/start/", LIVE, "/start/kit/lone-blocker/en/index.html", "/teacher"]
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
    assert (await start.ask("/start/kit/lone-blocker/en/index.html", cookies=mine)).status == 404
    make_kit(start.results, "lone-blocker")
    (start.results / "lone-blocker-kit" / "private.html").write_text("mine", encoding="utf-8")
    index = await start.ask("/start/kit/lone-blocker/en/index.html", cookies=mine)
    assert index.status == 200
    (policy,) = index.told("content-security-policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script" not in policy
    seats = await start.ask("/start/kit/lone-blocker/en/seats/FJI.html", cookies=mine)
    assert seats.status in (200, 404)
    for odd in ("private.html", "../start.link", "%2e%2e/start.link", "index.html/", "seats", ""):
        assert (await start.ask(f"/start/kit/lone-blocker/en/{odd}", cookies=mine)).status == 404
    for odd in ("private/en", "lone-blocker/fr", "lone-blocker/..", "lone-blocker/xx"):
        assert (await start.ask(f"/start/kit/{odd}/index.html", cookies=mine)).status == 404


async def test_the_page_may_load_only_what_this_server_serves(start: Start) -> None:
    page = await start.ask("/start", cookies={"gge-teacher-8080": start.token})
    (policy,) = page.told("content-security-policy")
    assert policy.startswith("default-src 'self'; script-src 'self'")
    assert "unsafe-inline" not in policy


async def test_a_list_is_checked_for_the_rooms_that_are_chosen(start: Start) -> None:
    mine = {"gge-teacher-8080": start.token}
    wished = {"scenario": "package-deal", "readings": 3, "chair": "computer", "lan": False, "rooms": 2}

    async def told(body: str, more: str = "", **changed: object) -> Any:
        wishes = quote(json.dumps({**wished, **changed}))
        where = f"/start/students?wishes={wishes}{more}"
        return await start.ask(where, "POST", mine, body.encode(), origin=ORIGIN)

    answer = await told("name,room\nOlga,2\nMila,3\n")
    assert answer.status == 422
    (fault,) = json.loads(answer.body)["faults"]
    assert fault.startswith("list:3: room = 3: there is no such room; allowed: 1 to 2")
    answer = await told("name,room\nOlga,2\nMila,3\n", rooms=3)
    assert json.loads(answer.body) == {"new": 2, "faults": []}
    assert (await told("name\nOlga\n", rooms=1)).status == 404
    assert (await told("name\nOlga\n", rooms=99)).status == 404
    assert [*start.results.iterdir()] == [], "a list that is only checked begins nothing"
    assert (await told("name,room\nOlga,3\n", "&start=")).status == 422
    assert start.desk.view()["open"] is None
    assert (await told("name\nOlga\nMila\n", "&start=")).status == 200
    assert start.desk.view()["open"]["rooms"] == 2
    await start.desk.stop()
    assert start.desk.view()["past"][0]["people"] == 2


async def test_a_list_is_taken_from_the_browser_with_the_token_alone(start: Start) -> None:
    for cookies, origin in (({}, ORIGIN), ({"gge-teacher-8080": start.token}, "http://evil.test")):
        answer = await start.ask("/start/students?wishes=1", "POST", cookies, b"name", origin=origin)
        assert answer.status in (403, 404)


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
