"""The record: the probability given to each decided process, and how it ended."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures.style import BLUE, GREY, INK, RED, SOFT, caption, ends, house_style, titled
from sim.report.wording import percent
from sim.study.baselines import CONSTANT
from sim.study.interval import CEILING, wilson
from sim.study.record import Mode, Verdict

#: Formulations are sorted by the probability given to them into so many bins of the same width.
BINS = 5
_QUARTERS = ([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])


def record(verdict: Verdict) -> Figure:
    """Draw the probability of consensus that each process was given without knowing its own outcome."""
    with house_style():
        processes = verdict.processes
        figure = Figure(figsize=(7.6, 1.6 + 0.32 * len(processes)), layout="constrained")
        axes = figure.add_subplot()
        for y, process in enumerate(processes):
            left = verdict.judged[Mode.LEAVE_ONE_OUT][y].probability
            rolling = verdict.judged[Mode.CHRONOLOGICAL][y].probability
            ink, mark = (BLUE, "o") if process.record.adopted else (RED, "s")
            axes.plot([left, rolling], [y, y], color=ink, alpha=0.35, linewidth=1.2)
            if left < CEILING:  # of a capped one the share of plays is not known
                axes.plot(_interval(left, verdict.runs), [y, y], color=INK, linewidth=1.1, zorder=4)
            axes.scatter(left, y, color=ink, marker=mark, s=34, zorder=3)
            axes.scatter(rolling, y, facecolors="none", edgecolors=ink, marker=mark, s=64, zorder=2)
            axes.text(1.04, y, _ended(process.record.adopted), color=ink, va="center", fontsize=8)
            axes.text(1.33, y, percent(left), color=INK, va="center", ha="right", fontsize=8)
        axes.text(1.33, -0.95, "given", color=SOFT, fontsize=7, ha="right")
        axes.text(1.04, -0.95, "in reality", color=SOFT, fontsize=7)
        axes.axvline(CONSTANT, color=GREY, linewidth=0.8, linestyle=":")
        axes.text(CONSTANT, -0.95, f"always {100 * CONSTANT:.0f} %", color=SOFT, fontsize=7, ha="center")
        axes.set_yticks(range(len(processes)), [process.id for process in processes])
        axes.set_ylim(len(processes) - 0.5, -1.3)
        axes.set_xlim(0, 1.34)
        axes.set_xticks(*_QUARTERS)
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


def describe_record(verdict: Verdict) -> str:
    """Say what the figure of the record shows: what each process was given, and how it ended."""
    told = [
        f"{process.id} {percent(judged.probability)} ({_ended(process.record.adopted)})"
        for process, judged in zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True)
    ]
    return (
        f"Probability of consensus given to each of {len(told)} decided processes by the model fitted to the "
        f"others, and how it ended: {', '.join(told)}."
    )


def _interval(probability: float, runs: int) -> tuple[float, float]:
    low, high = wilson(probability * runs, runs)
    return min(low, CEILING), min(high, CEILING)


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
    given, right = [], []
    for process, judged in zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True):
        for k, rung in process.language.items():
            given += judged.language[k].tolist()
            right += [m == rung for m in range(3)]
    shares, hits = np.array(given), np.array(right, dtype=bool)
    found = []
    for low, high in pairwise(np.linspace(0, 1, BINS + 1)):
        here = (shares >= low) & ((shares < high) | (high == 1))
        if here.any():
            found.append(Bin(float(shares[here].mean()), int(hits[here].sum()), int(here.sum())))
    return found


def calibration(verdict: Verdict) -> Figure:
    """Draw how often a formulation was right that was given a certain probability (leave-one-out)."""
    with house_style():
        figure = Figure(figsize=(5.6, 5.2), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
        axes.text(0.08, 0.105, "as often as said", color=SOFT, fontsize=7.5, va="bottom",
                  rotation=45, rotation_mode="anchor", transform_rotates_text=True)  # fmt: skip
        for found in bins(verdict):
            low, high = wilson(found.agreed, found.of)
            axes.plot([found.given] * 2, [low, high], color=BLUE, linewidth=1.6, alpha=0.6)
            axes.scatter(found.given, found.share, s=30, color=BLUE, zorder=3)
            right = found.given < 0.8
            axes.annotate(
                f"{found.agreed} of {found.of}", (found.given, found.share), (7, -3) if right else (-7, 3),
                textcoords="offset points", ha="left" if right else "right",
                va="top" if right else "bottom", fontsize=8,
            )  # fmt: skip
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
        axes.set_xticks(*_QUARTERS)
        axes.set_yticks(*_QUARTERS)
        axes.set_xlabel("probability given to a formulation")
        axes.set_ylabel("share in which it was the one agreed")
        titled(figure, "Calibration of language")
        caption(
            figure,
            f"{_reports(verdict)} adopted reports, leave-one-out; formulations in each fifth of the scale. "
            "Lines: 95 % intervals as if each told by itself; those of one report do not, so that they are "
            "too short.",
        )
        return figure


def describe_calibration(verdict: Verdict) -> str:
    """Say what the figure of calibration shows: how often formulations were agreed."""
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
