"""Language: the probability of each formulation of each paragraph, as bars."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures.style import FORMULATIONS, INK, bare, caption, house_style, name_rows, titled
from sim.report.forecast_language import ParagraphRow, paragraphs
from sim.scenario.ladder import Rung
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.interval import wilson

#: Shares below this have no room for a label.
LABELLED = 0.07


def language(forecast: Forecast) -> Figure:
    """Draw how strongly the report is likely to speak on each issue."""
    with house_style():
        rows = paragraphs(forecast)
        figure = Figure(figsize=(7.6, max(2.5, 1.3 + 0.27 * len(rows))), layout="constrained")
        axes = figure.add_subplot()
        height = np.arange(len(rows))
        left = np.zeros(len(rows))
        for rung in Rung:
            width = np.array([_width(forecast, row, rung) for row in rows])
            axes.barh(height, width, left=left, color=FORMULATIONS[rung], height=0.8, label=rung.word)
            for y, (row, start, share) in enumerate(zip(rows, left, width, strict=True)):
                if share >= LABELLED:
                    ink = "white" if rung is Rung.EXPLICIT else INK
                    at = start + share / 2
                    axes.text(at, y, row.odds[rung], ha="center", va="center", color=ink, fontsize=8)
            left += width
        name_rows(axes, [row.title for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xticks([])
        bare(axes)
        titled(figure, "What the report says, if there is one")
        axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(-0.01, 1), borderaxespad=0, handlelength=1.2)
        what = "Probability of each formulation" if forecast.supported else "The likeliest formulation"
        caption(figure, f"{forecast.scenario.title}. {what} over {_grounds(forecast)}")
        return figure


def _width(forecast: Forecast, row: ParagraphRow, rung: Rung) -> float:
    """Return the length of a bar: the probability; where that is withheld, the likeliest fills the row."""
    return row.probabilities[rung] if forecast.supported else float(rung is row.rung)


def describe_language(forecast: Forecast) -> str:
    """Say what the figure of the language shows: the likeliest formulation of every paragraph."""
    told = []
    for rung in reversed(Rung):
        rows = [row for row in paragraphs(forecast) if row.rung is rung]
        if rows:
            names = [row.title + (f" ({row.odds[rung]})" if row.odds[rung] else "") for row in rows]
            told.append(f"Most likely {rung.word}: {', '.join(names)}.")
    return f"Bars for {len(forecast.language)} paragraphs over {_grounds(forecast)} {' '.join(told)}"


def _grounds(forecast: Forecast) -> str:
    """Say over what the shares are taken, and how sure they are for that number."""
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
    return f"{over}; for that number, each is sure to ±{100 * max(halves):.1f} points or better (95 %)."
