"""Figures: each function takes a result and returns a matplotlib Figure; another says what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from matplotlib.figure import Figure

from sim.report.figures.drawing import Drawing
from sim.report.figures.horseshoe import describe_horseshoe, horseshoe
from sim.report.figures.language import describe_language, language
from sim.report.figures.objectors import describe_objectors, objectors
from sim.report.figures.path import describe_path, path
from sim.report.figures.room import describe_room, room
from sim.study.forecast import Forecast

__all__ = [
    "FORECAST_DESCRIPTIONS",
    "FORECAST_FIGURES",
    "figure",
    "forecast_drawings",
    "horseshoe",
    "language",
    "objectors",
    "path",
    "room",
]

#: The figures of a forecast, by name, in the order of the story.
FORECAST_FIGURES: Mapping[str, Callable[[Forecast], Figure]] = {
    "language": language,
    "horseshoe": horseshoe,
    "objectors": objectors,
    "path": path,
    "room": lambda forecast: room(forecast.scenario, forecast.table),
}
#: What each of them shows, in words for those who cannot see it.
FORECAST_DESCRIPTIONS: Mapping[str, Callable[[Forecast], str]] = {
    "language": describe_language,
    "horseshoe": describe_horseshoe,
    "objectors": describe_objectors,
    "path": describe_path,
    "room": lambda forecast: describe_room(forecast.scenario, forecast.table),
}


def figure(forecast: Forecast, name: str = "language") -> Figure:
    """Draw a figure of a forecast.

    Parameters
    ----------
    forecast : what to draw
    name : language, horseshoe, objectors, path or room

    Raises
    ------
    ValueError
        if there is no figure of that name
    """
    if name not in FORECAST_FIGURES:
        raise ValueError(f"no figure {name!r}; there are {', '.join(FORECAST_FIGURES)}")
    return FORECAST_FIGURES[name](forecast)


def forecast_drawings(forecast: Forecast) -> dict[str, Drawing]:
    """Return all figures of a forecast, by name, in the order of the story."""
    return {
        name: Drawing(partial(draw, forecast), partial(FORECAST_DESCRIPTIONS[name], forecast))
        for name, draw in FORECAST_FIGURES.items()
    }
