"""Stances in words: what delegations do with a text, what they mind, and what would be worded otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from sim.negotiation.arrays import OBJECTS
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Kind
from sim.report.words.names import INFERRED
from sim.report.words.numbers import written
from sim.scenario.ladder import Rung
from sim.study.fights import Fighter
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast
from sim.study.reasons.findings import Amendment, Grievance
from sim.study.replay import Replay

#: At most this many delegations, and complaints, are named in a sentence.
NAMED = 3
#: What a delegation that joins, dissociates or objects does: under silence, and in a vote.
_VERBS = (("join", "dissociate", "object"), ("vote yes", "abstain", "vote no"))
_ACTING = (("joining", "dissociating", "objecting"), ("voting yes", "abstaining", "voting no"))


def issue_titles(forecast: Forecast) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in forecast.scenario.issues}


def reworded(forecast: Forecast, amendment: Amendment) -> str:
    """Put a change of one paragraph into words."""
    title = issue_titles(forecast)[amendment.issue]
    if amendment.end is Rung.SILENT:
        return f"silence instead of an {amendment.start.word} paragraph on {title}"
    before = "silence" if amendment.start is Rung.SILENT else f"an {amendment.start.word} one"
    return f"an {amendment.end.word} paragraph on {title} instead of {before}"


def briefly(forecast: Forecast, grievance: Grievance) -> str:
    """Say what one complaint is: too much, or too little, on a paragraph."""
    amount = Kind(grievance.kind).amount
    return f"{amount} on {issue_titles(forecast)[grievance.issue]}" if amount else "over no paragraph"


def complaint(kind: str, title: str) -> str:
    """Return a complaint about an issue, named by its title, in words; nothing for no complaint."""
    verb = Kind(kind).verb
    return f"{verb} {title}" if verb else ""


def named(delegation: DelegationForecast | Fighter) -> str:
    """Return a delegation's name, marked if all its positions are inferred."""
    return delegation.name + (f" {INFERRED}" if delegation.inferred else "")


def over(
    delegation: DelegationForecast, titles: Mapping[str, str], most: int = 2, numbers: bool = True
) -> str:
    """Say over what a delegation stands apart: its most frequent largest complaints, with or without shares.

    Shares are of the plays in which it stands apart. Titles of issues are by code.
    """
    some = [c for c in delegation.complaints if c.kind != Kind.NONE][:most]
    return "; ".join(
        complaint(c.kind, titles[c.issue]) + (f" ({written(c.share)})" if numbers else "") for c in some
    )


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
