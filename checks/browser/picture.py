"""Draw the pages of a class for docs/images, from an invented class: ``python -m checks.browser.picture``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PIL import Image

from checks.browser.chromium import started
from checks.browser.shown import Shown
from checks.server import StartPage
from sim.classroom.room import NOBODY, TEACHER, Lesson, act, key_of, prepare
from sim.classroom.room import actions as do
from sim.scenario.loading import load, load_with_record

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ROOT = Path(__file__).parents[2]
_SCENARIO = _ROOT / "scenarios" / "record" / "gge-2016-2017.yaml"
_IMAGES = _ROOT / "docs" / "images"
_PEOPLE = {
    "USA": "Olga", "EST": "Maryam", "NLD": "Zoë", "GBR": "Bartholomew", "DEU": "Lena", "JPN": "Haruto",
    "KEN": "Wanjiru", "SEN": "Awa", "IND": "Arjun", "BRA": "Luiza", "EGY": "محمد",
    "CUB": "Yusuf", "CHN": "Amélie", "RUS": "Mila",
}  # fmt: skip
_CALM: dict[str, Any] = {"reduced_motion": "reduce"}
#: Of a picture at most.
_COLOURS = 256


def _second_reading() -> Lesson:
    """Return the class in its second reading: some are done, and two ask for the floor."""
    lesson = Lesson.gathering(prepare(load(_SCENARIO), readings=3, coded=True), key_of("teacher"))
    for number, (seat, name) in enumerate(_PEOPLE.items()):
        lesson = act(lesson, NOBODY, do.Enter(name, key_of(name)))
        lesson = act(lesson, number, do.TakeSeat(seat))
    lesson = act(act(lesson, TEACHER, do.Begin()), TEACHER, do.Advance())
    lesson = act(lesson, TEACHER, do.SetTimer(600), 0.0)
    seats = list(_PEOPLE)
    for seat in ("CHN", "CUB", "RUS"):
        lesson = act(lesson, seats.index(seat), do.Answer(_charter(lesson), "brackets"))
        lesson = act(lesson, seats.index(seat), do.Propose(_charter(lesson), "silent"))
    lesson = act(lesson, TEACHER, do.Discuss(_charter(lesson)))
    for seat in ("EST", "JPN", "GBR", "KEN", "SEN", "CUB", "DEU"):
        lesson = act(lesson, seats.index(seat), do.Ready())
    for seat in ("NLD", "EST"):
        lesson = act(lesson, seats.index(seat), do.AskFloor(""))
    return lesson


def _charter(lesson: Lesson) -> str:
    """Return the paragraph on self-defence."""
    return next(issue.code for issue in lesson.case.issues if "Self-defence" in issue.title)


def _last_seat(lesson: Lesson) -> tuple[Lesson, Lesson]:
    """Return the class before its last seat opens, and after: China objects."""
    lesson = act(lesson, TEACHER, do.PutUnderSilence())
    for number, seat in enumerate(_PEOPLE):
        said = do.Decide("objects", "Article 51 turns cyberspace into a battlefield.")
        if seat == "CUB":
            said = do.Decide("dissociates", "The same concern, but we do not block.", (_charter(lesson),))
        elif seat != "CHN":
            said = do.Decide("joins")
        lesson = act(lesson, number, said)
    lesson = act(lesson, TEACHER, do.Advance())
    while True:
        opened = act(lesson, TEACHER, do.OpenSeats())
        if opened.phase == "over":
            return lesson, opened
        lesson = opened


def _projector(browser: Browser, reading: Lesson) -> Iterator[tuple[str, bytes]]:
    wall = Shown(browser, 1280, 720, "projector", **_CALM)
    yield "class-projector", wall.open(reading, 78.0).screenshot()
    before, after = _last_seat(reading)
    wall.open(before)
    yield "class-seats", wall.show(after).screenshot()
    wall.leave()


def _phone(browser: Browser, reading: Lesson) -> bytes:
    """Return four states side by side: the draft, a paragraph, the capital, the decision."""
    phone = Shown(browser, 390, 800, list(_PEOPLE).index("CUB"), **_CALM)
    seen = []
    for touched in ("", ".rows .para", "nav.tabs button:nth-child(2)"):
        page = phone.open(reading, 78.0)
        page.locator("dialog.curtain button").click()
        if touched:
            page.locator(touched).first.click()
        phone.settle()
        seen.append(page.screenshot())
    seen.append(phone.open(act(reading, TEACHER, do.PutUnderSilence())).screenshot())
    phone.leave()
    sheet = Image.new("RGB", (4 * 390 + 3 * 24, 800), "white")
    for n, picture in enumerate(seen):
        sheet.paste(Image.open(io.BytesIO(picture)), (n * (390 + 24), 0))
    drawn = io.BytesIO()
    sheet.resize((sheet.width * 3 // 4, sheet.height * 3 // 4), Image.Resampling.LANCZOS).save(drawn, "PNG")
    return drawn.getvalue()


def _laptop(browser: Browser, reading: Lesson) -> Iterator[tuple[str, bytes]]:
    teacher = Shown(browser, 1280, 800, "teacher", **_CALM)
    yield "class-teacher", teacher.open(reading, 78.0).screenshot()
    desk = act(act(reading, TEACHER, do.AppointChair("teacher")), TEACHER, do.Advance())
    yield "class-desk", teacher.open(desk).screenshot()
    teacher.leave()
    _, record = load_with_record(_SCENARIO)
    debrief = Shown(browser, 1280, 800, "debrief", record=record, **_CALM)
    over = act(_last_seat(reading)[1], TEACHER, do.Reveal(True))
    yield "class-debrief", debrief.open(over).screenshot()
    debrief.leave()


def _start(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    running = StartPage(folder)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(running.link)
    page.locator(".story").filter(has_text="The package deal").click()
    page.get_by_label("Students", exact=True).fill("5")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    yield "start-page", page.screenshot()
    page.get_by_role("button", name="Start class").click()
    page.get_by_text("Your class is open.").wait_for()
    yield "start-open", page.screenshot()
    page.close()
    running.stop()


def main() -> None:
    """Draw all pictures, each with few colours, so that it stays small."""
    reading = _second_reading()
    with started() as browser, TemporaryDirectory() as folder:
        pictures = {
            **dict(_projector(browser, reading)),
            "class-student": _phone(browser, reading),
            **dict(_laptop(browser, reading)),
            **dict(_start(browser, Path(folder))),
        }
    for name, drawn in pictures.items():
        picture = Image.open(io.BytesIO(drawn)).convert("RGB")
        picture.quantize(_COLOURS, kmeans=1, dither=Image.Dither.NONE).save(
            _IMAGES / f"{name}.png", optimize=True
        )
        print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main()
