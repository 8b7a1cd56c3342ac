"""Figure of the wide record: how often bodies adopted a report, by the share of plays that did."""

from __future__ import annotations

from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.calibration import Look, draw, frame, in_words
from sim.report.figures.drawing import drawings
from sim.report.words.numbers import number_of, percent
from sim.scenario.names import ONE_OFF
from sim.study.group_scores import Forecast
from sim.study.interval import CEILING
from sim.study.wider import FITTED, PRIORS, Wider

#: How each way is drawn.
_LOOKS = {
    PRIORS: Look(style.BLUE, "o", "-", -0.008, True),
    FITTED: Look(style.RED, "s", "--", 0.008, False),
}


def _panels(wider: Wider) -> dict[str, list[Forecast]]:
    """Return the processes of each panel, by the name of the group."""
    one_off = [f for f in wider.forecasts if f.kind in ONE_OFF]
    standing = [f for f in wider.forecasts if f.kind not in ONE_OFF]
    return {name: group for name, group in (("one-off", one_off), ("standing", standing)) if group}


@style.house_style()
def _calibration(wider: Wider) -> Figure:
    panels = _panels(wider)
    figure = style.sheet(4.2 * len(panels) + 0.6, 4.9)
    for number, (name, group) in enumerate(panels.items()):
        axes = figure.add_subplot(1, len(panels), number + 1)
        frame(axes)
        for way, look in _LOOKS.items():
            draw(axes, group, way, look, _line(wider, name, way))
        size = number_of(len(group), "process", "processes")
        axes.set_title(f"{name} bodies, {size}", loc="left", fontsize=9)
        if number == 0:
            axes.set_ylabel("share of processes that adopted one")
            axes.legend(loc="upper left", fontsize=8)
    return style.finish(
        figure,
        "Calibration beyond ICT security",
        "Marks: processes in each fifth of the scale, with their number (priors); lines through them: 95 % "
        "intervals, too short, since processes of a family are not independent. Curves: logistic regression. "
        f"{wider.runs:,} plays of each process; at most {percent(CEILING)} is given.",
    )


def _line(wider: Wider, group: str, way: str) -> tuple[float, float]:
    return next((s.intercept, s.slope) for s in wider.scores if (s.group, s.forecast) == (group, way))


def _describe(wider: Wider) -> str:
    told = []
    for name, group in _panels(wider).items():
        for way in _LOOKS:
            told.append(f"{name} bodies, {way}: {in_words(group, way)}")
    return f"How many processes adopted a report, by the share of plays that did. {'. '.join(told)}."


#: Returns the figures of the wide record.
wider_drawings = drawings(calibration=(_calibration, _describe))
