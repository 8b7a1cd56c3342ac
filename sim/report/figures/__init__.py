"""Figures: each function takes a result and returns a matplotlib Figure; another says what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from sim.report.figures.drawing import drawings
from sim.report.figures.horseshoe import describe_horseshoe, horseshoe
from sim.report.figures.language import describe_language, language
from sim.report.figures.path import describe_path, path
from sim.report.figures.room import describe_room, room
from sim.study.forecast import Forecast

__all__ = ["FORECAST_FIGURES", "figure", "forecast_drawings", "room"]

#: The figures of a forecast, by name, in the order of the story: how each is drawn, and put into words.
FORECAST_FIGURES: Mapping[str, tuple[Callable[[Forecast], Figure], Callable[[Forecast], str]]] = {
    "language": (language, describe_language),
    "horseshoe": (horseshoe, describe_horseshoe),
    "path": (path, describe_path),
    "room": (lambda f: room(f.scenario, f.table), lambda f: describe_room(f.scenario, f.table)),
}
#: Returns all figures of a forecast, by name, in the order of the story.
forecast_drawings = drawings(**FORECAST_FIGURES)


def figure(forecast: Forecast, name: str = "language") -> Figure:
    """Draw a figure of a forecast.

    Raises ValueError if there is no figure of that name.

    Parameters
    ----------
    forecast : what to draw
    name : language, horseshoe, path or room
    """
    if name not in FORECAST_FIGURES:
        raise ValueError(f"no figure {name!r}; there are {', '.join(FORECAST_FIGURES)}")
    return FORECAST_FIGURES[name][0](forecast)
