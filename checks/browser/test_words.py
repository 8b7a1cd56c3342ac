"""Pages of a class in every language: all they say is in a catalogue, and fits where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.browser.boxes import spilled
from checks.browser.chromium import Reader as Somebody
from checks.browser.class_moments import ROOMS, WRITTEN, case_of, moments
from checks.browser.classroom_people import needs_the_extra
from checks.browser.crowded_class import NAMES, gathered
from checks.browser.crowded_class import case_of as crowded
from checks.browser.gallery import DEBRIEF, SPECTATOR, reached, views
from checks.browser.marked import outside, unmarked
from checks.browser.shown import ADDRESS, Shown
from sim.classroom.room import Lesson
from sim.classroom.site.reader import Reader
from sim.classroom.words.languages import LANGUAGES, PSEUDO, TRANSLATED
from sim.classroom.words.scenario_texts import words_of
from sim.scenario.loading import load_with_record

needs_the_extra()

#: The room with a scenario that is translated and has long names.
SEATS = 25
#: Windows of each page, the narrowest first; the others are looked at in the languages of long words.
WINDOWS = {
    "phone": ((320, 640), (360, 740)),
    "seats": ((320, 640), (360, 740)),
    "projector 1280": ((1200, 750), (1280, 800), (1920, 1080)),
    "teacher": ((1200, 800), (1280, 800), (1920, 1080)),
}
LONGEST = ("ru", "fr")
#: A name that is too long for its plate.
SHORTENED = "Wilhelmina F."


def in_language(code: str) -> Reader:
    record = load_with_record(ROOMS[SEATS][0])[1]
    return Reader(code, "", words_of(case_of(SEATS).scenario, code, None, record))


def written(lesson: Lesson) -> list[str]:
    return [*(player.name for player in lesson.players), *NAMES, *WRITTEN, SHORTENED, ADDRESS]


@pytest.mark.parametrize("name", WINDOWS)
def test_everything_is_in_a_catalogue_and_fits_in_every_language(somebody: Somebody, name: str) -> None:
    view = next(view for view in views() if view.name == name)
    whose = ROOMS[SEATS][1] if view.whose == SPECTATOR else view.whose
    (width, height), *wider = WINDOWS[name]
    shown = Shown(somebody.browser, width, height, whose, reader=in_language(PSEUDO), reduced_motion="reduce")
    readers = [in_language(code) for code in ("en", *TRANSLATED)]
    found = []
    for look in view.looks:
        page = reached(shown, look, moments(SEATS))
        lesson = moments(SEATS)[look.moment]
        found += [f"{look.name}: in no catalogue: {words}" for words in unmarked(page, written(lesson))]
        # A page without a line keeps what it has been told, in the longer words of the pseudo-language.
        for one in () if look.name == "lost" else readers:
            shown.speak(one, lesson, look.clock)
            for size in ((width, height), *(wider if one.code in LONGEST else ())):
                if size[0] != width:
                    page.set_viewport_size({"width": size[0], "height": size[1]})
                    shown.settle()
                found += [f"{look.name}, {one.code}, {size[0]}: {words}" for words in spilled(page)]
            page.set_viewport_size({"width": width, "height": height})
    shown.leave()
    assert found == []


@pytest.mark.parametrize("code", [PSEUDO, "en", *TRANSLATED])
def test_a_debrief_is_in_its_language_and_fits(somebody: Somebody, code: str) -> None:
    record = load_with_record(ROOMS[SEATS][0])[1]
    shown = Shown(somebody.browser, 1280, 800, "debrief", record=record, reader=in_language(code))
    for look in DEBRIEF:
        lesson = moments(SEATS)[look.moment]
        page = shown.open(lesson)
        if code == PSEUDO:
            assert unmarked(page, written(lesson)) == []
            continue
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert spilled(page) == [], (look.name, width)
    shown.leave()


def test_the_steps_of_a_long_lesson_fit_on_the_teachers_page(somebody: Somebody) -> None:
    lesson = gathered(crowded(12, 5, readings=6), 4)
    shown = Shown(somebody.browser, 1200, 800, "teacher")
    page = shown.open(lesson)
    for code in TRANSLATED:
        shown.speak(Reader(code), lesson)
        assert spilled(page) == [], code
    shown.leave()


FAULTS = {
    "out of its box": "<p style='width: 3em; border: 1px solid'>Unabhängigkeitserklärung</p>",
    "higher than its box": "<p style='height: 1em; overflow: hidden'>one<br>two<br>three</p>",
    "over each other": "<p>one</p><p style='margin-top: -2.2em'>another</p>",
    "out of the window": "<p style='margin-left: -40px'>gone</p>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_words_that_do_not_fit_are_seen(reader: Somebody, tmp_path: Path, fault: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><body><p>All is well.</p>{FAULTS[fault]}", encoding="utf-8")
    found = spilled(reader.open(file, 320))
    assert {words.partition(":")[0] for words in found} >= {fault}
    file.write_text("<!doctype html><body><p style='border: 1px solid'>All is well.</p>", encoding="utf-8")
    assert spilled(reader.open(file, 320)) == []


def test_words_outside_of_the_marks_are_seen() -> None:
    said = "⟦Ŵáíţíñğ ƒöŕ ⟧Ana⟦.⟧\nSave\n⟦ţĥé ⟧3 · 4⟦.⟧\n⟦öƒ ⟧insists⟦ ⟧⟦Çúƀá⟧ and ⟦Ƒíĵí⟧"
    assert outside(said, ["Ana"]) == ["Save", "insists and"]


def test_every_language_is_looked_at() -> None:
    assert {code for code, one in LANGUAGES.items() if one.shipped} == {"en", *TRANSLATED}
