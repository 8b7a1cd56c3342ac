"""Figures of the record: the probability given to each decided process, and how sure language was."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.words.names import listed
from sim.report.words.numbers import percent
from sim.study.baselines import CONSTANT
from sim.study.interval import CEILING, wilson
from sim.study.judged import SHIPPED, Mode
from sim.study.record import Verdict

#: Formulations are sorted by the probability given to them into this many bins of the same width.
BINS = 5


@style.house_style()
def _record(verdict: Verdict) -> Figure:
    """Draw the probability of consensus that each process was given without knowing its own outcome."""
    ids = [process.id for process in verdict.processes]
    figure, axes = style.canvas(7.6, 1.6 + 0.32 * len(ids))
    _processes(axes, verdict)
    small: dict[str, Any] = {"color": style.SOFT, "fontsize": 7}
    axes.text(1.04, -0.95, "in reality", **small)
    axes.text(1.33, -0.95, "given", ha="right", **small)
    axes.text(CONSTANT, -0.95, f"always {100 * CONSTANT:.0f} %", ha="center", **small)
    axes.axvline(CONSTANT, color=style.GREY, linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(ids)), ids)
    axes.set(xlim=(0, 1.34), ylim=(len(ids) - 0.5, -1.3))
    axes.set_xticks(*style.QUARTERS)
    axes.set_xlabel("probability of consensus given", loc="left")
    style.ruled_rows(axes)
    axes.spines["bottom"].set_visible(False)
    return style.finish(
        figure,
        _finding(verdict),
        "Full mark and number: nothing fitted; line: its 95 % interval "
        f"for {verdict.runs:,} plays. Ring: fitted to all other bodies. "
        f"{verdict.sets:,} parameter sets; never more than {percent(CEILING)} is given, and that has no "
        "interval.",
    )


def _finding(verdict: Verdict) -> str:
    """Say what probability the failures had been given."""
    judged = verdict.judged[SHIPPED]
    failed = [one.probability for one in judged if not one.process.record.adopted]
    if not failed:
        return "No process on record failed"
    given = listed([percent(probability) for probability in failed])
    return f"Consensus was given {given} where none was found"


def _processes(axes: Axes, verdict: Verdict) -> None:
    modes = (verdict.judged[mode] for mode in (SHIPPED, Mode.LEAVE_ONE_OUT))
    for y, (left, rolling) in enumerate(zip(*modes, strict=True)):
        given, before, adopted = left.probability, rolling.probability, left.process.record.adopted
        ink, mark = (style.BLUE, "o") if adopted else (style.RED, "s")
        axes.plot([given, before], [y, y], color=ink, alpha=0.35, linewidth=1.2)
        if given < CEILING:  # of a capped one the share of plays is not known
            interval = np.minimum(wilson(given * verdict.runs, verdict.runs), CEILING)
            axes.plot(interval, [y, y], color=style.INK, linewidth=1.1, zorder=4)
        axes.scatter(given, y, color=ink, marker=mark, s=34, zorder=3)
        axes.scatter(before, y, facecolors="none", edgecolors=ink, marker=mark, s=64, zorder=2)
        axes.text(1.04, y, "adopted" if adopted else "failed", color=ink, va="center", fontsize=8)
        axes.text(1.33, y, percent(given), color=style.INK, va="center", ha="right", fontsize=8)


def _describe_record(verdict: Verdict) -> str:
    found = [(one.process, percent(one.probability)) for one in verdict.judged[SHIPPED]]
    given = ", ".join(f"{p.id} {share} ({'adopted' if p.record.adopted else 'failed'})" for p, share in found)
    to = f"each of {len(found)} decided processes by the model, nothing fitted"
    return f"Probability of consensus given to {to}, and how it ended: {given}."


class Bin(NamedTuple):
    """Formulations with about the same probability: its mean, and how many of how many were agreed."""

    given: float
    agreed: int
    of: int


def bins(verdict: Verdict) -> list[Bin]:
    """Sort the formulations of adopted reports by the probability given to them."""
    given = [
        (share, m == rung)
        for one in verdict.judged[SHIPPED]
        for k, rung in one.process.language.items()
        for m, share in enumerate(one.language[k].tolist())
    ]
    shares, right = np.array(given, dtype=float).reshape(-1, 2).T
    edges = pairwise(np.linspace(0, 1, BINS + 1))
    within = [(shares >= low) & ((shares < high) | (high == 1)) for low, high in edges]
    return [Bin(float(shares[w].mean()), int(right[w].sum()), int(w.sum())) for w in within if w.any()]


@style.house_style()
def _calibration(verdict: Verdict) -> Figure:
    """Draw how often a formulation was right that was given a certain probability."""
    figure, axes = style.canvas(5.6, 5.2)
    axes.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.8)
    slope: dict[str, Any] = {"rotation": 45, "rotation_mode": "anchor", "transform_rotates_text": True}
    axes.text(0.08, 0.105, "as often as said", color=style.SOFT, fontsize=7.5, va="bottom", **slope)
    for x, agreed, of in bins(verdict):
        axes.plot([x, x], wilson(agreed, of), color=style.BLUE, linewidth=1.6, alpha=0.6)
        axes.scatter(x, agreed / of, s=30, color=style.BLUE, zorder=3)
        at, ha, va = ((7, -3), "left", "top") if x < 0.8 else ((-7, 3), "right", "bottom")
        look: dict[str, Any] = {"textcoords": "offset points", "ha": ha, "va": va, "fontsize": 8}
        axes.annotate(f"{agreed} of {of}", (x, agreed / of), at, **look)
    given, agreed, of = [*bins(verdict)][-1]
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
    axes.set_xticks(*style.QUARTERS)
    axes.set_yticks(*style.QUARTERS)
    axes.set_xlabel("probability given to a formulation")
    axes.set_ylabel("share in which it was the one agreed")
    return style.finish(
        figure,
        f"Wordings given {percent(given)} on average were the ones agreed in {agreed} of {of}",
        f"{_reports(verdict)} adopted reports, nothing fitted; formulations in each fifth of the scale. "
        "Lines: 95 % intervals as if all formulations were independent; those of one report are not, so "
        "the lines are too short.",
    )


def _describe_calibration(verdict: Verdict) -> str:
    shares = "; ".join(
        f"of {of} given {percent(given)} on average, {agreed} were agreed "
        f"({percent(agreed / of)}, {style.ends(*wilson(agreed, of))} %)"
        for given, agreed, of in bins(verdict)
    )
    reports = f"{_reports(verdict)} adopted reports were the ones agreed, by the probability given to them"
    return f"How often formulations in {reports}: {shares}."


def _reports(verdict: Verdict) -> int:
    return sum(bool(process.language) for process in verdict.processes)


#: Returns the figures of a judged record.
record_drawings = drawings(
    record=(_record, _describe_record), calibration=(_calibration, _describe_calibration)
)
