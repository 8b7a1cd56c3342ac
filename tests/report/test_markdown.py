import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sim.report.document import (
    Answer,
    Bullets,
    Document,
    Draft,
    Facts,
    Grid,
    Picture,
    Section,
    Share,
    Step,
    Steps,
    Wording,
    Words,
)
from sim.report.render.markdown import as_markdown, plain
from sim.scenario.ladder import Rung

AGREED = Wording("IL", "Law", Rung.EXPLICIT, "Law applies.", (0.01, 0.04, 0.95), (), ("1 %", "4 %", "95 %"))
OPEN = Wording(
    "IHL", "War", Rung.EXPLICIT, "War law.", (0.1, 0.4, 0.5), ((Rung.INDIRECT, "40 %", "Principles."),),
    ("10 %", "40 %", "50 %"),
)  # fmt: skip
COUNTED = ("9 of 10", "1 of 10", "0 of 10")
SILENT = Wording("CM", "Replies", Rung.SILENT, "Nothing.", (0.9, 0.1, 0.0), (), COUNTED)


def document(*blocks: object, **answer: object) -> Document:
    told = Answer("Likely.", **answer)  # type: ignore[arg-type]
    return Document("forecast", "A group", told, (Section("First", tuple(blocks)),))  # type: ignore[arg-type]


def test_the_answer_comes_first_after_the_title() -> None:
    told = as_markdown(document(question="Will it?", asides=("On record: no.",)))
    assert told.startswith("# A group\n\n**Will it?** Likely.\n\n*On record: no.*\n\n## First\n")


def test_paragraphs_are_numbered_and_the_silent_ones_are_not() -> None:
    told = as_markdown(document(Draft((SILENT, AGREED, OPEN))))
    assert "1. **Law** (silent 1 %, indirect 4 %, explicit 95 %). Law applies." in told
    assert "2. **War** (silent 10 %, indirect 40 %, explicit 50 %). [War law.]" in told
    assert "*[or indirect, 40 %: Principles.]*" in told
    assert told.index("is silent on:") < told.index("**Replies**")
    assert "- **Replies** (silent 9 of 10, indirect 1 of 10, explicit 0 of 10). Nothing." in told


def test_a_grid_has_as_many_bars_in_every_line_and_escapes_them_in_cells() -> None:
    grid = Grid("c", ("who", "much", "why"), (("A|B", Share(0.25), "x"), ("C", Share(1), "y")), right=1)
    lines = [line for line in as_markdown(document(grid)).splitlines() if line.startswith("|")]
    assert lines == ["| who | much | why |", "|---|---:|---|", r"| A\|B | 25 % | x |", "| C | 100 % | y |"]


def test_a_grid_with_a_short_row_is_refused() -> None:
    with pytest.raises(AssertionError):
        Grid("c", ("a", "b"), (("only",),))


def test_every_block_is_written() -> None:
    blocks = (
        Words("Some words."), Bullets(("one", "two")), Picture("room", "The [whole] room"),
        Steps((Step("Reading 1", ("Moved.", "Stayed.")),)), Facts((("seed", "1"),)),
    )  # fmt: skip
    told = as_markdown(document(*blocks))
    for wanted in (
        "Some words.",
        "- one\n- two",
        r"![The \[whole\] room](room.svg)",
        "- Moved.\n- Stayed.",
        "- seed: 1",
    ):
        assert wanted in told
    assert not re.search(r"\n\n\n", told)


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1),
    st.sampled_from(["", "- ", "**Title** "]),
)
def test_whatever_a_text_says_a_reader_of_markdown_shows_it_as_it_is(text: str, before: str) -> None:
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    told = " ".join(text.split())
    tokens = reader.parse(f"{before}{plain(text)}")
    shown = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert {child.type for child in shown} <= {"text", "text_special", "strong_open", "strong_close"}
    written = "".join(child.content for child in shown)
    assert written.removeprefix("Title").strip() == told


@given(st.text(st.sampled_from("#*_[]()<>!`~-+=1.|&;a \\"), min_size=1, max_size=12))
def test_no_sign_makes_a_title_more_than_a_title(text: str) -> None:
    told = as_markdown(Document("forecast", f"x{text}", Answer("Likely."), ()))
    heading, paragraph = [t for t in MarkdownIt("commonmark").parse(told) if t.type == "inline"]
    assert "".join(child.content for child in heading.children or ()).split() == f"x{text}".split()
    assert paragraph.content == "Likely."
