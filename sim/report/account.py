"""The account: what a forecast says, in sentences and rows that terminal, story and page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.chairs import chair_named
from sim.negotiation.parameters import PARAMETERS
from sim.report.figures.objectors import over
from sim.scenario.acquis import promised
from sim.scenario.ladder import Issue, Rung
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.strict import Evidence
from sim.study.forecast import CEILING, DelegationForecast, Forecast

#: Words for a probability, from the calibrated language of assessment reports (Mastrandrea et al. 2010).
_WORDS = (
    (0.01, "exceptionally unlikely"), (0.1, "very unlikely"), (0.33, "unlikely"), (0.66, "about as likely as not"),
    (0.9, "likely"), (1.01, "very likely"),
)  # fmt: skip
#: A delegation that stands apart less often than this is not named.
NAMED = 0.01


def percent(share: float) -> str:
    """Return a share as a reader writes it: never 0 or 100 % unless it is."""
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{share:.0%}".replace("%", " %")


def in_words(probability: float) -> str:
    """Return a probability in words."""
    return next(words for bound, words in _WORDS if probability < bound)


def answer(forecast: Forecast) -> str:
    """Answer the question in one sentence."""
    if not forecast.supported:
        return (
            "No probability is given: the model is made for one-off bodies with a written mandate (GGE, OEWG), "
            f"and this is another kind of body. {forecast.adoptions:,} of {forecast.runs:,} plays end in consensus."
        )
    low, high = forecast.interval
    if forecast.share > CEILING:
        return (
            f"Consensus is very likely: {percent(CEILING)} or more, the most that the record supports "
            f"({forecast.adoptions:,} of {forecast.runs:,} plays)."
        )
    return (
        (
            f"Consensus is {in_words(forecast.probability)}: {percent(forecast.probability)}, "
            f"95 % interval {low:.1%} to {high:.1%} for {forecast.runs:,} plays."
        )
        .replace("%", " %")
        .replace("  %", " %")
    )


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph of the likely report: issue, formulation, its probability, and the wording."""

    code: str
    title: str
    rung: Rung
    probability: float
    text: str


def paragraphs(forecast: Forecast) -> list[ParagraphRow]:
    """Return the most likely wording of every paragraph."""
    rows = []
    for paragraph in forecast.language:
        rung = paragraph.likely
        formulation = paragraph.issue.formulation(rung)
        assert formulation is not None
        rows.append(
            ParagraphRow(
                paragraph.issue.code,
                paragraph.issue.title,
                rung,
                paragraph.probabilities[rung],
                formulation.text,
            )
        )
    return rows


def standing_apart(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return the delegations that object or dissociate in at least 1 % of plays, with their complaints."""
    return [(d, over(d)) for d in forecast.delegations if d.objects >= NAMED or d.dissociates >= NAMED]


def typical_play(forecast: Forecast) -> list[str]:
    """Tell the most typical play, a line for each reading in which the draft moved."""
    outcomes, row = forecast.outcomes, forecast.typical
    path, issues = outcomes.path[row], forecast.scenario.issues
    start = Counter(int(rung) for rung in path[0])
    lines = [
        f"Zero draft: {start[Rung.EXPLICIT]} paragraphs explicit, {start[Rung.VEILED]} indirect, "
        f"{start[Rung.SILENT]} silent."
    ]
    for reading in range(1, len(path)):
        moved = _moves(path[reading - 1], path[reading], issues)
        if moved:
            lines.append(f"Reading {reading}: {moved}.")
    repaired = _moves(path[-1], outcomes.text[row], issues)
    if repaired:
        lines.append(f"Last-minute repair: {repaired}.")
    return [*lines, _end(forecast, row)]


def _moves(before: Rungs, after: Rungs, issues: Sequence[Issue]) -> str:
    return ", ".join(
        f"{issue.title} {Rung(int(a)).word} → {Rung(int(b)).word}"
        for issue, a, b in zip(issues, before, after, strict=True)
        if a != b
    )


def _end(forecast: Forecast, row: int) -> str:
    outcomes = forecast.outcomes
    who = {
        "objects": _names(forecast, row, outcomes.objects[row]),
        "dissociates": _names(forecast, row, outcomes.dissociates[row]),
    }
    if outcomes.adopted[row]:
        apart = f"; {who['dissociates']} dissociating" if who["dissociates"] else ", all joining"
        return f"Put under silence: adopted{apart}."
    return f"Put under silence: broken by {who['objects']}. No report."


def _names(forecast: Forecast, row: int, seats: Bools) -> str:
    told = []
    for seat in seats.nonzero()[0]:
        issue, kind = forecast.describe(int(forecast.outcomes.complaints[row, seat]))
        why = {"harm": f" (harmed by {issue})", "disappointment": f" (wants more on {issue})", "none": ""}[
            kind
        ]
        told.append(roster()[forecast.table.codes[seat]].name + why)
    return ", ".join(told)


def assumptions(forecast: Forecast) -> list[str]:
    """Say what the forecast rests on, one sentence each."""
    scenario, chair = forecast.scenario, chair_named(forecast.scenario.chair.strategy)
    grid = [cell for row in cells(scenario).values() for cell in row.values()]
    coded = [cell for cell in grid if not cell.rule]
    grades = Counter(cell.evidence for cell in coded)
    asked = [code for code, ambition in promised(scenario).items() if ambition > 0]
    camp = f"from the {scenario.chair.camp} camp" if scenario.chair.camp != "neutral" else "neutral"
    fixed = [p.name for p in PARAMETERS if forecast.priors[p.name].kind == "fixed"]
    free = len(PARAMETERS) - len(fixed)
    outlets = (
        "; ".join(outlet.what for outlet in scenario.outlets) or "none: what this report does not say is lost"
    )
    return [
        f"{len(scenario.members)} delegations, {scenario.readings} readings in {scenario.sessions} sessions, then "
        "the silence procedure: adopted unless somebody objects.",
        f"The mandate ({scenario.mandate.resolution}) promises something on {', '.join(asked) or 'no issue'}.",
        f"The chair ({scenario.chair.name}) is {camp} and works as a {chair.name}.",
        f"Other outlets for what is not agreed: {outlets}.",
        f"{len(coded)} positions are coded ({grades[Evidence.DOCUMENT] + grades[Evidence.LITERATURE]} documented, "
        f"{grades[Evidence.RECALLED]} recalled, {grades[Evidence.PROXY]} inferred from bloc or votes) and "
        f"{len(grid) - len(coded)} follow from them by rule; each is drawn anew for every play, within its grade.",
        f"Of {len(PARAMETERS)} behavioural parameters {len(fixed)} are fixed; {free} are drawn from their priors anew "
        "for every play, not fitted to the record.",
        "The interval covers the number of plays only, not the model, the coding or events to come; no "
        f"probability above {percent(CEILING)} is shown.",
    ]
