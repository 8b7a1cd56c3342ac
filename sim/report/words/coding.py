"""The coding of positions in words: how well each grade is founded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sim.scenario.fields import Evidence
from sim.scenario.schema import Scenario

#: Where positions of each grade come from.
FOUNDED = {
    Evidence.DOCUMENT: "from documents",
    Evidence.LITERATURE: "from the literature",
    Evidence.RECALLED: "recalled",
    Evidence.PROXY: "inferred from bloc or votes",
}


def grades(scenarios: Iterable[Scenario]) -> Counter[Evidence]:
    """Count the positions that are coded in some scenarios, by grade."""
    return Counter(
        cell.evidence or instructions.evidence
        for scenario in scenarios
        for instructions in scenario.delegations.values()
        for cell in instructions.positions.values()
    )
