"""The story: a forecast as Markdown, to be read, mailed or pasted."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.account import (
    answer,
    deciding,
    movement,
    on_record,
    others_apart,
    paragraphs,
    standing_apart,
)
from sim.report.assumptions import assumptions
from sim.report.telling import typical_plays
from sim.report.wording import INFERRED, named, percent
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.schema import Record
from sim.study.forecast import Forecast


def story(forecast: Forecast, record: Record | None = None) -> str:
    """Write a forecast as Markdown, with links to the figures that lie beside it.

    Parameters
    ----------
    record : what really happened, if that is known
    """
    parts = [
        f"# {forecast.scenario.title}",
        f"**{forecast.scenario.question}** {answer(forecast)}",
        *([f"*{on_record(record)}*"] if record else []),
        "## What the report would say, if adopted",
        _language(forecast),
        "![Probability of each formulation](language.svg)",
        "## Who stands in the way",
        _apart(forecast),
        "![Who objects and who dissociates](objectors.svg)",
        "## What goes with adoption",
        _listed(deciding(forecast)) or "No paragraph is put under silence in more than one common wording.",
        "## How the draft moves, from the zero draft to the end",
        _movement(forecast),
        "![The draft over the readings](path.svg)",
    ]
    for title, lines in typical_plays(forecast):
        parts += [f"## {title}", _listed(lines)]
    parts += [
        "## The room",
        "![Who wants what](room.svg)",
        "## What was assumed",
        _listed(assumptions(forecast)),
        "## Where the positions come from",
        _listed(_sources(forecast)),
    ]
    return "\n\n".join(parts) + "\n"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _language(forecast: Forecast) -> str:
    rows = [
        f"| {r.title} | {' | '.join(map(percent, r.probabilities))} | {'open, perhaps: ' * r.open}{r.text} |"
        for r in paragraphs(forecast)
    ]
    head = [
        "| issue | silent | indirect | explicit | the likeliest wording, in our words |",
        "|---|---:|---:|---:|---|",
    ]
    return "\n".join([*head, *rows])


def _apart(forecast: Forecast) -> str:
    found = standing_apart(forecast)
    if not found:
        return "Nobody, in more than 1 % of plays."
    rows = [
        f"| {named(d)} | {percent(d.objects)} | {percent(d.of_failures)} | {percent(d.alone)} "
        f"| {percent(d.dissociates)} | {over} |"
        for d, over in found
    ]
    head = [
        "| delegation | objects | of failures | alone | dissociates | over |",
        "|---|---:|---:|---:|---:|---|",
    ]
    notes = [
        "Objects, dissociates: share of all plays. Of failures, alone: of the plays without a report, those "
        "in which it objects, and in which nobody else does. Over: its largest complaint, and how often.",
        f"{INFERRED} all its positions are inferred from bloc or votes; no statement is located.",
        others_apart(forecast),
    ]
    return "\n".join([*head, *rows]) + "\n\n" + "\n\n".join(note for note in notes if note)


def _movement(forecast: Forecast) -> str:
    rows = [f"| {m.title} | {percent(m.stronger)} | {percent(m.weaker)} |" for m in movement(forecast)]
    if not rows:
        return "No paragraph changes in more than a tenth of plays."
    return "\n".join(["| paragraph | stronger | weaker |", "|---|---:|---:|", *rows])


def _sources(forecast: Forecast) -> list[str]:
    lines = []
    for code, row in cells(forecast.scenario).items():
        told = {(c.source, c.date, str(c.evidence)) for c in row.values() if not c.rule}
        cited = "; ".join(f"{source} ({date}, {grade})" for source, date, grade in sorted(told))
        lines.append(f"{roster()[code].name}: {cited}")
    return lines
