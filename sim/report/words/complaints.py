"""Complaints in words: what objectors complain of, what they do, and a paragraph worded otherwise."""

from __future__ import annotations

from sim.negotiation.vocabulary import Kind
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Amendment, Grievance

#: At most this many delegations, and complaints, are named in a sentence.
NAMED = 3
_RUNG = {
    Rung.SILENT: "silence",
    Rung.INDIRECT: "an indirect paragraph",
    Rung.EXPLICIT: "an explicit paragraph",
}
_INSTEAD = {Rung.SILENT: "silence", Rung.INDIRECT: "an indirect one", Rung.EXPLICIT: "an explicit one"}


def issue_titles(forecast: Forecast) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in forecast.scenario.issues}


def reworded(forecast: Forecast, amendment: Amendment) -> str:
    """Put a change of one paragraph into words."""
    title = issue_titles(forecast)[amendment.issue]
    if amendment.end is Rung.SILENT:
        return f"silence instead of {_RUNG[amendment.start]} on {title}"
    return f"{_RUNG[amendment.end]} on {title} instead of {_INSTEAD[amendment.start]}"


def briefly(forecast: Forecast, grievance: Grievance) -> str:
    """Say what one complaint is: too much, or too little, on a paragraph."""
    if grievance.kind is Kind.NONE:
        return "over no paragraph"
    much = "too much" if grievance.kind is Kind.HARM else "too little"
    return f"{much} on {issue_titles(forecast)[grievance.issue]}"


def by_consensus(forecast: Forecast) -> bool:
    """Return whether the text is put under silence, and not to the vote."""
    return not forecast.table.decision.by_vote


def verb_of(forecast: Forecast, of: int = 1) -> str:
    """Return what one delegation, or several, does that stands in the way: objects, or votes against."""
    if by_consensus(forecast):
        return "objects" if of == 1 else "object"
    return "votes against" if of == 1 else "vote against"
