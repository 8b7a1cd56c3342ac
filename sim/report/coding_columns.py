"""The JSON object of the sensitivity to coding."""

from __future__ import annotations

from typing import Any

from sim.report.column import Column, Table
from sim.study.coding import CellEffect, CodingSensitivity

KIND = "coding"
TABLES: tuple[Table[CodingSensitivity], ...] = ()
_CELL: tuple[Column[Any], ...] = (
    Column("value", "position as coded", "-1 (resists) to 1 (insists)"),
    Column("source", "where the coding comes from", "text"),
    Column("date", "date of the source", "text"),
    Column("evidence", "grade of the coding", "document, literature, recalled or proxy"),
    Column("rule", "rule of the codebook that gives the position; empty if it was coded", "text"),
)
_EFFECT: tuple[Column[CellEffect], ...] = (
    Column("state", "the delegation", "country code"),
    Column("issue", "code of the issue", "code"),
    Column("cell", "the position", "object", None, _CELL),
    Column("effect", "change of the share if the cell is coded one spread higher", "-1 to 1"),
    Column("error", "standard error of that change", "0 to 1"),
)
SUMMARY: tuple[Column[CodingSensitivity], ...] = (
    Column("scenario", "`id` of the scenario", "text"),
    Column(
        "supported", "whether the model claims a probability for this kind of body or rule", "true or false"
    ),
    Column("probability", "of consensus, over all codings; null if none is claimed", "0 to 0.97, or null"),
    Column("share", "share of plays that adopt a report, over all codings", "0 to 1"),
    Column("spread", "standard deviation of that share between codings, luck taken out", "0 to 0.5"),
    Column("low", "below this the share lies in one coding of ten", "0 to 1"),
    Column("high", "above this the share lies in one coding of ten", "0 to 1"),
    Column("weak", "cells that are recalled or inferred", "count"),
    Column("all_cells", "all cells", "count"),
    Column("effects", "every weak cell, those that matter most first", "list of objects", None, _EFFECT),
)
