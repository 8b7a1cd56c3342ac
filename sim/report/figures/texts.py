"""Texts put to the room: how often each is adopted, and who objects."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.figures import style
from sim.report.figures.drawing import Drawing
from sim.report.figures.letters import fitted
from sim.report.words.names import listed
from sim.report.words.numbers import written
from sim.report.words.texts import with_interval
from sim.scenario.roster import name_of
from sim.study.texts.putting import Moment
from sim.study.texts.question import TextStudy

#: How each moment is drawn: a black-and-white printer tells the marks apart.
_LOOKS: dict[Moment, dict[str, Any]] = {
    Moment.NOW: {"color": style.ORANGE, "marker": "o", "label": "as it stands, now"},
    Moment.DEADLINE: {"color": style.BLUE, "marker": "s", "label": "as it stands, at the deadline"},
    Moment.FROM_HERE: {"color": style.GREEN, "marker": "D", "label": "from here, the chair goes on"},
}
#: Delegations with a row, shares above this written in white, and texts named in the title.
_ROWS, _DARK, _NAMED = 14, 0.55, 2


def texts_drawings(study: TextStudy) -> dict[str, Drawing]:
    """Return the figure of a study of texts."""
    return {"texts": Drawing(partial(_draw, study), partial(_describe, study))}


def _describe(study: TextStudy) -> str:
    shares = []
    for n, text in enumerate(study.texts):
        each = (f"{_LOOKS[m]['label']} {with_interval(study.adopted(n, m))}" for m in study.moments)
        shares.append(f"{text.name}: {', '.join(each)}")
    return (
        f"Share of {study.runs:,} plays in which each text is adopted, with 95 % intervals. "
        f"{'; '.join(shares)}. Beside it, a heat map of the delegations by texts: how often each objects at "
        "the deadline."
    )


@style.house_style()
def _draw(study: TextStudy) -> Figure:
    seats = _seats(study)
    high = max(1.7 + 0.62 * len(study.texts), 1.5 + 0.3 * len(seats))
    figure = style.sheet(10.5, high + 0.9)
    columns = max(1.0, 0.32 * len(study.texts))
    adopted, objectors = figure.subplots(1, 2, width_ratios=(2.6, columns))
    _adopted(adopted, study)
    _objectors(objectors, study, seats)
    return style.finish(
        figure,
        _finding(study),
        f"{study.scenario.title}, {study.runs:,} plays of each text with the same luck; "
        f"{study.held} readings held, {study.left} left. Bars: 95 % intervals for the number of plays. "
        "Right: share of plays in which a delegation objects to the text as it stands at the deadline, in %. "
        "A study of the model.",
    )


def _finding(study: TextStudy) -> str:
    tied = study.tied(Moment.DEADLINE)
    share = written(study.adopted(tied[0], Moment.DEADLINE))
    if len(tied) > 1:
        which = listed([study.texts[n].name for n in tied]) if len(tied) <= _NAMED else f"{len(tied)} texts"
        return f"At the deadline {which} pass equally often, in {share}"
    most = ", more than any other" * (len(study.texts) > 1)
    return f"At the deadline {study.texts[tied[0]].name} passes in {share}{most}"


def _adopted(axes: Axes, study: TextStudy) -> None:
    """Draw the share of plays in which each text is adopted, a row for each text."""
    off = {
        moment: 0.24 * (place - (len(study.moments) - 1) / 2) for place, moment in enumerate(study.moments)
    }
    for n, _ in enumerate(study.texts):
        for moment in study.moments:
            share, look, y = study.adopted(n, moment), _LOOKS[moment], n + off[moment]
            axes.plot(
                share.interval, [y, y], color=look["color"], linewidth=3, alpha=0.45, solid_capstyle="butt"
            )
            axes.plot(share.share, y, color=look["color"], marker=look["marker"], markersize=6, clip_on=False)
            words = f"{100 * share.share:.0f}" if share.enough else f"{share.successes}/{share.trials}"
            axes.annotate(
                words, (share.interval[1], y), (5, 0), textcoords="offset points", va="center", fontsize=8
            )
    style.name_rows(axes, [text.name for text in study.texts])
    axes.set(ylim=(len(study.texts) - 0.45, -0.55), xlim=(0, 1.04))
    axes.set_xticks(*style.QUARTERS)
    style.ruled_rows(axes)
    marks = [Line2D([], [], linestyle="", markersize=6, **_LOOKS[moment]) for moment in study.moments]
    axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=len(marks), fontsize=8)


def _seats(study: TextStudy) -> list[int]:
    """Return the delegations that object most often to one of the texts, at the deadline."""
    shares = _shares(study).max(axis=0)
    return [int(seat) for seat in np.argsort(-shares, kind="stable")[:_ROWS] if shares[seat] > 0]


def _shares(study: TextStudy) -> Any:
    codes = study.setting.table.codes
    by_code = [
        {s.code: float(s.objects) for s in study.stands(n, Moment.DEADLINE)} for n in range(len(study.texts))
    ]
    return np.array([[found[code] for code in codes] for found in by_code])


def _objectors(axes: Axes, study: TextStudy, seats: list[int]) -> None:
    if not seats:
        axes.text(0, 0.5, "Nobody objects to any.", transform=axes.transAxes)
        axes.set_axis_off()
        return
    shares = _shares(study)[:, seats].T
    style.heat(axes, shares, ("#F7F7F5", *style.FORMULATIONS[1:]))
    for (row, column), share in np.ndenumerate(shares):
        style.write_in_cell(axes, (row, column), f"{100 * share:.0f}", bool(share > _DARK), fontsize=8)
    style.name_rows(axes, [name_of(study.setting.table.codes[seat]) for seat in seats])
    names = [fitted(text.name, 1.6, 8) for text in study.texts]
    axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor", fontsize=8)
    axes.xaxis.tick_top()
    rows, across = (np.arange(size + 1) - 0.5 for size in shares.shape)
    style.ruled_cells(axes, rows, across)
