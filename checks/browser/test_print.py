"""The kit as it is printed: one page for each seat, and nothing that runs over the edge."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.browser.chromium import Reader
from checks.browser.looking import violations
from sim.classroom.kit.kit import PARTS, page
from sim.scenario.ladder import Formulation
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from tests.classroom.kit.rooms import lone, material, rewritten, shipped_material
from tests.scenario.test_teaching import LESSONS

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Paper is dear; of the rooms with 193 seats one is printed, and all are measured.
PRINTED = [name for name in shipped() if len(shipped_material(name).scenario.members) < 193]
LARGE = [name for name in shipped() if name not in PRINTED]
EACH_SEAT = [part.name for part in PARTS if part.each_seat]
#: Sheets on which something stands outside the page or runs into the foot.
_OVER = """() => [...document.querySelectorAll('.sheet')].filter(sheet => {
    const page = sheet.getBoundingClientRect();
    const foot = sheet.querySelector('.foot');
    const bottom = foot ? foot.getBoundingClientRect().top : page.bottom;
    return [...sheet.querySelectorAll('*')]
        .filter(e => !e.closest('.notes i, .foot'))
        .map(e => e.getBoundingClientRect())
        .some(box => box.bottom > bottom + 0.5 || box.right > page.right + 0.5 || box.left < page.left - 0.5);
}).map(sheet => sheet.id)"""


def opened(reader: Reader, folder: Path, name: str, content: bytes) -> Page:
    file = folder / f"{name}.html"
    file.write_bytes(content)
    found = reader.open(file)
    found.emulate_media(media="print")
    return found


def pages(found: Page) -> int:
    from pypdf import PdfReader

    pdf = found.pdf(prefer_css_page_size=True, print_background=True)
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("name", [*PRINTED, "oewg-2021-2025-final"])
@pytest.mark.parametrize("part", EACH_SEAT)
def test_each_seat_has_one_page(reader: Reader, tmp_path: Path, part: str, name: str) -> None:
    made = shipped_material(name)
    found = opened(reader, tmp_path, part, page(part, made))
    assert pages(found) == len(made.scenario.members)
    assert found.evaluate(_OVER) == []


@pytest.mark.parametrize("name", LARGE)
def test_nothing_runs_over_in_a_large_room(reader: Reader, tmp_path: Path, name: str) -> None:
    found = opened(reader, tmp_path, "roles", page("role-sheets", shipped_material(name)))
    # As wide as letters get.
    found.add_style_tag(content='body { font-family: "DejaVu Sans" !important }')
    assert found.evaluate(_OVER) == []


def monstrous(issues: int) -> Scenario:
    """The lone blocker with as many long-winded paragraphs, all of which matter."""
    long = Formulation(text="States shall, without prejudice to anything that others hold, " * 12)
    ladders = tuple(
        lone().issues[0].model_copy(
            update={"code": f"P{n}", "title": f"A matter of very great and lasting concern, {n}" * 2,
                    "explicit": long, "indirect": long}
        )
        for n in range(issues)
    )  # fmt: skip
    scenario = lone().model_copy(update={"issues": ladders})
    for code in scenario.members:
        scenario = rewritten(scenario, code, {f"P{n}": (n % 7) - 3 for n in range(issues)})
    return scenario


@pytest.mark.parametrize("issues", [1, 12, 30, 80])
def test_the_longest_instructions_stand_on_one_page(reader: Reader, tmp_path: Path, issues: int) -> None:
    made = material(monstrous(issues), runs=2)
    for part in ("role-sheets", "reaction-cards"):
        found = opened(reader, tmp_path, part, page(part, made))
        assert pages(found) == 7, part
        assert found.evaluate(_OVER) == [], part


@pytest.mark.parametrize("part", [*(part.name for part in PARTS), "index"])
def test_nothing_keeps_people_from_reading_a_part(reader: Reader, tmp_path: Path, part: str) -> None:
    found = opened(reader, tmp_path, part, page(part, shipped_material("lone-blocker")))
    assert violations(found) == []
    assert reader.outside(tmp_path / f"{part}.html") == []


def test_a_student_needs_two_sheets_of_paper(reader: Reader, tmp_path: Path) -> None:
    for name in LESSONS:
        for part, most in (("draft", 1), ("quiz", 2), ("guide", 4), ("chair", 2)):
            found = opened(reader, tmp_path, part, page(part, shipped_material(name)))
            assert pages(found) <= most, (name, part)


def test_consent_and_both_forms_of_the_quiz_have_a_page_each(reader: Reader, tmp_path: Path) -> None:
    found = opened(reader, tmp_path, "before-after", page("before-after", shipped_material("lone-blocker")))
    assert pages(found) == 3
    assert violations(found) == []
