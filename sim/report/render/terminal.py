"""The terminal: a document as a diplomat reads it between two meetings, its brief parts only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sim.report.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Draft,
    Facts,
    Grid,
    Picture,
    Share,
    Step,
    Steps,
    Wording,
    Words,
)
from sim.report.terminal_table import Grid as Table
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: Columns that a page with wordings beside the odds needs.
WIDE = 100
#: On a narrower page, the wording of a paragraph as sure as this is left to the story.
SURE = 0.9
_STRENGTH = {Rung.SILENT: "dim", Rung.INDIRECT: "cyan", Rung.EXPLICIT: "bold blue"}


def as_terminal(document: Document, width: int) -> RenderableType:
    """Lay out the brief parts of a document.

    Parameters
    ----------
    width : columns of the page; a narrow one tells the wordings of unsettled paragraphs only
    """
    parts: list[RenderableType] = [_answer(document)]
    for section in document.sections:
        blocks = [block for block in section.brief if not isinstance(block, Picture)]
        if blocks:
            parts.append(Text(section.title, style="bold underline"))
            parts += [_LAID_OUT[block.kind](block, width) for block in blocks]
            parts.append(Text())
    return Group(*parts[: -1 if len(parts) > 1 else None])


def as_text(document: Document, width: int = 120) -> str:
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


def _answer(document: Document) -> RenderableType:
    answer = document.answer
    told = Text.assemble((f"{answer.question}\n" if answer.question else "", "bold"), answer.sentence)
    for aside in answer.asides:
        told.append(f"\n{aside}", "dim")
    return Panel(told, title=Text(document.title), title_align="left", border_style="blue")


def _words(words: Words, width: int) -> RenderableType:
    return Padding(Text(words.text, "dim" if words.note else ""), (0, 0, 0, 1))


def _bullets(bullets: Bullets, width: int) -> RenderableType:
    return Group(*(bullet(item, "dim" if bullets.note else "") for item in bullets.items))


def bullet(line: str, style: str = "") -> RenderableType:
    """Lay out a line of a list."""
    grid = Table.grid(padding=(0, 1))
    grid.add_row(" •", Text(line, style))
    return grid


def _grid(block: Grid, width: int) -> RenderableType:
    grid = Table(box=None, padding=(0, 1), header_style="dim")
    last = len(block.columns) - 1
    for n, name in enumerate(block.columns):
        words = bool(block.right) and n > last - block.right
        justify = "right" if block.figures(n) else "left"
        level = "top" if block.right else "bottom"  # words take several lines, and figures stand on the first
        grid.add_column(name, justify=justify, no_wrap=not words, overflow="fold", vertical=level)  # type: ignore[arg-type]
    for row in block.rows:
        grid.add_row(*map(_cell, row))
    return grid


def _cell(cell: Cell) -> str:
    return percent(cell.value) if isinstance(cell, Share) else cell


def _draft(draft: Draft, width: int) -> RenderableType:
    """Lay out a draft report: odds and wording of each paragraph, in the order of the scenario."""
    grid = Table(box=None, padding=(0, 1), header_style="dim")
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


def _odds(wording: Wording) -> list[Text]:
    """Return the odds as written; where none are given, a word at the likeliest wording."""
    here = {rung: _STRENGTH[rung] if rung is wording.rung else "" for rung in Rung}
    if any(wording.written):
        return [Text(told, here[rung]) for rung, told in zip(Rung, wording.written, strict=True)]
    return [Text("likeliest" if style else "", style) for style in here.values()] if wording.written else []


def _wording(wording: Wording) -> str:
    return f"open, perhaps: {wording.text}" if wording.open else wording.text


def _steps(steps: Steps, width: int) -> RenderableType:
    return Group(*(_step(step) for step in steps.steps))


def _step(step: Step) -> RenderableType:
    return Group(Text(step.title, "bold"), *map(bullet, step.lines))


def _facts(facts: Facts, width: int) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    for name, told in facts.rows:
        grid.add_row(Text(f" {name}", "dim"), told)
    return grid


_LAID_OUT: Mapping[str, Callable[[Any, int], RenderableType]] = {
    Words.kind: _words,
    Bullets.kind: _bullets,
    Grid.kind: _grid,
    Draft.kind: _draft,
    Steps.kind: _steps,
    Facts.kind: _facts,
}
assert {*_LAID_OUT, Picture.kind} == {block.kind for block in Block.__args__}, "every block has its layout"
