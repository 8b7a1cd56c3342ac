"""Names of the files of a result, which a table that is kept beside them cannot have."""

from __future__ import annotations

from collections.abc import Mapping

from sim.report.figures import FORECAST_FIGURES
from sim.report.tables import TABLES
from sim.scenario.fault import BadInput, Fault

#: What a result holds beside tables and figures.
_OTHERS = ("manifest.json", "forecast.json", "story.md", "page.html")


def check_names(scenario_files: Mapping[str, bytes]) -> None:
    """Check that a table beside the scenario can be kept in the folder of a result.

    Raises
    ------
    BadInput
        if it is called like a file of the result
    """
    figures = [f"{name}.{kind}" for name in FORECAST_FIGURES for kind in ("svg", "png")]
    for name in sorted({*TABLES, *figures, *_OTHERS} & set(scenario_files)):
        problem = "is also the name of a file of the result; give the table beside the scenario another"
        raise BadInput([Fault(name, problem)])
