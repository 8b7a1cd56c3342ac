"""The tables of a replay, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools
from sim.negotiation.parameter_file import as_in_a_file
from sim.negotiation.vocabulary import Stance
from sim.report.column import Column, Family, Table
from sim.report.replay_changes import steps
from sim.report.replay_words import complaint_of
from sim.report.stamp import headed, stamps
from sim.scenario.ladder import Rung
from sim.study.replay import Change, Replay, Sounding, Unusual, sound

KIND = "replay"


class _Row(NamedTuple):
    """A draft before and after something; of it, where that matters, a paragraph or delegation by number."""

    replay: Replay
    before: Sounding
    then: Sounding
    number: int = -1
    reading: int = 0
    repair: int = 0
    changes: tuple[Change, ...] = ()


def _each(replay: Replay, rows: int) -> Iterator[_Row]:
    """Yield a row for each paragraph or delegation after each reading and each repair."""
    before, last = replay.zero_draft, len(replay.readings)
    for n, then in enumerate(replay.stages):
        for number in range(rows):
            yield _Row(replay, before, then, number, min(n, last), max(0, n - last))
        before = then


def _changes(replay: Replay, changes: tuple[Change, ...]) -> list[_Row]:
    return [_Row(replay, change.before, change.after, changes=(change,)) for change in changes]


def _rewordings(replay: Replay) -> Iterator[_Row]:
    found, end = replay.rewordings, replay.end
    for e in np.flatnonzero(found.adopted):
        draft = end.draft.copy()
        draft[found.paragraphs[e]] = found.ends[e]
        yield _Row(replay, end, sound(replay.last, draft), int(found.paragraphs[e]))


def _draft(replay: Replay, sounding: Sounding) -> dict[str, str]:
    rungs = zip(replay.table.issues, sounding.draft.tolist(), strict=True)
    return {issue: Rung(rung).word for issue, rung in rungs}


def _states(replay: Replay, seats: Bools) -> list[str]:
    return [replay.table.codes[seat] for seat in np.flatnonzero(seats)]


def _complaint(row: _Row) -> tuple[str, str]:
    issue, kind = complaint_of(row.replay, row.then.complaints[row.number])
    return issue.code if issue else "", kind.value


_RUNGS = "`silent`, `indirect` or `explicit`"
_AFTER: tuple[Column[_Row], ...] = (
    Column("reading", "number of the reading, 0 for the zero draft", "count"),
    Column("repair", "number of last-minute repairs by then", "count"),
)
_REPLICATE = ("replicate", "number of the play, from 0", "count")
_STAMPS: tuple[Column[Any] | Family[Any], ...] = (
    Column[_Row](*_REPLICATE, lambda row: row.replay.replicate),
    *stamps(lambda replay: replay.seed),
)
_MOVE: tuple[Column[_Row], ...] = (
    Column("issue", "code of the paragraph's issue", "code", lambda row: row.replay.table.issues[row.number]),
    Column("from", "its formulation before", _RUNGS, lambda row: Rung(row.before.draft[row.number]).word),
    Column("to", "its formulation then", _RUNGS, lambda row: Rung(row.then.draft[row.number]).word),
)
_POSITION: tuple[Column[_Row], ...] = (
    Column("worth", "what adopting the draft is worth to it, where 0 is no report", "units of the model",
           lambda row: float(row.then.worth[row.number])),
    Column("price", "what blocking costs it beside those who share its complaint",
           "units of the model, 0 or more",
           lambda row: float(row.then.price[row.number])),
    Column("stance", "what it would do with the draft as it stands", "`joins`, `dissociates` or `objects`",
           lambda row: Stance(row.then.stances[row.number]).word),
    Column("issue", "the paragraph of its largest complaint; empty if it has none", "code",
           lambda row: _complaint(row)[0]),
    Column("complaint", "whether it suffers from that paragraph (harm) or wants more of it (disappointment)",
           "`harm`, `disappointment` or `none`", lambda row: _complaint(row)[1]),
)  # fmt: skip
_APART: tuple[Column[_Row], ...] = (
    Column("dissociates", "who would dissociate from the text", "country codes",
           lambda row: _states(row.replay, row.then.taking(DISSOCIATES))),
    Column("objects", "who would object to it", "country codes",
           lambda row: _states(row.replay, row.then.taking(OBJECTS))),
)  # fmt: skip
_CHANGE: tuple[Column[_Row], ...] = (
    Column("moves", "paragraphs that it touches", "list of objects",
           lambda row: [row._replace(number=k) for k in row.changes[0].paragraphs.tolist()], _MOVE),
    Column("relieves", "who would rather have had no report, and minds the draft less now", "country codes",
           lambda row: _states(row.replay, row.changes[0].relieved)),
)  # fmt: skip
TABLES: tuple[Table[Replay], ...] = (
    Table.of(
        "readings",
        "One row for each draft and paragraph. Reading 0 is the zero draft, as the room sees it at the first "
        "reading; the rows of the others show the draft that a reading leaves. Last-minute repairs come "
        "after the last reading.",
        lambda replay: _each(replay, len(replay.table.issues)),
        *_AFTER,
        _MOVE[0],
        Column("rung", "its formulation", _RUNGS, _MOVE[-1].value),
        Column("moved", "1 if it is stronger than in the draft before, -1 if weaker, else 0",
               "number: -1, 0 or 1", lambda row: int(np.sign(np.subtract(
                   row.then.draft[row.number], row.before.draft[row.number], dtype=int)))),
        *_STAMPS,
    ),
    Table.of(
        "stances", "One row for each draft and delegation.",
        lambda replay: _each(replay, len(replay.table.codes)),
        *_AFTER,
        Column("state", "the delegation", "country code", lambda row: row.replay.table.codes[row.number]),
        *_POSITION, *_STAMPS,
    ),
)  # fmt: skip
SUMMARY: tuple[Column[Replay], ...] = (
    *headed(KIND),
    Column("seed", "seed of all chance", "count"),
    Column(*_REPLICATE),
    Column("behaviour", "where parameters come from", "calibrated or priors", lambda r: str(r.behaviour)),
    Column("given", "parameters that were given, by name", "as in a parameter file",
           lambda r: {name: as_in_a_file(prior) for name, prior in r.setting.given.items()}),
    Column("chair", "strategy of the chair", "text", lambda r: r.setting.chair.called),
    Column("decision", "rule of decision", "text", lambda r: r.table.decision.called),
    Column("adopted", "whether a report is adopted", "true or false"),
    Column("unusual", "parameters that lie in an outer tenth of what they are drawn from", "objects by name",
           lambda r: {found.parameter.name: found for found in r.unusual},
           (Column[Unusual]("value", "its value in this play", "number"),
            Column[Unusual]("end", "which tenth", "low or high", lambda u: "high" if u.high else "low"))),
    Column("zero_draft", "the first draft, by issue", _RUNGS, lambda r: _draft(r, r.zero_draft)),
    Column("readings", "every reading", "list of objects",
           lambda r: [_Row(r, x.opening, x.closing, reading=x.number, changes=x.changes) for x in r.readings],
           (Column[_Row]("reading", "its number, from 1", "count"),
            Column[_Row]("changes", "changes of the draft, in order", "list of objects",
                         lambda row: _changes(row.replay, row.changes), _CHANGE),
            Column[_Row]("joins", "how many would join the text", "count",
                         lambda row: int(row.then.taking(JOINS).sum())),
            *_APART)),
    Column("repairs", "last-minute changes after the last reading", "list of objects",
           lambda r: _changes(r, r.repairs),
           (*_CHANGE, Column[_Row]("kept", "false if it was taken back", "true or false",
                                   lambda row: row.changes[0].kept))),
    Column("text", "the last text, by issue", _RUNGS, lambda r: _draft(r, r.end)),
    Column("delegations", "what each delegation makes of the last text, by country code", "objects",
           lambda r: {code: _Row(r, r.end, r.end, n) for n, code in enumerate(r.table.codes)}, _POSITION),
    Column("rewordings_adopted", "every change of one paragraph by which the last text would be adopted",
           "list of objects", lambda r: list(_rewordings(r)), (*_MOVE, *_APART)),
    Column("story", "the readings in sentences", "list of texts",
           lambda r: [f"{step.title}: {' '.join(step.lines)}" for step in steps(r)]),
)  # fmt: skip
