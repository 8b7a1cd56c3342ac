"""Figures: each function takes a result and returns a matplotlib Figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from sim.report.figures.language import language
from sim.report.figures.objectors import objectors
from sim.report.figures.path import path
from sim.report.figures.room import room
from sim.study.forecast import Forecast

__all__ = ["FORECAST_FIGURES", "figure", "language", "objectors", "path", "room"]

#: The figures of a forecast, by name, in the order of the story.
FORECAST_FIGURES: Mapping[str, Callable[[Forecast], Figure]] = {
    "language": language,
    "objectors": objectors,
    "path": path,
    "room": lambda forecast: room(forecast.scenario, forecast.table),
}


def figure(forecast: Forecast, name: str = "language") -> Figure:
    """Draw a figure of a forecast.

    Parameters
    ----------
    name : language, objectors, path or room

    Raises
    ------
    ValueError
        if there is no figure of that name
    """
    if name not in FORECAST_FIGURES:
        raise ValueError(f"no figure {name!r}; there are {', '.join(FORECAST_FIGURES)}")
    return FORECAST_FIGURES[name](forecast)
