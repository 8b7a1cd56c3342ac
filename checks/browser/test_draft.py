"""The draft desk in a real browser: a moved control changes the room, and a link brings everything back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.browser.classroom_people import People, needs_the_extra
from checks.browser.looking import overflows, violations
from checks.server import Server
from sim.scenario.loading import load
from sim.scenario.texts import load_texts

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

needs_the_extra()

SMALL, ALL = "lone-blocker", "oewg-2021-2025-final"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("desk"))
    yield running
    assert running.stop() == 0


def settled(page: Page) -> Page:
    """Wait until both verdicts are those of the draft that is shown."""
    page.locator(".verdicts .card:not(.stale)").nth(1).wait_for()
    return page


def opened(people: People, state: str = "", **how: str) -> Page:
    """Open the desk, with a state if there is one."""
    page = people.comes(f"/draft{state}", **how)  # type: ignore[arg-type]
    page.get_by_test_id("leads").wait_for()
    if state:
        page.wait_for_function("name => location.hash.includes(name)", arg=state.partition("=")[2])
    return settled(page)


def wording(page: Page, title: str, word: str) -> Locator:
    return page.get_by_role("group", name=title).get_by_role("radio", name=word)


def room(page: Page) -> list[str]:
    return sorted(page.locator(".tile").all_inner_texts())


def test_a_moved_control_changes_the_room_and_undo_brings_it_back(people: People) -> None:
    page = opened(people)
    page.get_by_label("Start from").select_option("indirect")
    settled(page)
    before, stands = room(page), page.get_by_test_id("stands").inner_text()
    assert len(before) == 25
    # By the keyboard alone: from one formulation to the next.
    wording(page, "Humanitarian law", "indirect").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("one paragraph changed").wait_for()
    settled(page)
    assert room(page) != before
    assert page.get_by_test_id("stands").inner_text() != stands
    page.get_by_text(re.compile("(Fewer|More) objections")).first.wait_for()
    page.get_by_text(re.compile(r"^Start: .* points, in the same plays")).first.wait_for()
    page.locator(".tile", has=page.locator(".over")).first.click()
    page.get_by_text(re.compile("To join, it would have to give up")).wait_for()
    assert page.locator(".wants").count() == page.locator(".par").count()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("as you started").wait_for()
    settled(page)
    assert room(page) == before
    # Now, and later in the session, are other questions.
    page.get_by_role("radio", name="now").check()
    settled(page)
    assert room(page) != before
    page.get_by_label("Readings held").fill("11")
    page.get_by_label("Readings held").press("Enter")
    page.get_by_text("1 reading that is").wait_for()


def test_a_link_reproduces_the_state(people: People) -> None:
    page = opened(people)
    page.get_by_label("Start from").select_option("acquis")
    wording(page, "Countermeasures", "indirect").check()
    page.get_by_role("radio", name="now").check()
    page.get_by_role("group", name="Due diligence").get_by_role("button", name="Lock").click()
    page.get_by_role("button", name="China").click()
    settled(page)
    page.get_by_role("button", name="Copy the link").click()
    link = page.get_by_label(re.compile("link")).input_value()
    other = people.comes(link)
    other.get_by_test_id("leads").wait_for()
    settled(other)
    assert room(other) == room(page)
    assert wording(other, "Countermeasures", "indirect").is_checked()
    assert other.get_by_role("radio", name="now").is_checked()
    assert other.get_by_role("button", name="Locked").count() == 1
    assert other.get_by_label("Start from").input_value() == "acquis"
    assert other.locator(".who h3").inner_text() == "China"
    bad = people.comes(link.replace("IHL.", "XYZ."))
    bad.get_by_text("This link does not fit").wait_for()
    settled(bad)


def test_a_text_is_pasted_saved_and_read_by_the_command(people: People, tmp_path: Path) -> None:
    page = opened(people)
    page.get_by_role("button", name="Paste or open a text").click()
    page.get_by_label("A file of texts").fill("texts:\n  a:\n    base: silent\n    paragraphs: {IHL: loud}")
    page.get_by_role("button", name="Put it on the desk").click()
    alert = page.get_by_role("alert")
    alert.get_by_text(re.compile("the text:4.*loud.*allowed: silent, indirect or explicit")).wait_for()
    page.get_by_label("A file of texts").fill(
        "texts:\n  ours:\n    base: own-text\n    paragraphs: {IHL: silent, CM: indirect}"
    )
    page.get_by_role("button", name="Put it on the desk").click()
    alert.wait_for(state="detached")
    page.get_by_text("as you started").wait_for()
    settled(page)
    assert page.get_by_label("Start from").input_value() == "ours"
    page.get_by_text(re.compile("ours leaves out")).wait_for()
    wording(page, "Countermeasures", "silent").check()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as YAML").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    scenario = load("gge-2016-2017")
    (text,) = load_texts(file, scenario)
    said = {issue.code: rung.word for issue, rung in zip(scenario.issues, text.rungs, strict=True)}
    assert (said["IHL"], said["CM"]) == ("silent", "silent")


def test_a_package_is_found_and_put_and_a_search_can_be_cancelled(people: People) -> None:
    page = opened(people)
    page.get_by_role("button", name="Find me a package").click()
    search = page.locator(".package").get_by_role("button", name="Find me a package")
    search.click()
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("The search was cancelled.").wait_for()
    # With all but two paragraphs locked there are few texts.
    for group in page.locator(".par").all()[:-2]:
        group.get_by_role("button", name="Lock").click()
    page.get_by_text("15 paragraphs are locked").wait_for()
    page.get_by_label("Adopted in at least").fill("20")
    search.click()
    page.get_by_role("heading", name="The most ambitious texts").wait_for()
    first = page.locator(".found > li").first
    share = first.locator(".share").inner_text()
    first.get_by_role("button", name="Put on the desk").click()
    settled(page)
    page.get_by_test_id("stands").filter(has_text=share).wait_for()
    assert page.locator(".par.moved").count() > 0
    assert page.locator(".par.moved").filter(has_text="Locked").count() == 0


def test_out_of_scope_plays_are_shown_one_by_one_and_no_share(people: People) -> None:
    page = opened(people, f"#scenario={SMALL}")
    page.get_by_text("the model claims no probability").wait_for()
    page.get_by_text("Play 1 of 400").wait_for()
    page.get_by_role("button", name="Next play").click()
    page.get_by_text("Play 2 of 400").wait_for()
    settled(page)
    assert page.get_by_test_id("stands").inner_text() in ("Adopted", "Not adopted")
    assert not re.search(r"\d ?%", page.locator(".bench").inner_text())
    page.get_by_role("button", name="Find me a package").click()
    page.get_by_text("so there is nothing to search by").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it_on_any_screen(people: People, scheme: str) -> None:
    page = opened(people, f"#scenario={ALL}", scheme=scheme)
    assert page.locator(".tile").count() == 193
    wording(page, "New binding instrument", "explicit").check()
    settled(page)
    page.locator(".tile").first.click()
    page.get_by_role("button", name="Paste or open a text").click()
    for width in (390, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflows(page) == [], width
        assert violations(page) == [], width
    page.get_by_role("button", name="Find me a package").click()
    assert violations(page) == []
