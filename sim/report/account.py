"""The account: what a forecast says, in sentences and rows that terminal, story and page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.chairs import chair_named
from sim.negotiation.parameters import PARAMETERS
from sim.report.wording import complaint, in_words, over, percent
from sim.scenario.acquis import promised
from sim.scenario.ladder import Issue, Rung
from sim.scenario.roster import roster
from sim.scenario.strict import Evidence
from sim.study.forecast import CEILING, DelegationForecast, Forecast

#: At most so many delegations are named, and none that stands apart more rarely than this.
MOST_NAMED = 10
RARELY = 0.01
#: A change of the draft is told if it happens in at least this share of plays.
TOLD = 0.1


def answer(forecast: Forecast) -> str:
    """Answer the question in one sentence."""
    plays = f"{forecast.adoptions:,} of {forecast.runs:,} plays end in consensus"
    if not forecast.supported:
        return (
            "No probability is given: the model is made for one-off bodies with a written mandate "
            f"(GGE, OEWG), and this is another kind of body. {plays}."
        )
    if forecast.share > CEILING:
        return f"Consensus is very likely: {percent(CEILING)}, the most that the record supports; {plays}."
    low, high = (f"{100 * end:.1f}" for end in forecast.interval)
    return (
        f"Consensus is {in_words(forecast.probability)}: {percent(forecast.probability)} "
        f"(95 % interval for {forecast.runs:,} plays: {low} to {high} %)."
    )


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph of the likely report: its issue, the formulation, its probability, its wording."""

    code: str
    title: str
    rung: Rung
    probability: float
    text: str


def paragraphs(forecast: Forecast) -> list[ParagraphRow]:
    """Return the most likely wording of every paragraph."""
    rows = []
    for paragraph in forecast.language:
        issue, rung = paragraph.issue, paragraph.likely
        formulation = issue.formulation(rung)
        text = formulation.text if formulation else ""
        rows.append(ParagraphRow(issue.code, issue.title, rung, paragraph.probabilities[rung], text))
    return rows


def standing_apart(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return the delegations that most often object or dissociate, with their complaints."""
    titles = issue_titles(forecast)
    return [(d, over(d, titles)) for d in _apart(forecast)[:MOST_NAMED]]


def issue_titles(forecast: Forecast) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in forecast.scenario.issues}


def others_apart(forecast: Forecast) -> str:
    """Say how many more stand apart, and how rarely; nothing if there are none."""
    rest = _apart(forecast)[MOST_NAMED:]
    if not rest:
        return ""
    most = percent(max(max(d.objects, d.dissociates) for d in rest))
    if len(rest) == 1:
        return f"One other delegation objects or dissociates in {most} of plays."
    return f"{len(rest)} other delegations object or dissociate in at most {most} of plays each."


def _apart(forecast: Forecast) -> list[DelegationForecast]:
    return [d for d in forecast.delegations if max(d.objects, d.dissociates) >= RARELY]


def movement(forecast: Forecast) -> str:
    """Say how the draft moves in all plays: which paragraphs change, how often."""
    first, last = forecast.outcomes.path[:, 0], forecast.outcomes.text
    told = []
    for k, issue in enumerate(forecast.scenario.issues):
        for words, share in (
            ("stronger", float((last[:, k] > first[:, k]).mean())),
            ("weaker", float((last[:, k] < first[:, k]).mean())),
        ):
            if share >= TOLD:
                told.append((share, f"{issue.title} {words} in {percent(share)}"))
    if not told:
        return f"From the zero draft to the end no paragraph changes in more than {percent(TOLD)} of plays."
    return "From the zero draft to the end: " + "; ".join(t for _, t in sorted(told, reverse=True)) + "."


def typical_play(forecast: Forecast) -> list[str]:
    """Tell the most typical play, a line for each reading in which the draft moved."""
    outcomes, row = forecast.outcomes, forecast.typical
    path, issues = outcomes.path[row], forecast.scenario.issues
    start = Counter(int(rung) for rung in path[0])
    counts = ", ".join(f"{start[rung]} {rung.word}" for rung in reversed(Rung))
    lines = [f"Zero draft: of {len(issues)} paragraphs {counts}."]
    for reading in range(1, len(path)):
        if moved := _moves(path[reading - 1], path[reading], issues):
            lines.append(f"Reading {reading}: {moved}.")
    if len(lines) == 1:
        lines.append(f"{len(path) - 1} readings: no change finds favour; the zero draft stands.")
    if repaired := _moves(path[-1], outcomes.text[row], issues):
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
    if not outcomes.adopted[row]:
        return f"Put under silence: {_names(forecast, row, outcomes.objects[row])} object. No report."
    apart = _names(forecast, row, outcomes.dissociates[row])
    return f"Put under silence: adopted; {f'{apart} dissociate' if apart else 'all join'}."


def _names(forecast: Forecast, row: int, seats: Bools) -> str:
    told = []
    for seat in np.flatnonzero(seats):
        issue, kind = forecast.describe(int(forecast.outcomes.complaints[row, seat]))
        why = complaint(kind, issue_titles(forecast).get(issue, ""))
        told.append(roster()[forecast.table.codes[seat]].name + (f" ({why})" if why else ""))
    return ", ".join(told)


def assumptions(forecast: Forecast) -> list[str]:
    """Say what the forecast rests on, one sentence each."""
    scenario, chair = forecast.scenario, chair_named(forecast.scenario.chair.strategy)
    titles = issue_titles(forecast)
    asked = [titles[code] for code, ambition in promised(scenario).items() if ambition > 0]
    camp = "neutral" if scenario.chair.camp == "neutral" else f"from the camp {scenario.chair.camp}"
    outlets = "; ".join(outlet.what for outlet in scenario.outlets) or "none"
    return [
        f"{len(scenario.members)} delegations, {scenario.readings} readings in {scenario.sessions} sessions, "
        "then the silence procedure: adopted unless somebody objects.",
        f"The mandate ({scenario.mandate.resolution}) asks for text on: {'; '.join(asked) or 'nothing'}.",
        f"The chair ({scenario.chair.name}) is {camp} and works as a {chair.name}.",
        f"Other outlets for claims that this report disappoints: {outlets}.",
        _coding(forecast),
        _behaviour(forecast),
        "The interval covers the number of plays only: not the model, not the coding, not events to come. "
        f"No probability above {percent(CEILING)} is shown.",
    ]


def _coding(forecast: Forecast) -> str:
    scenario = forecast.scenario
    grades = Counter(
        cell.evidence or instructions.evidence
        for instructions in scenario.delegations.values()
        for cell in instructions.positions.values()
    )
    documented = grades[Evidence.DOCUMENT] + grades[Evidence.LITERATURE]
    cells = len(scenario.members) * len(scenario.issues)
    return (
        f"{grades.total()} positions are coded: {documented} documented, {grades[Evidence.RECALLED]} "
        f"recalled, {grades[Evidence.PROXY]} inferred from bloc or votes. What the file does not name "
        f"follows from them by rule; all {cells} cells are drawn anew for every play, within their grade."
    )


def _behaviour(forecast: Forecast) -> str:
    free = sum(forecast.priors[p.name].kind != "fixed" for p in PARAMETERS)
    return (
        f"Of {len(PARAMETERS)} behavioural parameters {len(PARAMETERS) - free} are fixed and {free} drawn "
        "anew for every play from their priors; none is fitted to the record."
    )
