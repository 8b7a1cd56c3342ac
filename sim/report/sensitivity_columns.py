"""The tables of a sensitivity analysis, column by column, and its JSON object."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from itertools import count
from typing import Any, NamedTuple

from sim.negotiation.parameters import PARAMETERS
from sim.report.column import DIGITS, Column, Family, Table, record
from sim.report.stamp import constant, headed, stamps
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.convergence import WIDEST, Agreement, Convergence
from sim.study.sensitivity.factors import Factor
from sim.study.sensitivity.indices import Indices
from sim.study.sensitivity.method import MEANING, Method, Target

KIND = "sensitivity"
#: What the bytes of a result depend on, besides our own version.
LIBRARIES = ("SALib", "numpy", "scipy")


class Effect(NamedTuple):
    """A factor and its rank; its indices stand at `number`."""

    rank: int
    number: int
    factor: Factor
    indices: Indices


def _index(name: str, field: str, meaning: str, unit: str) -> Column[Effect]:
    return Column(name, meaning, unit, lambda e: float(getattr(e.indices, field)[e.number]))


def _pair(name: str, field: str, meaning: str, unit: str) -> tuple[Column[Effect], ...]:
    error = "half the width of its 95 % interval"
    return _index(name, field, meaning, unit), _index(f"{name}_error", f"{field}_error", error, unit)


_CHANGE, SHARE = "number, in units of the outcome", "number, 0 to 1 but for the error of few samples"
_SIZE = "mean size of the change of the outcome over a factor's full range, which ranks the factors"
_SIGMA = "standard deviation of these changes from place to place, by bends and interactions"
_TOTAL = "share of the variance that involves the factor, alone or with others, which ranks the factors"
_SLOPE = "change of the outcome along a straight line over the factor's full range"
#: What each method computes of a factor; the first ranks the factors.
INDICES = {
    Method.MORRIS: (
        *_pair("mu_star", "strength", _SIZE, _CHANGE),
        *_pair("mu", "direction", "the same with its sign: from the lower end to the upper", _CHANGE),
        _index("sigma", "sigma", _SIGMA, _CHANGE),
    ),
    Method.SOBOL: (
        *_pair("ST", "strength", _TOTAL, SHARE),
        *_pair("S1", "first", "share of the variance that the factor explains alone", SHARE),
        *_pair("slope", "direction", _SLOPE, _CHANGE),
    ),
}


def effects(result: Sensitivity) -> list[Effect]:
    """Return every factor with its indices, the strongest first."""
    factors = result.plan.factors
    return [Effect(rank, n, factors[n], result.indices) for rank, n in enumerate(result.order, 1)]


def _only(method: Method, column: Column[Effect]) -> Family[Sensitivity]:
    """Return a column that only the tables of one method have, with a fixed number of decimals."""
    decimals = replace(column, value=lambda e: str(round(column.cell(e), DIGITS)))
    meaning = f"`{method}` only: {column.meaning}"
    return Family(column.name, meaning, column.unit, lambda r: [decimals] * (r.plan.method is method))


#: A point of the design, and the mean of every target there.
_Evaluation = namedtuple("_Evaluation", "number values means")


def _evaluations(result: Sensitivity) -> Iterator[Any]:
    values = result.plan.values(result.plan.design.points())
    return map(_Evaluation, count(), values, result.outputs.tolist())


def _levers(result: Sensitivity) -> Iterator[Column[Any]]:
    def value(number: int, factor: Factor) -> Column[Any]:
        unit = "" if any(isinstance(step, str) for step in factor.steps) else "number"
        return Column(
            factor.lever, "", unit, lambda e: v if isinstance(v := e.values[number], str) else f"{v:.9g}"
        )

    return (value(*each) for each in enumerate(result.plan.factors))


def _mean(number: int, target: Target) -> Column[Any]:
    return Column(str(target), f"mean over the plays: {MEANING[target]}", "number", lambda e: e.means[number])


_SEED, *_SCENARIO = stamps(lambda result: result.plan.seed)
_STAMPS: tuple[Column[Any] | Family[Sensitivity], ...] = (
    _SEED,
    Column[Any]("first", "number of the first play of each evaluation", "count", lambda row: 0),
    constant("last", "number of the last play of each evaluation", "count", lambda r: r.plan.runs - 1),
    *_SCENARIO,
)
_FACTOR = (
    Column[Effect]("factor", "name of the lever", "text", lambda e: e.factor.lever),
    Column[Effect]("title", "its name for people", "text", lambda e: e.factor.title),
    Column[Effect]("range", "what it is varied over", "text", lambda e: e.factor.span),
)
TABLES: tuple[Table[Sensitivity], ...] = (
    Table.of(
        "effects", "One row for each factor, the strongest first. The outcome is that of `--of`.", effects,
        Column[Effect]("rank", "place, from 1", "count"), *_FACTOR,
        *(_only(method, column) for method in Method for column in INDICES[method]), *_STAMPS,
    ),
    Table.of(
        "evaluations", "One row for each evaluation.", _evaluations,
        Column[Any]("evaluation", "its number, from 0", "count", lambda e: e.number),
        Family("FACTOR", "the value of each factor", "its own", _levers),
        *map(_mean, count(), Target), *_STAMPS,
    ),
)  # fmt: skip


def behaviour(result: Sensitivity) -> str:
    """Say where the behavioural parameters come from that are not varied, and what that means."""
    varied = {factor.lever for factor in result.plan.factors}
    given = result.setting.given
    free = [p.name for p in PARAMETERS if given.get(p.name, p.prior).kind != "fixed"]
    rest = [name for name in free if name not in varied]
    source = "their priors" if result.setting.known is None else "the sets fitted to the record"
    drawn = f"drawn from {source}, the same in every evaluation"
    if rest and len(rest) == len(free):
        return f"Behaviour is {drawn}."
    if rest:
        return f"The parameters varied are independent of the other {len(rest)}, which are {drawn}."
    if not free:
        return ""
    return (
        f"All {len(free)} free behavioural parameters vary, each by itself over its prior. "
        "The ranking shows what the model can do, not what the record leaves open."
    )


_OUTPUT: tuple[Column[Sensitivity], ...] = (
    Column("as_it_stands", "with no factor varied", "number", lambda r: r.base[list(Target).index(r.target)]),
    Column("mean", "mean over the evaluations", "number", lambda r: r.output.mean()),
    Column("deviation", "standard deviation", "number", lambda r: r.output.std()),
    Column("low", "smallest value", "number", lambda r: r.output.min()),
    Column("high", "largest value", "number", lambda r: r.output.max()),
)
_YES = "true or false"
_PLACES = ("places", "mean number of places by which factors that matter change rank", "number")
_CORRELATION = ("correlation", "Spearman's rank correlation of the factors' strengths", "number, -1 to 1")
_ALLOWED = Column[Any]("allowed", "must be less than this", "number", lambda found: WIDEST[found.method])
_SAMPLES: tuple[Column[Convergence], ...] = (
    Column("converged", "whether ranks and values have settled", _YES),
    Column("ranks_settled", "whether ranks have", _YES, lambda c: c.ranks),
    Column("values_settled", "whether values have", _YES, lambda c: c.values),
    Column("width", "widest 95 % interval of a strength; of mu* as a share of the largest", "number"),
    _ALLOWED,
    Column(*_PLACES, lambda c: c.half.places),
    Column(*_CORRELATION, lambda c: c.half.correlation),
    Column("advice", "samples to take next", "count, or null", lambda c: None if c.converged else c.advice),
)
_REPLICATES: tuple[Column[Agreement], ...] = (
    Column("agree", "whether even and odd plays give the same ranking", _YES),
    Column("difference", "largest difference of a strength", "as `width`", lambda a: a.halves.difference),
    _ALLOWED,
    Column(*_PLACES, lambda a: a.halves.places),
    Column(*_CORRELATION, lambda a: a.halves.correlation),
    Column("growth", "how much larger the strengths are in sum with half of the plays", "share of the sum"),
    Column("advice", "plays to take next", "count, or null", lambda a: None if a.agree else a.advice),
)


_EFFECT = (*_FACTOR, Column[Effect]("meaning", "what it changes", "text", lambda e: e.factor.meaning))
SUMMARY: tuple[Column[Sensitivity], ...] = (
    *headed(KIND),
    Column("libraries", "their versions", "text by name", lambda r: {n: version(n) for n in LIBRARIES}),
    Column("target", "the outcome that is explained", ", ".join(Target), lambda r: str(r.target)),
    Column("meaning", "what that outcome is", "text", lambda r: MEANING[r.target]),
    Column("method", "how factors are ranked", ", ".join(Method), lambda r: str(r.plan.method)),
    Column("samples", "trajectories (`morris`) or base samples (`sobol`)", "count", lambda r: r.plan.samples),
    Column("evaluations", "evaluations in all", "count", lambda r: r.plan.design.evaluations),
    Column("runs", "plays of each evaluation", "count", lambda r: r.plan.runs),
    Column("plays", "plays in all", "count", lambda r: r.plan.plays),
    Column("seed", "seed of samples and luck", "count", lambda r: r.plan.seed),
    Column("behaviour", "where the parameters come from that are not varied", "text", behaviour),
    Column("output", "the outcome over all evaluations", "object", lambda r: r, _OUTPUT),
    Column(
        "factors",
        "each factor, the strongest first: its columns in `effects.csv`, and `meaning`, what it changes",
        "list of objects",
        lambda r: [record((*_EFFECT, *INDICES[r.plan.method]), effect) for effect in effects(r)],
    ),
    Column("samples_check", "whether samples are enough", "object", lambda r: r.convergence, _SAMPLES),
    Column("replicates_check", "whether plays are enough", "object", lambda r: r.agreement, _REPLICATES),
)
