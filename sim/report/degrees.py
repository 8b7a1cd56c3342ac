"""How much a report adds: the words and the columns for degrees of outcome, the same in all results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.negotiation.degree import ADDS, MEANING, Degree
from sim.report.claimed import share_columns, share_key
from sim.report.column import Column, Table
from sim.report.document import Block, Cell, Grid, Share, note
from sim.report.unit import one_of
from sim.report.words.names import listed
from sim.report.words.numbers import ends, number_of, written
from sim.study.claims import Counted
from sim.study.forecast import Forecast

_WORDS = one_of(Degree.words())
_MEANINGS = "; ".join(f"`{degree.word}`: {MEANING[degree]}" for degree in Degree)
#: The degree of one outcome, in any table.
DEGREE: Column[Any] = Column("degree", f"how much is achieved: {_MEANINGS}", _WORDS)
_DEGREE: Column[Any] = Column("degree", "how much is achieved", _WORDS, lambda row: row[0].word)
#: The table of a forecast.
TABLE: Table[Forecast] = Table(
    "degrees",
    "One row for each degree of outcome; not there where no probability is claimed. A step is one "
    f"formulation stronger than the acquis. {_MEANINGS}.",
    lambda forecast: forecast.degrees.items(),
    (_DEGREE, *share_columns("plays that end so", lambda row: row[1], ("plays", "share", "low", "high"))),
)
#: The keys of a forecast.
KEYS: tuple[Column[Forecast], ...] = (
    Column("contested", "contested issues: coded at 2 or more by some, at -2 or less by others",
           "list of issue codes", lambda forecast: [issue.code for issue in forecast.contested]),
    share_key("adds_contested", f"plays in which {ADDS}: thin and rich together", lambda f: f.adds),
    share_key("degrees", "plays by degree of outcome; as `degrees.csv`",
            lambda forecast: {degree.word: share for degree, share in forecast.degrees.items()}),
)  # fmt: skip


def added(forecast: Forecast) -> str:
    """Say how often the report adds something on contested issues, and how often much."""
    rich = written(forecast.degrees[Degree.RICH])
    return f"In {written(forecast.adds)} of all plays {ADDS}; two steps or more in {rich}."


def how_much_it_adds(forecast: Forecast) -> Iterator[Block]:
    """Say how often the report adds something on contested issues, and which these are."""
    disputed = listed([issue.title for issue in forecast.contested])
    rows = [(degree.word, *_cells(share), MEANING[degree]) for degree, share in forecast.degrees.items()]
    rows.append(("thin or rich", *_cells(forecast.adds), ADDS))
    columns = ("degree", f"of {number_of(forecast.runs, 'play')}", "95 %", "meaning")
    yield Grid("How much is achieved, by share of plays", columns, tuple(rows), right=1)
    yield note(
        f"Contested, with some coded at 2 or more and others at -2 or less: {disputed or 'no issue'}. A step "
        "is one formulation stronger than anything agreed before.",
    )


def _cells(share: Counted) -> tuple[Cell, str]:
    if not share.enough:
        return written(share), "–"
    return Share(share.share), f"{ends(share.interval)} %"
