"""Sourcing: where the coded positions of a forecast come from, source by source."""

from __future__ import annotations

from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.study.forecast import Forecast


def sources(forecast: Forecast) -> list[tuple[str, str]]:
    """Return every source of a coded position, with grade and date, and whom it is cited for.

    Those cited for a single delegation stand under its name; the most cited come first.
    """
    cited: dict[tuple[str, str, str], list[str]] = {}
    for code, row in cells(forecast.scenario).items():
        for cell in row.values():
            if not cell.rule:
                told = (cell.source, cell.date, str(cell.evidence))
                cited.setdefault(told, [])
                if code not in cited[told]:
                    cited[told].append(code)
    rows = sorted(cited.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(f"{source} ({date}, {grade})", _who(codes)) for (source, date, grade), codes in rows]


def _who(codes: list[str]) -> str:
    if len(codes) == 1:
        return roster()[codes[0]].name
    return f"{len(codes)}: {' '.join(codes)}"
