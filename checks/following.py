"""Are forecasts of a followed process calibrated? Truth drawn from the model itself.

``python -m checks.following [FIGURE]`` draws truths, sees some stances of each with errors, and weighs other
plays by them. It prints how the forecasts did; with a name, it draws their reliability as a figure. It fails
if a set of forecasts departs from calibrated ones by more than three standard errors.
"""

from __future__ import annotations

import sys
from pathlib import Path

from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.drawing import save_figure
from sim.scenario.loading import load
from tests.study.follow.simulated import Checked, checked

PLAYS, TRUTHS, RATE = 16_000, 3000, 0.2
#: What is seen of each truth: the scenario, the number of stances, on which paragraphs, at which reading.
SEEN = (
    ("gge-2016-2017", 5, ("IHL", "ART51", "CM"), 9),
    ("gge-2016-2017", 15, ("IHL", "ART51", "CM"), 9),
    ("gge-2016-2017", 15, ("IHL", "ART51", "CM"), 12),
    ("gge-2016-2017", 10, (), 9),
    ("gge-2004-2005", 10, (), 9),
)
#: Standard errors that calibrated forecasts hardly ever depart by.
MOST = 3.0
_MARKS = "osD^v"


def main(arguments: list[str]) -> int:
    """Print how the forecasts did, and return the exit status."""
    found = {}
    for name, sightings, issues, reading in SEEN:
        what = f"{name}, {sightings}, {' '.join(issues) or 'all'}, {reading}"
        scenario = load(name)
        found[what] = checked(scenario, PLAYS, TRUTHS, sightings, RATE, reading, issues=issues).claimed
    for name, one in found.items():
        before, after = one.scores
        print(
            f"{name}: {len(one.after)} of {TRUTHS} claimed, {one.plays.mean():.0f} effective plays; Brier "
            f"{before:.4f} before, {after:.4f} after; sharpness {one.sharpness:.3f}; departure "
            f"{one.departure:+.2f}, bias {one.bias:+.2f} standard errors"
        )
        print("  ", "; ".join(f"{p:.2f}: {share:.2f} ({many})" for p, share, many in one.reliability()))
    if arguments:
        save_figure(_drawn(found), Path(arguments[0]))
    return int(any(max(abs(one.departure), abs(one.bias)) > MOST for one in found.values()))


@style.house_style()
def _drawn(found: dict[str, Checked]) -> Figure:
    """Draw how often a report was adopted, by what was forecast."""
    figure, axes = style.canvas(6.4, 5.0)
    axes.plot([0, 1], [0, 1], color=style.GREY, linewidth=1)
    colours = (style.BLUE, style.ORANGE, style.GREEN, style.RED, style.INK)
    for (name, one), colour, mark in zip(found.items(), colours, _MARKS, strict=True):
        bins = [(p, share, many) for p, share, many in one.reliability(20) if many >= 30]
        for p, share, many in bins:
            reach = 2 * (p * (1 - p) / many) ** 0.5
            axes.plot([p, p], [share - reach, share + reach], color=colour, linewidth=1, alpha=0.5)
        axes.plot(*list(zip(*bins, strict=True))[:2], linestyle="", marker=mark, color=colour, label=name)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="forecast after sightings", ylabel="share adopted")
    axes.legend(
        loc="upper left", fontsize=7, title="scenario, sightings, paragraphs, reading", title_fontsize=7
    )
    note = (
        f"{TRUTHS:,} truths of each kind, drawn from the model; {PLAYS:,} other plays weighed; error rate "
        f"{RATE:g}. Bins of five points with 30 forecasts or more; bars: two standard errors."
    )
    return style.finish(figure, "Forecasts after sightings are calibrated, if the model is right", note)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
