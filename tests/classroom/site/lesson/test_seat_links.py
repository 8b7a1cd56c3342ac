"""Links: a cookie is only ever set for somebody whom the class knows, and nobody else has its token."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.room import TEACHER, key_of, new_token, student_view
from sim.classroom.room.actions import NewKey, Remove
from sim.classroom.site.lesson.presence import Presence
from sim.classroom.site.lesson.visitor import Student
from sim.classroom.store import Store
from tests.classroom.site.paper import Paper

if TYPE_CHECKING:
    from tests.classroom.site.sites import Answer, Site

SEAT = "gge-seat-8080"
HERE = {"origin": "http://127.0.0.1:8080"}


def new_link(site: Site, player: int = 0) -> str:
    link = new_token()
    site.hall.desk.take(TEACHER, NewKey(player, key_of(link)))
    return f"/seat/{link}"


def signs(answer: Answer) -> bool:
    """Return whether an answer sets a cookie."""
    return bool(answer.told("set-cookie"))


async def test_no_cookie_is_set_for_a_token_that_the_class_does_not_know(site: Site) -> None:
    for token in ("a" * 22, new_token(), site.teacher, "nonsense", key_of(site.people[0])):
        for method in ("GET", "POST"):
            answer = await site.ask(f"/seat/{token}", method, **HERE)
            assert (answer.status, signs(answer)) == (404, False), (method, token)


async def test_the_token_of_somebody_who_is_in_is_no_link(site: Site) -> None:
    """Its owner could pass it on, and see all that whoever opens it sees."""
    answer = await site.ask(f"/seat/{site.people[1]}")
    assert (answer.status, signs(answer)) == (404, False)


async def test_a_link_works_once_and_what_it_holds_is_not_what_the_browser_keeps(site: Site) -> None:
    link = new_link(site)
    opened = await site.ask(link, "POST", **HERE)
    assert (opened.status, opened.told("location")) == (303, ["/"])
    mine = opened.cookies[SEAT]
    assert mine not in link
    assert site.hall.desk.player(mine) == site.hall.desk.lesson.players[0]
    for method in ("GET", "POST"):
        again = await site.ask(link, method, **HERE)
        assert (again.status, signs(again)) == (404, False), "in a second browser"
    for known in (link.removeprefix("/seat/"), site.people[0]):
        assert student_page_of(await site.ask("/", cookies={SEAT: known})) is None
    assert student_page_of(await site.ask("/", cookies={SEAT: mine})) == "P0"


def student_page_of(answer: Answer) -> str | None:
    """Return whose page it is; None for somebody who has not come in."""
    found = re.search(r'"name":"(P\d)"', answer.body.decode())
    return found[1] if found else None


async def test_a_preview_does_not_use_a_link_up(site: Site) -> None:
    link = new_link(site)
    for _ in range(3):
        seen = await site.ask(link, user_agent="WhatsApp/2")
        assert (seen.status, signs(seen)) == (200, False)
        assert "P0" in seen.body.decode()
    assert not signs(await site.ask(link, "HEAD"))
    assert (await site.ask(link, "POST", **HERE)).status == 303


async def test_what_is_used_or_fresh_stays_so_and_who_was_removed_gets_in_by_no_link(site: Site) -> None:
    link = new_link(site)
    assert "you are P1" in (await site.ask(link, cookies={SEAT: site.people[1]})).body.decode()
    assert "you are" not in (await site.ask(link)).body.decode().lower().replace("are you", "")
    link = new_link(site)
    site.hall.desk.take(TEACHER, Remove(0))
    assert (await site.ask(link, "POST", **HERE)).status == 404


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.test"}, {"origin": "null"}])
async def test_no_page_elsewhere_opens_a_link_in_a_browser(site: Site, headers: dict[str, str]) -> None:
    link = new_link(site)
    for path in (link, f"/seat/{site.people[1]}"):
        answer = await site.ask(path, "POST", **headers)
        assert (answer.status, signs(answer)) == (403, False)
    assert (await site.ask(link, "POST", **HERE)).status == 303


async def test_a_used_link_is_used_after_a_restart_and_a_fresh_one_is_good(site: Site) -> None:
    used, fresh = new_link(site), new_link(site, 1)
    await site.ask(used, "POST", **HERE)
    store = site.hall.store
    store.close()
    with Store.resume(store.path) as again:
        site.hall.desk.lesson, site.hall.desk._keep = again.lesson, again.keep
        assert (await site.ask(used, "POST", **HERE)).status == 404
        assert (await site.ask(fresh, "POST", **HERE)).status == 303


async def test_what_cannot_be_stored_uses_no_link_up(site: Site) -> None:
    link, keep = new_link(site), site.hall.desk._keep

    def full(*deed: object) -> None:
        raise OSError("no space left")

    site.hall.desk._keep = full
    answer = await site.ask(link, "POST", **HERE)
    assert (answer.status, signs(answer)) == (503, False)
    site.hall.desk._keep = keep
    assert (await site.ask(link, "POST", **HERE)).status == 303


async def test_a_cookie_that_was_planted_before_somebody_came_in_is_of_no_use(site: Site) -> None:
    planted = new_token()
    page = await site.ask("/", cookies={SEAT: planted})
    assert SEAT not in page.cookies
    victim = Student(site.hall.desk, "", Presence(site.hall.desk))
    victim.screen = screen = Paper()
    victim.token = planted
    victim.enter(json.dumps({"id": new_token(), "name": "Vic"}))
    ((_, token),) = [one for one in screen.told if one[0] == "keep"]
    assert site.hall.desk.player(planted) is None
    for _ in range(2):  # the first answer may get lost
        kept = await site.ask(f"/seat/{token}", "POST", **HERE)
        assert (kept.status, kept.cookies) == (204, {SEAT: token})
    assert student_view(site.hall.desk.lesson, 2).name == "Vic"
    victim.enter(json.dumps({"id": new_token(), "name": "Vic again"}))
    assert screen.refusals == ["You are already in the room."]
