"""An assignment over days in real browsers: two students, two devices, a deadline, and the teacher's page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.browser.classroom_people import People, needs_the_extra, sees
from checks.browser.looking import sound
from checks.browser.test_alone import decides, is_done, reading
from checks.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_the_extra()


class AssignmentServer(Server):
    """A server of `gge-sim assignment --serve` on the package deal."""

    command, first = "assignment", "Students"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "list.csv").write_text("name,email,seat\nAna Bell,ana@x.example,BOL\nBen Okoro,,\n")
    running = AssignmentServer(
        tmp_path, "package-deal", "--serve", "--readings", "2", "--roster", "list.csv",
        "--until", f"{datetime.now() + timedelta(days=2):%Y-%m-%d %H:%M}", "--out", str(tmp_path / "given"),
    )  # fmt: skip
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0
        assert running.said[-1] == "Stopped; everything is saved."


def looked_at(*pages: Page) -> None:
    for page in pages:
        before = page.viewport_size
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            sound(page, f"{width} pixels")
        page.set_viewport_size(before)  # type: ignore[arg-type]


def comes(people: People, link: str, name: str) -> Page:
    """Open a link on a device that nobody has used before."""
    page = people.comes(link, phone=True)
    sees(page, f"Are you {name}?")
    looked_at(page)
    page.get_by_role("button", name=f"Yes, I am {name}").click()
    return page


def sets(teacher: Page, name: str, days: int) -> None:
    """Let the teacher set the deadline of one student, or of everybody."""
    if name:
        teacher.get_by_role("button", name=f"More on {name}").click()
        looked_at(teacher)
    place = teacher.locator("dialog") if name else teacher.locator("section[aria-labelledby=due]")
    field = place.get_by_label("Deadline for this student" if name else "For everybody")
    field.fill(f"{datetime.now() + timedelta(days=days):%Y-%m-%dT%H:%M}")
    place.get_by_role("button", name="Set the deadline").click()
    if name:
        sees(teacher, re.compile("until "))
        teacher.keyboard.press("Escape")


def test_two_students_over_days(people: People, server: Server) -> None:
    teacher = people.teacher()
    table = teacher.request.get(server.address + "/teacher/links.csv").text()
    links = {row["name"]: row["link"] for row in csv.DictReader(io.StringIO(table))}
    teacher.get_by_role("link", name="Links, to print and cut").click()
    teacher.locator(".slips li").nth(1).wait_for()
    looked_at(teacher)
    teacher.get_by_role("link", name="All students").click()
    sees(teacher, "0 of 2 have begun, 0 have finished.")
    stranger = people.comes(phone=True)
    sees(stranger, "Open the link that your teacher has given to you.")
    looked_at(stranger)

    # One finishes: handed in, and the debrief waits for the others.
    ana = comes(people, links["Ana Bell"], "Ana Bell")
    ana.get_by_role("button", name="Begin reading 1").click()
    reading(ana, 1)
    ana.locator(".homework summary").click()
    assert ana.get_by_label("Your own link").input_value() == links["Ana Bell"]
    looked_at(ana)
    is_done(ana)
    reading(ana, 2)
    is_done(ana)
    decides(ana, "Join")
    sees(ana, "Your result is handed in")
    sees(ana, "The debrief opens here after the deadline.")
    looked_at(ana)

    # The other leaves in the middle, and goes on at another device, after a power cut.
    ben = comes(people, links["Ben Okoro"], "Ben Okoro")
    ben.get_by_role("button", name=re.compile("^Netherlands")).click()
    ben.get_by_role("button", name="Begin reading 1").click()
    reading(ben, 1)
    ben.locator(".rows > li").first.locator("button, summary").first.click()
    ben.locator("label.brackets").first.click()
    ben.keyboard.press("Escape")
    sees(ben, re.compile("Everything is saved"))
    server.kill()
    server.start()
    ben.context.close()
    again = comes(people, links["Ben Okoro"], "Ben Okoro")
    again.get_by_test_id("stage").filter(has_text="Reading 1 of 2").wait_for()
    again.locator(".tok.brackets").first.wait_for()
    sees(teacher, "2 of 2 have begun, 1 have finished.")
    sees(teacher, "Joined. Brought home:")
    sees(teacher, "reading 1 of 2")
    looked_at(teacher)

    # The deadline passes: nothing more is taken, the debrief opens, to the other one too.
    sets(teacher, "", -1)
    sees(again, "The deadline has passed")
    sees(again, "You came to reading 1 of 2. Nothing more is taken.")
    looked_at(again)
    ana.get_by_role("link", name="Open the debrief").click()
    sees(ana, "You, Bolivia")
    again.get_by_role("link", name="Open the debrief").click()
    sees(again, "You had not finished.")
    looked_at(again)

    # More time for one of them.
    sets(teacher, "Ben Okoro", 3)
    again.goto(server.address)
    again.get_by_test_id("stage").filter(has_text="Reading 1 of 2").wait_for()
    is_done(again)
    reading(again, 2)
    is_done(again)
    decides(again, "Object", "Not with this text.")
    sees(again, "Your result is handed in")
    sees(teacher, "Objected. Brought home:")
    teacher.get_by_role("link", name="All students against the model").wait_for()
    page = people.comes(server.link)
    page.get_by_test_id("stage").wait_for()
    page.goto(server.address + "/teacher/results/page.html")
    sees(page, "1 of 2 students ended with a report.")
    grades = page.request.get(server.address + "/teacher/grades.csv").text()
    rows = list(csv.DictReader(io.StringIO(grades)))
    assert [(row["name"], row["stage"], row["report"]) for row in rows] == [
        ("Ana Bell", "finished", "yes"),
        ("Ben Okoro", "finished", "no"),
    ]
