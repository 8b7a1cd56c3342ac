"""The codebook's rules: what follows from coded facts, computed and not typed.

docs/reference/codebook.md gives them in full, and says which were settled in view of outcomes. Those on
positions and mandates hold for the ICT negotiations, where each issue states its own (data/issues.yaml); a
scenario with issues of its own gives these values itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sim.scenario.ict_issues import NEXT_STEP, Request, Rule, written_issues
from sim.scenario.roster import MemberState


def ambition(asks: tuple[Request, ...], settled: Mapping[str, float]) -> dict[str, float]:
    """Return what a mandate promises on each issue, 0 to 1.

    A subject already opened is promised one step more by a mandate on how
    international law applies; one never opened is not promised.

    Parameters
    ----------
    settled : strength of agreed language by issue, 0 to 1
    """
    promised: dict[str, float] = {}
    for issue in written_issues():
        agreed = settled.get(issue.code, 0)
        for request in asks:
            step = issue.asked_by.get(request, 0)
            if step == NEXT_STEP:
                step = min(1.0, agreed + 0.5) if agreed > 0 else 0
            if step:
                promised[issue.code] = max(promised.get(issue.code, 0.0), float(step))
    return promised


def derived(issue: str, starts: dt.date, coded: Mapping[str, float], side: float) -> tuple[float, Rule]:
    """Return the position that follows for an issue from coded ones, -1 to 1, and the rule.

    Raises KeyError if no rule covers the issue.

    Parameters
    ----------
    starts : first day of the process, since rules change with dated acts
    coded : its coded positions, -1 to 1
    side : where it stands between the camps, -1 (East) to 1 (West)
    """
    rule = next((one.rule(starts) for one in written_issues() if one.code == issue), None)
    if rule is None:
        raise KeyError(issue)
    return rule.position(coded, side), rule


def weight(state: MemberState) -> float:
    """Return a member state's standing: permanent members 0.8, other G20 0.5, rest 0.2."""
    return 0.8 if state.permanent else 0.5 if state.g20 else 0.2


def caucus(state: MemberState, side: float) -> str:
    """Return the caucus a delegation consults in: West, East, or its UN regional group.

    Parameters
    ----------
    side : where it stands between the camps, -1 (East) to 1 (West)
    """
    return "West" if side > 0.4 else "East" if side < -0.6 else state.group


#: Worth of a report by what a state did about the establishing resolution, 0 to 1.
STAKE = {"sponsors": 1.0, "yes": 0.6, "absent": 0.5, "abstained": 0.4, "against": 0.2}
