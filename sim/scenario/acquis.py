"""The acquis: language that earlier reports agreed, and what the mandate promises beyond it."""

from __future__ import annotations

from sim.scenario import codebook
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario


def agreed(scenario: Scenario) -> dict[str, Rung]:
    """Return the strongest language that any earlier report has on each issue, or the issue itself states."""
    return {
        issue.code: max([issue.acquis, *(r.language.get(issue.code, Rung.SILENT) for r in scenario.acquis)])
        for issue in scenario.issues
    }


def own_text(scenario: Scenario) -> dict[str, Rung]:
    """Return the language of the last report of the same kind of body; of none, that of its issues."""
    body = scenario.continues or scenario.body
    own = [report for report in scenario.acquis if report.body == body]
    if not own:
        return {issue.code: issue.own_text for issue in scenario.issues}
    last = max(own, key=lambda report: report.adopted)
    return {issue.code: last.language.get(issue.code, Rung.SILENT) for issue in scenario.issues}


def promised(scenario: Scenario) -> dict[str, float]:
    """Return what the mandate promises on each issue, 0 to 1: as given, else by the codebook."""
    settled = {code: rung / Rung.EXPLICIT for code, rung in agreed(scenario).items()}
    by_rule = codebook.ambition(scenario.mandate.asks, settled)
    return {
        issue.code: scenario.mandate.ambition.get(issue.code, by_rule.get(issue.code, 0.0))
        for issue in scenario.issues
    }
