"""The kit as files: whole, the same every time, and nothing confidential where anybody may look."""

import json
import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.kit.kit import FILES, PARTS, kit, page, seat_file
from sim.classroom.kit.ladders import ladders
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Formulation
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped
from tests.classroom.kit.rooms import lone, material, rewritten, shipped_material

OPEN = ("draft", "reaction-cards", "table-signs", "chair")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return kit(*load_with_record("gge-2016-2017"), runs=40)


def test_a_kit_has_an_index_and_all_its_parts_and_the_same_bytes_each_time(files: dict[str, bytes]) -> None:
    sheets = {seat_file(code) for code in load_with_record("gge-2016-2017")[0].members}
    assert set(files) == {"kit.json", "index.html", *(part.file for part in PARTS), *sheets}
    assert set(files) <= FILES
    told = json.loads(files["kit.json"])
    assert (told["scenario"], told["seats"]) == ("gge-2016-2017", 25)
    index = files["index.html"].decode()
    assert all(f'href="{part.file}"' in index for part in PARTS)
    assert kit(*load_with_record("gge-2016-2017"), runs=40) == files


@pytest.mark.parametrize("name", ["index.html", "seats/EST.html", *(part.file for part in PARTS)])
def test_every_page_is_valid_and_needs_nothing_from_elsewhere(files: dict[str, bytes], name: str) -> None:
    text = files[name].decode()
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert not [e for e in root.iter() if e.tag in ("script", "link", "iframe", "img", "object")]
    assert "@import" not in text
    assert "url(" not in text
    found = re.findall(r"(?:href|src)=\"([^#\"][^\"]*)\"", text)
    assert not found if name != "index.html" else {f.partition("#")[0] for f in found} <= set(files)
    assert len([e for e in root.iter() if e.tag == "h1"]) == 1


@pytest.mark.parametrize("name", list(shipped()))
def test_every_seat_has_its_sheets_and_the_draft_marks_the_zero_draft(name: str) -> None:
    made = shipped_material(name)
    for part in ("role-sheets", "reaction-cards", "table-signs"):
        text = page(part, made).decode()
        assert re.findall(r'<section class="sheet[^"]*" id="(\w+)"', text) == sorted(made.scenario.members)
    for ladder in ladders(made.scenario):
        assert sum(step.drafted for step in ladder.steps) == 1
        assert [step.letter for step in ladder.steps] == list("ABC"[: len(ladder.steps)])
    assert page("draft", made).decode().count('class="drafted"') == len(made.scenario.issues)


def test_a_draft_promises_no_words_that_a_ladder_lacks() -> None:
    asked = {ladder.title: ladder.asked for ladder in ladders(shipped_material("package-deal").scenario)}
    assert asked["Paying for gauges"] == "promised by the mandate in part"
    assert asked["School of rivers"] == "promised by the mandate in indirect words"


@settings(max_examples=10)
@given(st.integers(-3, 3), st.integers(-3, 3))
def test_what_may_lie_open_tells_nothing_confidential(refit: int, listen: int) -> None:
    known = material(rewritten(lone(), "PAN", {"REFIT": 3, "LISTEN": 0}))
    other = material(rewritten(lone(), "PAN", {"REFIT": refit, "LISTEN": listen}))
    for part in OPEN:
        assert page(part, other) == page(part, known)


def test_the_chair_is_told_what_was_said_in_public_and_no_more() -> None:
    told = page("chair", shipped_material("lone-blocker")).decode()
    rows = dict(re.findall(r'<tr><th scope="row">\d ([^<]+)</th>(.*?)</tr>', told, re.DOTALL)[:5])
    assert "PAN" in rows["Limit on noise"]
    assert "PAN" not in rows["Help with refitting"]
    said = rewritten(lone(), "PAN", {"REFIT": 3}, Evidence.DOCUMENT)
    assert page("chair", material(said)).decode() != told


def test_whatever_a_scenario_says_stays_text_and_its_rule_is_told() -> None:
    hostile = "<script>alert('1')</script> & \"more\""
    issue = lone().issues[0].model_copy(update={"title": hostile, "explicit": Formulation(text=hostile)})
    scenario = lone().model_copy(
        update={"title": hostile, "question": hostile, "issues": (issue, *lone().issues[1:])}
    )
    made = material(scenario)
    for part in (*PARTS, "index"):
        text = page(part if isinstance(part, str) else part.name, made).decode()
        assert "<script" not in text
        assert "&lt;script&gt;" in text
    made = material(lone().model_copy(update={"decision": "two-thirds"}))
    for part in ("chair", "guide", "quiz"):
        assert "two thirds" in page(part, made).decode() or "two-thirds" in page(part, made).decode()


def test_history_is_told_to_the_teacher_alone_paragraph_by_paragraph(files: dict[str, bytes]) -> None:
    assert b"No report reached consensus" in files["afterwards.html"]
    others = [content for name, content in files.items() if name != "afterwards.html"]
    assert not [content for content in others if b"reached consensus" in content]
    told = page("afterwards", shipped_material("gge-2014-2015")).decode()
    assert "A report was adopted by consensus (A/70/174" in told
    assert told.count('<th scope="row">Humanitarian law (IHL)</th>') == 2
    assert "There is no record" in page("afterwards", shipped_material("lone-blocker")).decode()
