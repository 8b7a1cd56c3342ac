"""Who fights: how much each delegation would lose by the drafts along the way, and over what it complains."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.report.figures import style
from sim.report.figures.letters import fitted
from sim.report.words.fights import NOBODY, fighting, fought_over, with_numbers
from sim.report.words.numbers import percent
from sim.report.words.stances import issue_titles, named
from sim.study.fights import Fighter
from sim.study.forecast import Forecast

#: This many delegations are described in words.
DESCRIBED = 6
#: Where the complaints begin, and the right edge, in lengths of the longest bar.
_COMPLAINTS, _RIGHT = 1.3, 3.7
_TITLE = "Who fights, over what"


@style.house_style()
def fighters(forecast: Forecast) -> Figure:
    """Draw the delegations that resist most along the way, with their largest complaints."""
    rows, process, numbers = fighting(forecast), forecast.scenario.title, with_numbers(forecast)
    titles = {issue.code: fitted(issue.title, style.NAME, 8) for issue in forecast.scenario.issues}
    figure, axes = style.canvas(9.2, max(2.6, 1.6 + 0.36 * len(rows)))
    if not rows:
        axes.text(0.5, 0.5, _nobody(numbers), ha="center")
        axes.set_axis_off()
        return style.finish(figure, _TITLE, f"{process}, {forecast.runs:,} plays.")
    axes.set_yticks(range(len(rows)), [named(row) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.9)
    axes.tick_params(axis="y", length=0)
    far, note = 1.0, ". Those that would lose most by the draft on the table first, and their complaints."
    if numbers:
        far = max(row.resistance for row in rows)
        _draw_bars(axes, rows, far)
        note = (
            f", {forecast.runs:,} plays: what adopting the draft on the table would cost against having no "
            "report, as a mean over readings and plays. Dark: at the first reading (zero draft). "
            "Complaints: along the way, as shares of all that the delegation complains of."
        )
    else:
        axes.set_xticks([])
    beside = (_COMPLAINTS if numbers else 0.02) * far
    for y, row in enumerate(rows):
        words = fought_over(row, titles, numbers)
        axes.text(beside, y, words, va="center", fontsize=8, color=style.SOFT)
    axes.set_xlim(0, _RIGHT * far)
    axes.spines[:].set_visible(False)
    return style.finish(figure, _TITLE, f"{process}{note} °: all positions inferred.")


def _draw_bars(axes: Axes, rows: Sequence[Fighter], far: float) -> None:
    """Draw how much each resists, and what part of that is at the first reading."""
    for y, row in enumerate(rows):
        opening = row.resistance * row.zero_draft
        axes.barh(y, opening, height=0.6, color=style.RED, zorder=2)
        axes.barh(y, row.resistance - opening, left=opening, height=0.6, color=style.ORANGE, zorder=2)
        axes.text(row.resistance + 0.015 * far, y, f"{row.resistance:.2f}", va="center", fontsize=8)
    axes.text(_COMPLAINTS * far, -0.75, "largest complaints along the way", fontsize=8, color=style.INK)
    places = [p for p in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(0, far) if p <= far]
    axes.set_xticks(places, [f"{place:g}" for place in places])
    axes.vlines(places, -0.5, len(rows) - 0.5, color=style.GREY, alpha=0.2, linewidth=0.8, zorder=0)
    axes.set_xlabel("resistance along the way", loc="left")


def describe_fighters(forecast: Forecast) -> str:
    """Say what the figure of those who fight shows: how much each would lose, and over what."""
    rows, titles, numbers = fighting(forecast), issue_titles(forecast), with_numbers(forecast)
    if not rows:
        return _nobody(numbers)
    described = []
    for row in rows[:DESCRIBED]:
        much = (
            f" {row.resistance:.2f}, {percent(row.zero_draft)} of it at the first reading" if numbers else ""
        )
        described.append(f"{row.name}{much} ({fought_over(row, titles, numbers, most=1)})")
    more = f"; {len(rows) - DESCRIBED} more resist less" if len(rows) > DESCRIBED else ""
    return f"Delegations that would lose by the drafts along the way: {'; '.join(described)}{more}."


def _nobody(numbers: bool) -> str:
    return NOBODY if numbers else "Nobody, or hardly anybody, would lose by the drafts on the table."
