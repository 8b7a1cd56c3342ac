"""All members: the same process with every member state in the room, to draw other rooms from."""

from __future__ import annotations

from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import first_day
from sim.scenario.proxy import affinity
from sim.scenario.roster import roster
from sim.scenario.schema import Defaults, Scenario
from sim.scenario.votes import cyber_vote_score


def with_all_members(scenario: Scenario) -> Scenario:
    """Return the same process with all 193 member states of today in the room.

    Members keep their instructions. All others are coded by the codebook's rule on defaults, from their votes
    before the first meeting. The few without known votes (twelve for a process of 2004, of which Montenegro
    and South Sudan had not yet joined; none since 2019) stand between the camps, with the spread of a proxy,
    as that rule says.

    A scenario with its own issues is returned as it is, since the rule does not cover them; so is one with
    all 193 members. Raises BadInput if no vote before the first meeting is known, so that all added states
    would be alike.
    """
    missing = [code for code in sorted(roster()) if code not in scenario.members]
    if scenario.own_issues or not missing:
        return scenario
    starts = first_day(scenario.starts)
    if all(cyber_vote_score(code, starts) is None and affinity(code, starts) is None for code in missing):
        problem = (
            "is before all votes that ship with the program; nothing is known about states without a seat"
        )
        raise BadInput([Fault(scenario.id, problem, key="starts", value=scenario.starts)])

    known = scenario.coded_issues
    added = {code: default_instructions(code, Defaults(), scenario.starts, known, ()) for code in missing}
    source = f"{scenario.members_source}; for this pool, every other member state"
    return scenario.model_copy(
        update={
            "members": tuple(sorted(roster())),
            "members_source": source,
            "delegations": {**scenario.delegations, **added},
        }
    )
