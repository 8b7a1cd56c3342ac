"""Figures of the record: the probability given to each decided process, and how sure language was."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures.drawing import Drawing
from sim.report.figures.style import BLUE, GREY, INK, RED, SOFT, caption, ends, house_style, titled
from sim.report.words.numbers import percent
from sim.study.baselines import CONSTANT
from sim.study.interval import CEILING, wilson
from sim.study.record import Mode, Verdict

#: Formulations are sorted by the probability given to them into this many bins of the same width.
BINS = 5
_QUARTERS = [0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"]


def record_drawings(verdict: Verdict) -> dict[str, Drawing]:
    """Return the figures of a judged record."""
    return {
        "record": Drawing(partial(_record, verdict), partial(_describe_record, verdict)),
        "calibration": Drawing(partial(_calibration, verdict), partial(_describe_calibration, verdict)),
    }


def _record(verdict: Verdict) -> Figure:
    """Draw the probability of consensus that each process was given without knowing its own outcome."""
    ids = [process.id for process in verdict.processes]
    with house_style():
        figure = Figure(figsize=(7.6, 1.6 + 0.32 * len(ids)), layout="constrained")
        axes = figure.add_subplot()
        _processes(axes, verdict)
        axes.text(1.04, -0.95, "in reality", color=SOFT, fontsize=7)
        axes.text(1.33, -0.95, "given", color=SOFT, fontsize=7, ha="right")
        axes.text(CONSTANT, -0.95, f"always {100 * CONSTANT:.0f} %", color=SOFT, fontsize=7, ha="center")
        axes.axvline(CONSTANT, color=GREY, linewidth=0.8, linestyle=":")
        axes.set_yticks(range(len(ids)), ids)
        axes.set(xlim=(0, 1.34), ylim=(len(ids) - 0.5, -1.3))
        axes.set_xticks(*_QUARTERS)
        axes.set_xlabel("probability of consensus given", loc="left")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color=GREY, alpha=0.2)
        titled(figure, "Probability of consensus, and what happened")
        plays, sets = f"{verdict.runs:,} plays", f"{verdict.sets:,} parameter sets"
        caption(figure, "Full mark and number: calibrated on all other processes (leave-one-out); line: its "
                f"95 % interval for {plays}. Ring: calibrated on processes that had ended before this one "
                f"began. {sets}; never more than {percent(CEILING)} is given, and that has no interval."
                )  # fmt: skip
    return figure


def _processes(axes: Axes, verdict: Verdict) -> None:
    modes = (verdict.judged[mode] for mode in (Mode.LEAVE_ONE_OUT, Mode.CHRONOLOGICAL))
    for y, (left, rolling) in enumerate(zip(*modes, strict=True)):
        given, before, adopted = left.probability, rolling.probability, left.process.record.adopted
        ink, mark = (BLUE, "o") if adopted else (RED, "s")
        axes.plot([given, before], [y, y], color=ink, alpha=0.35, linewidth=1.2)
        if given < CEILING:  # of a capped one the share of plays is not known
            interval = np.minimum(wilson(given * verdict.runs, verdict.runs), CEILING)
            axes.plot(interval, [y, y], color=INK, linewidth=1.1, zorder=4)
        axes.scatter(given, y, color=ink, marker=mark, s=34, zorder=3)
        axes.scatter(before, y, facecolors="none", edgecolors=ink, marker=mark, s=64, zorder=2)
        axes.text(1.04, y, "adopted" if adopted else "failed", color=ink, va="center", fontsize=8)
        axes.text(1.33, y, percent(given), color=INK, va="center", ha="right", fontsize=8)


def _describe_record(verdict: Verdict) -> str:
    found = [(one.process, percent(one.probability)) for one in verdict.judged[Mode.LEAVE_ONE_OUT]]
    given = ", ".join(f"{p.id} {share} ({'adopted' if p.record.adopted else 'failed'})" for p, share in found)
    to = f"each of {len(found)} decided processes by the model fitted to the others"
    return f"Probability of consensus given to {to}, and how it ended: {given}."


class Bin(NamedTuple):
    """Formulations with about the same probability: its mean, and how many of how many were agreed."""

    given: float
    agreed: int
    of: int


def bins(verdict: Verdict) -> list[Bin]:
    """Sort the formulations of adopted reports by the probability given to them (leave-one-out)."""
    given = [
        (share, m == rung)
        for one in verdict.judged[Mode.LEAVE_ONE_OUT]
        for k, rung in one.process.language.items()
        for m, share in enumerate(one.language[k].tolist())
    ]
    shares, right = np.array(given, dtype=float).reshape(-1, 2).T
    edges = pairwise(np.linspace(0, 1, BINS + 1))
    within = [(shares >= low) & ((shares < high) | (high == 1)) for low, high in edges]
    return [Bin(float(shares[w].mean()), int(right[w].sum()), int(w.sum())) for w in within if w.any()]


def _calibration(verdict: Verdict) -> Figure:
    """Draw how often a formulation was right that was given a certain probability (leave-one-out)."""
    with house_style():
        figure = Figure(figsize=(5.6, 5.2), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
        axes.text(0.08, 0.105, "as often as said", color=SOFT, fontsize=7.5, va="bottom",
                  rotation=45, rotation_mode="anchor", transform_rotates_text=True)  # fmt: skip
        for x, agreed, of in bins(verdict):
            axes.plot([x, x], wilson(agreed, of), color=BLUE, linewidth=1.6, alpha=0.6)
            axes.scatter(x, agreed / of, s=30, color=BLUE, zorder=3)
            at, ha, va = ((7, -3), "left", "top") if x < 0.8 else ((-7, 3), "right", "bottom")
            axes.annotate(f"{agreed} of {of}", (x, agreed / of), at, textcoords="offset points",
                          ha=ha, va=va, fontsize=8)  # fmt: skip
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
        axes.set_xticks(*_QUARTERS)
        axes.set_yticks(*_QUARTERS)
        axes.set_xlabel("probability given to a formulation")
        axes.set_ylabel("share in which it was the one agreed")
        titled(figure, "Calibration of language")
        caption(figure, f"{_reports(verdict)} adopted reports, leave-one-out; formulations in each fifth of "
                "the scale. Lines: 95 % intervals as if all formulations were independent; those of one "
                "report are not, so the lines are too short.")  # fmt: skip
    return figure


def _describe_calibration(verdict: Verdict) -> str:
    shares = "; ".join(
        f"of {of} given {percent(given)} on average, {agreed} were agreed "
        f"({percent(agreed / of)}, {ends(*wilson(agreed, of))} %)"
        for given, agreed, of in bins(verdict)
    )
    reports = f"{_reports(verdict)} adopted reports were the ones agreed, by the probability given to them"
    return f"How often formulations in {reports}: {shares}."


def _reports(verdict: Verdict) -> int:
    return sum(bool(process.language) for process in verdict.processes)
