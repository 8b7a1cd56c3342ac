"""Figures of the record: the probability given to each decided process, and how sure language was."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures.drawing import Drawing
from sim.report.figures.style import BLUE, GREY, INK, RED, SOFT, caption, ends, house_style, titled
from sim.report.wording import percent
from sim.study.baselines import CONSTANT
from sim.study.interval import CEILING, wilson
from sim.study.record import Mode, Verdict

#: Formulations are sorted by the probability given to them into this many bins of the same width.
BINS = 5
#: Where the columns beside the axes begin and end, and the height of their titles.
_ENDED, _GIVEN, _HEADS = 1.04, 1.33, -0.95
_QUARTERS: dict[str, Any] = {
    "ticks": [0, 0.25, 0.5, 0.75, 1],
    "labels": ["0", "25 %", "50 %", "75 %", "100 %"],
}


def record_drawings(verdict: Verdict) -> dict[str, Drawing]:
    """Return the figures of a judged record."""
    return {
        "record": Drawing(partial(_record, verdict), partial(_describe_record, verdict)),
        "calibration": Drawing(partial(_calibration, verdict), partial(_describe_calibration, verdict)),
    }


def _record(verdict: Verdict) -> Figure:
    """Draw the probability of consensus that each process was given without knowing its own outcome."""
    with house_style():
        ids = [process.id for process in verdict.processes]
        figure = Figure(figsize=(7.6, 1.6 + 0.32 * len(ids)), layout="constrained")
        axes = figure.add_subplot()
        _processes(axes, verdict)
        for x, head, side in (
            (_GIVEN, "given", "right"),
            (_ENDED, "in reality", "left"),
            (CONSTANT, f"always {100 * CONSTANT:.0f} %", "center"),
        ):
            axes.text(x, _HEADS, head, color=SOFT, fontsize=7, ha=side)
        axes.axvline(CONSTANT, color=GREY, linewidth=0.8, linestyle=":")
        axes.set_yticks(range(len(ids)), ids)
        axes.set(xlim=(0, 1.34), ylim=(len(ids) - 0.5, -1.3))
        axes.set_xticks(**_QUARTERS)
        axes.set_xlabel("probability of consensus given", loc="left")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color=GREY, alpha=0.2)
        titled(figure, "Probability of consensus, and what happened")
        caption(
            figure,
            "Full mark and number: calibrated on all other processes (leave-one-out); line: its 95 % "
            f"interval for {verdict.runs:,} plays. Ring: calibrated on processes that had ended before this "
            f"one began. {verdict.sets:,} parameter sets; never more than {percent(CEILING)} is given, and "
            "that has no interval.",
        )
        return figure


def _processes(axes: Axes, verdict: Verdict) -> None:
    modes = (verdict.judged[mode] for mode in (Mode.LEAVE_ONE_OUT, Mode.CHRONOLOGICAL))
    for y, (process, left, rolling) in enumerate(zip(verdict.processes, *modes, strict=True)):
        given, before = left.probability, rolling.probability
        ink, mark = (BLUE, "o") if process.record.adopted else (RED, "s")
        axes.plot([given, before], [y, y], color=ink, alpha=0.35, linewidth=1.2)
        if given < CEILING:  # of a capped one the share of plays is not known
            interval = np.minimum(wilson(given * verdict.runs, verdict.runs), CEILING)
            axes.plot(interval, [y, y], color=INK, linewidth=1.1, zorder=4)
        axes.scatter(given, y, color=ink, marker=mark, s=34, zorder=3)
        axes.scatter(before, y, facecolors="none", edgecolors=ink, marker=mark, s=64, zorder=2)
        axes.text(_ENDED, y, _ended(process.record.adopted), color=ink, va="center", fontsize=8)
        axes.text(_GIVEN, y, percent(given), color=INK, va="center", ha="right", fontsize=8)


def _describe_record(verdict: Verdict) -> str:
    given = [
        f"{one.process.id} {percent(one.probability)} ({_ended(one.process.record.adopted)})"
        for one in verdict.judged[Mode.LEAVE_ONE_OUT]
    ]
    return (
        f"Probability of consensus given to each of {len(given)} decided processes by the model fitted to "
        f"the others, and how it ended: {', '.join(given)}."
    )


def _ended(adopted: bool) -> str:
    return "adopted" if adopted else "failed"


class Bin(NamedTuple):
    """Formulations with about the same probability: its mean, and how many of how many were agreed."""

    given: float
    agreed: int
    of: int

    @property
    def share(self) -> float:
        """Share of them that were agreed."""
        return self.agreed / self.of


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
        for one in bins(verdict):
            axes.plot([one.given] * 2, wilson(one.agreed, one.of), color=BLUE, linewidth=1.6, alpha=0.6)
            axes.scatter(one.given, one.share, s=30, color=BLUE, zorder=3)
            at, ha, va = ((7, -3), "left", "top") if one.given < 0.8 else ((-7, 3), "right", "bottom")
            axes.annotate(f"{one.agreed} of {one.of}", (one.given, one.share), at,
                          textcoords="offset points", ha=ha, va=va, fontsize=8)  # fmt: skip
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
        axes.set_xticks(**_QUARTERS)
        axes.set_yticks(**_QUARTERS)
        axes.set_xlabel("probability given to a formulation")
        axes.set_ylabel("share in which it was the one agreed")
        titled(figure, "Calibration of language")
        caption(
            figure,
            f"{_reports(verdict)} adopted reports, leave-one-out; formulations in each fifth of the scale. "
            "Lines: 95 % intervals as if all formulations were independent; those of one report are not, so "
            "the lines are too short.",
        )
        return figure


def _describe_calibration(verdict: Verdict) -> str:
    told = [
        f"of {b.of} given {percent(b.given)} on average, {b.agreed} were agreed "
        f"({percent(b.share)}, {ends(*wilson(b.agreed, b.of))} %)"
        for b in bins(verdict)
    ]
    return (
        f"How often formulations in {_reports(verdict)} adopted reports were the ones agreed, by the "
        f"probability given to them: {'; '.join(told)}."
    )


def _reports(verdict: Verdict) -> int:
    return sum(bool(process.language) for process in verdict.processes)
