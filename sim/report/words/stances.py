"""Stances in words: what delegations do with a text, under silence and in a vote."""

from __future__ import annotations

from sim.negotiation.arrays import OBJECTS
from sim.negotiation.table import Table
from sim.study.forecast import Forecast
from sim.study.replay import Replay

#: What a delegation that joins, dissociates or objects does: under silence, and in a vote.
_VERBS = (("join", "dissociate", "object"), ("vote yes", "abstain", "vote no"))
_ACTING = (("joining", "dissociating", "objecting"), ("voting yes", "abstaining", "voting no"))


def verb(played: Forecast | Replay, stance: int = OBJECTS, many: int = 2) -> str:
    """Return what delegations of a stance do: several object, one objects."""
    return does(played.table, stance, many)


def does(table: Table, stance: int, many: int = 1) -> str:
    """Return what one delegation of a stance does, or several, under the rule of a table."""
    first, *rest = _VERBS[table.decision.by_vote][stance].split()
    return " ".join([first + "s" * (many == 1), *rest])


def objects(played: Forecast | Replay) -> str:
    """Return what one delegation does that stands in the way: objects, or votes no."""
    return verb(played, OBJECTS, 1)


def acting(played: Forecast | Replay, stance: int) -> str:
    """Return a stance as something that is being done: objecting."""
    return _ACTING[played.table.decision.by_vote][stance]


def put(played: Forecast | Replay) -> str:
    """Say how the text is decided on: it is put under silence, or to the vote."""
    return "put to the vote" if played.table.decision.by_vote else "put under silence"
