"""A scenario with something changed: who sits in the room, what they want, chair, deadline."""

from __future__ import annotations

from functools import lru_cache

from sim.classroom.site.explorer.choices import Choices
from sim.negotiation.convene import convene
from sim.scenario.acquis import agreed, own_text
from sim.scenario.fault import BadInput, Fault
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.pool import pool
from sim.scenario.positions import cells, seats
from sim.scenario.schema import SCALE, Instructions, Outlet, Position, Scenario
from sim.scenario.shipped import shipped
from sim.scenario.strict import Evidence

#: Where a value that somebody tries out comes from.
_TRIED = "tried out in the explorer"


@lru_cache(maxsize=32)
def shipped_scenario(name: str) -> Scenario:
    """Return a shipped scenario.

    Raises
    ------
    BadInput
        if none has that name; a path is no name
    """
    if name not in shipped():
        raise BadInput([Fault(name, "is no scenario that ships")])
    return load(shipped()[name])


@lru_cache(maxsize=4)
def everybody(name: str) -> Scenario:
    """Return a shipped scenario with all members that could have a seat in it."""
    return pool(shipped_scenario(name))


def veiled(scenario: Scenario) -> frozenset[str]:
    """Return the issues from whose ladders indirect text can be taken, as no earlier report speaks so."""
    earlier, own = agreed(scenario), own_text(scenario)
    return frozenset(
        issue.code
        for issue in scenario.issues
        if issue.indirect is not None and Rung.VEILED not in (earlier[issue.code], own[issue.code])
    )


def changed(choices: Choices) -> tuple[Scenario, dict[str, float]]:
    """Return the scenario with everything that was chosen, and the parameters that differ from their priors.

    A delegation whose positions are changed keeps the rest as it was, written
    out: its other positions, its caucus, its weight.

    Raises
    ------
    BadInput
        if there is no such scenario, state, issue or camp, or the room would be empty
    """
    shipped = shipped_scenario(choices.scenario)
    scenario = everybody(choices.scenario) if choices.added else shipped
    members = sorted((set(shipped.members) | set(choices.added)) - set(choices.removed))
    if len(members) < 2:
        raise _fault("a negotiation needs two delegations")
    if unknown := set(members) - set(scenario.members):
        raise _fault(f"nothing is known of {', '.join(sorted(unknown))} in this process")
    codes = {issue.code for issue in scenario.issues}
    for code, row in choices.positions.items():
        if not set(row) <= codes:
            raise _fault(f"{code} has a position on an issue that is not negotiated")
    if not set(choices.plain) <= veiled(scenario):
        raise _fault("only indirect text that no earlier report has can be taken away")
    scenario = scenario.model_copy(update={"members": tuple(members)})
    # The caucuses of the room as it ships stay, so that a camp can be chosen before its members are.
    if choices.camp not in (None, "neutral", *convene(scenario).caucus_names):
        raise _fault(f"there is no camp {choices.camp}")
    # On ladders of its own a scenario has no rules by which unwritten positions would follow.
    touched = sorted(
        members if choices.plain else (set(choices.positions) | set(choices.stakes)) & set(members)
    )
    chair = {k: v for k, v in {"strategy": choices.strategy, "camp": choices.camp}.items() if v is not None}
    update = {
        "delegations": {**scenario.delegations, **_written_out(scenario, touched, choices)},
        "chair": scenario.chair.model_copy(update=chair),
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
    given = {"veiled_value": choices.veiled_value, "veiled_harm": choices.veiled_harm}
    return scenario.model_copy(update=update), {name: v for name, v in given.items() if v is not None}


def _written_out(scenario: Scenario, touched: list[str], choices: Choices) -> dict[str, Instructions]:
    """Return the instructions of some delegations with every position written out, changed or not."""
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
