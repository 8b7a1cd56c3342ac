"""The terminal page: a forecast, and the room, as a diplomat reads them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from sim.negotiation.table import Table
from sim.report.account import (
    answer,
    assumptions,
    movement,
    others_apart,
    paragraphs,
    standing_apart,
    typical_play,
)
from sim.report.seating import seating
from sim.report.wording import percent
from sim.scenario.ladder import Rung
from sim.scenario.schema import Scenario
from sim.study.forecast import Forecast

_STRENGTH = {Rung.SILENT: "dim", Rung.VEILED: "cyan", Rung.EXPLICIT: "bold blue"}
#: Letters and colours of the room's heat map, from "resists" to "insists".
_WISHES = (
    (-0.6, "▼▼", "bold dark_orange"), (-0.2, "▼", "dark_orange"), (0.2, "·", "dim"), (0.6, "▲", "blue"),
    (1.1, "▲▲", "bold blue"),
)  # fmt: skip


def heading(text: str) -> Text:
    """Return the heading of a part of the page."""
    return Text(text, style="bold underline")


def forecast_page(forecast: Forecast) -> RenderableType:
    """Lay out a forecast as a page."""
    parts: list[RenderableType] = [
        Panel(
            Text.assemble((forecast.scenario.question, "bold"), "\n", answer(forecast)),
            title=forecast.scenario.title, title_align="left", border_style="blue",
        ),
        heading("What the report would say, if adopted"),
        _language(forecast),
        heading("Who stands in the way"),
        _apart(forecast),
        heading("How the draft moves"),
        Padding(Text(movement(forecast)), (0, 0, 1, 2)),
        heading("The most typical play"),
        *[Padding(Text(line), (0, 0, 0, 2)) for line in typical_play(forecast)],
        Text(),
        heading("What was assumed"),
        *[_bullet(line) for line in assumptions(forecast)],
    ]  # fmt: skip
    return Group(*parts)


def _bullet(line: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    grid.add_row(" •", line)
    return grid


def _language(forecast: Forecast) -> RenderableType:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("issue", no_wrap=True)
    grid.add_column("most likely", no_wrap=True)
    grid.add_column("prob.", justify="right", no_wrap=True)
    grid.add_column("in our words")
    for row in paragraphs(forecast):
        style = _STRENGTH[row.rung]
        grid.add_row(row.title, Text(row.rung.word, style), percent(row.probability), Text(row.text, "dim"))
    return Padding(grid, (0, 0, 1, 0))


def _apart(forecast: Forecast) -> RenderableType:
    rows = standing_apart(forecast)
    if not rows:
        return Padding(Text("Nobody, in more than 1 % of plays."), (0, 0, 1, 2))
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("delegation", no_wrap=True)
    grid.add_column("objects", justify="right", no_wrap=True)
    grid.add_column("dissociates", justify="right", no_wrap=True)
    grid.add_column("over (largest complaint, share of the plays in which it stands apart)")
    for delegation, over in rows:
        grid.add_row(delegation.name, percent(delegation.objects), percent(delegation.dissociates), over)
    rest = others_apart(forecast)
    return Group(grid, Padding(Text(rest, "dim"), (0, 0, 1, 1)) if rest else Text())


def room_page(scenario: Scenario, table: Table) -> RenderableType:
    """Lay out the room: delegations by issues, from those who want most text to those who want least."""
    grid = Grid(box=None, padding=(0, 0, 0, 1), header_style="bold")
    grid.add_column("", no_wrap=True)
    grid.add_column("caucus", no_wrap=True, style="dim")
    for issue in table.issues:
        grid.add_column(issue, justify="center", vertical="bottom", overflow="fold", min_width=2)
    for seat in seating(table):
        marks = [_mark(float(table.positions[k, seat])) for k in range(len(table.issues))]
        caucus = table.caucus_names[table.caucuses[seat]]
        grid.add_row(table.codes[seat], caucus, *marks)
    legend = Text.assemble(
        "explicit text: ", ("▲▲ insists ", "bold blue"), ("▲ wants ", "blue"), ("· indifferent ", "dim"),
        ("▼ resists ", "dark_orange"), ("▼▼ resists strongly", "bold dark_orange"),
    )  # fmt: skip
    title = Text(f"{scenario.title}: {len(table.codes)} delegations", style="bold")
    return Group(title, grid, legend)


def _mark(value: float) -> Text:
    symbol, style = next((symbol, style) for bound, symbol, style in _WISHES if value < bound)
    return Text(symbol, style)
