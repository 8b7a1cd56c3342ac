"""Choices: the changes to a scenario in the explorer, as a browser sends them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidationError

from sim.scenario.fields import Share, StateCode, Strict
from sim.scenario.names import ChairName, ConductName, DecisionName
from sim.scenario.schema import Scale

#: Most readings, and most outlets for claims, in the explorer.
MOST_READINGS, MOST_OUTLETS = 40, 5

IssueCode = Annotated[str, Field(max_length=16)]
_States = Annotated[tuple[StateCode, ...], Field(max_length=193)]
_Row = Annotated[dict[IssueCode, Scale], Field(max_length=64)]


class Choices(Strict):
    """A scenario and its changes; everything else stays as it is."""

    scenario: str = Field(min_length=1, max_length=80)
    """Name of a shipped scenario."""
    added: _States = ()
    """Members who take a seat."""
    removed: _States = ()
    """Members who leave."""
    positions: dict[StateCode, _Row] = {}
    """Instructed positions, -3 to 3, by state and issue."""
    stakes: dict[StateCode, Share] = {}
    """Worth of having any report."""
    conducts: dict[StateCode, ConductName] = {}
    """How delegations behave."""
    decision: DecisionName | None = None
    """What it takes to adopt."""
    strategy: ChairName | None = None
    """How the chair revises the text."""
    camp: str | None = Field(default=None, max_length=80)
    """Caucus that the chair belongs to, or neutral."""
    readings: int | None = Field(default=None, ge=1, le=MOST_READINGS)
    """Readings before the deadline."""
    outlets: int | None = Field(default=None, ge=0, le=MOST_OUTLETS)
    """Other places where disappointed claims can go."""
    indirect_value: Share | None = None
    """What indirect text is worth to those who want the explicit one."""
    indirect_harm: Share | None = None
    """What indirect text costs those who resist the explicit one."""

    plain: Annotated[tuple[IssueCode, ...], Field(max_length=64)] = ()
    """Issues whose ladder loses its indirect text."""

    @property
    def as_it_is(self) -> bool:
        """Whether there are no changes."""
        return self == Choices(scenario=self.scenario)

    def model_post_init(self, context: Any, /) -> None:
        """Refuse a state that is both added and removed."""
        if set(self.added) & set(self.removed):
            raise ValueError("a state cannot be both added and removed")


def read_choices(message: object) -> Choices | None:
    """Return the choices in a browser's message, or None if they are not valid."""
    try:
        return Choices.model_validate(message)
    except (ValidationError, ValueError, RecursionError):
        return None
