"""The table of codes that `gge-sim coding sheet` gives out to be filled in, and `coding codes` filled in."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.column import Column, Table
from sim.study.codes import SCALES, Code, Kind

KIND = "coding-sheet"
TABLES: tuple[Table[Sequence[Code]], ...] = (
    Table(
        "PROCESS",
        "One row for each code; the file has the name of the process. A coder fills in `value` and `note`; "
        "the other columns stay as they are.",
        lambda codes: codes,
        (
            Column[Code]("process", "`id` of the scenario", "text", lambda c: c.key.process),
            Column[Code]("kind", "kind of code", ", ".join(Kind), lambda c: c.key.kind.value),
            Column[Code](
                "delegation", "whose code it is; empty for the process", "country code",
                lambda c: c.key.delegation,
            ),
            Column[Code](
                "matter", "what the code is about: a family of words, an issue", "text",
                lambda c: c.key.matter,
            ),
            Column[Code]("question", "what is asked", "text", lambda c: SCALES[c.key.kind].question),
            Column[Code]("allowed", "what may be written", "text", lambda c: SCALES[c.key.kind].allowed),
            Column[Code]("documents", "what the code may be read from; more on the page", "text"),
            Column[Code]("date", "date of the documents", "text"),
            Column[Code]("value", "the code; empty if there is none yet", "word or number"),
            Column[Code]("note", "why, in the words of the coder", "text"),
        ),
    ),
)  # fmt: skip
