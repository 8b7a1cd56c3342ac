"""Markdown: a document to be read anywhere, mailed or pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sim.report import document as doc
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: Signs that have a meaning in Markdown; an underscore within a word has none.
_SIGNS = re.compile(r"[\\`*<\[\]~#]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
#: What makes a line a heading, a quotation, a rule or an item of a list.
_STARTS = re.compile(r"^(\d*)([>+=-]|(?<=\d)[.)])")


def as_markdown(document: doc.Document) -> str:
    """Write a document as Markdown, with links to the figures that lie beside it."""
    answer = document.answer
    asked = f"**{plain(answer.question)}** " if answer.question else ""
    parts = [f"# {plain(document.title)}", asked + plain(answer.sentence)]
    parts += [f"*{plain(aside)}*" for aside in answer.asides]
    for section in document.sections:
        parts.append(f"## {plain(section.title)}")
        parts += [_WRITTEN[type(block)](block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is, whatever signs it has, on one line."""
    text = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", text)


def _grid(grid: doc.Grid) -> str:
    rules = ("---:" if grid.figures(n) else "---" for n in range(len(grid.columns)))
    cells = ((percent(c.value) if isinstance(c, doc.Share) else plain(c) for c in row) for row in grid.rows)
    lines = [map(plain, grid.columns), rules, *cells]
    head, rule, *rows = (list(line) for line in lines)
    return "\n".join([_row(head), f"|{'|'.join(rule)}|", *map(_row, rows)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _draft(draft: doc.Draft) -> str:
    parts = [_paragraph(f"{n}. ", wording) for n, wording in enumerate(draft.spoken, 1)]
    if draft.unspoken:
        parts.append("What the report is silent on:")
        parts.append("\n".join(_paragraph("- ", wording) for wording in draft.unspoken))
    return "\n\n".join(parts)


def _paragraph(mark: str, wording: doc.Wording) -> str:
    odds = ", ".join(f"{r.word} {odd}" for r, odd in zip(Rung, wording.written, strict=False) if odd)
    text = f"[{plain(wording.text)}]" if wording.brackets else plain(wording.text)
    lines = [f"{mark}**{plain(wording.title)}**{f' ({odds})' if odds else ''}. {text}"]
    indent = " " * len(mark)
    for rung, written, text in wording.instead:
        lines.append(f"{indent}*[or {', '.join(filter(None, (rung.word, written)))}: {plain(text)}]*")
    return "\n".join(lines)


def _steps(steps: doc.Steps) -> str:
    return "\n\n".join(
        "\n".join([f"**{plain(step.title)}**", "", *(f"- {plain(line)}" for line in step.lines)])
        for step in steps.steps
    )


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    doc.Words: lambda words: plain(words.text),
    doc.Bullets: lambda bullets: "\n".join(f"- {plain(item)}" for item in bullets.items),
    doc.Grid: _grid,
    doc.Picture: lambda picture: f"![{plain(picture.text)}]({picture.name}.svg)",
    doc.Draft: _draft,
    doc.Steps: _steps,
    doc.Facts: lambda facts: "\n".join(f"- {plain(name)}: {plain(value)}" for name, value in facts.rows),
}
assert set(_WRITTEN) == set(doc.Block.__args__), "every block can be written"
