"""The tables of a sensitivity analysis, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from sim.negotiation.parameters import PARAMETERS
from sim.report.column import DIGITS, Column, Family, Table, record
from sim.report.stamp import constant, headed, stamps
from sim.study.lever import Value
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.convergence import WIDEST, Agreement, Convergence
from sim.study.sensitivity.factors import Factor
from sim.study.sensitivity.indices import Indices
from sim.study.sensitivity.method import MEANING, Method, Target

KIND = "sensitivity"
#: What the bytes of a result depend on, besides our own version.
LIBRARIES = ("SALib", "numpy", "scipy")


@dataclass(frozen=True, eq=False)
class _Effect:
    """A factor and its rank; its indices stand at `number`."""

    rank: int
    number: int
    factor: Factor
    indices: Indices


@dataclass(frozen=True)
class _Evaluation:
    """A point of the design, and the mean of every target there."""

    number: int
    values: tuple[Value, ...]
    means: tuple[float, ...]


def _effects(result: Sensitivity) -> list[_Effect]:
    factors = result.plan.factors
    return [_Effect(rank, n, factors[n], result.indices) for rank, n in enumerate(result.order, 1)]


def _evaluations(result: Sensitivity) -> Iterator[_Evaluation]:
    values = result.plan.values(result.plan.design.points())
    for number, (row, means) in enumerate(zip(values, result.outputs, strict=True)):
        yield _Evaluation(number, row, tuple(means.tolist()))


def _index(name: str, field: str, meaning: str, unit: str) -> Column[_Effect]:
    return Column(name, meaning, unit, lambda e: float(getattr(e.indices, field)[e.number]))


def _pair(name: str, field: str, meaning: str, unit: str) -> tuple[Column[_Effect], ...]:
    """Return an index, and half the width of its interval."""
    error = "half the width of its 95 % interval"
    return _index(name, field, meaning, unit), _index(f"{name}_error", f"{field}_error", error, unit)


_CHANGE, _SHARE = "number, in units of the outcome", "number, 0 to 1 but for the error of few samples"
_SIZE = "mean size of the change of the outcome over the full range of the factor, 0 or more"
_TOTAL = "share of the variance that involves the factor, alone or with others"
_INDICES = {
    Method.MORRIS: (
        *_pair("mu_star", "strength", _SIZE, _CHANGE),
        *_pair("mu", "direction", "mean change from the lower end of the range to the upper", _CHANGE),
        _index("sigma", "sigma", "standard deviation of these changes, 0 or more", _CHANGE),
    ),
    Method.SOBOL: (
        *_pair("ST", "strength", _TOTAL, _SHARE),
        *_pair("S1", "first", "share of the variance that the factor explains alone", _SHARE),
        *_pair("slope", "direction", "slope of a line through the outcome, over the full range", _CHANGE),
    ),
}


def _only(method: Method, column: Column[_Effect]) -> Family[Sensitivity]:
    """Return a column that only the tables of one method have, to a fixed number of decimals."""
    told = Column[_Effect](
        column.name, column.meaning, column.unit, lambda e: str(round(column.cell(e), DIGITS))
    )
    return Family(
        column.name,
        f"`{method}` only: {column.meaning}",
        column.unit,
        lambda result: [told] * (result.plan.method is method),
    )


def _levers(result: Sensitivity) -> Iterator[Column[_Evaluation]]:
    def value(number: int, lever: str) -> Column[_Evaluation]:
        return Column(lever, "", "", lambda e: _written(e.values[number]))

    return (value(number, factor.lever) for number, factor in enumerate(result.plan.factors))


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.9g}"


def _mean(number: int, target: Target) -> Column[_Evaluation]:
    return Column(str(target), f"mean over the plays: {MEANING[target]}", "number", lambda e: e.means[number])


_SEED, *_SCENARIO = stamps(lambda result: result.plan.seed)
_STAMPS: tuple[Column[Any] | Family[Sensitivity], ...] = (
    _SEED,
    Column[Any]("first", "number of the first play of each evaluation", "count", lambda row: 0),
    constant("last", "number of the last play of each evaluation", "count", lambda r: r.plan.runs - 1),
    *_SCENARIO,
)
_FACTOR = (
    Column[_Effect]("factor", "name of the lever", "text", lambda e: e.factor.lever),
    Column[_Effect]("title", "its name for people", "text", lambda e: e.factor.title),
    Column[_Effect]("range", "what it is varied over", "text", lambda e: e.factor.span),
)
TABLES: tuple[Table[Sensitivity], ...] = (
    Table(
        "effects",
        "One row for each factor, the strongest first. The outcome is the one that `--of` names.",
        _effects,
        (
            Column("rank", "place, from 1", "count"),
            *_FACTOR,
            *(_only(method, column) for method, columns in _INDICES.items() for column in columns),
            *_STAMPS,
        ),
    ),
    Table(
        "evaluations",
        "One row for each evaluation.",
        _evaluations,
        (
            Column[_Evaluation](
                "evaluation", "number of the evaluation, from 0", "count", lambda e: e.number
            ),
            Family("FACTOR", "the value of each factor", "its own", _levers),
            *(_mean(number, target) for number, target in enumerate(Target)),
            *_STAMPS,
        ),
    ),
)


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
        f"All {len(free)} free behavioural parameters vary, each by itself over its prior; the fit to the "
        "record plays no part. What is ranked is what the model can do, not what the record leaves open."
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
_EFFECT = (*_FACTOR, Column[_Effect]("meaning", "what it changes", "text", lambda e: e.factor.meaning))
_LIBRARIES = Column[Any](
    "libraries", "their versions", "text by name", lambda r: {name: version(name) for name in LIBRARIES}
)
SUMMARY: tuple[Column[Sensitivity], ...] = (
    *headed(KIND),
    _LIBRARIES,
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
        lambda r: [record((*_EFFECT, *_INDICES[r.plan.method]), effect) for effect in _effects(r)],
    ),
    Column("samples_check", "whether samples are enough", "object", lambda r: r.convergence, _SAMPLES),
    Column("replicates_check", "whether plays are enough", "object", lambda r: r.agreement, _REPLICATES),
)
