"""Who blocks: how often each delegation objects or dissociates, and over what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.negotiation.decisions.consensus import Consensus
from sim.report.figures import style
from sim.report.figures.letters import fitted
from sim.report.forecast_answer import who_objects
from sim.report.words.numbers import written
from sim.report.words.stances import named, over
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast

#: Most delegations that are drawn, and that are described in words; they object or dissociate this often.
SHOWN, DESCRIBED, LEAST = 10, 6, 0.005
#: Where the columns of words begin, in widths of the longest bar with its interval.
_COMPLAINTS, _RIGHT = 1.5, 2.95
#: How far above and below its row a bar stands, and how thick it is.
_OFF, _THICK = 0.2, 0.34
_NOBODY = f"No delegation stands apart in more than {100 * LEAST:g} % of plays."


@style.house_style()
def objectors(forecast: Forecast) -> Figure:
    """Draw the delegations that most often stand apart, with intervals and their main complaint."""
    rows, runs = _rows(forecast), forecast.runs
    titles = {issue.code: fitted(issue.title, style.NAME, 8) for issue in forecast.scenario.issues}
    figure, axes = style.canvas(9.2, max(2.6, 1.6 + 0.36 * len(rows)))
    title, process = who_objects(forecast).rstrip("."), forecast.scenario.title
    if not rows:
        axes.text(0.5, 0.5, _NOBODY, ha="center")
        axes.set_axis_off()
        return style.finish(figure, title, f"{process}, {runs:,} plays.")
    axes.set_yticks(range(len(rows)), [named(row) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    if forecast.supported:
        _draw_bars(axes, rows, runs, titles)
        stops = "an objection stops the report; " if isinstance(forecast.table.decision, Consensus) else ""
        note = (
            f", {runs:,} plays: {stops}a dissociation lets it pass. Lines: 95 % intervals for the number of "
            "plays. Complaint: with its share of the plays in which the delegation does either."
        )
    else:
        axes.set(xlim=(0, 1), xticks=[])
        axes.spines[:].set_visible(False)
        for y, row in enumerate(rows):
            axes.text(0.02, y, over(row, titles, numbers=False), va="center", fontsize=9, color=style.SOFT)
        note = (
            ". Who objects or dissociates, the most frequent first, and the largest complaints. How often is "
            "not given for this kind of body or rule."
        )
    return style.finish(figure, title, f"{process}{note} °: all positions inferred.")


def describe_objectors(forecast: Forecast) -> str:
    """Say what the figure of the objectors shows: who stands apart how often, and over what."""
    titles = {issue.code: issue.title for issue in forecast.scenario.issues}
    rows, runs = _rows(forecast), forecast.runs
    if not rows:
        return _NOBODY
    if not forecast.supported:
        why = [(row.name, over(row, titles, numbers=False)) for row in rows[:DESCRIBED]]
        listed = "; ".join(f"{name} ({complaint})" if complaint else name for name, complaint in why)
        return f"Delegations that object or dissociate, and over what: {listed}."
    described = []
    for row in rows[:DESCRIBED]:
        words = f"{row.name} objects in {style.with_ends(Counted.of(row.objects, runs))}"
        words += f" and dissociates in {written(Counted.of(row.dissociates, runs))}"
        words += f": {complaint}" if (complaint := over(row, titles, most=1)) else ""
        described.append(words)
    more = f"; {len(rows) - DESCRIBED} more do so less often" if len(rows) > DESCRIBED else ""
    return f"Bars of the share of {runs:,} plays: {'; '.join(described)}{more}."


def _rows(forecast: Forecast) -> list[DelegationForecast]:
    return [d for d in forecast.delegations if d.objects + d.dissociates >= LEAST][:SHOWN]


def _draw_bars(axes: Axes, rows: Sequence[DelegationForecast], runs: int, titles: Mapping[str, str]) -> None:
    """Draw both shares of each delegation, and write its main complaint beside them."""
    far = max(Counted.of(share, runs).interval[1] for row in rows for share in (row.objects, row.dissociates))
    for y, row in enumerate(rows):
        _draw_bar(axes, y - _OFF, row.objects, runs, far, "objects", color=style.RED)
        _draw_bar(axes, y + _OFF, row.dissociates, runs, far, "dissociates", color=style.ORANGE, hatch="////")
        axes.text(_COMPLAINTS * far, y, over(row, titles, most=1), va="center", fontsize=8, color=style.SOFT)
    axes.set_xlim(0, _RIGHT * far)
    axes.text(_COMPLAINTS * far, -0.72, "most frequent complaint", fontsize=8, color=style.INK)
    places = [p for p in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, far) if p <= far]
    axes.set_xticks(places, [f"{100 * place:g} %" for place in places])
    axes.vlines(places, -0.5, len(rows) - 0.5, color=style.GREY, alpha=0.2, linewidth=0.8, zorder=0)
    axes.set_xlabel("share of plays", loc="left")
    axes.spines[["left", "bottom"]].set_visible(False)


def _draw_bar(axes: Axes, y: float, share: float, runs: int, far: float, word: str, **look: str) -> None:
    counted = Counted.of(share, runs)
    low, high = counted.interval
    axes.barh(y, share, height=_THICK, edgecolor="white", linewidth=0, zorder=2, **look)  # type: ignore[arg-type]
    axes.plot([low, high], [y, y], color=style.INK, linewidth=0.9, zorder=3)
    axes.text(high + 0.015 * far, y, f"{word} {written(counted)}", va="center", fontsize=7, color=style.SOFT)
