"""The teacher's page and the chair's desk: every moment of small and large rooms, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import needs_the_extra
from checks.browser.keys import goes_to, presses
from checks.browser.looking import sound, words

needs_the_extra()

from checks.browser.class_moments import ROOMS  # noqa: E402
from checks.browser.class_moments import moments as told  # noqa: E402
from checks.browser.shown import Shown  # noqa: E402
from sim.classroom.room import TEACHER, act  # noqa: E402
from sim.classroom.room import actions as do  # noqa: E402

MOMENTS = ("lobby", "reading", "revision", "silence", "closed", "opening", "over")


@pytest.fixture
def laptop(somebody: Reader) -> Iterator[Shown]:
    came = Shown(somebody.browser, 1280, 800, "teacher")
    yield came
    came.leave()


@pytest.mark.parametrize("seats", ROOMS)
def test_every_moment_fits_and_can_be_read_by_everybody(laptop: Shown, seats: int) -> None:
    for name in MOMENTS if seats < 100 else ("reading", "opening"):
        page = laptop.open(told(seats)[name])
        sound(page, f"{seats} seats, {name}")


def test_the_strip_names_who_is_waited_for_and_says_the_next_thing(laptop: Shown) -> None:
    page = laptop.open(told(8)["reading"])
    page.get_by_text("Waiting for Maryam, Zoë and Lena.").wait_for()
    assert page.locator(".forward").inner_text() == "Close reading 1"
    page = laptop.open(told(25)["opening"])
    assert page.locator(".forward").inner_text() == "Open the next seat: 4 of 25"


def test_who_needs_help_comes_first(laptop: Shown) -> None:
    page = laptop.open(told(8)["reading"])
    names = page.locator(".people .who strong").all_inner_texts()
    assert names[0] == "Bartholomew", "who is away"
    assert set(names[1:4]) == {"Maryam", "Zoë", "Lena"}, "who is not done"
    page.get_by_role("button", name="Give it to").click()
    assert laptop.did()[-1]["do"] == "give-floor"


def test_a_capital_says_why_and_a_large_room_is_folded(laptop: Shown) -> None:
    page = laptop.open(told(8)["reading"])
    reasons = page.locator(".ms .re").all_inner_texts()
    assert reasons
    assert all(reason.startswith(("Red line: ", "Misses ", "Minds ")) for reason in reasons)
    page = laptop.open(told(193)["reading"])
    shown = page.locator(".ms.joins").count()
    assert shown == page.locator(".ms.joins.person").count(), "of those who join, people alone are shown"
    page.locator("summary", has_text="would join").wait_for()


def test_the_space_bar_opens_the_next_seat_and_nobody_reads_it_before(laptop: Shown) -> None:
    page = laptop.open(told(8)["closed"])
    assert "It is a red line for us." not in page.content()
    assert page.locator(".ms.closed").count() == 8
    page.keyboard.press("Space")
    assert [action["do"] for action in laptop.did()] == ["open-seats"]
    laptop.answer("done")
    page.get_by_label("Minutes").focus()
    page.keyboard.press("Space")
    assert len(laptop.did()) == 1, "in a field it is a space"
    page = laptop.open(told(25)["over"])
    assert "It is a red line for us." in words(page)
    assert "Not as the capital wanted" in words(page)


def test_one_paragraph_is_chosen_for_the_projector_by_keyboard(laptop: Shown) -> None:
    page = laptop.open(act(told(8)["reading"], TEACHER, do.Discuss(None)))
    turns = page.get_by_label("All by turns")
    assert turns.is_checked()
    turns.focus()
    page.keyboard.press("ArrowDown")
    sent = laptop.did()[-1]
    assert sent["do"] == "discuss"
    assert sent["issue"] in [issue.code for issue in told(8)["reading"].case.issues]


def test_a_refused_action_stays_in_sight_until_it_has_been_read(laptop: Shown) -> None:
    page = laptop.open(told(193)["revision"])
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator(".forward").click()
    laptop.answer("refused", "The class has moved on since. Please look again.")
    alert = page.get_by_role("alert")
    alert.get_by_text("The class has moved on since.").wait_for()
    for top in (0, 10_000):
        page.evaluate(f"window.scrollTo(0, {top})")
        page.wait_for_timeout(50)
        box = alert.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800
    page.get_by_role("button", name="Start timer").click()
    laptop.answer("done")
    page.reload()
    alert.get_by_text("The class has moved on since.").wait_for()
    page.get_by_role("button", name="Take away").click()
    alert.wait_for(state="detached")


def test_the_desk_counts_brackets_and_changes_and_needs_an_answer(laptop: Shown) -> None:
    page = laptop.open(told(8)["revision"])
    first = page.locator(".cpar").first
    assert first.locator(".wording").count() == first.get_by_role("radio").count(), "every wording in full"
    page.get_by_text("0 changes of two").wait_for()
    give = page.get_by_role("button", name="Give this draft to the room")
    give.click()
    assert laptop.did() == [], "a pressing package needs an answer"
    page.get_by_label("If not: why?").fill("It would cost us two friends.")
    first.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("1 change of two").wait_for()
    give.click()
    sent = laptop.did()[-1]
    assert len(sent["text"]) == 1
    assert sent["answers"] == {"1": "It would cost us two friends."}
    assert sent["packages"] == []


def test_a_package_that_is_carried_out_decides_its_paragraphs(laptop: Shown) -> None:
    page = laptop.open(told(8)["revision"])
    page.get_by_label("Carry out package 1").check()
    assert page.locator(".cpar fieldset:disabled").count() == 2
    page.get_by_role("button", name="Give this draft to the room").click()
    sent = laptop.did()[-1]
    assert (sent["text"], sent["packages"], sent["answers"]) == ({}, [1], {})


def test_a_reading_and_the_desk_with_the_keyboard_alone(laptop: Shown) -> None:
    page = laptop.open(told(8)["reading"])
    goes_to(page, ".tclock button")
    presses(page, "^Pause")
    laptop.answer("done")
    goes_to(page, ".pset input")
    page.keyboard.press("ArrowDown")
    laptop.answer("done")
    presses(page, "^Give it to")
    laptop.answer("done")
    goes_to(page, ".people summary")
    page.keyboard.press("Enter")
    assert page.locator(".people details[open]").count() == 1
    assert [sent["do"] for sent in laptop.did()] == ["pause", "discuss", "give-floor"]
    page = laptop.open(told(8)["revision"])
    goes_to(page, ".offer .tick input")
    goes_to(page, ".offer input[type=text]")
    page.keyboard.type("It would cost us two friends.")
    goes_to(page, ".opt input")
    page.keyboard.press("ArrowRight")
    presses(page, "^Give this draft to the room")
    assert laptop.did()[-1]["answers"] == {"1": "It would cost us two friends."}
    page = laptop.open(told(8)["over"])
    goes_to(page, ".then input")
    laptop.answer("done")
    page.keyboard.press("Space")
    assert (laptop.did()[-1]["do"], laptop.did()[-1]["shown"]) == ("reveal", True)


def test_a_student_in_the_chair_has_the_same_desk(somebody: Reader) -> None:
    phone = Shown(somebody.browser, 390, 800, 0)
    lesson = act(told(8)["revision"], TEACHER, do.AppointChair(0))
    page = phone.open(lesson)
    page.get_by_role("button", name="Chair", exact=True).click()
    page.get_by_role("button", name="Give this draft to the room").wait_for()
    sound(page)
    phone.leave()


def test_a_student_reads_on_one_screen_what_the_capital_would_decide(somebody: Reader) -> None:
    phone = Shown(somebody.browser, 390, 844, 2)
    page = phone.open(told(8)["silence"])
    page.locator(".takeover .advice").wait_for()
    sound(page)
    phone.leave()


def test_practice_begins_on_every_phone_with_the_buttons_of_a_reading(somebody: Reader) -> None:
    phone = Shown(somebody.browser, 390, 844, 0)
    page = phone.open(act(told(8)["lobby"], TEACHER, do.Practise(True)))
    box = page.get_by_test_id("practice").bounding_box()
    assert box is not None
    assert box["y"] < 200
    page.locator("label.brackets").click()
    phone.answer("done")
    page.get_by_role("button", name="Propose C explicit").click()
    assert [action["do"] for action in phone.did()] == ["try-out", "try-out"]
    sound(page)
    phone.leave()


def test_a_package_that_waits_for_an_answer_counts_on_the_tab(somebody: Reader) -> None:
    phone = Shown(somebody.browser, 390, 844, 0)
    page = phone.open(told(8)["reading"])
    page.get_by_role("button", name="Talk 2 new").wait_for()
    phone.leave()
