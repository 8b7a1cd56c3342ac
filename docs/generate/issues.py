"""The table of issues in the codebook, as sim/scenario/data/issues.yaml has them."""

from __future__ import annotations

from textwrap import fill

from sim.scenario.ict_issues import NEXT_STEP, IctIssue, Rule, written_issues


def issues_part() -> str:
    """Return the table of issues, with salience, rules and promises; then the acts that changed a rule."""
    rows = ["| issue | subject | salience | position | promised by |", "|---|---|---|---|---|"]
    for issue in written_issues():
        position = _position(issue.follows) if issue.follows else "as coded"
        asked = _promises(issue) or "nothing"
        rows.append(f"| `{issue.code}` | {issue.title} | {issue.salience:g} | {position} | {asked} |")
    return "\n".join(
        [*rows, "", "These acts changed a rule, for processes that begin after them:", "", *_dated_rules()]
    )


def _position(rules: tuple[Rule, ...]) -> str:
    return "; ".join(f"after {rule.since}: {rule.words}" if rule.since else rule.words for rule in rules)


def _dated_rules() -> list[str]:
    return [
        fill(f"- `{issue.code}`, {rule.since}: {rule.source}.", 120, subsequent_indent="  ")
        for issue in written_issues()
        for rule in issue.follows
        if rule.since
    ]


def _promises(issue: IctIssue) -> str:
    return ", ".join(
        f"`{request}` {'one step more' if step == NEXT_STEP else f'{step:g}'}"
        for request, step in issue.asked_by.items()
    )
