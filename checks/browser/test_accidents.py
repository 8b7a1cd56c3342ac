"""Accidents: a seat far down the list, a back button, a double click, a refused name, a page loaded anew."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from checks.browser.classroom_people import People, at, begins, needs_the_extra, sees

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

needs_the_extra()

#: Packages of which the newest draft carries out the second alone.
PACKAGES = """async () => {
  const path = document.querySelector("script[type=module][src]").src.replace(/[^/]*$/, "carried.js");
  const { carriedNow } = await import(path);
  const made = (number, state, takes, asks) => ({ number, state, takes: { A: takes }, asks: { B: asks } });
  return carriedNow(
    [
      made(1, "carried out", "explicit", "indirect"),
      made(2, "carried out", "explicit", "explicit"),
      made(3, "carried out", "explicit", "silent"),
      made(4, "open", "explicit", "explicit"),
    ],
    [{ issue: "A", rung: "explicit", before: "" }, { issue: "B", rung: "explicit", before: "silent" }],
  );
}"""


def test_whoever_takes_a_seat_far_down_the_list_reads_from_the_top(people: People) -> None:
    phone = {"width": 390, "height": 500}
    with closing(people.browser.new_context(viewport=phone, is_mobile=True, has_touch=True)) as context:
        page = context.new_page()
        page.goto(people.server.address)
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Come in").tap()
        page.get_by_role("button", name="Norway").tap()
        sees(page, "Ana, you speak for")
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") == 0


def test_the_back_button_closes_a_sheet_and_does_not_leave_the_class(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.get_by_role("button", name="Begin the first reading").click()
    begins(ana)
    for _ in range(2):
        ana.locator(".rows .para").first.click()
        ana.locator("dialog.over").wait_for()
        ana.go_back()
        ana.locator("dialog").wait_for(state="detached")
    sees(ana, "Reading 1 of 2")


def test_a_double_click_goes_one_step_and_confirms_nothing(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.locator("summary", has_text="Ana").click()
    for name, then in (
        ("Remove", "Really remove?"),
        ("Begin the first reading", "Close reading 1"),
        ("Close reading 1", "Close reading 2"),
    ):
        slowly_twice(teacher, teacher.get_by_role("button", name=name), then)
        sees(ana, re.compile("Ana|Reading"))
    begins(ana)
    slowly_twice(ana, ana.get_by_role("button", name="I am done"), "Done. Undo")
    sees(teacher, "Reading 2 of 2")


def slowly_twice(page: Page, button: Locator, then: str) -> None:
    """Double-click as slowly as people may: the page has changed when the second click comes."""
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    page.get_by_role("button", name=then).wait_for()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_timeout(300)
    page.get_by_role("button", name=then).wait_for()


def test_another_name_takes_the_place_of_one_that_was_refused(people: People) -> None:
    page = people.comes(phone=True)
    for name in ("Teacher", "Cuba", "Norway"):
        page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="Come in").click()
        page.locator(".refused", has_text=f"Come in as {name}").wait_for()
        assert page.locator(".refused").count() == 1
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Come in").click()
    sees(page, "Ana, take a seat")
    assert page.locator(".refused").count() == 0


def test_what_was_said_before_a_page_opened_is_over(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    ben = people.student("Ben", "Norway")
    at(ana, "Room")
    ana.get_by_label("A short statement").fill("We trust all.")
    ana.get_by_role("button", name="Ask for the floor").click()
    teacher.get_by_role("button", name="Give it to Cuba").click()
    sees(ben, re.compile("Cuba speaks"))
    ben.reload()
    sees(ben, "Ben, you speak for")
    assert ben.get_by_text("Cuba speaks").count() == 0
    assert ben.evaluate(PACKAGES) == [2], "nor is a package carried out twice"


def test_only_those_with_a_seat_hear_what_to_do_with_it(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    watching = people.comes(phone=True)
    watching.get_by_label("Your name").fill("Cem")
    watching.get_by_role("button", name="Come in").click()
    sees(watching, "Take a seat and read")
    sees(teacher, "1 of 5 seats has a person.")
    teacher.locator("summary", has_text="Settings").click()
    teacher.get_by_label("Chair", exact=True).select_option("Cem (no seat)")
    sees(watching, "Cem, you are the chair.")
    assert watching.get_by_text("Take a seat").count() == 0
    teacher.get_by_role("button", name="Begin the first reading").click()
    sees(ana, "Say what you think")
    sees(watching, "Reading 1 of 2")
    assert watching.get_by_text("Say what you think").count() == 0
