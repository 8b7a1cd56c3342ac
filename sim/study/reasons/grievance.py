"""Grievance: what a complaint's number stands for, and the name of who has it."""

from __future__ import annotations

from sim.negotiation.table import Table
from sim.scenario.roster import roster
from sim.study.reasons.findings import Grievance, Kind


def grievance_of(table: Table, complaint: int) -> Grievance:
    """Return the grievance of a complaint's number; nothing in the text for -1 or 2K."""
    if not 0 <= complaint < 2 * len(table.issues):
        return Grievance("", Kind.NONE)
    return Grievance(table.issues[complaint // 2], (Kind.HARM, Kind.DISAPPOINTMENT)[complaint % 2])


def name_of(code: str) -> str:
    """Return the name of a member state; the code itself if it is none."""
    return roster()[code].name if code in roster() else code
