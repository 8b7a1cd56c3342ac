"""Stakes: how delegations stood to the resolution that set a process up."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sim.scenario.fields import Sourced, StateCode, Strict
from sim.scenario.votes import recorded_votes


class Signal(Sourced):
    """A dated sign that a delegation's stake in the process has changed."""

    state: StateCode
    """Whose."""
    change: float = Field(ge=-1, le=1)
    """Added to its stake."""


def _roll_call(symbol: str) -> str:
    if symbol not in recorded_votes():
        allowed = {"allowed": ", ".join(recorded_votes())}
        raise PydanticCustomError(
            "unknown_vote", "is not a recorded vote that ships with the program", allowed
        )
    return symbol


class Stakes(Strict):
    """How delegations stood to the establishing resolution; everybody else voted yes or let it pass."""

    sponsors: tuple[StateCode, ...] = ()
    """Main sponsors."""
    against: tuple[StateCode, ...] = ()
    """Voted no."""
    abstained: tuple[StateCode, ...] = ()
    """Abstained."""
    absent: tuple[StateCode, ...] = ()
    """Did not vote."""
    roll_call: Annotated[str, AfterValidator(_roll_call)] | None = None
    """Symbol of a resolution whose recorded vote ships with the program, in place of these lists."""
    signals: tuple[Signal, ...] = ()
    """Signs of more or less engagement since then."""
    source: str = Field(min_length=1)
    """Where votes and sponsors are read."""
