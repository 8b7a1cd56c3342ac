"""Figure of a record of one's own: how often processes adopted a report, by what they were given."""

from __future__ import annotations

from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.calibration import Look, draw, frame, in_words
from sim.report.figures.drawing import drawings
from sim.report.words.numbers import number_of, percent
from sim.study.interval import CEILING
from sim.study.own_record import ALL, MODEL, OwnRecord


@style.house_style()
def _calibration(own: OwnRecord) -> Figure:
    figure = style.sheet(4.8, 4.9)
    axes = figure.add_subplot()
    frame(axes)
    whole = next(s for s in own.scores if (s.group, s.forecast) == (ALL, MODEL))
    look = Look(style.BLUE, "o", "-", 0.0, True)
    draw(axes, own.forecasts, MODEL, look, (whole.intercept, whole.slope))
    axes.set_ylabel("share of processes that adopted one")
    axes.set_title(number_of(len(own.forecasts), "process", "processes"), loc="left", fontsize=9)
    return style.finish(
        figure,
        "How sure the forecasts should have been",
        "Marks: processes in each fifth of the scale, with their number; lines through them: 95 % intervals, "
        "too short where processes of a family depend on each other. Curve: logistic regression. "
        f"{own.runs:,} plays of each process; at most {percent(CEILING)} is given.",
    )


def _describe(own: OwnRecord) -> str:
    found = in_words(own.forecasts, MODEL)
    return f"How many processes adopted a report, by the share of plays that did. {found}."


#: Returns the figure of a record of one's own.
own_record_drawings = drawings(calibration=(_calibration, _describe))
