"""The quiz before and after, in real browsers: consent, both occasions, the teacher's page, what is saved."""

from __future__ import annotations

import csv
import io
import json
import re
import secrets
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import People, needs_the_extra, scenario_file, sees
from checks.browser.looking import overflows, violations
from checks.server import Server
from sim.classroom.quiz.items import Form, questionnaire

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_the_extra()

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: Pairs beside those of the students with browsers.
OTHERS = 9


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(
        tmp_path, str(scenario_file(tmp_path)), "--out", str(tmp_path / "class"), "--readings", "1", "--quiz"
    )
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0


def looked_at(name: str, page: Page) -> None:
    """Look at a page on a phone and on a laptop, in the light and in the dark."""
    before = page.viewport_size
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflows(page) == [], f"{name}, {width}"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], f"{name}, {width}, {scheme}"
        page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def fills_in(page: Page, right: bool) -> Form:
    """Answer every question, right or as unknown; return the form."""
    page.locator("form.quiz").wait_for()
    form = next(form for form in Form if page.locator(f"#q-{questionnaire().form(form)[0].id}").count())
    for item in questionnaire().form(form):
        page.locator(f'[name="{item.id}"][value="{item.right if right else "?"}"]').check()
    for statement in questionnaire().statements:
        page.locator(f'[name="{statement.id}"][value="4"]').check()
    return form


def asks(server: Server, name: str, **about: Any) -> dict[str, Any]:
    """Send what the page of a student sends: without any cookie."""
    asked = urllib.request.Request(
        f"{server.address}/quiz/{name}", json.dumps(about).encode(), {"origin": server.address}
    )
    with urllib.request.urlopen(asked) as told:
        return dict(json.load(told))


def others_answer(server: Server, ticket: str, codes: list[str], right: bool) -> None:
    """Let more students answer, each under a code."""
    for code in codes:
        form = Form(asks(server, "begin", ticket=ticket, code=code)["form"])
        given = {item.id: item.right if right else "?" for item in questionnaire().form(form)}
        given |= {statement.id: "2" for statement in questionnaire().statements}
        asks(server, "answers", ticket=ticket, code=code, answers=given)


def test_a_class_answers_before_and_after(people: People, server: Server, tmp_path: Path) -> None:
    teacher = people.teacher()
    assert "quiz" in teacher.inner_text("body").lower()
    desk = teacher.context.new_page()
    desk.goto(f"{server.address}/teacher/quiz")
    ana, ben = people.student("Ana", "Cuba"), people.student("Ben", "Norway")
    for page in (ana, ben):
        page.get_by_role("link", name="what do you know already").click()
        sees(page, "The quiz is closed.")
    desk.get_by_role("button", name="Open the quiz before the lesson").click()

    # Ana agrees, Ben refuses; the page does not let anybody forget a question, and survives a reload.
    sees(ana, "Do you want to take part?")
    looked_at("consent", ana)
    ana.get_by_role("button", name="Yes, I take part").click()
    ana.locator("form.quiz").wait_for()
    ana.get_by_role("button", name="Hand in").click()
    sees(ana, re.compile("Please answer every question"))
    looked_at("questions", ana)
    first = fills_in(ana, right=False)
    ana.reload()
    ana.locator("form.quiz").wait_for()
    assert ana.locator("input:checked").count() == 12
    ana.get_by_role("button", name="Hand in").click()
    sees(ana, "Your answers are saved.")
    ben.get_by_role("button", name="No. I answer for myself only").click()
    sent = len(people.asked)
    his = fills_in(ben, right=True)
    ben.get_by_role("button", name="Finish").click()
    sees(ben, re.compile("on this device only"))
    assert not [url for url in people.asked[sent:] if "/quiz/" in url], "nothing of Ben leaves his phone"
    desk.get_by_test_id("before").filter(has_text="1").wait_for()

    ticket = ana.evaluate("JSON.parse(document.getElementById('first').textContent).ticket")
    codes = [secrets.token_hex(8) for _ in range(OTHERS)]
    others_answer(server, ticket, codes, right=False)
    desk.get_by_test_id("before").filter(has_text=str(OTHERS + 1)).wait_for()
    assert not desk.get_by_role("link", name="answers by code").count(), "nothing is shown while it is open"
    looked_at("desk, open", desk)
    desk.get_by_role("button", name="Close the quiz before the lesson").click()
    desk.get_by_role("link", name="answers by code").wait_for()

    # The lesson, in short.
    teacher.get_by_role("button", name="Begin the first reading").click()
    teacher.get_by_role("button", name="Close reading 1").click()
    teacher.get_by_role("button", name="Take the decision").click()
    teacher.get_by_role("button", name="Open all seats").click()
    teacher.get_by_test_id("verdict").wait_for()

    # After: the other form, the result, and the server is stopped in between without harm.
    server.kill()
    server.start()
    desk.get_by_text("No connection").wait_for(state="detached")
    desk.get_by_role("button", name="Open the quiz after the lesson").click()
    for page, form in ((ana, first), (ben, his)):
        page.goto(server.address)
        page.get_by_role("link", name="what do you know now").click()
        assert fills_in(page, right=True) is form.other
    ana.get_by_role("button", name="Hand in").click()
    sees(ana, "Before: 0 of 9 right. Now: 9.")
    looked_at("result", ana)
    ben.get_by_role("button", name="Finish").click()
    sees(ben, "Before: 9 of 9 right. Now: 9.")
    others_answer(server, ticket, codes, right=True)
    desk.get_by_test_id("pairs").filter(has_text=str(OTHERS + 1)).wait_for()
    desk.get_by_role("button", name="Close the quiz and show the gain").click()
    sees(desk, re.compile("0 % of the answers were right before, 100 % after"))
    looked_at("desk, gain", desk)

    # What is saved: a row for each answer under a code, and nothing that leads to Ana.
    with desk.expect_download() as saving:
        desk.get_by_role("link", name="answers by code").click()
    told = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert len(rows) == (OTHERS + 1) * 2 * 12
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert set(rows[0]) == {"code", "form", "item", "concept", "occasion", "answer", "right"}
    kept = (tmp_path / "class" / "class-quiz.json").read_text(encoding="utf-8")
    for name in ("Ana", "Ben", "CUB", "NOR"):
        assert name not in kept
        assert name not in told

    # Ana deletes hers.
    ana.get_by_role("button", name="Delete my answers").click()
    ana.get_by_role("button", name="Really delete?").click()
    desk.get_by_test_id("pairs").filter(has_text=str(OTHERS)).wait_for()


def test_without_the_switch_there_is_no_quiz(somebody: Reader, tmp_path: Path) -> None:
    plain = Server(tmp_path, str(scenario_file(tmp_path)), "--out", str(tmp_path / "plain"))
    came = People(somebody.browser, plain)
    try:
        assert not came.teacher().get_by_role("link", name="Quiz").count()
        assert not came.student("Ana", "Cuba").get_by_role("link", name="Quiz").count()
        assert not list((tmp_path / "plain").glob("*quiz*"))
    finally:
        came.leave()
        plain.stop()
