"""Figures of a collection: what students brought home and bracketed, against computers in their seats."""

from __future__ import annotations

from collections import Counter
from functools import partial

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.classroom.alone.collected import Collected
from sim.classroom.alone.outcome import SeatOutcome
from sim.report.figures import style
from sim.report.figures.drawing import Drawing
from sim.report.words.numbers import number_of

#: Names of the bins of what was brought home, and the share up to which each goes.
_BINS = (
    ("nothing", 0.0),
    ("up to\na third", 1 / 3),
    ("up to\ntwo thirds", 2 / 3),
    ("most", 1 - 1e-9),
    ("all", 1.0),
)


def collected_drawings(collected: Collected) -> dict[str, Drawing]:
    """Return the figures of a collection."""
    return {
        "home": Drawing(partial(_home, collected), partial(_describe_home, collected)),
        "brackets": Drawing(partial(_bracketed, collected), partial(_describe_brackets, collected)),
    }


def brought_home(outcome: SeatOutcome) -> float:
    """Return the share of what a seat was to bring home that the last text has; 1 if there was nothing."""
    return outcome.reached / outcome.musts if outcome.musts else 1.0


def _bin(outcome: SeatOutcome) -> int:
    share = brought_home(outcome)
    return next(n for n, (_, most) in enumerate(_BINS) if share <= most)


def _counts(collected: Collected, adopted: bool) -> np.ndarray:
    found = Counter(_bin(r.outcome) for r in collected.results if (r.outcome.adopted is True) == adopted)
    return np.array([found[n] for n in range(len(_BINS))])


def _home_of_computers(collected: Collected) -> np.ndarray:
    found = Counter(_bin(collected.computers[r.seat]) for r in collected.results)
    return np.array([found[n] for n in range(len(_BINS))])


@style.house_style()
def _home(collected: Collected) -> Figure:
    """Draw how many students brought home how much, with and without a report, and computers beside them."""
    figure = style.sheet(7.2, 3.8)
    axes = figure.subplots()
    places = np.arange(len(_BINS))
    with_report, without = _counts(collected, True), _counts(collected, False)
    axes.bar(places - 0.14, with_report, 0.5, color=style.BLUE, label="students with a report")
    axes.bar(
        places - 0.14,
        without,
        0.5,
        bottom=with_report,
        color=style.ORANGE,
        hatch="//",
        label="students without",
    )
    computers = _home_of_computers(collected)
    some = computers > 0
    label = "a computer in each one's seat"
    axes.plot(places[some] + 0.3, computers[some], "D", color=style.INK, label=label)
    axes.set_xticks(places, [name for name, _ in _BINS])
    axes.set_ylabel("students")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="upper left", frameon=False)
    axes.margins(y=0.35)
    told = (
        "How much of what a seat is to bring home its last text has. Without a report it brings nothing home."
    )
    return style.finish(figure, _title(collected), told)


def _title(collected: Collected) -> str:
    return f"{collected.adopted} of {number_of(len(collected.results), 'student')} ended with a report"


def _describe_home(collected: Collected) -> str:
    parts = zip(_BINS, _counts(collected, True), _counts(collected, False), strict=True)
    told = (
        f"{name.replace(chr(10), ' ')} of it: {yes + no} ({no} without a report)"
        for (name, _), yes, no in parts
        if yes + no
    )
    return f"{_title(collected)}. What they were to bring home, and how many have it: {'; '.join(told)}."


@style.house_style()
def _bracketed(collected: Collected) -> Figure:
    """Draw how many paragraphs each student bracketed at each reading, their mean, and that of computers."""
    figure = style.sheet(7.2, 3.6)
    axes = figure.subplots()
    for result in collected.results:
        counts = result.outcome.brackets
        axes.plot(range(1, len(counts) + 1), counts, color=style.GREY, alpha=0.35, linewidth=1)
    own, computers = _means(collected)
    axes.plot(
        range(1, len(own) + 1), own, "o-", color=style.BLUE, linewidth=2.4, label="mean of the students"
    )
    axes.plot(
        range(1, len(computers) + 1),
        computers,
        "D--",
        color=style.INK,
        label="mean of computers in their seats",
    )
    axes.set_xlabel("reading")
    axes.set_ylabel("paragraphs in brackets")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.legend(loc="best", frameon=False)
    told = "A grey line is a student. Computers: the same play with computers in all seats."
    return style.finish(figure, "What students bracket, reading by reading", told)


def _means(collected: Collected) -> tuple[list[float], list[float]]:
    own = [result.outcome.brackets for result in collected.results]
    computers = [collected.computers[result.seat].brackets for result in collected.results]
    return _mean(own), _mean(computers)


def _mean(rows: list[tuple[int, ...]]) -> list[float]:
    """Return the mean at each reading that all have held."""
    held = min(map(len, rows))
    return [float(np.mean([row[n] for row in rows])) for n in range(held)]


def _describe_brackets(collected: Collected) -> str:
    own, computers = (", ".join(f"{mean:.1f}" for mean in means) for means in _means(collected))
    return (
        f"Mean number of paragraphs in brackets, reading by reading. Students: {own}. "
        f"Computers in their seats: {computers}."
    )
