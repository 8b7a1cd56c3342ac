import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from sim.report.document import Answer, Bullets, Document, Facts, Grid, Picture, Section, Share, Words
from sim.report.figures.drawing import figure_files
from sim.report.render.html import anchor, as_page, inline, unbroken
from tests.report.test_markdown import AGREED, OPEN, SILENT, document

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40)


def drawn() -> dict[str, bytes]:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    axes.plot([0, 5], [0, 5], label="line")
    axes.set_xlim(1, 2)  # so that something is clipped
    axes.set_title("A <title> & more")
    return figure_files("one", figure)


def elements(page: bytes) -> list[object]:
    """Read a page as strictly as the standard allows."""
    return list(html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode()).iter())


def test_a_page_is_valid_and_needs_nothing_from_elsewhere() -> None:
    blocks = (Words("w"), Bullets(("b",)), Picture("one", "A line"), Facts((("seed", "1"),)))
    page = as_page(document(*blocks), drawn())
    found = elements(page)
    assert not [e for e in found if e.tag in ("script", "link", "iframe", "img")]  # type: ignore[attr-defined]
    assert b"@import" not in page
    assert re.findall(rb"(?:href|src)=\"([^#\"][^\"]*)\"", page) == []
    assert page.count(b"<h1>") == 1


def test_the_annex_comes_last_and_only_where_there_is_one() -> None:
    first, last = Section("First", (Words("a"),)), Section("Last", (Words("b"),), annex=True)
    page = as_page(Document("forecast", "A group", Answer("Likely."), (first, last)), {}).decode()
    assert page.index('id="first"') < page.index('class="annex"') < page.index('id="last"')
    assert elements(page.encode())
    assert 'class="annex"' not in as_page(document(Words("a")), {}).decode()


def test_the_same_document_gives_the_same_bytes() -> None:
    told = document(Picture("one", "A line"))
    assert as_page(told, drawn()) == as_page(told, drawn())


@given(TEXT, TEXT)
def test_whatever_a_scenario_calls_itself_stays_text(title: str, name: str) -> None:
    told = Document(
        "forecast", title, Answer(title), (Section("S", (Grid(name, ("", "n"), ((name, Share(0.5)),)),)),)
    )
    page = as_page(told, {}).decode()
    again = html5lib.parse(page, namespaceHTMLElements=False)
    assert "".join(again.find(".//h1").itertext()).split() == title.split()
    assert "".join(again.find(".//caption").itertext()).split() == name.split()
    assert [e.tag for e in again.find(".//h1").iter()] == ["h1"]


def test_markup_in_a_text_is_no_markup() -> None:
    page = as_page(document(Words("<script>alert(1)</script>")), {})
    assert b"<script>" not in page
    assert b"&lt;script&gt;" in page


def test_the_draft_shows_odds_brackets_and_silence() -> None:
    from sim.report.document import Draft

    page = as_page(document(Draft((AGREED, OPEN, SILENT))), {}).decode()
    assert page.count('class="bracket">[') == 2
    assert "or indirect, 40 %: Principles." in page
    assert page.index("is silent on:") < page.index(">Replies<")
    assert re.findall(r'<i style="width: ([\d.]+)%">', page)[:3] == ["1", "4", "95"]


def test_the_figure_stands_where_a_probability_is_given_and_only_there() -> None:
    with_figure = as_page(document(probability=0.65, interval=(0.6, 0.7)), {}).decode()
    assert '<p class="figure">65 %</p>' in with_figure
    assert "left: 60%; width: 10%" in with_figure
    assert 'class="figure"' not in as_page(document(), {}).decode()


def test_a_figure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(Exception, match="other"):
        as_page(document(Picture("other", "x")), drawn())


def test_an_inlined_figure_keeps_its_text_and_refers_to_itself_alone() -> None:
    text = inline(drawn()["one.svg"], "one")
    assert text.startswith("<svg viewBox=")
    assert "A &lt;title&gt; &amp; more" in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) | set(re.findall(r'href="#([^"]+)"', text)) == set(ids)
    assert all(name.startswith("one-") for name in ids)
    assert "<metadata" not in text
    assert "<style" not in text


def test_two_figures_on_a_page_share_no_name() -> None:
    files = drawn()
    files["two.svg"] = files["one.svg"]
    page = as_page(document(Picture("one", "1"), Picture("two", "2")), files).decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("title", "name"), [("Who stands in the way", "who-stands-in-the-way"), ("A: b, c?", "a-b-c")]
)
def test_a_section_is_linked_by_its_title(title: str, name: str) -> None:
    assert anchor(title) == name


def test_an_option_is_not_broken_and_nothing_else_becomes_markup() -> None:
    told = str(unbroken("run <b> --seed 1 a--b"))
    assert told == 'run &lt;b&gt; <span class="option">--seed</span> 1 a--b'
