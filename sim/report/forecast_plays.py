"""How the draft moves: over all plays, and reading by reading in the typical ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.decisions.consensus import Consensus
from sim.report.document import Block, Cell, Grid, Share, Step, Steps, Words
from sim.report.wording import complaint, written
from sim.report.words.complaints import issue_titles
from sim.scenario.ladder import Issue, Rung
from sim.scenario.roster import roster
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Grievance

#: A change of the draft is shown if it happens in at least this share of plays.
SHOWN = 0.1


@dataclass(frozen=True)
class Movement:
    """How often a paragraph ends stronger or weaker than in the zero draft, as shares of all plays."""

    title: str
    stronger: Counted
    weaker: Counted


def movement(forecast: Forecast) -> list[Movement]:
    """Return the paragraphs that change in at least a tenth of plays, those that most often do first."""
    first, last = forecast.outcomes.path[:, 0], forecast.outcomes.text
    stronger, weaker = ((flags).sum(axis=0).tolist() for flags in (last > first, last < first))
    moved = [
        Movement(issue.title, Counted(up, forecast.runs), Counted(down, forecast.runs))
        for issue, up, down in zip(forecast.scenario.issues, stronger, weaker, strict=True)
    ]
    shown = [m for m in moved if max(m.stronger, m.weaker) >= SHOWN]
    return sorted(shown, key=lambda m: -m.stronger - m.weaker)


def how_it_moves(forecast: Forecast) -> Block:
    """Return the table of the paragraphs that change."""
    if not (rows := movement(forecast)):
        return Words("No paragraph changes in more than a tenth of plays.")
    return Grid(
        "Paragraphs that end stronger or weaker than in the zero draft, by share of plays",
        ("paragraph", "stronger", "weaker"),
        tuple((row.title, _cell(row.stronger), _cell(row.weaker)) for row in rows),
    )


def _cell(share: Counted) -> Cell:
    return Share(share) if share.enough else written(share)


def typical_plays(forecast: Forecast) -> Steps:
    """Tell the typical plays, each under its title."""
    numbers = forecast.outcomes.replicates
    return Steps(
        tuple(
            Step(f"{title} (number {numbers[row]})", tuple(story(forecast, row)))
            for title, row in typical_rows(forecast)
        )
    )


def typical_rows(forecast: Forecast) -> list[tuple[str, int]]:
    """Return the most typical play, and a typical one of the other outcome, as rows of the outcomes.

    Which end is the likelier is not said where no probability is claimed: a report first, then a failure.
    """
    likelier = forecast.outcomes.share >= 0.5
    ends = [
        ("The most typical play", likelier),
        (f"A typical {'failure' if likelier else 'success'}", not likelier),
    ]
    if not forecast.supported:
        ends = [("A play that adopts a report", True), ("A play that fails", False)]
    return [(title, row) for title, end in ends if (row := forecast.typical_of(end)) is not None]


def story(forecast: Forecast, row: int) -> list[str]:
    """Tell one play, a line for each reading in which the draft moved.

    Parameters
    ----------
    row : which row of the outcomes
    """
    outcomes = forecast.outcomes
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
    outcomes, rule = forecast.outcomes, forecast.table.decision
    against, apart = (_names(forecast, row, who[row]) for who in (outcomes.objects, outcomes.dissociates))
    if isinstance(rule, Consensus):
        put, stances = "Put under silence", (("Objecting", against), ("Dissociating", apart))
    else:
        put, stances = f"Put to the vote ({rule.name})", (("Against", against), ("Abstaining", apart))
    if not outcomes.adopted[row]:
        return f"{put}: no report. {stances[0][0]}: {against or 'nobody, and too few in favour'}."
    who = "; ".join(f"{stance}: {names}" for stance, names in stances if names)
    return f"{put}: adopted. {who or 'All join'}."


def _names(forecast: Forecast, row: int, seats: Bools) -> str:
    titles = issue_titles(forecast)
    names = []
    for seat in np.flatnonzero(seats):
        minded = Grievance.of(forecast.table, int(forecast.outcomes.complaints[row, seat]))
        why = complaint(minded.kind, titles.get(minded.issue, ""))
        names.append(roster()[forecast.table.codes[seat]].name + (f" ({why})" if why else ""))
    return ", ".join(names)
