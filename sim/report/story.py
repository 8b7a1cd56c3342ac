"""The story: a forecast as Markdown, to be read, mailed or pasted."""

from __future__ import annotations

from sim.report.account import (
    answer,
    assumptions,
    movement,
    others_apart,
    paragraphs,
    standing_apart,
    typical_play,
)
from sim.report.wording import percent
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.study.forecast import Forecast


def story(forecast: Forecast) -> str:
    """Write a forecast as Markdown, with links to the figures that lie beside it."""
    scenario = forecast.scenario
    lines = [
        f"# {scenario.title}",
        "",
        f"**{scenario.question}** {answer(forecast)}",
        "",
        "## What the report would say, if adopted",
        "",
        "| issue | most likely | probability | in our words |",
        "|---|---|---:|---|",
        *[
            f"| {r.title} | {r.rung.word} | {percent(r.probability)} | {r.text} |"
            for r in paragraphs(forecast)
        ],
        "",
        "![Probability of each formulation](language.svg)",
        "",
        "## Who stands in the way",
        "",
        *_apart(forecast),
        "",
        "![Who objects and who dissociates](objectors.svg)",
        "",
        "## How the draft moves",
        "",
        movement(forecast),
        "",
        "## The most typical play",
        "",
        *[f"- {line}" for line in typical_play(forecast)],
        "",
        "![The draft over the readings](path.svg)",
        "",
        "## The room",
        "",
        "![Who wants what](room.svg)",
        "",
        "## What was assumed",
        "",
        *[f"- {line}" for line in assumptions(forecast)],
        "",
        "## Where the positions come from",
        "",
        *_sources(forecast),
        "",
    ]
    return "\n".join(lines)


def _apart(forecast: Forecast) -> list[str]:
    rows = standing_apart(forecast)
    if not rows:
        return ["Nobody, in more than 1 % of plays."]
    return [
        "| delegation | objects | dissociates | over |",
        "|---|---:|---:|---|",
        *[f"| {d.name} | {percent(d.objects)} | {percent(d.dissociates)} | {over} |" for d, over in rows],
        *["", *([rest] if (rest := others_apart(forecast)) else [])],
    ]


def _sources(forecast: Forecast) -> list[str]:
    lines = []
    for code, row in cells(forecast.scenario).items():
        told = {(c.source, c.date, str(c.evidence)) for c in row.values() if not c.rule}
        cited = "; ".join(f"{source} ({date}, {grade})" for source, date, grade in sorted(told))
        lines.append(f"- {roster()[code].name}: {cited}")
    return lines
