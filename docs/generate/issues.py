"""The table of issues in the codebook, as sim/scenario/data/issues.yaml has them."""

from __future__ import annotations

from sim.scenario.ict_issues import NEXT_STEP, IctIssue, Rule, ict_issues
from sim.scenario.roster import roster


def issues_part() -> str:
    """Return the table, a row an issue with its rules and promises; then the acts that changed rules."""
    rows = ["| issue | subject | salience | position | promised by |", "|---|---|---|---|---|"]
    for issue in ict_issues():
        position = _position(issue.follows) if issue.follows else "as coded"
        asked = _promises(issue) or "nothing"
        rows.append(f"| `{issue.code}` | {issue.title} | {issue.salience:g} | {position} | {asked} |")
    return "\n".join([*rows, "", "The acts that changed a rule:", "", *_dated_rules()])


def _position(rules: tuple[Rule, ...]) -> str:
    return "; ".join(
        f"from {rule.since} on: {_words(rule)}" if rule.since else _words(rule) for rule in rules
    )


def _words(rule: Rule) -> str:
    exempt = (
        f"; but {one.position:g} for {', '.join(sorted(roster()[code].name for code in one.delegations))}"
        for one in rule.exempt
    )
    return rule.words + "".join(exempt)


def _dated_rules() -> list[str]:
    return [
        f"- `{issue.code}` from {rule.since} on: {rule.source}."
        for issue in ict_issues()
        for rule in issue.follows
        if rule.since
    ]


def _promises(issue: IctIssue) -> str:
    return ", ".join(
        f"`{request}` {'one step more' if step == NEXT_STEP else f'{step:g}'}"
        for request, step in issue.asked_by.items()
    )
