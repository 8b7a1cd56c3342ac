"""The page of every result: whole in one file, for everybody, on any screen, on paper, without scripts."""

import re
import unicodedata
from pathlib import Path

import pytest

from checks.browser.chromium import Reader
from checks.browser.looking import leaves, overflows, printed, violations, widths, words
from checks.browser.markup import Markup
from checks.browser.results import COMMANDS, Results

#: A page is sent by mail, so it must stay small, in bytes.
LARGEST = 1_000_000
#: And is printed for a meeting, so it must stay short, in leaves of A4.
MOST_LEAVES = 14
#: What somebody reads before a meeting stands on two of these.
MOST_MAIN = 2


@pytest.fixture(params=COMMANDS)
def page(results: Results, request: pytest.FixtureRequest) -> Path:
    return results.page(request.param)


@pytest.fixture
def markup(page: Path) -> Markup:
    return Markup.of(page)


def test_it_is_small_html_without_errors_or_scripts(page: Path, markup: Markup) -> None:
    assert markup.text.lower().startswith("<!doctype html>")
    assert (markup.errors, markup.scripts) == ([], [])
    assert 2_000 < page.stat().st_size < LARGEST


def test_it_says_what_it_is(markup: Markup) -> None:
    (title,) = [e for e in markup.named("head")[0] if e.tag.endswith("}title")]
    ((_, heading),) = [h for h in markup.headings if h[0] == 1]
    assert (title.text or "").strip()
    assert heading
    assert markup.attribute("html", "lang") == "en"
    assert any(
        meta.attrib.get("name") == "viewport" and "width=device-width" in meta.attrib.get("content", "")
        for meta in markup.named("meta")
    ), "a phone would show it as if it were a desk"


def test_its_headings_leave_no_level_out_and_its_links_lead_somewhere(markup: Markup) -> None:
    assert markup.headings[0][0] == 1
    assert len(markup.headings) > 1
    assert all(told for _, told in markup.headings)
    assert (markup.gaps, markup.twice, markup.dangling) == ([], [], [])


def test_the_text_of_its_figures_is_text(markup: Markup) -> None:
    assert markup.drawn_letters == []
    assert markup.figures, "a page without a figure"
    for said, words_in_it in markup.figures:
        assert said, "a figure that tells nothing to those who hear the page"
        assert any(words_in_it), said


def test_it_asks_for_nothing_else_and_never_scrolls_sideways(reader: Reader, page: Path) -> None:
    seen = reader.open(page)
    assert reader.asked == [page.as_uri()]
    for name, width in widths().items():
        seen.set_viewport_size({"width": width, "height": 900})
        assert overflows(seen) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barriers(reader: Reader, page: Path, scheme: str) -> None:
    assert violations(reader.open(page, scheme=scheme)) == []


def test_it_reads_the_same_without_scripts(reader: Reader, page: Path, markup: Markup) -> None:
    told = words(reader.open(page, script=False))
    assert told == words(reader.open(page))
    assert markup.headings[0][1] in told


def test_what_comes_before_the_annex_takes_two_leaves(reader: Reader, page: Path, markup: Markup) -> None:
    first = ["".join(told.split()).lower() for told in leaves(printed(reader.open(page)))]
    # The number of the leaf comes first: 2/3.
    annexes = [number for number, told in enumerate(first) if re.match(r"(\d+/\d+)?annex", told)]
    assert bool(annexes) == ('class="annex"' in markup.text)
    assert all(number <= MOST_MAIN for number in annexes)


def test_it_can_be_printed(reader: Reader, page: Path, markup: Markup) -> None:
    pages = leaves(printed(reader.open(page)))
    assert 1 <= len(pages) <= MOST_LEAVES
    # Some fonts write fi as one letter.
    first = unicodedata.normalize("NFKC", pages[0])
    assert "".join(markup.headings[0][1].split()) in "".join(first.split())
    assert all(told.strip() for told in pages), "a leaf without a word on it"
