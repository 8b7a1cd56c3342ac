"""Lines: what stands before the annex of a document, as paragraphs that any kind of printed page can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.report import document as doc
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung


class Span(NamedTuple):
    """A piece of a paragraph: plain, bold or italic."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph.

    Parameters
    ----------
    style : kind, title, question, figure, answer, heading, step, words, note, item or wording
    mark : what stands before it, to the left: a bullet or a number
    """

    style: str
    spans: tuple[Span, ...]
    mark: str = ""


@dataclass(frozen=True)
class Cells:
    """A table: its header is the first row; `numbers` are the columns, from 0, that hold figures.

    The caption is for readers who hear the document.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    caption: str


@dataclass(frozen=True)
class Room:
    """How much there is room for.

    Parameters
    ----------
    items : rows of a table, items of a list and paragraphs of a draft that are written out
    letters : of a paragraph
    settled : whether paragraphs of a draft that are not open are written out too
    """

    items: int = 10**6
    letters: int = 10**6
    settled: bool = True

    def cut(self, text: str) -> str:
        """Return a text on one line, as long as there is room for it."""
        text = " ".join(text.split())
        return text if len(text) <= self.letters else f"{text[: self.letters - 2].rstrip()} …"


Lines = Iterator[Line | Cells]


def as_lines(document: doc.Document, room: Room) -> Lines:
    """Yield the answer of a document and what stands before its annex."""
    answer = document.answer
    yield _plain("kind", f"gge-sim · {document.kind}")
    yield _plain("title", room.cut(document.title))
    if answer.question:
        yield _plain("question", room.cut(answer.question))
    if answer.probability is not None:
        yield _plain("figure", percent(answer.probability))
    yield _plain("answer", room.cut(answer.sentence))
    yield from (_plain("note", room.cut(aside)) for aside in answer.asides)
    for section in document.main:
        yield _plain("heading", section.title)
        for block in section.blocks:
            yield from _WRITTEN.get(type(block), _nothing)(block, room)


def _plain(style: str, text: str, mark: str = "") -> Line:
    return Line(style, (Span(text),), mark)


def _nothing(block: doc.Block, room: Room) -> Lines:
    return iter(())


def _words(words: doc.Words, room: Room) -> Lines:
    yield _plain("note" if words.note else "words", room.cut(words.text))


def _bullets(bullets: doc.Bullets, room: Room) -> Lines:
    yield from (_plain("item", room.cut(item), "•") for item in bullets.items[: room.items])
    yield from _more(len(bullets.items), room)


def _grid(grid: doc.Grid, room: Room) -> Lines:
    rows = tuple(
        tuple(percent(cell.value) if isinstance(cell, doc.Share) else room.cut(cell) for cell in row)
        for row in (grid.columns, *grid.rows[: room.items])
    )
    yield Cells(rows, tuple(n for n in range(len(grid.columns)) if grid.figures(n)), grid.caption)
    yield from _more(len(grid.rows), room)


def _draft(draft: doc.Draft, room: Room) -> Lines:
    full = [w for w in draft.paragraphs if w.brackets or (room.settled and w in draft.spoken)]
    for number, wording in enumerate(draft.spoken, 1):
        if wording in full[: room.items]:
            yield _wording(wording, f"{number}.", room)
    for wording in draft.unspoken:
        if wording in full[: room.items]:
            yield _wording(wording, "–", room)
    rest = [w for w in draft.paragraphs if w not in full[: room.items]]
    for rung in reversed(Rung):
        if named := [f"{w.title} {_odds(w)}".strip() for w in rest if w.rung is rung]:
            text = room.cut(f"{', '.join(named)}.")
            yield Line("wording", (Span(f"{rung.word.capitalize()}: ", "bold"), Span(text)))


def _wording(wording: doc.Wording, mark: str, room: Room) -> Line:
    odds = " ".join(filter(None, (wording.rung.word, _odds(wording))))
    text = room.cut(wording.text)
    spans = [Span(wording.title, "bold"), Span(f", {odds}. " if any(wording.written) else ". ")]
    spans += [Span("[", "bold"), Span(text), Span("]", "bold")] if wording.brackets else [Span(text)]
    for rung, written, text in wording.instead:
        or_else = f"[or {', '.join(filter(None, (rung.word, written)))}: {room.cut(text)}]"
        spans += [Span(" "), Span(or_else, "italic")]
    return Line("wording", tuple(spans), mark)


def _odds(wording: doc.Wording) -> str:
    return wording.written[wording.rung] if wording.written else ""


def _steps(steps: doc.Steps, room: Room) -> Lines:
    for step in steps.steps[: room.items]:
        yield _plain("step", room.cut(step.title))
        yield from (_plain("item", room.cut(line), "•") for line in step.lines[: room.items])
    yield from _more(len(steps.steps), room)


def _facts(facts: doc.Facts, room: Room) -> Lines:
    for name, value in facts.rows[: room.items]:
        yield Line("item", (Span(f"{name}: ", "bold"), Span(room.cut(value))), "•")
    yield from _more(len(facts.rows), room)


def _more(number: int, room: Room) -> Lines:
    if number > room.items:
        yield _plain("note", f"{number - room.items:,} more are on page.html.")


#: A brief shows no pictures.
_WRITTEN: Mapping[type, Callable[[Any, Room], Lines]] = {
    doc.Words: _words,
    doc.Bullets: _bullets,
    doc.Grid: _grid,
    doc.Draft: _draft,
    doc.Steps: _steps,
    doc.Facts: _facts,
}
assert {*_WRITTEN, doc.Picture} == set(doc.Block.__args__), "every block can be written"
