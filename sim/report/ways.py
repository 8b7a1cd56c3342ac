"""Scores of ways to forecast, as a table of a page and as columns: with all rules, and without some."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sim.report.column import Column
from sim.report.document import Cell, Grid, Share
from sim.study.group_scores import Forecast, GroupScore

#: Scores are given to this many digits after the point.
DIGITS = 4
HOW_TO_READ = (
    "Brier: mean squared error of the share of plays that adopt a report, 0 best, 0.25 a coin. Ranking: how "
    "often a process that adopted stands above one that failed. Intercept and slope: of a logistic "
    "regression of what happened on the log-odds; 0 and 1 are best, a slope below 1 is too sure. Right: "
    "share of the coded paragraphs of adopted reports. Gains: how much lower the Brier score is than that of "
    "the base rate, of the rules as built, and of all rules that are switched on, with a standard error. "
    "No red-line: without that rule. All ways have the same luck."
)
NOT_REFITTED = "Parameter sets keep the weights that they have with all rules."


def number(name: str, meaning: str, unit: str = "number, or null") -> Column[Any]:
    """Return a column of a number, rounded; null where it is not one."""

    def rounded(row: Any) -> float | None:
        value = getattr(row, name)
        return None if math.isnan(value) else round(value, DIGITS)

    return Column(name, meaning, unit, rounded)


#: Of a group of processes, forecast in one way.
SCORES: tuple[Column[GroupScore], ...] = (
    Column("forecast", "the base rate, or the way: priors, fitted (the ensemble), model, rules as built, or "
           "no RULE", "text"),
    Column("processes", "number of processes", "count"),
    Column("adopted", "how many of them adopted a report", "count"),
    number("brier", "mean squared error; 0 is best, 0.25 a coin", "number"),
    number("log", "mean logarithmic score; 0 is best, 0.69 a coin", "number"),
    number("ranking", "how often a success got more than a failure; null if all ended alike",
           "0 to 1, or null"),
    number("intercept", "of what happened on the log-odds given, by logistic regression; 0 is best"),
    number("slope", "its slope; 1 is best, less is too sure"),
    number("exact", "share of the scored paragraphs of adopted reports that are worded as forecast",
           "0 to 1, or null"),
    number("gain", "by how much the Brier score is lower than that of the base rate", "number"),
    number("gain_error", "its standard error, by families or bodies; null for a single one"),
    number("over_built", "by how much the Brier score is lower than that of the rules as built", "number"),
    number("over_built_error", "its standard error"),
    number("over_full", "by how much the Brier score is lower than with all rules that are switched on",
           "number"),
    number("over_full_error", "its standard error"),
)  # fmt: skip


class Given(NamedTuple):
    """What a process was given in one way."""

    process: str
    forecast: str
    share: float


def given_to(forecasts: Iterable[Forecast]) -> Iterator[Given]:
    """Yield what each process was given, in each way."""
    return (Given(f.process.id, way, share) for f in forecasts for way, share in f.shares.items())


def given_columns(share: str) -> tuple[Column[Given], ...]:
    """Return the columns of what a process was given.

    Parameters
    ----------
    share : what the share means
    """
    return (
        Column("process", "`id` of the scenario", "text"),
        Column("forecast", "the way, as in `scores.csv`", "text"),
        Column("share", share, "0 to 1", lambda row: round(row.share, DIGITS)),
    )


def process_columns(family: str) -> tuple[Column[Forecast], ...]:
    """Return the columns that say which process a row is of.

    Parameters
    ----------
    family : what its family is
    """
    return (
        Column("process", "`id` of the scenario", "text", lambda f: f.process.id),
        Column("family", family, "text"),
        Column("body", "kind of body", "text", lambda f: f.kind),
        Column("members", "number of delegations", "count", lambda f: len(f.process.scenario.members)),
        Column("adopted", "whether it adopted a report in reality", "true or false",
               lambda f: f.process.record.adopted),
    )  # fmt: skip


def found_in(scores: Iterable[GroupScore], group: str) -> dict[str, GroupScore]:
    """Return the scores of a group, by the way to forecast."""
    return {score.forecast: score for score in scores if score.group == group}


def ways_grids(name: str, scores: Sequence[GroupScore]) -> tuple[Grid, Grid]:
    """Return the scores of one group, and its gains, as tables with a row for each way."""
    worded = any(not math.isnan(score.exact) for score in scores)
    columns = ("Brier", "log", "ranking", "intercept", "slope")
    gains = ("gain on base", "on built", "on all rules", *(["right"] * worded))
    return (
        Grid(f"Scores, {name}", (name, *columns), tuple(map(_scored, scores))),
        Grid(f"Gains, {name}", (f"{name}: gains", *gains), tuple(_gained(s, worded) for s in scores)),
    )


def gain(value: float, error: float) -> str:
    """Write a gain with its standard error, where there is one."""
    return f"{value:+.3f}" + ("" if math.isnan(error) else f" ± {error:.3f}")


def _scored(score: GroupScore) -> tuple[Cell, ...]:
    numbers = (score.brier, score.log, score.ranking, score.intercept, score.slope)
    pairs = zip(numbers, (3, 3, 2, 2, 2), strict=True)
    return (score.forecast, *(written(value, digits) for value, digits in pairs))


def _gained(score: GroupScore, worded: bool) -> tuple[Cell, ...]:
    exact: Cell = "–" if math.isnan(score.exact) else Share(score.exact)
    return (
        score.forecast,
        gain(score.gain, score.gain_error),
        gain(score.over_built, score.over_built_error),
        gain(score.over_full, score.over_full_error),
        *([exact] * worded),
    )


def written(value: float, digits: int) -> str:
    """Write a score; a dash where it cannot be computed."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}"
