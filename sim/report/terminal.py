"""The terminal page: a forecast, and the room, as a diplomat reads them."""

from __future__ import annotations

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sim.negotiation.arrays import Floats
from sim.negotiation.table import Table
from sim.report.account import (
    OFTEN,
    answer,
    deciding,
    movement,
    nobody,
    on_record,
    on_standing_apart,
    others_apart,
    paragraphs,
    reach,
    so_often,
    standing_apart,
)
from sim.report.assumptions import assumptions
from sim.report.grid import Grid
from sim.report.reasoning import cure_lines, reason_lines
from sim.report.seating import seating
from sim.report.telling import typical_plays
from sim.report.wording import INFERRED, named, written
from sim.scenario.ladder import Rung
from sim.scenario.positions import cells
from sim.scenario.schema import SCALE, Record, Scenario
from sim.study.claims import Counted
from sim.study.forecast import Forecast

_STRENGTH = {Rung.SILENT: "dim", Rung.INDIRECT: "cyan", Rung.EXPLICIT: "bold blue"}
#: Letters and colours of the room's heat map, from "resists" to "insists".
_WISHES = (
    (-0.6, "▼▼", "bold dark_orange"), (-0.2, "▼", "dark_orange"), (0.2, "·", "dim"), (0.6, "▲", "blue"),
    (1.1, "▲▲", "bold blue"),
)  # fmt: skip


#: On a narrow page, the wording of a paragraph as sure as this is left to the story.
SURE = 0.9
#: So many reasons for failure are told; the page in the results folder tells more.
MOST_REASONS = 2
#: Rooms of more members are shown by caucus.
MANY = 60


def heading(text: str) -> Text:
    """Return the heading of a part of the page."""
    return Text(text, style="bold underline")


def forecast_page(forecast: Forecast, record: Record | None = None, narrow: bool = False) -> RenderableType:
    """Lay out a forecast as a page.

    Parameters
    ----------
    record : what really happened, if that is known
    narrow : whether there is no room for wordings beside the odds; then only unsettled ones are told
    """
    answered = Text.assemble((forecast.scenario.question, "bold"), "\n", answer(forecast))
    if limits := reach(forecast):
        answered.append(f"\n{limits}", "dim")
    if record:
        answered.append(f"\n{on_record(record)}", "dim")
    title = forecast.scenario.title
    parts: list[RenderableType] = [
        Panel(answered, title=Text(title), title_align="left", border_style="blue"),
        heading("What the report would say, if adopted"),
        _language(forecast, narrow),
        heading("Who stands in the way"),
        _apart(forecast),
        heading("Why it fails, where it fails"),
        *[_bullet(line) for line in (*reason_lines(forecast, MOST_REASONS), *cure_lines(forecast)[:1])],
        Text(),
    ]
    if decided := deciding(forecast):
        parts += [heading("What goes with adoption"), *[_bullet(line) for line in decided], Text()]
    parts += [heading("How the draft moves, from the zero draft to the end"), _movement(forecast)]
    for title, lines in typical_plays(forecast):
        parts += [heading(title), *[_bullet(line) for line in lines], Text()]
    parts += [heading("What was assumed"), *[_bullet(line) for line in assumptions(forecast)]]
    return Group(*parts)


def _bullet(line: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    grid.add_row(" •", line)
    return grid


def _language(forecast: Forecast, narrow: bool) -> RenderableType:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("issue", no_wrap=True)
    for rung in Rung:
        grid.add_column(rung.word, justify="right", no_wrap=True)
    if not narrow:
        grid.add_column("the likeliest wording, in our words")
    unsettled: list[RenderableType] = []
    for row in paragraphs(forecast):
        shares = [
            Text(odds, _STRENGTH[rung] if rung is row.rung else "")
            for rung, odds in zip(Rung, row.odds, strict=True)
        ]
        text = f"open, perhaps: {row.text}" if row.open else row.text
        if not any(row.odds):
            shares = [Text("likeliest" if rung is row.rung else "", _STRENGTH[rung]) for rung in Rung]
        grid.add_row(row.title, *shares, *([] if narrow else [Text(text, "dim")]))
        if narrow and max(row.probabilities) < SURE:
            unsettled.append(_bullet(f"{row.title}: {text}"))
    return Group(grid, *unsettled, Text())


def _apart(forecast: Forecast) -> RenderableType:
    rows = standing_apart(forecast)
    if not rows:
        return Padding(Text(nobody(forecast)), (0, 0, 1, 2))
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("delegation", no_wrap=True)
    for column in OFTEN if forecast.supported else ():
        grid.add_column(column, justify="right")
    grid.add_column("over")
    for d, over in rows:
        grid.add_row(named(d), *so_often(forecast, d), over)
    notes = [on_standing_apart(forecast)]
    if any(d.inferred for d, _ in rows):
        notes.append(
            f"{INFERRED} all its positions are inferred from bloc or votes; no statement is located."
        )
    if rest := others_apart(forecast):
        notes.append(rest)
    return Group(grid, *[Padding(Text(note, "dim"), (0, 0, 0, 1)) for note in notes], Text())


def _movement(forecast: Forecast) -> RenderableType:
    rows = movement(forecast)
    if not rows:
        return Padding(Text("No paragraph changes in more than a tenth of plays."), (0, 0, 1, 2))
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("paragraph", no_wrap=True)
    grid.add_column("stronger", justify="right")
    grid.add_column("weaker", justify="right")
    for row in rows:
        shares = (Counted.of(share, forecast.runs) for share in (row.stronger, row.weaker))
        grid.add_row(row.title, *map(written, shares))
    return Padding(grid, (0, 0, 1, 0))


def room_page(scenario: Scenario, table: Table) -> RenderableType:
    """Lay out the room: delegations by issues, from those who want most text to those who want least."""
    grid = Grid(box=None, padding=(0, 0, 0, 1), header_style="bold")
    grid.add_column("", no_wrap=True)
    grid.add_column("caucus", no_wrap=True, style="dim")
    for issue in table.issues:
        grid.add_column(issue, justify="center", vertical="bottom", overflow="fold", min_width=2)
    rows = _by_seat(table) if len(table.codes) <= MANY else _by_caucus(table)
    for name, caucus, wishes in rows:
        grid.add_row(name, caucus, *[_mark(float(wish)) for wish in wishes])
    legend = Text.assemble(
        "explicit text: ", ("▲▲ insists ", "bold blue"), ("▲ wants ", "blue"), ("· indifferent ", "dim"),
        ("▼ resists ", "dark_orange"), ("▼▼ resists strongly", "bold dark_orange"),
    )  # fmt: skip
    title = Text(f"{scenario.title}: {len(table.codes)} delegations", style="bold")
    codes = Text("; ".join(f"{issue.code} {issue.title}" for issue in scenario.issues), "dim")
    return Group(title, grid, legend, codes)


def _by_seat(table: Table) -> list[tuple[str, str, Floats]]:
    """Return a row for each delegation, in the order of the seating."""
    names = [table.caucus_names[number] for number in table.caucuses]
    return [(table.codes[seat], names[seat], table.positions[:, seat]) for seat in seating(table)]


def _by_caucus(table: Table) -> list[tuple[str, str, Floats]]:
    """Return a row for each caucus of a large room: its size, its name, its mean positions."""
    found = []
    for number, name in enumerate(table.caucus_names):
        seats = np.flatnonzero(table.caucuses == number)
        found.append((f"mean of {len(seats)}", name, table.positions[:, seats].mean(axis=1)))
    return sorted(found, key=lambda row: -float(row[2] @ table.salience))


def _mark(value: float) -> Text:
    symbol, style = next((symbol, style) for bound, symbol, style in _WISHES if value < bound)
    return Text(symbol, style)


def sources_page(scenario: Scenario) -> RenderableType:
    """Lay out every position with its value, grade and source or rule."""
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    for name in ("state", "issue"):
        grid.add_column(name, no_wrap=True)
    grid.add_column("value", justify="right", no_wrap=True)
    for name in ("grade", "date"):
        grid.add_column(name, no_wrap=True)
    grid.add_column("source, or the rule and the source that it rests on")
    for code, row in cells(scenario).items():
        for issue, cell in row.items():
            basis = f"rule {cell.rule}, from: {cell.source}" if cell.rule else cell.source
            grid.add_row(
                code, issue, f"{cell.value * SCALE:+.2f}", str(cell.evidence), cell.date, Text(basis)
            )
    return grid
