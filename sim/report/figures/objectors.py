"""Who stands in the way: how often each delegation objects or dissociates, and over what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.negotiation.decisions.consensus import Consensus
from sim.report.figures.letters import fitted
from sim.report.figures.style import GREY, INK, NAME, ORANGE, RED, SOFT, caption, ends, house_style, titled
from sim.report.wording import named, over, written
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast
from sim.study.interval import wilson

#: So many delegations are shown, if they object or dissociate in at least this share of plays.
SHOWN, LEAST = 10, 0.005
#: So many are told of in words.
TOLD = 6
#: Where the columns of words begin, in widths of the longest bar with its interval.
_COMPLAINTS, _RIGHT = 1.5, 2.95
#: How far above and below its row a bar stands, and how thick it is.
_OFF, _THICK = 0.2, 0.34


def objectors(forecast: Forecast) -> Figure:
    """Draw the delegations that most often stand apart, with intervals and their main complaint."""
    titles = {issue.code: fitted(issue.title, NAME, 8) for issue in forecast.scenario.issues}
    with house_style():
        rows = _rows(forecast)
        figure = Figure(figsize=(9.2, max(2.6, 1.6 + 0.36 * len(rows))), layout="constrained")
        axes = figure.add_subplot()
        titled(figure, "Who stands in the way")
        if not rows:
            axes.text(0.5, 0.5, _nobody(), ha="center")
            axes.set_axis_off()
            caption(figure, f"{forecast.scenario.title}, {forecast.runs:,} plays.")
            return figure
        if not forecast.supported:
            return _in_words(figure, axes, forecast, rows, titles)
        far = max(end for row in rows for end in _furthest(row, forecast.runs))
        for y, row in enumerate(rows):
            _bar(axes, y - _OFF, row.objects, forecast.runs, RED, "objects", far)
            _bar(axes, y + _OFF, row.dissociates, forecast.runs, ORANGE, "dissociates", far)
            words = over(row, titles, most=1)
            axes.text(_COMPLAINTS * far, y, words, va="center", fontsize=8, color=SOFT)
        axes.set_yticks(range(len(rows)), [named(row) for row in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(0, _RIGHT * far)
        axes.text(_COMPLAINTS * far, -0.72, "most frequent complaint", fontsize=8, color=INK)
        places = [p for p in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, far) if p <= far]
        axes.set_xticks(places, [f"{100 * place:g} %" for place in places])
        axes.vlines(places, -0.5, len(rows) - 0.5, color=GREY, alpha=0.2, linewidth=0.8, zorder=0)
        axes.set_xlabel("share of plays", loc="left")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        stops = "who objects stops the report; " if isinstance(forecast.table.decision, Consensus) else ""
        caption(
            figure,
            f"{forecast.scenario.title}, {forecast.runs:,} plays: {stops}who dissociates lets it pass. "
            "Lines: 95 % intervals for the number of plays. Complaint: with its share of the plays in which "
            "the delegation does either. °: all positions inferred.",
        )
        return figure


def describe_objectors(forecast: Forecast) -> str:
    """Say what the figure of the objectors shows: who stands apart how often, and over what."""
    titles = {issue.code: issue.title for issue in forecast.scenario.issues}
    rows = _rows(forecast)
    if not rows:
        return _nobody()
    if not forecast.supported:
        return f"Delegations that object or dissociate, and over what: {_listed(rows[:TOLD], titles)}."
    told = []
    for row in rows[:TOLD]:
        low, high = wilson(round(row.objects * forecast.runs), forecast.runs)
        sure = f" ({ends(low, high)} %)" if forecast.runs >= ENOUGH else ""
        words = f"{row.name} objects in {_share(row.objects, forecast.runs)}{sure}"
        words += f" and dissociates in {_share(row.dissociates, forecast.runs)}"
        words += f": {complaint}" if (complaint := over(row, titles, most=1)) else ""
        told.append(words)
    more = f"; {len(rows) - TOLD} more do so less often" if len(rows) > TOLD else ""
    return f"Bars of the share of {forecast.runs:,} plays: {'; '.join(told)}{more}."


def _in_words(
    figure: Figure,
    axes: Axes,
    forecast: Forecast,
    rows: list[DelegationForecast],
    titles: Mapping[str, str],
) -> Figure:
    """Name who stands apart, and over what, without saying how often."""
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    for y, row in enumerate(rows):
        axes.text(0.02, y, over(row, titles, numbers=False), va="center", fontsize=9, color=SOFT)
    axes.set_yticks(range(len(rows)), [named(row) for row in rows])
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(axis="y", length=0)
    caption(
        figure,
        f"{forecast.scenario.title}. Who objects or dissociates, the most frequent first, and the largest "
        "complaints. How often is not given for this kind of body or rule. °: all positions inferred.",
    )
    return figure


def _listed(rows: Sequence[DelegationForecast], titles: Mapping[str, str]) -> str:
    told = ((row.name, over(row, titles, numbers=False)) for row in rows)
    return "; ".join(f"{name} ({why})" if why else name for name, why in told)


def _rows(forecast: Forecast) -> list[DelegationForecast]:
    return [d for d in forecast.delegations if d.objects + d.dissociates >= LEAST][:SHOWN]


def _share(share: float, runs: int) -> str:
    return written(Counted.of(share, runs))


def _nobody() -> str:
    return f"No delegation stands apart in more than {100 * LEAST:g} % of plays."


def _furthest(row: DelegationForecast, runs: int) -> tuple[float, float]:
    """Return the upper ends of the two intervals."""
    high = [wilson(round(share * runs), runs)[1] for share in (row.objects, row.dissociates)]
    return high[0], high[1]


def _bar(axes: Axes, y: float, share: float, runs: int, ink: str, word: str, far: float) -> None:
    """Draw a share with its interval, and beside it what it is a share of; dissociations are hatched."""
    low, high = wilson(round(share * runs), runs)
    hatch = "" if ink == RED else "////"
    axes.barh(y, share, height=_THICK, color=ink, hatch=hatch, edgecolor="white", linewidth=0, zorder=2)
    axes.plot([low, high], [y, y], color=INK, linewidth=0.9, zorder=3)
    axes.text(high + 0.015 * far, y, f"{word} {_share(share, runs)}", va="center", fontsize=7, color=SOFT)
