"""The projector shows all of every moment at once: it never scrolls, and no words are cut off or covered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import needs_the_extra
from checks.browser.looking import violations

needs_the_extra()

from checks.browser.crowded_class import NAMES, case_of, gathered, read  # noqa: E402
from checks.browser.projected_moments import MIDDLE, moments  # noqa: E402
from checks.browser.shown import Shown  # noqa: E402
from sim.classroom.room import TEACHER, act, projector_view  # noqa: E402
from sim.classroom.room import actions as do  # noqa: E402

#: Seats, paragraphs, people and readings.
ROOMS = [(4, 3, 3, 3), (8, 4, 5, 2), (25, 17, 17, 3), (40, 17, 32, 12), (193, 17, 30, 4)]
SCREENS = [(1280, 800), (1920, 1080), (3840, 2160)]
#: Seats of the room that is looked at on all screens, and from right to left. All is measured in the height
#: of the window, so that the largest screen differs from the one before in hair lines alone.
WHOLE = 25

#: What cannot be read: outside the window, cut off by a box, over other words, or over a plate.
UNREAD = """() => {
    const found = [], all = [];
    const root = document.documentElement;
    const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth)
        found.push(`scrolls: ${root.scrollWidth} by ${root.scrollHeight}`);
    const cuts = box => box.matches('.name') ||
        (getComputedStyle(box).overflow !== 'visible' && box !== document.body && box !== root);
    const within = (r, b, slack) => r.left > b.left - 1 && r.right < b.right + 1 &&
        r.top > b.top - slack && r.bottom < b.bottom + slack;
    const page = new DOMRect(0, 0, innerWidth, innerHeight);
    const walk = document.createTreeWalker(document.querySelector('.projector'), NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
        const words = node.data.trim(), of = node.parentElement;
        if (!words || of.closest('.unseen, title') || !of.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const r of range.getClientRects()) {
            if (r.width < 1) continue;
            if (!within(r, page, 1)) found.push(`outside: ${words}`);
            for (let box = of; box; box = box.parentElement)
                if (cuts(box) && !within(r, box.getBoundingClientRect(), 0.2 * r.height))
                    found.push(`cut off by ${box.className}: ${words}`);
            all.push([r, words, of]);
        }
    }
    all.forEach(([a, one, of], n) => {
        for (const [b, other, by] of all.slice(n + 1))
            if (of !== by && across(a, b) > 2 && down(a, b) > 0.35 * Math.min(a.height, b.height))
                found.push(`over each other: ${one} / ${other}`);
    });
    const plates = [...document.querySelectorAll('.name')].map(e => [e.getBoundingClientRect(), e]);
    const meet = (a, b) => across(a, b) > 1 && down(a, b) > 1;
    plates.forEach(([a, one], n) => {
        for (const [b, other] of plates.slice(n + 1))
            if (meet(a, b)) found.push(`plates: ${one.innerText} / ${other.innerText}`);
        for (const [b, words, of] of all)
            if (!one.contains(of) && meet(a, b)) found.push(`under a plate: ${words}`);
    });
    return [...new Set(found)];
}"""
#: Letters of the names on plates, in pixels.
LETTERS = "() => [...document.querySelectorAll('.name')].map(e => parseFloat(getComputedStyle(e).fontSize))"


@pytest.fixture
def projection(somebody: Reader) -> Iterator[Shown]:
    shown = Shown(somebody.browser, *SCREENS[0], "projector", reduced_motion="reduce")
    yield shown
    shown.leave()


@pytest.mark.parametrize(("seats", "paragraphs", "people", "readings"), ROOMS)
def test_everything_can_be_read_in_every_phase(
    projection: Shown, seats: int, paragraphs: int, people: int, readings: int
) -> None:
    unread: dict[str, list[str]] = {}
    for name, lesson, clock, faked in moments(seats, paragraphs, people, readings):
        page = projection.open(lesson, clock, **faked)
        for width, height in SCREENS if seats == WHOLE else SCREENS[:2]:
            page.set_viewport_size({"width": width, "height": height})
            projection.settle()
            if found := page.evaluate(UNREAD):
                unread[f"{name}, {width} by {height}"] = found[:6]
        assert not set(lesson.case.seats) & set(page.inner_text("body").split()), "a code of a seat"
        if seats == WHOLE:
            page.evaluate("document.documentElement.dir = 'rtl'")
            projection.settle()
            if found := page.evaluate(UNREAD):
                unread[f"{name}, from right to left"] = found[:6]
    assert unread == {}


@pytest.mark.parametrize(("seats", "paragraphs", "people", "readings"), ROOMS)
def test_a_statement_has_the_whole_screen(
    projection: Shown, seats: int, paragraphs: int, people: int, readings: int
) -> None:
    lesson = read(gathered(case_of(seats, paragraphs, readings), people))
    page = projection.open(lesson, MIDDLE)
    projection.show(act(lesson, TEACHER, do.GiveFloor(lesson.hands[0].seat)), MIDDLE)
    page.get_by_text("Has the floor").wait_for()
    assert page.locator(".name").count() == 0
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        projection.settle()
        assert page.evaluate(UNREAD) == []


@pytest.mark.parametrize(("seats", "least"), [(8, 28), (25, 20), (40, 18)])
def test_names_are_large(projection: Shown, seats: int, least: float) -> None:
    page = projection.open(gathered(case_of(seats, 4), seats))
    page.set_viewport_size({"width": 1920, "height": 1080})
    projection.settle()
    letters = sorted(page.evaluate(LETTERS))
    assert len(letters) == seats
    assert letters[seats // 2] >= least


@pytest.mark.parametrize("query", ["", "?dark"])
def test_nothing_bars_anybody_from_it(somebody: Reader, query: str) -> None:
    how = {"reduced_motion": "reduce", "color_scheme": "dark"}
    projection = Shown(somebody.browser, 1920, 1080, "projector", query, **how)
    barred = {}
    for name, lesson, clock, faked in moments(25, 9, 17):
        if found := violations(projection.open(lesson, clock, **faked)):
            barred[name] = found
    projection.leave()
    assert barred == {}


def test_it_is_light_unless_its_address_asks_for_dark(somebody: Reader) -> None:
    grounds = []
    for query in ("", "?dark"):
        projection = Shown(somebody.browser, 1280, 800, "projector", query, color_scheme="dark")
        page = projection.open(gathered(case_of(4, 3), 2))
        grounds.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
        projection.leave()
    assert grounds == ["rgb(253, 250, 244)", "rgb(12, 23, 34)"]


def test_what_is_under_discussion_is_large_and_who_brackets_it_has_brackets(projection: Shown) -> None:
    lesson = read(gathered(case_of(8, 4), 5))
    page = projection.open(act(lesson, TEACHER, do.Discuss("P3")), MIDDLE)
    assert page.locator(".spot .n").inner_text() == "3"
    held = set(page.locator(".name.held b").all_inner_texts())
    brackets = projector_view(lesson).paragraphs[2].brackets
    assert held == {lesson.case.name(seat) for seat in brackets}
    assert 0 < len(held) < 8


def test_the_last_seat_is_shown_before_the_result(projection: Shown) -> None:
    lesson = read(gathered(case_of(8, 4), 5))
    lesson = act(act(lesson, TEACHER, do.PutUnderSilence()), 0, do.Decide("objects", "Not with us."))
    lesson = act(lesson, TEACHER, do.Advance())
    page = projection.open(lesson)
    assert page.locator(".name.shut").count() == 8
    name = next(seat.name for seat in projector_view(lesson).seats if seat.player == NAMES[0])
    for _ in range(8):
        assert page.get_by_text("Not with us.").count() == 0
        lesson = act(lesson, TEACHER, do.OpenSeats())
        projection.show(lesson)
    page.get_by_text(f"{name} objects").wait_for()
    page.get_by_text("Not with us.").wait_for()
    assert page.get_by_test_id("verdict").count() == 0
    page.get_by_test_id("verdict").wait_for()
    assert page.locator(".result.no").count() == 1


def test_whoever_opens_all_seats_sees_the_result_at_once(projection: Shown) -> None:
    lesson = read(gathered(case_of(8, 4), 5))
    lesson = act(act(lesson, TEACHER, do.PutUnderSilence()), TEACHER, do.Advance())
    page = projection.open(lesson)
    projection.show(act(lesson, TEACHER, do.OpenSeats(all=True)))
    assert page.get_by_test_id("verdict").count() == 1


def test_without_a_connection_the_last_room_stays(projection: Shown) -> None:
    page = projection.open(read(gathered(case_of(25, 9), 17)), MIDDLE)
    projection.lose()
    page.get_by_text("No connection").wait_for()
    projection.settle()
    assert page.locator(".name").count() == 25
    assert page.evaluate(UNREAD) == []
