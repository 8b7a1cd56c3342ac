"""As known on: the day on which everything that a scenario uses could be known."""

from __future__ import annotations

import datetime as dt

from sim.scenario.fields import last_day
from sim.scenario.schema import Scenario


def as_known_on(scenario: Scenario) -> dt.date:
    """Return the date of the latest of all that is coded: mandate, reports, outlets, signals, positions.

    A date without its day or month counts as the last day that it can mean.
    """
    dated = [scenario.mandate.adopted]
    dated += [report.adopted for report in scenario.acquis]
    dated += [fact.date for fact in (*scenario.outlets, *scenario.stakes.signals)]
    for given in scenario.delegations.values():
        dated += [cell.date or given.date for cell in given.positions.values()]
    return max(map(last_day, dated))
