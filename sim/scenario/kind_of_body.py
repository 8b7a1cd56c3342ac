"""Kind of body: whether the kind that a file declares fits what else the file says.

Nothing but a word in the file says what kind of body a room is, and a probability hangs on that word. So it
is held against what such groups have in common: a mandate of the General Assembly, and a number of seats.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sim.scenario.fields import first_day
from sim.scenario.names import CLAIMED
from sim.scenario.roster import roster
from sim.scenario.shipped import shipped, shipped_wider
from sim.scenario.yaml_file import read_yaml

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

#: Symbols of what the General Assembly adopts begin so.
_ASSEMBLY = ("A/RES/", "A/DEC/")
#: Seats of the largest group of governmental experts on record.
MOST_EXPERTS = 30
#: An open-ended group has at least this share of the members of the United Nations; a few may stay away.
OPEN = 0.9
#: The kind that stands for whatever none of the rest fits.
OTHER = "other"


def misfit(scenario: Scenario) -> str:
    """Return why a declared GGE or OEWG is none by what else its file says; nothing if it may be one."""
    if scenario.body not in CLAIMED:
        return ""
    known = shipped_kind(scenario)
    if known not in ("", scenario.body):
        return f"is declared as {scenario.body}, but this process ships as {known}"
    if not scenario.mandate.resolution.startswith(_ASSEMBLY):
        return (
            f"is declared as {scenario.body}, but its mandate ({scenario.mandate.resolution}) is no "
            "resolution or decision of the General Assembly (A/RES/..., A/DEC/...)"
        )
    seats, day = len(scenario.members), first_day(scenario.starts)
    if scenario.body == "GGE" and seats > MOST_EXPERTS:
        return f"is declared as GGE, but has {seats} seats; such groups have at most {MOST_EXPERTS}"
    everybody = sum(state.since <= day for state in roster().values())
    if scenario.body == "OEWG" and seats < OPEN * everybody:
        few = f"seats {seats} of {everybody} member states"
        return f"is declared as OEWG, but {few}; such groups are open to all"
    return ""


def fitting_kind(scenario: Scenario) -> str:
    """Return the kind of body to compare a scenario with: as it ships, else as declared, if that fits."""
    return shipped_kind(scenario) or (OTHER if misfit(scenario) else scenario.body)


def shipped_kind(scenario: Scenario) -> str:
    """Return the kind under which a process ships, whatever the name of its file; nothing if it does not."""
    by_id, by_mandate = _kinds()
    key = (scenario.mandate.resolution, scenario.starts)
    return by_id.get(scenario.id) or by_mandate.get(key, "")


@cache
def _kinds() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    files = [read_yaml(path).content for path in (*shipped().values(), *shipped_wider().values())]
    by_id = {file["id"]: file["body"] for file in files}
    return by_id, {(file["mandate"]["resolution"], str(file["starts"])): file["body"] for file in files}
