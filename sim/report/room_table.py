"""The room as a table on a terminal: who wants what, and where every position comes from."""

from __future__ import annotations

import numpy as np
from rich.console import Group, RenderableType
from rich.text import Text

from sim.negotiation.arrays import Floats
from sim.negotiation.table import Table
from sim.report.forecast_references import agreed
from sim.report.horseshoe import seating
from sim.report.terminal_table import Grid
from sim.scenario.as_known_on import as_known_on
from sim.scenario.defaults import on_votes_alone
from sim.scenario.positions import cells
from sim.scenario.schema import SCALE, Scenario
from sim.study.references import references

#: Letters and colours of the room's heat map, from "resists" to "insists".
_WISHES = (
    (-0.6, "▼▼", "bold dark_orange"), (-0.2, "▼", "dark_orange"), (0.2, "·", "dim"), (0.6, "▲", "blue"),
    (1.1, "▲▲", "bold blue"),
)  # fmt: skip
#: Rooms of more members are shown by caucus.
MANY = 60


def heading(text: str) -> Text:
    """Return the heading of a part of the page."""
    return Text(text, style="bold underline")


def room_page(scenario: Scenario, table: Table) -> RenderableType:
    """Lay out the room: delegations by issues, from those who want most text to those who want least."""
    grid = Grid(box=None, padding=(0, 0, 0, 1), header_style="bold")
    grid.keys = 2
    grid.add_column("", no_wrap=True)
    grid.add_column("caucus", no_wrap=True, style="dim")
    for issue in table.issues:
        grid.add_column(issue, justify="center", vertical="bottom", overflow="fold", min_width=2)
    names = [table.caucus_names[number] for number in table.caucuses]
    seats = [(table.codes[seat], names[seat], table.positions[:, seat]) for seat in seating(table)]
    for name, caucus, wishes in seats if len(seats) <= MANY else _by_caucus(table):
        marks = (next(mark for bound, *mark in _WISHES if wish < bound) for wish in wishes)
        grid.add_row(name, caucus, *(Text(*mark) for mark in marks))
    legend = Text.assemble(
        "explicit text: ", ("▲▲ insists ", "bold blue"), ("▲ wants ", "blue"), ("· indifferent ", "dim"),
        ("▼ resists ", "dark_orange"), ("▼▼ resists strongly", "bold dark_orange"),
    )  # fmt: skip
    known = f"as known on {as_known_on(scenario)}"
    title = Text(f"{scenario.title}: {len(table.codes)} delegations, {known}", style="bold")
    codes = Text("; ".join(f"{issue.code} {issue.title}" for issue in scenario.issues), "dim")
    rule = (
        f"decides by {scenario.decision}; may fall back on {scenario.fallback}" if scenario.fallback else ""
    )
    others = "; ".join(f"{code} {other.name}" for code, other in scenario.other_seats.items())
    strangers = Text(f"no member states: {others}" if others else "", "dim")
    below = (Text(rule, "dim"), strangers, Text(agreed(references(scenario))))
    return Group(title, grid, legend, codes, *filter(None, below))


def _by_caucus(table: Table) -> list[tuple[str, str, Floats]]:
    """Return a row for each caucus of a large room: its size, its name, its mean positions."""
    found = []
    for number, name in enumerate(table.caucus_names):
        seats = np.flatnonzero(table.caucuses == number)
        found.append((f"mean of {len(seats)}", name, table.positions[:, seats].mean(axis=1)))
    return sorted(found, key=lambda row: -float(row[2] @ table.salience))


def sources_page(scenario: Scenario) -> RenderableType:
    """Lay out every position with its value, grade and source or rule, and count who rests on votes alone."""
    found = cells(scenario)
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    for name in ("state", "issue", "value", "grade", "date"):
        grid.add_column(name, no_wrap=True, justify="right" if name == "value" else "left")
    grid.add_column("source; or the rule, on the scale from -1 to 1, and the source that it rests on")
    for code, row in found.items():
        for issue, cell in row.items():
            basis = f"rule {cell.rule}, from: {cell.source}" if cell.rule else cell.source
            value = f"{cell.value * SCALE:+.2f}"
            grid.add_row(code, issue, value, str(cell.evidence), cell.date, Text(basis))
    alone = len(on_votes_alone(found))
    return Group(grid, Text(f"{alone} of {len(found)} delegations rest on votes alone.")) if alone else grid
