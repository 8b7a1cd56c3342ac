"""The projector shows all of every moment at once: it never scrolls, and no words are cut off or covered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import needs_the_extra
from checks.browser.looking import violations

needs_the_extra()

from checks.browser.projected_moments import MIDDLE, moments  # noqa: E402
from checks.browser.projection import NAMES, Projection, case_of, gathered, read  # noqa: E402
from sim.classroom.room import TEACHER, act, projector_view  # noqa: E402
from sim.classroom.room import actions as do  # noqa: E402

#: Seats, paragraphs, people and readings.
ROOMS = [(4, 3, 3, 3), (8, 4, 5, 2), (25, 17, 17, 3), (40, 17, 32, 12), (193, 17, 30, 4)]
SCREENS = [(1280, 800), (1920, 1080), (3840, 2160)]

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
def projection(somebody: Reader) -> Iterator[Projection]:
    shown = Projection(somebody.browser, *SCREENS[0], reduced_motion="reduce")
    yield shown
    shown.leave()


@pytest.mark.parametrize(("seats", "paragraphs", "people", "readings"), ROOMS)
def test_everything_can_be_read_in_every_phase(
    projection: Projection, seats: int, paragraphs: int, people: int, readings: int
) -> None:
    unread: dict[str, list[str]] = {}
    for name, lesson, clock, faked in moments(seats, paragraphs, people, readings):
        page = projection.open(lesson, clock, **faked)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            projection.settle()
            if found := page.evaluate(UNREAD):
                unread[f"{name}, {width} by {height}"] = found[:6]
    assert unread == {}


@pytest.mark.parametrize(("seats", "paragraphs", "people", "readings"), ROOMS)
def test_a_statement_has_the_whole_screen(
    projection: Projection, seats: int, paragraphs: int, people: int, readings: int
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


def test_it_can_be_read_from_right_to_left(projection: Projection) -> None:
    unread = {}
    for name, lesson, clock, faked in moments(25, 9, 17):
        page = projection.open(lesson, clock, **faked)
        page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
        projection.settle()
        if found := page.evaluate(UNREAD):
            unread[name] = found[:6]
    assert unread == {}


@pytest.mark.parametrize(("seats", "least"), [(8, 28), (25, 20), (40, 18)])
def test_names_are_large(projection: Projection, seats: int, least: float) -> None:
    page = projection.open(gathered(case_of(seats, 4), seats))
    page.set_viewport_size({"width": 1920, "height": 1080})
    projection.settle()
    letters = sorted(page.evaluate(LETTERS))
    assert len(letters) == seats
    assert letters[seats // 2] >= least


@pytest.mark.parametrize("address", ["/projector", "/projector?dark"])
def test_nothing_bars_anybody_from_it(somebody: Reader, address: str) -> None:
    projection = Projection(
        somebody.browser, 1920, 1080, address, reduced_motion="reduce", color_scheme="dark"
    )
    barred = {}
    for name, lesson, clock, faked in moments(25, 9, 17):
        if found := violations(projection.open(lesson, clock, **faked)):
            barred[name] = found
    projection.leave()
    assert barred == {}


def test_it_is_light_unless_its_address_asks_for_dark(somebody: Reader) -> None:
    grounds = []
    for address in ("/projector", "/projector?dark"):
        projection = Projection(somebody.browser, 1280, 800, address, color_scheme="dark")
        page = projection.open(gathered(case_of(4, 3), 2))
        grounds.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
        projection.leave()
    assert grounds == ["rgb(253, 250, 244)", "rgb(12, 23, 34)"]


def test_what_is_under_discussion_is_large_and_who_brackets_it_has_brackets(projection: Projection) -> None:
    lesson = read(gathered(case_of(8, 4), 5))
    page = projection.open(act(lesson, TEACHER, do.Discuss("P3")), MIDDLE)
    assert page.locator(".spot .n").inner_text() == "3"
    held = set(page.locator(".name.held b").all_inner_texts())
    brackets = projector_view(lesson).paragraphs[2].brackets
    assert held == {lesson.case.name(seat) for seat in brackets}
    assert 0 < len(held) < 8


def test_the_last_seat_is_shown_before_the_result(projection: Projection) -> None:
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


def test_whoever_opens_all_seats_sees_the_result_at_once(projection: Projection) -> None:
    lesson = read(gathered(case_of(8, 4), 5))
    lesson = act(act(lesson, TEACHER, do.PutUnderSilence()), TEACHER, do.Advance())
    page = projection.open(lesson)
    projection.show(act(lesson, TEACHER, do.OpenSeats(all=True)))
    assert page.get_by_test_id("verdict").count() == 1


def test_without_a_connection_the_last_room_stays(projection: Projection) -> None:
    page = projection.open(read(gathered(case_of(25, 9), 17)), MIDDLE)
    projection.lose()
    page.get_by_text("No connection").wait_for()
    projection.settle()
    assert page.locator(".name").count() == 25
    assert page.evaluate(UNREAD) == []


def test_no_page_shows_a_code_of_a_seat(projection: Projection) -> None:
    for _, lesson, clock, faked in moments(8, 4, 5):
        said = projection.open(lesson, clock, **faked).inner_text("body").split()
        assert not set(lesson.case.seats) & set(said)
