"""A class in several languages: each reader sees their own, and nothing is too narrow for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import People, needs_the_extra, scenario_file, sees
from checks.browser.looking import overflows
from checks.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

needs_the_extra()

#: The narrowest phone that pages are made for.
NARROW = {"width": 320, "height": 640}


def speaks(page: Page, cookie: str, code: str) -> Page:
    """Let a reader have chosen a language before."""
    page.context.add_cookies([{"name": f"gge-language-{cookie}", "value": code, "url": page.url}])
    page.reload()
    return page


def direction(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang + ' ' + document.documentElement.dir"))


def test_phones_in_arabic_and_chinese_and_a_projector_in_english_share_a_class(people: People) -> None:
    arabic, chinese = people.comes(phone=True), people.comes(phone=True)
    projector = people.comes("/projector")
    for page, code in ((arabic, "ar"), (chinese, "zh")):
        speaks(page, "class", code)
        page.set_viewport_size(NARROW)
    assert [direction(page) for page in (arabic, chinese, projector)] == [
        "ar rtl",
        "zh-Hans ltr",
        "en-GB ltr",
    ]
    for page, name in ((arabic, "البرازيل"), (chinese, "巴西")):
        page.locator("input").first.fill(f"Reader of {name}")
        page.locator("form button").first.click()
        sees(page, name)
        assert overflows(page) == []
    sees(projector, "A room of friends")


#: What the words of a sentence open, as the page finds them.
FOUND = """([text, forms]) => import('/assets/talk_parts.js')
    .then((told) => told.Said.computed.parts.call({ text, terms: [{ key: 'word', forms }] }))
    .then((parts) => parts.filter((part) => part.key).map((part) => part.text))"""


@pytest.mark.parametrize(
    ("sentence", "forms", "found"),
    [
        ("Lift the bracket.", ["bracket"], ["bracket"]),
        ("Nothing is bracketed.", ["bracket"], []),
        ("没有人加方括号。", ["加方括号, 方括号"], ["加方括号"]),
        ("Скобки сняты.", ["скобка, скобки"], ["Скобки"]),
        ("Подскобки нет.", ["скобки"], []),
    ],
)
def test_words_can_be_tapped_in_every_script(
    people: People, sentence: str, forms: list[str], found: list[str]
) -> None:
    assert people.comes().evaluate(FOUND, [sentence, forms]) == found


@pytest.fixture
def longer(somebody: Reader, tmp_path: Path) -> Iterator[People]:
    told = (str(scenario_file(tmp_path)), "--out", str(tmp_path / "class"), "--language", "pseudo")
    running = Server(tmp_path, *told)
    came = People(somebody.browser, running)
    yield came
    came.leave()
    assert running.stop() == 0
    assert came.errors == []


def test_words_that_are_longer_by_two_fifths_fit_on_every_page(longer: People) -> None:
    phone, teacher = longer.comes(phone=True), longer.comes(longer.server.link)
    projector, debrief = longer.comes("/projector"), longer.comes("/debrief", phone=True)
    for page in (phone, debrief):
        page.set_viewport_size(NARROW)
    for page in (phone, teacher, projector, debrief):
        page.locator("h1").first.wait_for()
        assert overflows(page) == [], page.url
    phone.locator("input").first.fill("Ana")
    phone.locator("form button").first.click()
    sees(phone, "Bŕážíļ")
    assert overflows(phone) == []
