"""Markdown: a document to be read anywhere, mailed or pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

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
    Steps,
    Wording,
    Words,
)
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: Signs that Markdown reads as more than themselves; an underscore within a word is none.
_SIGNS = re.compile(r"[\\`*<\[\]~#]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
#: What makes a line a heading, a quotation, a rule or an item of a list.
_STARTS = re.compile(r"^(\d*)([>+=-]|(?<=\d)[.)])")


def as_markdown(document: Document) -> str:
    """Write a document as Markdown, with links to the figures that lie beside it."""
    answer = document.answer
    asked = f"**{plain(answer.question)}** " if answer.question else ""
    parts = [f"# {plain(document.title)}", asked + plain(answer.sentence)]
    parts += [f"*{plain(aside)}*" for aside in answer.asides]
    for section in document.sections:
        parts.append(f"## {plain(section.title)}")
        parts += [_WRITTEN[block.kind](block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is, whatever signs it has, on one line."""
    text = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", text)


def _words(words: Words) -> str:
    return plain(words.text)


def _bullets(bullets: Bullets) -> str:
    return "\n".join(f"- {plain(item)}" for item in bullets.items)


def _grid(grid: Grid) -> str:
    rules = ("---:" if grid.figures(n) else "---" for n in range(len(grid.columns)))
    lines = [map(plain, grid.columns), rules, *((_cell(cell) for cell in row) for row in grid.rows)]
    head, rule, *rows = (list(line) for line in lines)
    return "\n".join([_row(head), f"|{'|'.join(rule)}|", *map(_row, rows)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _cell(cell: Cell) -> str:
    return percent(cell.value) if isinstance(cell, Share) else plain(cell)


def _picture(picture: Picture) -> str:
    return f"![{plain(picture.text)}]({picture.name}.svg)"


def _draft(draft: Draft) -> str:
    parts = [_paragraph(f"{n}. ", wording) for n, wording in enumerate(draft.spoken, 1)]
    if draft.unspoken:
        parts.append("What the report is silent on:")
        parts.append("\n".join(_paragraph("- ", wording) for wording in draft.unspoken))
    return "\n\n".join(parts)


def _paragraph(mark: str, wording: Wording) -> str:
    odds = ", ".join(f"{r.word} {told}" for r, told in zip(Rung, wording.written, strict=False) if told)
    told = f"[{plain(wording.text)}]" if wording.brackets else plain(wording.text)
    lines = [f"{mark}**{plain(wording.title)}**{f' ({odds})' if odds else ''}. {told}"]
    indent = " " * len(mark)
    for rung, written, text in wording.instead:
        lines.append(f"{indent}*[or {', '.join(filter(None, (rung.word, written)))}: {plain(text)}]*")
    return "\n".join(lines)


def _steps(steps: Steps) -> str:
    return "\n\n".join(
        "\n".join([f"**{plain(step.title)}**", "", *(f"- {plain(line)}" for line in step.lines)])
        for step in steps.steps
    )


def _facts(facts: Facts) -> str:
    return "\n".join(f"- {plain(name)}: {plain(told)}" for name, told in facts.rows)


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    Words.kind: _words,
    Bullets.kind: _bullets,
    Grid.kind: _grid,
    Picture.kind: _picture,
    Draft.kind: _draft,
    Steps.kind: _steps,
    Facts.kind: _facts,
}
assert set(_WRITTEN) == {block.kind for block in Block.__args__}, "every block can be written"
