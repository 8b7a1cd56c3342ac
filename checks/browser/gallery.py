"""Draw every page of a class in every state: ``python -m checks.browser.gallery FOLDER [WORD...]``.

Only pages whose names have all of the words are drawn, if any are given. For each page there are pictures
of its states, and sheets with several of them side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from checks.browser.chromium import started
from checks.browser.class_moments import ROOMS, moments
from checks.browser.served_pages import served
from checks.browser.shown import Shown, Whose
from sim.classroom.room import Lesson

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Whoever came in last has no seat.
SPECTATOR = -1
#: Pixels of a long page that are shown on a sheet.
HIGHEST = 2400
Touch = Callable[["Page"], None]


class Look(NamedTuple):
    """A state of a page: its name, the moment, what is touched, the seconds on the clock, what was before."""

    name: str
    moment: str
    touch: Touch = lambda page: None
    clock: float = 40.0
    before: str = ""


class View(NamedTuple):
    """A page: its name, whose it is, its window, its states, and whether it is drawn in all its length."""

    name: str
    whose: Whose
    size: tuple[int, int]
    looks: tuple[Look, ...]
    whole: bool = True


def _press(*selectors: str) -> Touch:
    def pressed(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return pressed


_CAPITAL, _TALK, _CHAIR = (f"nav.tabs button:nth-child({n})" for n in (2, 3, 4))
_ROOM = "nav.tabs button:last-child"
PHONE = (
    Look("practice", "practice"),
    Look("waiting", "lobby"),
    Look("curtain", "reading"),
    Look("no brackets", "begun"),
    Look("reading", "reading"),
    Look("paragraph", "reading", _press(".rows .para")),
    Look("capital", "reading", _press(_CAPITAL)),
    Look("talk", "reading", _press(_TALK)),
    Look("thread", "reading", _press(_TALK, ".thread")),
    Look("package", "reading", _press(_TALK, ".grouphead button")),
    Look("room", "reading", _press(_ROOM)),
    Look("statement", "statement", _press(_ROOM)),
    Look("paused", "paused"),
    Look("last minute", "reading", clock=200.0),
    Look("lost", "reading"),
    Look("revision", "revision"),
    Look("chair", "chair", _press(_CHAIR)),
    Look("decide", "undecided"),
    Look("join", "undecided", _press(".big-choice.joins")),
    Look("dissociate", "undecided", _press(".big-choice.dissociates")),
    Look("object", "undecided", _press(".big-choice.objects")),
    Look("sent", "silence"),
    Look("look up", "opening"),
    Look("no report", "over"),
    Look("adopted", "adopted"),
)
WALL = (
    Look("nobody", "empty"),
    Look("lobby", "lobby"),
    Look("practice", "practice"),
    Look("no brackets", "begun"),
    Look("reading", "reading"),
    Look("last minute", "reading", clock=200.0),
    Look("statement", "statement", before="reading"),
    Look("paused", "paused"),
    Look("lost", "reading"),
    Look("revision", "revision"),
    Look("silence", "silence"),
    Look("closed", "closed"),
    Look("opening", "opening"),
    Look("last seat", "last"),
    Look("no report", "over"),
    Look("adopted", "adopted"),
)
TEACHER = (
    *(Look(name, name) for name in ("empty", "lobby", "practice", "reading", "paused", "revision")),
    *(Look(name, name) for name in ("silence", "closed", "opening", "over", "adopted")),
)
DEBRIEF = (Look("no report", "revealed"), Look("adopted", "adopted"))


def views() -> Iterator[View]:
    """Yield every page, by its name; the spectator is the last who came in."""
    for name, size in (("phone", (390, 844)), ("small phone", (320, 640))):
        yield View(name, 0, size, PHONE)
    yield View("seats", SPECTATOR, (390, 844), (Look("seats", "lobby"), Look("reading", "reading")))
    for size in ((1280, 800), (1920, 1080)):
        yield View(f"projector {size[0]}", "projector", size, WALL, whole=False)
    yield View("teacher", "teacher", (1280, 800), TEACHER)
    yield View("debrief", "debrief", (1280, 800), DEBRIEF)
    yield View("debrief phone", "debrief", (390, 844), DEBRIEF)


def main(folder: Path, words: list[str]) -> None:
    """Draw the pages whose names have all of the words."""
    with started() as browser:
        for seats, view, scheme in product(ROOMS, views(), ("light", "dark")):
            title = f"{view.name} {seats} {scheme}"
            if not all(word in title for word in words):
                continue
            dark = scheme == "dark"
            how = {"color_scheme": scheme, "reduced_motion": "reduce"}
            whose = ROOMS[seats][1] if view.whose == SPECTATOR else view.whose
            query = "?dark" if dark and view.whose == "projector" else ""
            shown = Shown(browser, *view.size, whose, query, **how)
            drawn = [_picture(shown, look, moments(seats), folder / title, view.whole) for look in view.looks]
            shown.leave()
            _sheets(folder / title, drawn)
            print(title)
        _served(browser, folder, words)


def _served(browser: Browser, folder: Path, words: list[str]) -> None:
    """Draw the pages that only a server shows."""
    for scheme in ("light", "dark"):
        if not all(word in f"served {scheme}" for word in words):
            continue
        drawn: dict[str, list[Path]] = {}
        with TemporaryDirectory() as classes:
            for name, state, page in served(
                browser, Path(classes), color_scheme=scheme, reduced_motion="reduce"
            ):
                file = folder / f"{name} {scheme}" / f"{state}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=file, full_page=True)
                drawn.setdefault(name, []).append(file)
        for name, files in drawn.items():
            _sheets(folder / f"{name} {scheme}", files)
            print(f"{name} {scheme}")


def _sheets(folder: Path, drawn: list[Path]) -> None:
    """Put pictures side by side, as many as can be read."""
    pictures = [Image.open(file).convert("RGB") for file in drawn]
    slim = pictures[0].width < 600
    across, scale = (7, 0.6) if slim else (3, 960 / pictures[0].width)
    few = across if slim else 2 * across
    for first in range(0, len(pictures), few):
        some = [_scaled(p, scale) for p in pictures[first : first + few]]
        wide, high = some[0].width + 8, max(p.height for p in some) + 8
        sheet = Image.new("RGB", (wide * min(across, len(some)), high * -(-len(some) // across)), "#888")
        for n, picture in enumerate(some):
            sheet.paste(picture, (n % across * wide, n // across * high))
        sheet.save(folder.with_name(f"{folder.name} {first // few + 1}.png"))


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    high = min(picture.height, HIGHEST)
    return picture.crop((0, 0, picture.width, high)).resize(
        (round(picture.width * scale), round(high * scale))
    )


def reached(shown: Shown, look: Look, told: dict[str, Lesson]) -> Page:
    """Bring a page into a state, in whatever language it is."""
    page = shown.open(told[look.before or look.moment], look.clock)
    if look.before:
        shown.show(told[look.moment], look.clock)
    if page.locator("dialog.curtain").count() and look.name != "curtain":
        page.locator("dialog.curtain button").click()
    look.touch(page)
    if look.name == "lost":
        shown.lose()
        page.locator(".lost, .post .line.wait").first.wait_for()
    return page


def _picture(shown: Shown, look: Look, told: dict[str, Lesson], folder: Path, whole: bool) -> Path:
    width = shown.page.viewport_size["width"] if shown.page.viewport_size else 0
    shown.page.set_viewport_size({"width": width, "height": shown.height})
    page = reached(shown, look, told)
    # What is fixed to the window stays where it belongs only if the window is as high as the page.
    high = page.evaluate("document.documentElement.scrollHeight") if whole else 0
    page.set_viewport_size({"width": width, "height": min(HIGHEST, max(high, shown.height))})
    shown.settle()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{look.name}.png"
    page.screenshot(path=file)
    return file


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
