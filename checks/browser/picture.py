"""Draw the projector for docs/images, from an invented class: ``python -m checks.browser.picture``."""

from __future__ import annotations

from pathlib import Path

from checks.browser.chromium import started
from checks.browser.projection import Projection
from sim.classroom.room import NOBODY, TEACHER, Lesson, act, key_of, prepare
from sim.classroom.room import actions as do
from sim.scenario.loading import load

_ROOT = Path(__file__).parents[2]
_SCENARIO = _ROOT / "scenarios" / "record" / "gge-2016-2017.yaml"
_IMAGES = _ROOT / "docs" / "images"
_PEOPLE = {
    "USA": "Olga", "EST": "Maryam", "NLD": "Zoë", "GBR": "Bartholomew", "DEU": "Lena", "JPN": "Haruto",
    "KEN": "Wanjiru", "SEN": "Awa", "IND": "Arjun", "BRA": "Luiza", "EGY": "محمد",
    "CUB": "Yusuf", "CHN": "Amélie", "RUS": "Mila",
}  # fmt: skip
_SIZE = (1280, 720)


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


def main() -> None:
    """Draw both pictures."""
    with started() as browser:
        projection = Projection(browser, *_SIZE, reduced_motion="reduce")
        reading = _second_reading()
        page = projection.open(reading, 78.0)
        page.screenshot(path=_IMAGES / "class-projector.png")
        before, after = _last_seat(reading)
        projection.open(before)
        projection.show(after)
        page.screenshot(path=_IMAGES / "class-seats.png")
        projection.leave()
    print("docs/images/class-projector.png, docs/images/class-seats.png")


if __name__ == "__main__":
    main()
