"""Reference classes beside a forecast: how often such bodies agreed, and what that was worth before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report.claimed import SHARE
from sim.report.column import Column, Table
from sim.report.document import Block, Cell, Grid, Share, note
from sim.report.words.names import listed
from sim.report.words.numbers import ends, percent
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.references import Before, Reference
from sim.study.source import BehaviourSource

_SHARE = "number, 0 to 1"
_AGREED = "how many of them ended in a consensus report"
_NAME: Column[Reference] = Column("name", "what the processes are", "text")
_REASON: Column[Reference] = Column("reason", "why they are alike, in a sentence", "text")
_MANDATES: Column[Reference] = Column(
    "mandates", "number of mandates: processes under one mandate are not independent", "count"
)
_PLAYS: Column[Before] = Column(
    "plays",
    "probability of consensus by the model, which does not know how it ended",
    f"{_SHARE}; empty if none is kept",
)


def _counts(name: str, meaning: str, of: str) -> tuple[Column[Before], Column[Before]]:
    return (
        Column(f"{name}_agreed", f"{meaning}: {_AGREED}", "count", lambda row: getattr(row, of).successes),
        Column(
            f"{name}_ended", f"{meaning}: how many had ended", "count", lambda row: getattr(row, of).trials
        ),
    )


#: What could be said of an earlier process.
BACK_TEST: tuple[Column[Before], ...] = (
    Column("process", "name of the scenario", "text", lambda row: row.process.id),
    *_counts("kind", "of its kind on ICT security", "same_kind"),
    *_counts("subject", "all on ICT security", "same_subject"),
    _PLAYS,
    Column("adopted", "whether it ended in a consensus report", "0 or 1",
           lambda row: int(row.process.adopted)),
)  # fmt: skip
#: The reference classes, and what could be said of earlier processes.
TABLES: tuple[Table[Forecast], ...] = (
    Table(
        "references",
        "One row for each reference class, the one most alike first: decided processes that ship, never "
        "the process itself. An open process is compared with those that had ended before it began, a "
        "decided one with all others, on ICT security with those of other bodies.",
        lambda forecast: forecast.references,
        (
            _NAME,
            Column("agreed", _AGREED, "count", lambda r: r.agreed.successes),
            Column("ended", "number of the processes", "count", lambda r: r.agreed.trials),
            _MANDATES,
            Column("low", "lower end of the 95 % interval of their share (Wilson)", _SHARE,
                   lambda r: r.agreed.interval[0]),
            Column("high", "upper end of it", _SHARE, lambda r: r.agreed.interval[1]),
            _REASON,
            Column("processes", "their names", "text", lambda r: tuple(one.id for one in r.processes)),
        ),
    ),
    Table(
        "backtest",
        "One row for each decided process of the kind that this body is or continues: what could have been "
        "said of it before it began, and how it ended.",
        lambda forecast: forecast.back_test,
        BACK_TEST,
    ),
)  # fmt: skip
#: The keys of a reference class in the JSON object of a forecast.
KEYS: tuple[Column[Reference], ...] = (
    _NAME,
    _REASON,
    Column("agreed", f"{_AGREED}: `plays` counts processes here", "share of plays", None, SHARE),
    _MANDATES,
    Column("processes", "their names", "list of texts", lambda r: [one.id for one in r.processes]),
)


def agreed(references: Sequence[Reference]) -> str:
    """Say how often bodies like this one agreed; nothing if there is no reference class."""
    told = [f"{_of(one.agreed)} {one.name}" for one in references]
    return f"For comparison, {listed(told)} ended in a consensus report." if told else ""


def _of(counted: Counted) -> str:
    return f"{counted.successes} of {counted.trials}"


def how_such_bodies_ended(forecast: Forecast) -> Iterator[Block]:
    """Yield the reference classes, and what they and the plays would have said of earlier processes."""
    rows: list[tuple[Cell, ...]] = [
        (one.name, _of(one.agreed), f"{ends(one.agreed.interval)} %", str(one.mandates), one.reason)
        for one in forecast.references
    ]
    if not rows:
        return
    columns = ("processes on record", "agreed", "95 %", "mandates", "why they are alike")
    yield Grid("How often such bodies agreed", columns, tuple(rows), right=1)
    worth = "The model and these counts stand side by side: mixed, they forecast worse than the model alone"
    if not forecast.supported:
        worth = "For bodies out of scope such counts forecast better than the plays, and than both mixed"
    yield note(f"The process itself is never counted. {worth} (docs/explanation/research-log.md, 14).")


def what_was_said_before(forecast: Forecast) -> Iterator[Block]:
    """Yield what could have been said of earlier processes of the kind, and how they ended."""
    rows = [
        (
            row.process.title,
            _of(row.same_kind) if row.same_kind.trials else "none",
            _of(row.same_subject) if row.same_subject.trials else "none",
            "–" if row.plays is None else Share(row.plays),
            "adopted" if row.process.adopted else "failed",
        )
        for row in forecast.back_test
    ]
    if not rows:
        return
    columns = ("process", "its kind", "ICT security", "the model", "it ended")
    yield Grid("What could have been said before each process began", columns, tuple(rows), right=1)
    fitted = "nothing fitted"
    if forecast.behaviour is BehaviourSource.CALIBRATED:
        fitted = "fitted to all other bodies, later ones included"
    least = min(row.plays for row in forecast.back_test if row.plays is not None)
    yield note(
        "Its kind, ICT security: how many of those that had ended by then had agreed. The model: its "
        f"probability, {fitted}; here never below {percent(least)}."
    )
