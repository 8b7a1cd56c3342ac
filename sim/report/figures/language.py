"""Language: the probability of each formulation of each paragraph, as bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from sim.report.document import Wording
from sim.report.figures import style
from sim.report.forecast_answer import likely_text
from sim.report.forecast_language import paragraphs
from sim.report.words.names import capital
from sim.report.words.numbers import spelt, spelt_out
from sim.scenario.ladder import Rung
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.interval import wilson

#: Shares below this have no room for a label.
LABELLED = 0.07


@style.house_style()
def language(forecast: Forecast) -> Figure:
    """Draw how strongly the report is likely to speak on each issue."""
    rows = paragraphs(forecast)
    figure, axes = style.canvas(7.6, max(2.5, 1.3 + 0.27 * len(rows)))
    height, left = np.arange(len(rows)), np.zeros(len(rows))
    for rung in Rung:
        width = np.array([found.probabilities[rung] for found in forecast.language])
        if not forecast.supported:  # the likeliest formulation fills the row
            width = np.array([float(row.rung is rung) for row in rows])
        axes.barh(height, width, left=left, color=style.FORMULATIONS[rung], height=0.8, label=rung.word)
        for y, (row, start, share) in enumerate(zip(rows, left, width, strict=True)):
            if share >= LABELLED:
                place, dark = (y, start + share / 2), rung is Rung.EXPLICIT
                style.write_in_cell(axes, place, row.written[rung], dark, fontsize=8)
        left += width
    style.name_rows(axes, [row.title for row in rows])
    axes.set(ylim=(len(rows) - 0.5, -0.6), xlim=(0, 1), xticks=[])
    style.bare(axes)
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(-0.01, 1), borderaxespad=0, handlelength=1.2)
    what = "Probability of each formulation" if forecast.supported else "The likeliest formulation"
    note = f"{forecast.scenario.title}. {what} over {_grounds(forecast)}"
    return style.finish(figure, _finding(forecast, rows), note)


def _finding(forecast: Forecast, rows: Sequence[Wording]) -> str:
    """Say how many paragraphs are open, and which most; where none is or none is counted, how it speaks."""
    unsure = [
        (max(found.probabilities), row.title)
        for found, row in zip(forecast.language, rows, strict=True)
        if row.open
    ]
    if not unsure or not forecast.supported:
        return likely_text(forecast).rstrip(".")
    be = "is" if len(unsure) == 1 else "are"
    most = f", {min(unsure)[1]} most" if len(unsure) > 1 else f": {unsure[0][1]}"
    return f"{capital(spelt(len(unsure)))} of {spelt_out(len(rows), 'paragraph')} {be} open{most}"


def describe_language(forecast: Forecast) -> str:
    """Say what the figure of the language shows."""
    return (
        f"Bars for {len(forecast.language)} paragraphs: how likely silent, indirect and explicit text is, "
        f"over {_grounds(forecast)} The draft report above has the numbers."
    )


def _grounds(forecast: Forecast) -> str:
    """Say over what the shares are taken, and their margin for that number."""
    plays, reports = f"{forecast.runs:,} plays", forecast.outcomes.adoptions
    if not forecast.supported:
        return "the reports that are adopted." if reports else "the last drafts."
    drafts = f"the last drafts of {plays}, none of which adopts a report"
    over = f"the {reports:,} reports adopted in {plays}" if reports else drafts
    counted = reports or forecast.runs
    if counted < ENOUGH:
        return f"{over}; too few for shares."
    halves = [
        (high - low) / 2
        for row in forecast.language
        for low, high in (wilson(share * counted, counted) for share in row.probabilities)
    ]
    return f"{over}; the margin for that number is ±{100 * max(halves):.1f} points at most (95 %)."
