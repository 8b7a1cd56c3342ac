"""All members: the same process with every member state in the room, to draw other rooms from."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import first_day, last_day
from sim.scenario.proxy import affinity
from sim.scenario.roster import roster
from sim.scenario.schema import Defaults, Scenario
from sim.scenario.votes import cyber_vote_score


def with_all_members(scenario: Scenario, earlier: Sequence[Scenario] = ()) -> Scenario:
    """Return the same process with all 193 member states of today in the room.

    Members keep their instructions. Everybody else follows by the codebook's rule on defaults, from its votes
    before the first meeting. The few whose votes nobody knows (twelve for a process of 2004, of which
    Montenegro and South Sudan had not yet joined; none since 2019) stand between the camps, with the spread
    of a proxy, as that rule says.

    A scenario with issues of its own is returned as it is, since the rule knows nothing of them; so is one
    whose members are all 193. Raises BadInput if no vote before the first meeting is known at all, so that
    all who are added would be alike; ValueError if an earlier group had not ended before the first meeting,
    or has issues of its own.

    Parameters
    ----------
    earlier : codings of earlier groups, the latest first; for those without instructions in the
        scenario, the first that has the state comes before its votes
    """
    missing = [code for code in sorted(roster()) if code not in scenario.members]
    if scenario.own_issues or not missing:
        return scenario
    starts = first_day(scenario.starts)
    for other in earlier:
        if other.own_issues or last_day(other.ends) >= starts:
            why = "has issues of its own" if other.own_issues else f"ended on {other.ends}"
            raise ValueError(f"{other.id} is no earlier group of {scenario.id}, {scenario.starts}: it {why}")
    if all(cyber_vote_score(code, starts) is None and affinity(code, starts) is None for code in missing):
        problem = "comes before all votes that ship with the program, so nothing is known of states that had"
        raise BadInput([Fault(scenario.id, f"{problem} no seat", key="starts", value=scenario.starts)])

    known = [*(issue.code for issue in scenario.issues), "FLOW"]
    added = {
        code: default_instructions(code, Defaults(), scenario.starts, known, earlier) for code in missing
    }
    source = f"{scenario.members_source}; for this pool, every other member state"
    return scenario.model_copy(
        update={
            "members": tuple(sorted(roster())),
            "members_source": source,
            "delegations": {**scenario.delegations, **added},
        }
    )
