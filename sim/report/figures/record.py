"""The record: the probability given to each decided process, and how it ended."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures.style import BLUE, GREY, RED, caption, house_style
from sim.study.baselines import CONSTANT
from sim.study.record import Mode, Verdict


def record(verdict: Verdict) -> Figure:
    """Draw the probability of consensus that each process was given without knowing its own outcome."""
    with house_style():
        processes = verdict.processes
        figure = Figure(figsize=(7.2, 1.4 + 0.32 * len(processes)), layout="constrained")
        axes = figure.add_subplot()
        for y, process in enumerate(processes):
            left = verdict.judged[Mode.LEAVE_ONE_OUT][y].probability
            rolling = verdict.judged[Mode.CHRONOLOGICAL][y].probability
            ink = BLUE if process.record.adopted else RED
            axes.plot([left, rolling], [y, y], color=ink, alpha=0.35, linewidth=1.5)
            axes.scatter(left, y, color=ink, s=42, zorder=3)
            axes.scatter(rolling, y, facecolors="white", edgecolors=ink, s=30, zorder=2)
            word = "adopted" if process.record.adopted else "failed"
            axes.text(1.03, y, word, color=ink, va="center", fontsize=8)
        axes.axvline(CONSTANT, color=GREY, linewidth=0.8, linestyle=":")
        axes.text(CONSTANT, -0.9, f"always {CONSTANT}", color=GREY, fontsize=7, ha="center")
        axes.set_yticks(range(len(processes)), [process.id for process in processes])
        axes.set_ylim(len(processes) - 0.5, -1.2)
        axes.set_xlim(0, 1.15)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color=GREY, alpha=0.2)
        axes.set_title("Probability of consensus, and what happened")
        caption(
            figure,
            "Full: calibrated on all other processes (leave-one-out). Empty: on processes that had ended "
            f"before this one began. {verdict.sets:,} parameter sets.",
        )
        return figure


def calibration(verdict: Verdict) -> Figure:
    """Draw how often a formulation was right that was given a certain probability (leave-one-out)."""
    given, right = [], []
    for process, judged in zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True):
        for k, rung in process.language.items():
            given += judged.language[k].tolist()
            right += [float(m == rung) for m in range(3)]
    shares, hits = np.array(given), np.array(right)
    bins = np.linspace(0, 1, 6)
    with house_style():
        figure = Figure(figsize=(4.6, 4.4), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
        for low, high in pairwise(bins):
            here = (shares >= low) & ((shares < high) | (high == 1))
            if here.any():
                axes.scatter(shares[here].mean(), hits[here].mean(), s=18 + here.sum(), color=BLUE, alpha=0.8)
                told = f"{int(here.sum())}"
                axes.annotate(told, (shares[here].mean(), hits[here].mean()), (7, -9),
                              textcoords="offset points", fontsize=7)  # fmt: skip
        axes.set_xlabel("probability given to a formulation")
        axes.set_ylabel("share in which it was the one agreed")
        axes.set_title("Calibration of language")
        caption(figure, "Adopted reports, leave-one-out; numbers: formulations in each fifth.")
        return figure
