"""Write the table of issues in docs/reference/codebook.md from sim/scenario/data/issues.yaml.

python docs/generate/codebook.py
"""

from __future__ import annotations

from pathlib import Path

from sim.scenario.ict_issues import NEXT_STEP, IctIssue, Rule, ict_issues
from sim.scenario.roster import roster

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "codebook.md"
#: Between these lines stands the table.
START, END = "<!-- issues -->\n", "<!-- end of issues -->\n"


def table() -> str:
    """Return the table: a row an issue, with its salience, its rule and who promises it."""
    rows = ["| issue | subject | salience | position | promised by |", "|---|---|---|---|---|"]
    for issue in ict_issues():
        position = _position(issue.follows) if issue.follows else "as coded"
        asked = _promises(issue) or "nothing"
        rows.append(f"| `{issue.code}` | {issue.title} | {issue.salience:g} | {position} | {asked} |")
    return "\n".join(rows) + "\n"


def _position(rule: Rule) -> str:
    exempt = (
        f"; but {one.position:g} for {', '.join(sorted(roster()[code].name for code in one.delegations))}"
        for one in rule.exempt
    )
    return rule.words + "".join(exempt)


def _promises(issue: IctIssue) -> str:
    return ", ".join(
        f"`{request}` {'one step more' if step == NEXT_STEP else f'{step:g}'}"
        for request, step in issue.asked_by.items()
    )


def page() -> str:
    """Return the whole page, its table as it is now."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    return f"{before}{START}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
