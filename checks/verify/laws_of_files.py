"""Laws of files: scenarios that say the same in another order or in other words play the same."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from checks.verify.finding import Effort, Part
from sim.negotiation.convene import convene, own_priors
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped


def files_that_say_the_same(effort: Effort) -> Part:
    """Compare every shipped scenario with itself, told otherwise: to the bit."""
    faults, tried = [], 0
    for name in list(shipped())[:: effort.of(6, 2, 1)]:
        scenario = load(name)
        here = played(scenario)
        for what, other in told_otherwise(scenario):
            there = played(other)
            tried += len(here)
            if any(getattr(here, f).tobytes() != getattr(there, f).tobytes() for f in vars(here)):
                faults.append(f"{name}, {what}")
    return Part("shipped files told otherwise", tried, "to the bit", tuple(faults))


def played(scenario: Scenario) -> Outcomes:
    """Play a few replicates of a scenario."""
    table = convene(scenario)
    return play(table, draw(table, 3, np.arange(250, 262), own_priors(scenario)))


def told_otherwise(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    """Yield the scenario with its members turned round, other titles, and all saliences doubled."""

    def other(**changed: Any) -> Scenario:
        return scenario.model_copy(update=changed)

    turned = dict(reversed(list(scenario.delegations.items())))
    yield "members turned round", other(members=scenario.members[::-1], delegations=turned)
    yield "reports turned round", other(acquis=scenario.acquis[::-1])
    yield "other titles", other(id="other", title="Other", question="Other?", members_source="elsewhere")
    louder = tuple(i.model_copy(update={"salience": 2 * i.salience}) for i in scenario.issues)
    same = any(i.model_dump() == j.model_dump() for i, j in zip(louder, scenario.issues, strict=True))
    if not same and scenario.salience_scale != "absolute":
        doubled = other(issues=louder)
        if doubled.own_issues == scenario.own_issues:  # else the codebook's rules no longer apply
            yield "all saliences doubled", doubled
