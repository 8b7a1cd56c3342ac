"""The record: what really happened in a decided process, and who stood in the way."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.fields import NameInTables, PartialDate, StateCode, Strict
from sim.scenario.ladder import NamedRung


class Resistance(Strict):
    """Who really resisted, insisted or dissociated, on what."""

    issues: tuple[str, ...]
    """Issue codes."""
    role: Literal["resisted", "insisted", "objected", "dissociated"]
    """What they did."""
    states: tuple[StateCode, ...]
    """Who."""
    source: str = Field(min_length=1)
    """Where this is read."""


class Record(Strict):
    """What really happened: for scoring only, and never within the model's reach."""

    adopted: bool
    """Whether a consensus report was adopted."""
    document: str = Field(min_length=1)
    """The report, or the document that tells of the failure."""
    date: PartialDate
    """When."""
    language: dict[str, NamedRung] = {}
    """Language of the report by issue; an issue left out is silent."""
    resistance: tuple[Resistance, ...] = ()
    """Who stood in the way."""
    source: str = Field(min_length=1)
    """Where this is read."""
    family: Annotated[str, Field(min_length=1, max_length=60), NameInTables] | None = None
    """Field of the process; forecasts are judged with whole families left out."""
