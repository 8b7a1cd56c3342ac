"""What a sensitivity analysis has to say: which factors move an outcome most, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.report import sensitivity_columns
from sim.report.document import Answer, Block, Bullets, Document, Grid, Section, Words, note
from sim.report.figures.drawing import pictures
from sim.report.figures.sensitivity import sensitivity_drawings
from sim.report.provenance import given_beyond, how_made, scenario_fact, unclaimed
from sim.report.result import Report
from sim.report.sensitivity_columns import INDICES, SHARE, Effect, behaviour, effects
from sim.report.words.numbers import number_of, percent
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.convergence import PLACES, WIDEST
from sim.study.sensitivity.evaluations import MANY
from sim.study.sensitivity.factors import in_common
from sim.study.sensitivity.method import MEANING, Method, Target

#: A page shows at most this many factors; the table of the folder has all. The answer names a few.
SHOWN, _NAMED = 30, 3
#: This many standard deviations from their mean, the scenario as it stands is unlike the evaluations.
FAR = 2
UNMOVED = "It is the same in every evaluation: none of these factors moves it."
_NAMES = {Method.MORRIS: "Morris screening", Method.SOBOL: "Sobol indices"}
_SAMPLES = {Method.MORRIS: "trajectories", Method.SOBOL: "base samples"}


def sensitivity_report(result: Sensitivity, command: str = "") -> Report:
    """Report a sensitivity analysis, and the command that made it."""
    figures = sensitivity_drawings(result)
    answer, moved = _answer(result), _moved(result)
    ranking = tuple(_ranking(result)) if moved else (Words(UNMOVED),)
    checks = (_enough_samples(result), _enough_replicates(result)) if moved else (UNMOVED,)
    varied = tuple(filter(None, (_effort(result), behaviour(result), _output(result))))
    sections = (
        Section("The factors, ranked", (*pictures(figures).values(), *ranking), ranking),
        Section.everywhere("How sure the ranking is", Bullets(checks)),
        Section.everywhere("What was varied, and what came out", Bullets(varied)),
        how_made(_facts(result), command),
    )
    document = Document(sensitivity_columns.KIND, result.scenario.title, answer, sections)
    return Report.of(result, sensitivity_columns, document, figures, headline=answer.sentence)


def _moved(result: Sensitivity) -> bool:
    return bool(result.output.any() and np.ptp(result.output) > 0)


def _answer(result: Sensitivity) -> Answer:
    asked = f"What moves the {MEANING[result.target]} most?"
    mechanism = "A study of the model's mechanism: no probability is claimed for this process."
    unclaimed = () if result.scenario.supported else (mechanism,)
    if not _moved(result):
        return Answer(UNMOVED, asked, unclaimed)
    varied, method = result.plan.factors, result.plan.method
    points = _unit(result) if method is Method.MORRIS else ""
    ranked = "; ".join(
        f"{effect.factor.title} ({_names(method)[0]} {_cells(result, effect)[0]}{points})"
        for effect in effects(result)[:_NAMED]
    )
    among = f"Of {len(varied)} factors" if len(varied) > 1 else "The one factor varied"
    return Answer(
        f"{among}, the strongest first: {ranked}.", asked, (f"Samples: {_verdict(result)}.", *unclaimed)
    )


def _verdict(result: Sensitivity) -> str:
    """Say in a few words whether there were enough samples."""
    found, plan = result.convergence, result.plan
    if found.converged:
        return "converged"
    force = " --force" if found.advice * plan.design.round * plan.runs > MANY else ""
    return f"not converged; use --samples {found.advice}{force}"


def _ranking(result: Sensitivity) -> Iterator[Block]:
    alike, names, ranked = in_common(result.plan.factors), _names(result.plan.method), effects(result)
    rows = tuple((e.factor.title, *[e.factor.span] * (not alike), *_cells(result, e)) for e in ranked[:SHOWN])
    caption = "Factors by what they do to the outcome, the strongest first"
    yield Grid(caption, ("factor", *["range"] * (not alike), *names), rows, left=1 if alike else 2)
    columns = [column for column in INDICES[result.plan.method] if not column.name.endswith("_error")]
    meanings = "; ".join(f"{name}: {column.meaning}" for name, column in zip(names, columns, strict=True))
    hidden = len(ranked) - SHOWN
    more = f"{hidden} weaker factors are in effects.csv." if hidden > 0 else ""
    legend = (alike, f"{meanings}. ±: half of a 95 % interval.", more)
    yield note(" ".join(filter(None, legend)))


def _names(method: Method) -> list[str]:
    """Return the names of a method's indices; the first ranks the factors."""
    names = (column.name for column in INDICES[method])
    return [name.replace("_star", "*") for name in names if not name.endswith("_error")]


def _cells(result: Sensitivity, effect: Effect) -> list[str]:
    """Write the indices of a factor, each with its margin, for a narrow page."""
    cells: list[str] = []
    for column in INDICES[result.plan.method]:
        value, signed = column.cell(effect), column.name in ("mu", "slope")
        written = f"{value:.3f}" if column.unit == SHARE else _change(result, value, "+" * signed)
        if column.name.endswith("_error"):
            cells[-1] += f" ± {written}"
        else:
            cells.append(written)
    return cells


def _effort(result: Sensitivity) -> str:
    plan = result.plan
    varied, samples = number_of(len(plan.factors), "factor"), _SAMPLES[plan.method]
    return (
        f"{varied}, {_NAMES[plan.method]} with {plan.samples:,} {samples}: "
        f"{plan.design.evaluations:,} evaluations of {plan.runs:,} plays, {plan.plays:,} plays in all. Every "
        f"evaluation meets the same replicates (0 to {plan.runs - 1} of seed {plan.seed}), so that two "
        "differ by their factors alone."
    )


def _output(result: Sensitivity) -> str:
    """Say what the outcome is over the evaluations, and as the scenario stands."""
    values, base = result.output, float(result.base[list(Target).index(result.target)])
    mean, low, high = (_level(result, float(value)) for value in (values.mean(), values.min(), values.max()))
    parts = [
        f"Over the evaluations, the {MEANING[result.target]} is {mean} on average, from {low} to {high}, "
        f"standard deviation {_change(result, float(values.std()))}{_unit(result)}.",
        f"As the scenario stands, it is {_level(result, base)} over the same replicates.",
    ]
    if abs(base - values.mean()) > FAR * values.std() > 0:
        parts.append(
            "The evaluations lie far from that value: the ranking shows what the factors do when all move."
        )
    parts += filter(None, [unclaimed(result.scenario.supported).strip()])
    if result.plan.method is Method.SOBOL and np.ptp(values) > 0:
        alone = percent(min(1.0, max(0.0, float(result.indices.first.sum()))))
        parts.append(
            f"Alone, the factors explain {alone} of the variance; the rest is what they do together."
        )
    return " ".join(parts)


def _level(result: Sensitivity, value: float) -> str:
    return percent(value) if result.target is Target.ADOPTED else f"{value:.2f}"


def _change(result: Sensitivity, value: float, sign: str = "") -> str:
    return f"{100 * value:{sign}.1f}" if result.target is Target.ADOPTED else f"{value:{sign}.3f}"


def _unit(result: Sensitivity) -> str:
    return " points" if result.target is Target.ADOPTED else ""


def _size(method: Method, value: float) -> str:
    return f"{value:.2f}" if method is Method.SOBOL else f"{percent(value)} of the largest mu*"


def _enough_samples(result: Sensitivity) -> str:
    found = result.convergence
    return (
        f"Samples: {_verdict(result)}. The ranks have{'' if found.ranks else ' not'} settled: from half of "
        f"the samples to all, factors that matter move by {found.half.places:.2f} places (allowed: less than "
        f"{PLACES:g}; rank correlation {found.half.correlation:.2f}). The values have"
        f"{'' if found.values else ' not'}: the widest 95 % interval of {_names(found.method)[0]} is "
        f"{_size(found.method, found.width)} wide (allowed: less than "
        f"{_size(found.method, WIDEST[found.method])})."
    )


def _enough_replicates(result: Sensitivity) -> str:
    found, halves = result.agreement, result.agreement.halves
    verdict = "agree" if found.agree else f"do not agree; use --runs {found.advice}"
    growth = (
        f"With half as many, the indices would be {percent(found.growth)} larger in sum; twice as many would "
        "remove about half of that."
        if found.growth > 0
        else "With half as many, the indices would be no larger."
    )
    return (
        f"Replicates: even and odd ones {verdict}. Indices from either half differ by at most "
        f"{_size(found.method, halves.difference)} (allowed: less than "
        f"{_size(found.method, WIDEST[found.method])}), rank correlation {halves.correlation:.2f}, factors "
        f"that matter move by {halves.places:.2f} places. {growth}"
    )


def _facts(result: Sensitivity) -> Iterator[tuple[str, str]]:
    plan, given = result.plan, given_beyond(result.setting.given, result.scenario)
    fixed = (f"{name} is set to {prior.describe()}." for name, prior in given.items())
    evaluations = f"{plan.design.evaluations:,} evaluations of {plan.runs:,} plays"
    yield scenario_fact(result.scenario, result.setting)
    yield "plays", f"{plan.plays:,}: {evaluations}; seed {plan.seed}"
    yield "parameters", " ".join(filter(None, (behaviour(result), *fixed))) or "all fixed"
    yield "levers", ", ".join(factor.lever for factor in plan.factors)
