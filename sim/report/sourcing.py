"""Sourcing: where the coded positions of a forecast come from, source by source."""

from __future__ import annotations

from sim.scenario.defaults import LEANING
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.study.forecast import Forecast


def sources(forecast: Forecast) -> list[tuple[str, str]]:
    """Return every source of a coded position, with grade and date, and whom it is cited for.

    Documents come first, what is inferred last, and of each grade the most cited. Votes are one source,
    whichever side they show.
    """
    cited: dict[tuple[str, str, Evidence], list[str]] = {}
    for code, row in cells(forecast.scenario).items():
        for cell in row.values():
            if not cell.rule:
                told = (cell.source.partition(LEANING)[0], cell.date, cell.evidence)
                codes = cited.setdefault(told, [])
                if code not in codes:
                    codes.append(code)
    grades = list(Evidence)
    rows = sorted(cited.items(), key=lambda row: (grades.index(row[0][2]), -len(row[1]), row[0]))
    return [(f"{source} ({date}, {grade})", _who(codes)) for (source, date, grade), codes in rows]


def _who(codes: list[str]) -> str:
    if len(codes) == 1:
        return roster()[codes[0]].name
    return f"{len(codes)}: {' '.join(codes)}"
