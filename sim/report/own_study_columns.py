"""NAME stands for the name of a plug-in's study, which brings the columns of its table."""

from __future__ import annotations

from dataclasses import replace

from sim.report.column import Column, Family, Table, record
from sim.report.own_study import OwnResult
from sim.report.stamp import headed, stamps

KIND = "NAME"
TABLES: tuple[Table[OwnResult], ...] = (
    Table.of(
        KIND, "One row as the study has it.", lambda result: result.rows,
        Family("COLUMN", "what the study says of it", "its own", lambda result: result.study.columns),
        *stamps(lambda result: result.work.seed),
    ),
)  # fmt: skip
SUMMARY: tuple[Column[OwnResult], ...] = (
    *(
        replace(key, value=lambda result: result.study.name) if key.name == "kind" else key
        for key in headed(KIND)
    ),
    Column("runs", "plays of each forecast", "count", lambda result: result.work.runs),
    Column("seed", "seed of all chance", "count", lambda result: result.work.seed),
    Column("rows", "the table: each row with the study's own columns as keys", "list of objects",
           lambda result: [record(result.study.columns, row) for row in result.rows]),
)  # fmt: skip


def tables(result: OwnResult) -> tuple[Table[OwnResult], ...]:
    """Return the table of a study, by the name of the study."""
    return tuple(replace(table, name=result.study.name) for table in TABLES)
