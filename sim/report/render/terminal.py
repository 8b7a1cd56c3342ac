"""The terminal: a document as a diplomat reads it between two meetings, its brief parts only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sim.report import document as doc
from sim.report.terminal_table import Grid
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: Columns that a page with wordings beside the odds needs.
WIDE = 100
#: On a narrower page, the wording of a paragraph as sure as this is left to the story.
SURE = 0.9
_STRENGTH = {Rung.SILENT: "dim", Rung.INDIRECT: "cyan", Rung.EXPLICIT: "bold blue"}


def as_terminal(document: doc.Document, width: int) -> RenderableType:
    """Lay out the brief parts of a document.

    Parameters
    ----------
    width : columns of the page; a narrow one shows the wordings of unsettled paragraphs only
    """
    parts: list[RenderableType] = [_answer(document)]
    for section in document.sections:
        blocks = [block for block in section.brief if not isinstance(block, doc.Picture)]
        if blocks:
            parts.append(Text(section.title, style="bold underline"))
            parts += [_LAID_OUT[type(block)](block, width) for block in blocks]
            parts.append(Text())
    return Group(*parts[: -1 if len(parts) > 1 else None])


def as_text(document: doc.Document, width: int = 120) -> str:
    """Return the brief parts of a document as plain text, as wide as a file may be."""
    return page_as_text(as_terminal(document, width), width)


def page_as_text(layout: RenderableType, width: int = 120) -> str:
    """Return what is laid out as plain text, as wide as a file may be."""
    page = Console(
        width=width, no_color=True, highlight=False, markup=False, emoji=False, force_terminal=False
    )
    with page.capture() as captured:
        page.print(layout)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _answer(document: doc.Document) -> RenderableType:
    answer = document.answer
    text = Text.assemble((f"{answer.question}\n" if answer.question else "", "bold"), answer.sentence)
    for aside in answer.asides:
        text.append(f"\n{aside}", "dim")
    return Panel(text, title=Text(document.title), title_align="left", border_style="blue")


def bullet(line: str, style: str = "") -> RenderableType:
    """Lay out a line of a list."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_row(" •", Text(line, style))
    return grid


def _grid(block: doc.Grid, width: int) -> RenderableType:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    last = len(block.columns) - 1
    for n, name in enumerate(block.columns):
        words = bool(block.right) and n > last - block.right
        justify = "right" if block.figures(n) else "left"
        level = "top" if block.right else "bottom"  # words take several lines, and figures stand on the first
        grid.add_column(name, justify=justify, no_wrap=not words, overflow="fold", vertical=level)  # type: ignore[arg-type]
    for row in block.rows:
        grid.add_row(*(percent(cell.value) if isinstance(cell, doc.Share) else cell for cell in row))
    return grid


def _draft(draft: doc.Draft, width: int) -> RenderableType:
    """Lay out a draft report: odds and wording of each paragraph, in the order of the scenario."""
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("issue", no_wrap=True)
    uncertain = any(wording.written for wording in draft.paragraphs)
    narrow = uncertain and width < WIDE
    for rung in Rung if uncertain else ():
        grid.add_column(rung.word, justify="right", no_wrap=True)
    if not narrow:
        grid.add_column("the likeliest wording, in our words" if uncertain else "wording, in our words")
    for wording in draft.paragraphs:
        cells = [*_odds(wording), *([] if narrow else [Text(_wording(wording), "dim")])]
        grid.add_row(wording.title, *cells)
    unsettled = [w for w in draft.paragraphs if narrow and max(w.odds, default=0) < SURE]
    return Group(grid, *(bullet(f"{w.title}: {_wording(w)}") for w in unsettled))


def _odds(wording: doc.Wording) -> list[Text]:
    """Return the odds as written; where none are given, a word at the likeliest wording."""
    here = {rung: _STRENGTH[rung] if rung is wording.rung else "" for rung in Rung}
    if any(wording.written):
        return [Text(odds, here[rung]) for rung, odds in zip(Rung, wording.written, strict=True)]
    return [Text("likeliest" if style else "", style) for style in here.values()] if wording.written else []


def _wording(wording: doc.Wording) -> str:
    return f"open, perhaps: {wording.text}" if wording.open else wording.text


def _facts(facts: doc.Facts, width: int) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    for name, value in facts.rows:
        grid.add_row(Text(f" {name}", "dim"), value)
    return grid


_LAID_OUT: Mapping[type, Callable[[Any, int], RenderableType]] = {
    doc.Words: lambda words, _: Padding(Text(words.text, "dim" if words.note else ""), (0, 0, 0, 1)),
    doc.Bullets: lambda bullets, _: Group(*(bullet(i, "dim" if bullets.note else "") for i in bullets.items)),
    doc.Grid: _grid,
    doc.Draft: _draft,
    doc.Steps: lambda steps, _: Group(
        *(Group(Text(step.title, "bold"), *map(bullet, step.lines)) for step in steps.steps)
    ),
    doc.Facts: _facts,
}
assert {*_LAID_OUT, doc.Picture} == set(doc.Block.__args__), "every block has its layout"
