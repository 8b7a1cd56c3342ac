"""The document: what a result has to say, once, in blocks.

Whoever builds a document says what there is to say, and in which order; the
renderers in `sim.report.render` say how it looks on a terminal, in Markdown and
on a page of HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sim.scenario.ladder import Rung
from sim.version import __version__

#: Stands at the foot of every page.
COLOPHON = f"Written by gge-sim {__version__}: a simulation, not a source on what any state said."


@dataclass(frozen=True)
class Share:
    """A share between 0 and 1 in a cell: written in per cent, and drawn as a bar where there is room."""

    value: float


#: What a cell of a grid holds: words or a number as written, or a share.
Cell: TypeAlias = str | Share


class _Block:
    """A part of a section."""

    @property
    def kind(self) -> str:
        """What templates call it: words, bullets, grid."""
        return type(self).__name__.lower()


@dataclass(frozen=True)
class Words(_Block):
    """A paragraph of running text; a note is set smaller."""

    text: str
    note: bool = False


def note(text: str) -> Words:
    """Return a note: how to read what stands above it, or what it rests on."""
    return Words(text, note=True)


@dataclass(frozen=True)
class Bullets(_Block):
    """A list without order; as a note it is set smaller."""

    items: tuple[str, ...]
    note: bool = False


@dataclass(frozen=True)
class Grid(_Block):
    """A table; the first cell of each row names the row.

    Parameters
    ----------
    caption : what the table shows, in a few words, for readers who hear the page
    columns : titles of the columns
    rows : as long as `columns`
    left, right : number of columns from either side that hold words, set flush left; the others hold figures
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left: int = 1
    right: int = 0

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows), "a row is as long as the header"

    def figures(self, column: int) -> bool:
        """Return whether a column, counted from 0, holds figures."""
        return self.left <= column < len(self.columns) - self.right


@dataclass(frozen=True)
class Picture(_Block):
    """A figure that lies beside the document.

    Parameters
    ----------
    name : of its file, without the ending
    text : what it shows, for readers who cannot see it
    """

    name: str
    text: str


@dataclass(frozen=True)
class Wording:
    """A paragraph of a draft report and its odds.

    Parameters
    ----------
    code, title : its issue
    rung : the formulation that is written here
    text : its wording, in our words
    odds : probability of silent, indirect and explicit text, drawn as a bar; empty for a text that is certain
    instead : other wordings that are nearly as likely: their formulation, probability as written, and text
    written : all probabilities as they are written, in per cent or as counts; empty for what is not given
    open : whether it is less than likely to be the one agreed
    """

    code: str
    title: str
    rung: Rung
    text: str
    odds: tuple[float, ...] = ()
    instead: tuple[tuple[Rung, str, str], ...] = ()
    written: tuple[str, ...] = ()
    open: bool = False

    @property
    def brackets(self) -> bool:
        """Whether it stands in square brackets, as text that is not agreed."""
        return bool(self.instead)


@dataclass(frozen=True)
class Draft(_Block):
    """A draft report: paragraph after paragraph; those that are silent come last, without a number."""

    paragraphs: tuple[Wording, ...]

    @property
    def spoken(self) -> tuple[Wording, ...]:
        """The paragraphs that are written."""
        return tuple(p for p in self.paragraphs if p.rung is not Rung.SILENT)

    @property
    def unspoken(self) -> tuple[Wording, ...]:
        """The paragraphs on which the report is silent."""
        return tuple(p for p in self.paragraphs if p.rung is Rung.SILENT)


@dataclass(frozen=True)
class Step:
    """What happened in one step: a title, and what there is to say; quiet if nothing moved."""

    title: str
    lines: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True)
class Steps(_Block):
    """What happened, one step after the other."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Facts(_Block):
    """Names and what they stand for: of the manifest, for example."""

    rows: tuple[tuple[str, str], ...]


Block: TypeAlias = Words | Bullets | Grid | Picture | Draft | Steps | Facts


@dataclass(frozen=True)
class Section:
    """A section of a document, under its title.

    Parameters
    ----------
    blocks : what there is to say
    brief : what a terminal shows of it, in order; a terminal shows no pictures
    annex : whether it is for those who read on, and no part of a brief of two pages
    """

    title: str
    blocks: tuple[Block, ...]
    brief: tuple[Block, ...] = ()
    annex: bool = False

    @classmethod
    def everywhere(cls, title: str, *blocks: Block) -> Section:
        """Return a section that a terminal shows like any other page."""
        return cls(title, blocks, blocks)


def annexed(*sections: Section) -> tuple[Section, ...]:
    """Return sections as parts of the annex."""
    return tuple(replace(section, annex=True) for section in sections)


@dataclass(frozen=True)
class Answer:
    """What a reader wants to know first.

    Parameters
    ----------
    sentence : the answer
    question : what was asked, if anything was
    asides : what belongs beside it: what happened in reality, what is not claimed
    probability : the figure that it comes down to, if there is one, with its interval
    """

    sentence: str
    question: str = ""
    asides: tuple[str, ...] = ()
    probability: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Document:
    """A whole document.

    Parameters
    ----------
    kind : what it is: forecast, sweep, comparison, record, replay
    title : what it is about
    answer : what comes first
    sections : the rest, in order; those of the annex last
    """

    kind: str
    title: str
    answer: Answer
    sections: tuple[Section, ...] = field(default=())

    @property
    def main(self) -> tuple[Section, ...]:
        """The sections before the annex."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annex(self) -> tuple[Section, ...]:
        """The sections of the annex."""
        return tuple(section for section in self.sections if section.annex)
