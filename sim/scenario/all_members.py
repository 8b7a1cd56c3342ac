"""All members: the same process with every member state in the room, to draw other rooms from."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.by_rule import by_rule
from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import first_day
from sim.scenario.proxy import affinity
from sim.scenario.roster import roster
from sim.scenario.schema import Defaults, Instructions, Scenario
from sim.scenario.votes import cyber_vote_score


def with_all_members(scenario: Scenario) -> Scenario:
    """Return the same process with all 193 member states of today in the room.

    Members keep their instructions. All others are coded by the codebook's rule on defaults, from their votes
    before the first meeting. The few without known votes (twelve for a process of 2004, of which Montenegro
    and South Sudan had not yet joined; none since 2019) stand between the camps, with the spread of a proxy,
    as that rule says.

    With issues of its own, they are coded by the standing lines and votes that the issues name. Where an
    issue names neither, nobody else can be coded, and the scenario is returned as it is; so is one with all
    193 members. Raises BadInput if no vote before the first meeting is known, so that all added states
    would be alike.
    """
    missing = [code for code in sorted(roster()) if code not in scenario.members]
    if not missing or not coded_by_rule(scenario):
        return scenario
    if scenario.own_issues:
        return _with(scenario, {code: one for code in missing if (one := by_rule(code, scenario))})
    starts = first_day(scenario.starts)
    if all(cyber_vote_score(code, starts) is None and affinity(code, starts) is None for code in missing):
        problem = (
            "is before all votes that ship with the program; nothing is known about states without a seat"
        )
        raise BadInput([Fault(scenario.id, problem, key="starts", value=scenario.starts)])

    known = scenario.coded_issues
    added = {code: default_instructions(code, Defaults(), scenario.starts, known, ()) for code in missing}
    return _with(scenario, added)


def coded_by_rule(scenario: Scenario) -> bool:
    """Return whether the codebook has a rule for members that the scenario does not seat."""
    return not scenario.own_issues or all(issue.line or issue.vote for issue in scenario.issues)


def _with(scenario: Scenario, added: Mapping[str, Instructions]) -> Scenario:
    source = f"{scenario.members_source}; for this pool, every other member state"
    return scenario.model_copy(
        update={
            "members": tuple(sorted({*scenario.members, *added})),
            "members_source": source,
            "delegations": {**scenario.delegations, **added},
        }
    )
