"""A changed scenario: other delegations, positions, conducts, chair, decision rule or deadline."""

from __future__ import annotations

from functools import lru_cache

from sim.classroom.site.explorer.choices import Choices
from sim.negotiation.convene import convene
from sim.scenario.acquis import agreed, own_text
from sim.scenario.all_members import with_all_members
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.schema import SCALE, Instructions, Outlet, Position, Scenario
from sim.scenario.shipped import shipped

#: Source of values from the explorer.
_TRIED = "tried out in the explorer"


@lru_cache(maxsize=32)
def shipped_scenario(name: str) -> Scenario:
    """Return a shipped scenario.

    Raises
    ------
    BadInput
        if there is no shipped scenario of that name; a path is not a name
    """
    if name not in shipped():
        raise BadInput([Fault(name, "is not a shipped scenario")])
    return load(shipped()[name])


@lru_cache(maxsize=4)
def everybody(name: str) -> Scenario:
    """Return a shipped scenario with all members that could take part."""
    return with_all_members(shipped_scenario(name))


def removable(scenario: Scenario) -> frozenset[str]:
    """Return the issues whose ladders can lose their indirect text: no earlier report has it."""
    earlier, own = agreed(scenario), own_text(scenario)
    return frozenset(
        issue.code
        for issue in scenario.issues
        if issue.indirect is not None and Rung.INDIRECT not in (earlier[issue.code], own[issue.code])
    )


def changed(choices: Choices) -> tuple[Scenario, dict[str, float]]:
    """Return the scenario with all choices, and the parameters that differ from their priors.

    A delegation with changed positions keeps the rest: its other positions, its caucus, its weight.

    Raises
    ------
    BadInput
        if there is no such scenario, state, issue or camp, or the room would be empty
    """
    shipped = shipped_scenario(choices.scenario)
    scenario = everybody(choices.scenario) if choices.added else shipped
    members = sorted((set(shipped.members) | set(choices.added)) - set(choices.removed))
    if len(members) < 2:
        raise _fault("a negotiation needs at least two delegations")
    if unknown := set(members) - set(scenario.members):
        raise _fault(f"this process has no positions for {', '.join(sorted(unknown))}")
    codes = {issue.code for issue in scenario.issues}
    for code, row in choices.positions.items():
        if not set(row) <= codes:
            raise _fault(f"{code} has a position on an issue outside this negotiation")
    if not set(choices.plain) <= removable(scenario):
        raise _fault("indirect text can be removed only if no earlier report has it")
    scenario = scenario.model_copy(update={"members": tuple(members)})
    # The caucuses of the shipped room stay, so that a visitor can choose a camp before its members.
    if choices.camp not in (None, "neutral", *convene(scenario).caucus_names):
        raise _fault(f"there is no camp {choices.camp}")
    # A scenario with its own ladders has no rules to derive unwritten positions.
    touched = sorted(
        members if choices.plain else (set(choices.positions) | set(choices.stakes)) & set(members)
    )
    chair = {k: v for k, v in {"strategy": choices.strategy, "camp": choices.camp}.items() if v is not None}
    delegations = {**scenario.delegations, **_written_out(scenario, touched, choices)}
    for code in set(choices.conducts) & set(members):
        delegations[code] = delegations[code].model_copy(update={"conduct": choices.conducts[code]})
    update = {
        "delegations": delegations,
        "chair": scenario.chair.model_copy(update=chair),
        "decision": choices.decision or scenario.decision,
    }
    if choices.readings is not None:
        update |= {"sessions": choices.readings, "readings_per_session": 1}
    if choices.plain:
        update["issues"] = tuple(
            issue.model_copy(update={"indirect": None}) if issue.code in choices.plain else issue
            for issue in scenario.issues
        )
    if choices.outlets is not None:
        update["outlets"] = tuple(
            Outlet(what=_TRIED, source=_TRIED, date=scenario.starts, evidence=Evidence.PROXY)
            for _ in range(choices.outlets)
        )
    given = {"indirect_value": choices.indirect_value, "indirect_harm": choices.indirect_harm}
    return scenario.model_copy(update=update), {name: v for name, v in given.items() if v is not None}


def _written_out(scenario: Scenario, touched: list[str], choices: Choices) -> dict[str, Instructions]:
    """Return the instructions of some delegations with all positions, changed or not."""
    if not touched:
        return {}
    few = scenario.model_copy(update={"members": tuple(touched)})
    rows, seated = cells(few), seats(few)
    found = {}
    for code in touched:
        wanted = choices.positions.get(code, {})
        positions = {
            issue: Position(
                value=wanted.get(issue, cell.value * SCALE),
                source=cell.source,
                date=cell.date,
                evidence=cell.evidence,
            )
            for issue, cell in rows[code].items()
        }
        seat = seated[code]
        found[code] = scenario.delegations[code].model_copy(
            update={
                "positions": positions,
                "stake": choices.stakes.get(code, seat.stake),
                "weight": seat.weight,
                "caucus": seat.caucus,
            }
        )
    return found


def _fault(problem: str) -> BadInput:
    return BadInput([Fault("explorer", problem)])
