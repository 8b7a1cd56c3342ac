"""The codebook's rules: what follows from coded facts, computed and not typed.

docs/reference/codebook.md gives them in full, and says which were settled in view of outcomes. Those on
positions and mandates hold for the ICT negotiations, where each issue states its own (data/issues.yaml); a
scenario with issues of its own gives these values itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from sim.scenario.ict_issues import NEXT_STEP, Request, Rule, written_issues
from sim.scenario.memberships import members_of, spans
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


def alliance(state: MemberState, on: dt.date) -> str:
    """Return the caucus of a state by its alliances on a day: West, East, or its UN regional group."""
    sides = _alliances(on)
    if state.group == "WEOG" or state.code in sides["West"]:
        return "West"
    return "East" if state.code in sides["East"] else state.group


@cache
def _alliances(on: dt.date) -> dict[str, frozenset[str]]:
    founded = min(span.first for span in spans()["SCO"] if span.first)
    founders = members_of("SCO", founded) if on >= founded else frozenset()
    return {
        "West": members_of("NATO", on) | members_of("EU", on) | {"JPN", "KOR", "ISR"},
        "East": members_of("CSTO", on) | founders | {"RUS", "CHN"},
    }


#: Position on the central issue of a mandate by what a state did about it, -1 to 1, where an issue says so.
VOTED = {"sponsors": 0.8, "yes": 0.4, "absent": 0.0, "abstained": -0.2, "against": -0.6}
#: Mean salience of the ICT issues, by which absolute salience is divided: fixed, so that it does not move
#: when an issue is added.
MEAN_SALIENCE = 0.694
#: Worth of a report by what a state did about the establishing resolution, 0 to 1.
STAKE = {"sponsors": 1.0, "yes": 0.6, "absent": 0.5, "abstained": 0.4, "against": 0.2}
