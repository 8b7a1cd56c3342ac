"""A student's phone: with the keyboard alone, on the smallest screen, mirrored, while the class moves on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.browser.classroom_people import (
    People,
    answered,
    answers,
    at,
    begins,
    needs_the_extra,
    sees,
    unfolds,
)
from checks.browser.keys import goes_to, presses
from checks.browser.looking import overflows, sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_the_extra()

#: What can be pressed and is lower than a finger needs; a word in a sentence is as high as its line.
LOW = """() => [...document.querySelectorAll('button, select, summary, textarea, a[href], .phone label')]
    .filter(e => !e.matches('.term') && e.checkVisibility() && !e.closest('.unseen'))
    .filter(e => e.tagName !== 'LABEL' || e.querySelector('input'))
    .map(e => [e.textContent.trim().slice(0, 30), Math.round(e.getBoundingClientRect().height)])
    .filter(([, height]) => height > 0 && height < 44)"""


def escapes(page: Page) -> str:
    """Let somebody close a sheet; return the words of what has the focus then."""
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    return str(page.evaluate("document.activeElement.innerText"))


def tapped(page: Page, name: str) -> None:
    """Look at a state of a phone: sound, and easy to tap."""
    assert page.evaluate(LOW) == [], name
    sound(page, name)


def small(page: Page) -> Page:
    page.set_viewport_size({"width": 320, "height": 640})
    return page


def test_a_lesson_with_the_keyboard_alone(people: People) -> None:
    teacher, ben = people.teacher(), people.student("Ben", "Norway")
    ana = people.comes(phone=True)
    goes_to(ana, "#name")
    ana.keyboard.type("Ana")
    presses(ana, "Come in")
    ana.get_by_role("heading", name="Ana, take a seat").wait_for()
    presses(ana, "^Cuba")
    ana.get_by_role("button", name="Open my secret instructions").wait_for()
    teacher.get_by_role("button", name="Begin the first reading").click()

    # A reading: the curtain has the focus; a sheet takes it and gives it back.
    ana.locator("dialog.curtain button:focus").wait_for()
    ana.keyboard.press("Enter")
    ana.locator("dialog").wait_for(state="detached")
    goes_to(ana, ".para")
    ana.keyboard.press("Enter")
    ana.locator("dialog :focus").wait_for()
    goes_to(ana, "input[name=answer]")
    ana.keyboard.press("Space")
    ana.keyboard.press("ArrowRight")
    ana.keyboard.press("ArrowRight")
    sees(ana, "Saved: you bracket it.")
    presses(ana, "Propose C explicit")
    sees(ana, "Saved: you bracket it, and propose C explicit.")
    assert "Trust" in escapes(ana)
    answered(ana, "brackets")

    # A package to the whole room, and a note.
    presses(ana, "^Talk")
    presses(ana, "Offer a package")
    for side in ("takes", "asks"):
        goes_to(ana, f"#pack-{side}")
        ana.keyboard.press("ArrowDown")
        if side == "asks":
            ana.keyboard.press("ArrowDown")
        goes_to(ana, f"input[name=words-{side}]")
        ana.keyboard.press("Space")
        ana.keyboard.press("ArrowUp")  # from the first to the last
    presses(ana, "Send the package")
    sees(ana, "Package 1: yours")
    ana.locator("dialog").wait_for(state="detached")
    assert "Offer a package" in ana.evaluate("document.activeElement.innerText")
    goes_to(ana, "#to")
    ana.keyboard.press("ArrowDown")
    presses(ana, "^Write")
    goes_to(ana, "#note")
    ana.keyboard.type("Shall we agree?")
    presses(ana, "^Send")
    at(ben, "Talk 2 new")
    sees(ben, "Shall we agree?")
    assert escapes(ana) == "Write"
    presses(ana, "^Draft")
    presses(ana, "I am done")
    sees(ana, "Done. Undo")

    # The decision takes over, and Escape does not close it.
    teacher.get_by_role("button", name="decide on the text").click()
    ana.get_by_role("heading", name="Cuba decides").wait_for()
    ana.keyboard.press("Escape")
    presses(ana, "^Dissociate")
    ana.get_by_role("heading", name="Cuba dissociates.").wait_for()
    goes_to(ana, ".chip input")
    ana.keyboard.press("Space")
    sees(ana, "1 paragraph does not bind you.")
    goes_to(ana, "#reason")
    ana.keyboard.type("Not this.")
    presses(ana, "Send: Cuba dissociates")
    sees(ana, "The chair has it.")
    teacher.get_by_role("button", name="Take the decision").click()
    teacher.get_by_role("button", name="Open all seats").click()
    sees(ana, "You decided otherwise. Be ready to say why.")
    sees(ana, "Packages: 1 offered, 0 co-sponsored.")


def test_every_state_on_the_smallest_screen(people: People) -> None:
    teacher = people.teacher()
    people.student("Ben", "Norway")
    ana = small(people.comes(phone=True))
    ana.get_by_label("Your name").fill("Ana")
    tapped(ana, "name")
    ana.get_by_role("button", name="Come in").click()
    ana.get_by_role("button", name="Choose for me").wait_for()
    tapped(ana, "seats")
    ana.get_by_role("button", name=re.compile("^Cuba")).click()
    ana.get_by_role("button", name="Open my secret instructions").wait_for()
    tapped(ana, "waiting")
    teacher.get_by_role("button", name="Begin the first reading").click()
    ana.locator("dialog.curtain").wait_for()
    assert overflows(ana) == []
    begins(ana)
    ana.locator(".rows .para").first.click()
    tapped(ana, "paragraph")
    ana.locator("dialog label.brackets").click()
    ana.get_by_role("button", name="Offer a trade").click()
    tapped(ana, "package")
    ana.keyboard.press("Escape")
    for tab in ("Draft", "Capital", "Talk", "Room"):
        at(ana, tab)
        tapped(ana, tab)
    teacher.get_by_role("button", name="decide on the text").click()
    ana.get_by_role("heading", name="Cuba decides").wait_for()
    box = ana.locator("button.big-choice").last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640, "the three choices are on the first screen"
    tapped(ana, "decision")
    for choice in ("Join", "Object", "Dissociate"):
        ana.locator("button.big-choice", has_text=choice).click()
        tapped(ana, choice)
        ana.get_by_role("button", name="Back to the three choices").click()
    ana.locator("button.big-choice", has_text="Object").click()
    ana.get_by_label("Your reason").fill("Too little.")
    ana.get_by_role("button", name="Yes, Cuba objects").click()
    sees(ana, "The chair has it.")
    tapped(ana, "decided")
    teacher.get_by_role("button", name="Take the decision").click()
    sees(ana, "Look up.")
    tapped(ana, "opening")
    teacher.get_by_role("button", name="Open all seats").click()
    sees(ana, "You stopped it.")
    tapped(ana, "result")
    assert "%" not in ana.inner_text("body")
    teacher.get_by_label("Reveal all").check()
    ana.get_by_role("link", name="debrief").click()
    sees(ana, "You, Cuba")
    tapped(ana, "debrief")
    assert "%" not in ana.inner_text("body")


def test_a_curtain_says_what_the_chair_changed_and_that_the_class_is_back(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.get_by_role("button", name="Begin the first reading").click()
    answers(ana, "supports", 1)
    unfolds(teacher, "Settings")
    teacher.get_by_label("Chair", exact=True).select_option("teacher")
    teacher.get_by_role("button", name="Close reading 1").click()
    teacher.get_by_label("2 Help, C explicit").check()
    teacher.get_by_role("button", name="Give this draft to the room").click()
    curtain = ana.locator("dialog.curtain")
    curtain.filter(has_text="Reading 1 is closed").filter(has_text="now C explicit: more").wait_for()
    curtain.wait_for(state="detached")  # by itself
    ana.locator(".rows > li").nth(1).locator(".tok.none").wait_for()
    ana.locator(".rows .para").first.click()
    teacher.get_by_role("button", name="Back into the reading").or_(
        teacher.get_by_role("button", name="Back one reading")
    ).click()
    teacher.get_by_role("button", name="Really go back").click()
    curtain.filter(has_text="Back to reading 1").filter(has_text="as you left them").wait_for()
    begins(ana)
    answered(ana, "supports", 1)


def test_a_refused_answer_stands_in_its_row_until_it_is_read(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.get_by_role("button", name="Begin the first reading").click()
    answers(ana, "supports")
    sees(ana, "Everything is saved")
    ana.context.set_offline(True)
    answers(ana, "brackets")
    sees(ana, "▲ waits")
    teacher.get_by_role("button", name="Pause").click()
    sees(teacher, "paused")
    ana.context.set_offline(False)
    row = ana.locator(".rows > li").first
    row.get_by_text("The class is paused").wait_for()
    answered(ana, "supports")
    ana.reload()
    row.get_by_text("The class is paused").wait_for()
    row.get_by_role("button", name="I have read this").click()
    row.get_by_text("The class is paused").wait_for(state="detached")


def test_who_comes_back_hears_what_the_computer_answered(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.get_by_role("button", name="Begin the first reading").click()
    answers(ana, "brackets")
    sees(ana, "Everything is saved")
    ana.context.set_offline(True)
    sees(teacher, "away")
    ana.context.set_offline(False)
    sees(ana, "You were away. The computer answered 1 paragraph for you.")
    ana.get_by_role("button", name="I have read this").click()
    ana.get_by_text("You were away.").wait_for(state="detached")
