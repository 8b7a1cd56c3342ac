"""How the draft moves: over all plays, and reading by reading in the typical ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from sim.negotiation.arrays import Bools, Rungs
from sim.report.document import Block, Grid, Step, Steps, Words
from sim.report.words.numbers import share_cell
from sim.report.words.stances import complaint, issue_titles, put
from sim.scenario.ladder import Issue, Rung
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Grievance

#: A change of the draft is shown if it happens in at least this share of plays.
SHOWN = 0.1


def how_it_moves(forecast: Forecast) -> Block:
    """Return the table of the paragraphs that change in a tenth of plays or more, the most frequent first."""
    first, last = forecast.outcomes.path[:, 0], forecast.outcomes.text
    ways = ((flags.sum(axis=0)).tolist() for flags in (last > first, last < first))
    moves = [
        (issue.title, *(Counted(number, forecast.runs) for number in numbers))
        for issue, *numbers in zip(forecast.scenario.issues, *ways, strict=True)
    ]
    shown = sorted((m for m in moves if max(m[1:]) >= SHOWN), key=lambda m: -m[1] - m[2])
    if not shown:
        return Words("No paragraph changes in more than a tenth of plays.")
    return Grid(
        "Paragraphs that end stronger or weaker than in the zero draft, by share of plays",
        ("paragraph", "stronger", "weaker"),
        tuple((title, *map(share_cell, shares)) for title, *shares in shown),
    )


def typical_plays(forecast: Forecast) -> Steps:
    """Tell the typical plays, each under its title."""
    rows, numbers = typical_rows(forecast), forecast.outcomes.replicates
    return Steps(tuple(Step(f"{title} (number {numbers[row]})", story(forecast, row)) for title, row in rows))


def typical_rows(forecast: Forecast) -> list[tuple[str, int]]:
    """Return the most typical play, and a typical one of the other outcome, as rows of the outcomes.

    Which end is the likelier is not said where no probability is claimed: a report first, then a failure.
    """
    likelier = forecast.outcomes.share >= 0.5
    other = f"A typical {'failure' if likelier else 'success'}"
    ends = [("The most typical play", likelier), (other, not likelier)]
    if not forecast.supported:
        ends = [("A play that adopts a report", True), ("A play that fails", False)]
    return [(title, row) for title, end in ends if (row := forecast.typical_of(end)) is not None]


def story(forecast: Forecast, row: int) -> tuple[str, ...]:
    """Tell one play, a row of the outcomes, in a line for each reading in which the draft moved."""
    outcomes, issues = forecast.outcomes, forecast.scenario.issues
    path = outcomes.path[row]
    start = Counter(path[0].tolist())
    counts = ", ".join(f"{start[rung]} {rung.word}" for rung in reversed(Rung))
    lines = [f"Zero draft: of {len(issues)} paragraphs {counts}."]
    for reading in range(1, len(path)):
        if moved := _moves(path[reading - 1], path[reading], issues):
            lines.append(f"Reading {reading}: {moved}.")
    if len(lines) == 1:
        lines.append(f"{len(path) - 1} readings: no change wins support; the zero draft stands.")
    if repaired := _moves(path[-1], outcomes.text[row], issues):
        lines.append(f"Last-minute repair: {repaired}.")
    return (*lines, _end(forecast, row))


def _moves(before: Rungs, after: Rungs, issues: Sequence[Issue]) -> str:
    return ", ".join(
        f"{issue.title} {Rung(a).word} → {Rung(b).word}"
        for issue, a, b in zip(issues, before, after, strict=True)
        if a != b
    )


def _end(forecast: Forecast, row: int) -> str:
    outcomes, rule = forecast.outcomes, forecast.table.decision
    against, apart = (_names(forecast, row, who[row]) for who in (outcomes.objects, outcomes.dissociates))
    stances = ("Against", "Abstaining") if rule.by_vote else ("Objecting", "Dissociating")
    way = put(forecast).capitalize() + f" ({rule.called})" * rule.by_vote
    if not outcomes.adopted[row]:
        return f"{way}: no report. {stances[0]}: {against or 'nobody, and too few in favour'}."
    named = zip(stances, (against, apart), strict=True)
    who = "; ".join(f"{stance}: {names}" for stance, names in named if names)
    return f"{way}: adopted. {who or 'All join'}."


def _names(forecast: Forecast, row: int, seats: Bools) -> str:
    titles, names = issue_titles(forecast), []
    for seat in np.flatnonzero(seats):
        minded = Grievance.of(forecast.table, int(forecast.outcomes.complaints[row, seat]))
        why = complaint(minded.kind, titles.get(minded.issue, ""))
        names.append(name_of(forecast.table.codes[seat]) + (f" ({why})" if why else ""))
    return ", ".join(names)
