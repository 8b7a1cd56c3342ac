"""The coding page: how far a forecast rests on weakly founded positions."""

from __future__ import annotations

import numpy as np
from rich.console import Group, RenderableType
from rich.text import Text

from sim.report.grid import Grid
from sim.report.wording import percent
from sim.study.coding import CodingSensitivity
from sim.study.interval import CEILING

#: So many cells are named.
NAMED = 10


def coding_page(result: CodingSensitivity) -> RenderableType:
    """Lay out what coding the weak cells anew does to a forecast."""
    most = CEILING if result.supported else 1.0
    share, low, high = (percent(min(part, most)) for part in (result.share, result.low, result.high))
    what = "probability of consensus" if result.supported else "share of plays that end in consensus"
    told = Text(
        f"{result.scenario}: {result.weak} of {result.all_cells} cells are recalled or inferred. Coded anew "
        f"within their spread, the {what} lies between {low} and {high} in eight codings of ten "
        f"(mean {share}, standard deviation {result.spread:.3f})."
    )
    if not result.supported:
        told.append(" No probability is claimed for this kind of body or rule.")
    tried = len(result.effects)
    by_chance = 100 * np.sqrt(2 * np.log(max(2, tried))) * max(effect.error for effect in result.effects)
    told.append(f" Of {tried} cells tried, chance alone brings the largest to about {by_chance:.1f} points.")
    grid = Grid(box=None, padding=(0, 1), header_style="dim", title="The ten cells that matter most")
    for name in ("delegation", "issue", "grade"):
        grid.add_column(name, no_wrap=True)
    grid.add_column("one spread higher", justify="right")
    grid.add_column("± s.e.", justify="right")
    grid.add_column("source or rule")
    for effect in result.effects[:NAMED]:
        basis = effect.cell.rule or effect.cell.source
        change = f"{100 * effect.effect:+.1f} points"
        grid.add_row(
            effect.state, effect.issue, str(effect.cell.evidence), change, f"{100 * effect.error:.1f}", basis
        )
    return Group(told, Text(), grid)
