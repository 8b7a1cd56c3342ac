"""The sensitivity page: what moves an outcome most, and how sure that is."""

from __future__ import annotations

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.negotiation.parameters import PARAMETERS
from sim.report.grid import Grid
from sim.report.wording import percent
from sim.study.sensitivity.aim import MEANING, Method, Target
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.convergence import PLACES, WIDEST
from sim.study.sensitivity.evaluations import MANY

#: So many factors are shown on a page; all are in the table of the folder.
SHOWN = 30
#: So many standard deviations from their mean, the scenario as it stands is unlike the evaluations.
FAR = 2
UNMOVED = "It is the same in every evaluation: none of these factors moves it."
_NAMES = {Method.MORRIS: "Morris screening", Method.SOBOL: "Sobol indices"}
_SAMPLES = {Method.MORRIS: "trajectories", Method.SOBOL: "base samples"}
#: What is told of each factor.
COLUMNS = {
    Method.MORRIS: ("mu*", "±", "mu", "±", "sigma"),
    Method.SOBOL: ("ST", "±", "S1", "±", "slope", "±"),
}
_LEGEND = {
    Method.MORRIS: "mu*: mean size of the change over a factor's full range, which ranks the factors; mu: "
    "the same with its sign; sigma: how much the change differs from place to place, by bends and "
    "interactions. ±: half of a 95 % interval.",
    Method.SOBOL: "ST: share of the variance that involves the factor, alone or with others, which ranks the "
    "factors; S1: the share that it explains alone; slope: change along a straight line over its full range. "
    "±: half of a 95 % interval.",
}


def sensitivity_page(result: Sensitivity) -> RenderableType:
    """Lay out what moves an outcome."""
    parts = [Text(text) for text in (effort(result), behaviour(result), output(result)) if text]
    if not moved(result):
        return Group(*parts, Text(UNMOVED))
    told = [Text(legend(result)), Text(), Text(samples(result)), Text(replicates(result))]
    return Group(*parts, Padding(_ranking(result), (1, 0)), *told)


def moved(result: Sensitivity) -> bool:
    """Whether any factor moves the outcome."""
    return bool(result.output.any() and np.ptp(result.output) > 0)


def legend(result: Sensitivity) -> str:
    """Say what the columns of the ranking mean."""
    return " ".join(filter(None, (alike_in(result), _LEGEND[result.plan.method])))


def verdict(result: Sensitivity) -> str:
    """Say in a few words whether there were enough samples."""
    found = result.convergence
    if found.converged:
        return "converged"
    plan = result.plan
    force = " --force" if found.advice * plan.design.round * plan.runs > MANY else ""
    return f"not converged: take --samples {found.advice}{force}"


def alike_in(result: Sensitivity) -> str:
    """Say what all factors have in common: their range, and what it means; nothing if they differ."""
    spans = {factor.span for factor in result.plan.factors}
    meanings = {factor.meaning for factor in result.plan.factors}
    if len(spans) > 1:
        return ""
    return f"Every factor: {', '.join([*spans, *(meanings if len(meanings) == 1 else ())])}."


def effort(result: Sensitivity) -> str:
    """Say what was varied, and how much was played."""
    plan = result.plan
    return (
        f"{result.scenario.title}: what moves the {MEANING[result.target]}. {len(plan.factors)} factors, "
        f"{_NAMES[plan.method]} with {plan.samples:,} {_SAMPLES[plan.method]}: {plan.design.evaluations:,} "
        f"evaluations of {plan.runs:,} plays, {plan.plays:,} plays in all. Every evaluation meets the same "
        f"replicates (0 to {plan.runs - 1} of seed {plan.seed}), so that two differ by their factors alone."
    )


def behaviour(result: Sensitivity) -> str:
    """Say where the behavioural parameters come from that are not varied, and what that means."""
    varied = {factor.lever for factor in result.plan.factors}
    given = result.setting.given
    free = [p.name for p in PARAMETERS if given.get(p.name, p.prior).kind != "fixed"]
    rest = [name for name in free if name not in varied]
    source = "their priors" if result.setting.known is None else "the sets fitted to the record"
    if rest:
        told = f"drawn from {source}, the same in every evaluation"
        if len(rest) == len(free):
            return f"Behaviour is {told}."
        return f"The parameters varied are independent of the other {len(rest)}, which are {told}."
    if not varied & set(free):
        return ""
    return (
        f"All {len(free)} free behavioural parameters vary, each by itself over its prior; the fit to the "
        "record plays no part. What is ranked is what the model can do, not what the record leaves open."
    )


def output(result: Sensitivity) -> str:
    """Say what the outcome is over the evaluations, and as the scenario stands."""
    values, indices = result.output, result.indices
    base = float(result.base[list(Target).index(result.target)])
    mean, low, high = (_level(result, float(value)) for value in (values.mean(), values.min(), values.max()))
    told = f"Over the evaluations it is {mean} on average, from {low} to {high}, standard deviation "
    told += f"{_change(result, float(values.std()))}{unit(result)}."
    told += f" As the scenario stands, it is {_level(result, base)} over the same replicates."
    if abs(base - values.mean()) > FAR * values.std() > 0:
        told += (
            " The evaluations lie far from that: what is ranked is what factors do where all move at once."
        )
    if not result.scenario.supported:
        told += " No probability is claimed for this kind of body or rule."
    if result.plan.method is Method.SOBOL and np.ptp(values) > 0:
        alone = percent(min(1.0, max(0.0, float(indices.first.sum()))))
        told += f" Alone, the factors explain {alone} of the variance; the rest is what they do together."
    return told


def _level(result: Sensitivity, value: float) -> str:
    return percent(value) if result.target is Target.ADOPTED else f"{value:.2f}"


def _change(result: Sensitivity, value: float, sign: str = "") -> str:
    return f"{100 * value:{sign}.1f}" if result.target is Target.ADOPTED else f"{value:{sign}.3f}"


def unit(result: Sensitivity) -> str:
    """Return the unit of a change of the outcome, with a space before it, if it has one."""
    return " points" if result.target is Target.ADOPTED else ""


def _ranking(result: Sensitivity) -> RenderableType:
    grid = Grid(box=None, padding=(0, 1), header_style="dim", title_justify="left")
    hidden = len(result.plan.factors) - SHOWN
    grid.title = f"The {SHOWN} strongest; {hidden} more are in effects.csv" if hidden > 0 else None
    grid.add_column("factor", no_wrap=True)
    grid.add_column("range", no_wrap=True)
    for name in COLUMNS[result.plan.method]:
        grid.add_column(name, justify="right", no_wrap=True)
    for n in result.order[:SHOWN]:
        factor = result.plan.factors[n]
        grid.add_row(factor.title, factor.span, *figures(result, n))
    return grid


def figures(result: Sensitivity, factor: int) -> list[str]:
    """Return what was found of a factor, as written under `COLUMNS`."""
    indices, n = result.indices, factor
    direction = [_change(result, indices.direction[n], "+"), _change(result, indices.direction_error[n])]
    if result.plan.method is Method.MORRIS:
        size = [_change(result, indices.strength[n]), _change(result, indices.strength_error[n])]
        return [*size, *direction, _change(result, indices.sigma[n])]
    shares = (indices.strength, indices.strength_error, indices.first, indices.first_error)
    return [*(f"{share[n]:.3f}" for share in shares), *direction]


def _size(method: Method, value: float) -> str:
    """Say how large a width or a difference is, in its unit."""
    return f"{value:.2f}" if method is Method.SOBOL else f"{percent(value)} of the largest mu*"


def samples(result: Sensitivity) -> str:
    """Say whether there were enough samples."""
    found, index = result.convergence, "ST" if result.plan.method is Method.SOBOL else "mu*"
    allowed = _size(found.method, WIDEST[found.method])
    return (
        f"Samples: {verdict(result)}. The ranks have{'' if found.ranks else ' not'} settled: from half of "
        f"the samples to all, factors that matter move by {found.half.places:.2f} places (allowed: less than "
        f"{PLACES:g}; rank correlation {found.half.correlation:.2f}). The values have"
        f"{'' if found.values else ' not'}: the widest 95 % interval of {index} is "
        f"{_size(found.method, found.width)} wide (allowed: less than {allowed})."
    )


def replicates(result: Sensitivity) -> str:
    """Say whether there were enough replicates."""
    found = result.agreement
    halves = found.halves
    told = "tell the same" if found.agree else f"do not tell the same: take --runs {found.advice}"
    growth = (
        f"With half as many, the indices would be {percent(found.growth)} larger in sum; twice as many would "
        "take away about half of that."
        if found.growth > 0
        else "With half as many, the indices would be no larger."
    )
    return (
        f"Replicates: even and odd ones {told}. Indices from either half differ by at most "
        f"{_size(found.method, halves.difference)} (allowed: less than "
        f"{_size(found.method, WIDEST[found.method])}), rank correlation {halves.correlation:.2f}, factors "
        f"that matter move by {halves.places:.2f} places. {growth}"
    )
