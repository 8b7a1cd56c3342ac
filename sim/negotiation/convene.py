"""Convene a scenario: put its delegations around the table, as arrays."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Rungs
from sim.negotiation.conduct import conduct_named
from sim.negotiation.decisions import decision_named
from sim.negotiation.parameters import Prior
from sim.negotiation.table import Table
from sim.negotiation.weather import Happening
from sim.scenario.acquis import agreed, own_text, promised
from sim.scenario.codebook import MEAN_SALIENCE
from sim.scenario.events import events_between
from sim.scenario.ladder import Rung
from sim.scenario.names import ONE_OFF
from sim.scenario.positions import cells, seats
from sim.scenario.schema import Scenario


def convene(scenario: Scenario) -> Table:
    """Return the negotiating table of a scenario.

    What is uncertain in the file becomes a spread here; what only history
    knows is not in a `Scenario` at all.

    Parameters
    ----------
    scenario : the process before it starts

    Raises
    ------
    TypeError
        if it is none, such as the name of one
    """
    if not isinstance(scenario, Scenario):
        raise TypeError(f"a Scenario is needed, as load gives it, not {scenario!r}")
    codes = tuple(sorted(scenario.members))
    issues = tuple(issue.code for issue in scenario.issues)
    grid, seat = cells(scenario), seats(scenario)
    caucuses = tuple(sorted({s.caucus for s in seat.values()}))
    salience = np.array([issue.salience for issue in scenario.issues])
    ambition = promised(scenario)

    def matrix(attribute: str) -> Floats:
        return np.array([[getattr(grid[code][issue], attribute) for code in codes] for issue in issues])

    def rungs(language: dict[str, Rung]) -> Rungs:
        return np.array([int(language[issue]) for issue in issues], dtype=np.int8)

    return Table(
        codes=codes,
        issues=issues,
        positions=matrix("value"),
        spreads=matrix("spread"),
        stakes=np.array([seat[code].stake for code in codes]),
        weights=np.array([seat[code].weight for code in codes]),
        caucuses=np.array([caucuses.index(seat[code].caucus) for code in codes]),
        caucus_names=caucuses,
        in_camp=np.array([seat[code].caucus == scenario.chair.camp for code in codes]),
        salience=salience / (MEAN_SALIENCE if scenario.salience_scale == "absolute" else salience.mean()),
        ambition=np.array([ambition[issue] for issue in issues]),
        acquis=rungs(agreed(scenario)),
        own_text=rungs(own_text(scenario)),
        outlets=len(scenario.outlets),
        readings=scenario.readings,
        available=np.array(
            [
                [issue.formulation(Rung(rung)) is not None for rung in range(RUNGS)]
                for issue in scenario.issues
            ]
        ),
        permanent=np.array([scenario.state(code).permanent for code in codes]),
        decision=decision_named(scenario.decision),
        conduct=tuple(conduct_named(seat[code].conduct) for code in codes),
        events=_events(scenario),
        decides=np.array([seat[code].decides for code in codes]),
    )


def _events(scenario: Scenario) -> tuple[Happening, ...]:
    """Return the events that count; those that ship do so where the issues are those that ship."""
    members, shipped = frozenset(scenario.members), not scenario.own_issues
    counted = events_between(members, scenario.starts, scenario.ends, scenario.events, shipped)
    return tuple(Happening(event.id, event.one, event.other, event.sign) for event in counted)


#: What a body that goes on promises is kept in part by language that is already agreed: it repeats itself
#: from year to year (docs/model.md, equation 6). A body that met for one task has to add something.
REPEATED = Prior("uniform", 0.5, 1)


def own_priors(scenario: Scenario) -> dict[str, Prior]:
    """Return the priors that differ from the model's for the body of a scenario, or by its file.

    A body that goes on keeps promises in part; a scenario of another field may give level parameters
    (docs/model.md, transfer).
    """
    kept = {} if scenario.body in ONE_OFF else {"promise_kept": REPEATED}
    return kept | {name: Prior.fixed(value) for name, value in scenario.level if value is not None}
