"""The brief of every study that has one: two pages that answer first, whatever the room and its names."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("reportlab", reason="the extra brief is not installed")
pytest.importorskip("docx", reason="the extra brief is not installed")
from sim.report.brief import PAGES, brief_files
from sim.report.document import Document, Draft
from sim.report.follow import follow_report
from sim.report.forecast import forecast_report
from sim.report.package import package_report
from sim.report.texts import texts_report
from sim.report.what_if import what_if_report
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from sim.scenario.texts import standing_texts
from sim.study.follow.question import follow
from sim.study.forecast import forecast
from sim.study.package.question import package
from sim.study.package.wish import Wish
from sim.study.texts.question import put_texts
from sim.study.what_if.question import what_if
from tests.command import here
from tests.report.test_brief import pages, printed, typed
from tests.scenario.files import OWN, shipped_scenario, written
from tests.scenario.follows import laid

LONG = "A very long name that somebody gave to something, with more words than anybody can say at once, "
STUDIES = ("forecast", "text", "package", "follow", "what-if")
MORE = "{source: invented, date: 2020, evidence: proxy, positions: {CABLES: 1, FUND: -2}}"


def panel(seats: int) -> str:
    """A room of some seats that has issues of its own."""
    members = [code for code in roster() if code not in ("FRA", "CHN", "KEN", "PER", "TON")][: seats - 5]
    rows = "".join(f"  {code}: {MORE}\n" for code in members)
    return OWN.replace("TON]", f"TON, {', '.join(members)}]") + rows


def with_long_names(text: str) -> str:
    """The same with names as long as a file may have them."""
    for name in ("Cable Panel", "Cables", "Fund"):
        text = text.replace(f"title: {name}", f'title: "{(name + ": " + LONG * 3)[:200]}"')
    return text


@cache
def room(seats: int, long: bool = False) -> Scenario:
    with tempfile.TemporaryDirectory() as folder:
        return load(written(Path(folder), with_long_names(panel(seats)) if long else panel(seats)))


def _texts(scenario: Scenario, runs: int) -> Document:
    standing = standing_texts(scenario)
    return texts_report(put_texts(scenario, [standing["own-text"], standing["explicit"]], 0, runs)).document


def _package(scenario: Scenario, runs: int) -> Document:
    text = standing_texts(scenario)["explicit"]
    return package_report(package(scenario, text, Wish({}, above=0.1), runs=runs)).document


def _followed(scenario: Scenario, runs: int) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        return follow_report(follow(laid(Path(folder), scenario=panel(8)), runs=runs)).document


DOCUMENTS: dict[str, Callable[[Any, int], Document]] = {
    "forecast": lambda scenario, runs: forecast_report(forecast(scenario, runs)).document,
    "text": _texts,
    "package": _package,
    "follow": _followed,
    "what-if": lambda scenario, runs: what_if_report(what_if(scenario, runs)).document,
}


@cache
def small(kind: str) -> Document:
    return DOCUMENTS[kind](room(8), 100)


@cache
def brief(kind: str) -> dict[str, bytes]:
    return brief_files(small(kind))


@pytest.mark.parametrize("kind", STUDIES)
def test_a_brief_answers_first_and_says_last_what_is_not_known(kind: str) -> None:
    document = small(kind)
    assert 1 <= pages(brief(kind)) <= PAGES
    for read in (printed, typed):
        text = read(brief(kind))
        assert text.index(document.answer.sentence) < 600
        for section in document.main:
            assert section.title in text
        for section in document.annex:
            assert section.title not in text
    assert document.main[-1].title == "What is not known"
    drafts = [block for section in document.main for block in section.blocks if isinstance(block, Draft)]
    assert drafts
    for wording in (wording for draft in drafts for wording in draft.paragraphs if wording.brackets):
        assert f"[{wording.text}]" in printed(brief(kind))


@pytest.mark.parametrize("kind", STUDIES)
def test_no_finding_stands_twice_in_a_brief(kind: str) -> None:
    lines = [small(kind).answer.sentence, *small(kind).answer.asides]
    lines += [b.text for s in small(kind).main for b in s.blocks if hasattr(b, "text")]
    lines += [item for s in small(kind).main for b in s.blocks for item in getattr(b, "items", ())]
    assert sorted(lines) == sorted(set(lines))
    assert len(lines) > 3


@pytest.mark.parametrize("kind", ["forecast", "text", "package", "what-if"])
@pytest.mark.parametrize("seats", [8, 25, 193])
def test_two_pages_hold_any_room_and_the_longest_names(kind: str, seats: int) -> None:
    scenario = room(seats, long=True)
    assert len(scenario.members) == seats
    assert pages(brief_files(DOCUMENTS[kind](scenario, 20))) <= PAGES


@pytest.mark.parametrize("kind", ["forecast", "text"])
@pytest.mark.parametrize("name", ["gge-2016-2017", "oewg-2021-2025-final"])
def test_two_pages_hold_the_issues_that_all_processes_share(kind: str, name: str) -> None:
    assert pages(brief_files(DOCUMENTS[kind](shipped_scenario(name), 20))) <= PAGES


@pytest.mark.usefixtures("empty_pictures")
@pytest.mark.parametrize(
    "words",
    ["text {} --also explicit", "package {} --also explicit --above 0.1", "what-if {}"],
)
def test_every_such_command_writes_the_brief_and_makes_it_again(words: str, tmp_path: Path) -> None:
    written(tmp_path, panel(8))
    out = tmp_path / "out"
    asked = words.format(tmp_path / "scenario.yaml").split()
    told = here(*asked, "-n", "10", "-w", "1", "--brief", "--out", str(out))
    assert told.exit_code == 0, told.output
    assert {"brief.pdf", "brief.docx"} <= {file.name for file in out.iterdir()}
    again = here("rerun", str(out))
    assert again.exit_code == 0, again.output
