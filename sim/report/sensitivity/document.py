"""A sensitivity analysis as a document: what moves an outcome most, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.document import Answer, Block, Bullets, Document, Grid, Picture, Section, Words
from sim.report.figures.sensitivity import describe_sensitivity
from sim.report.making import (
    fitted_or_not,
    given_beyond,
    how_made,
    raw_shares,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.sensitivity.page import (
    COLUMNS,
    SHOWN,
    UNMOVED,
    alike_in,
    behaviour,
    effort,
    figures,
    legend,
    moved,
    output,
    replicates,
    samples,
    unit,
    verdict,
)
from sim.scenario.fault import BadInput
from sim.study.sensitivity.aim import MEANING, Method
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.factors import Factor, Group, factors

#: So many of the strongest factors are named in the answer.
_NAMED = 3


def sensitivity_document(result: Sensitivity) -> Document:
    """Write a sensitivity analysis down."""
    checks = (samples(result), replicates(result)) if moved(result) else ()
    told = tuple(text for text in (effort(result), behaviour(result), output(result)) if text)
    sections = (
        Section(
            "The factors, ranked", (Picture("sensitivity", describe_sensitivity(result)), *_ranking(result))
        ),
        Section("How sure the ranking is", (Bullets(checks or (UNMOVED,)),)),
        Section("What was varied, and what came out", (Bullets(told),)),
        how_made(_facts(result), _command(result)),
    )
    return Document("sensitivity", result.scenario.title, _answer(result), sections)


def _answer(result: Sensitivity) -> Answer:
    what, method = MEANING[result.target], result.plan.method
    asked = f"What moves the {what} most?"
    if not moved(result):
        return Answer(UNMOVED, asked, _unclaimed(result))
    size = "mu*" if method is Method.MORRIS else "ST"
    first = [(result.plan.factors[n].title, figures(result, n)[:2]) for n in result.order[:_NAMED]]
    points = unit(result) if method is Method.MORRIS else ""
    ranked = "; ".join(f"{title} ({size} {value} ± {error}{points})" for title, (value, error) in first)
    among = (
        f"Of {len(result.plan.factors)} factors" if len(result.plan.factors) > 1 else "The one factor varied"
    )
    sure = f"Samples: {verdict(result)}."
    return Answer(f"{among}, the strongest first: {ranked}.", asked, (sure, *_unclaimed(result)))


def _unclaimed(result: Sensitivity) -> tuple[str, ...]:
    if result.scenario.supported:
        return ()
    return ("A study of the model's mechanism: no probability is claimed for this process.",)


def _ranking(result: Sensitivity) -> Iterator[Block]:
    if not moved(result):
        yield Words(UNMOVED)
        return
    columns = COLUMNS[result.plan.method]
    # A figure and its margin stand in one column, so that a phone has room for them.
    paired = tuple(name for name in columns if name != "±")
    rows, spans = [], not alike_in(result)
    for n in result.order[:SHOWN]:
        factor, told = result.plan.factors[n], list[str]()
        for name, cell in zip(columns, figures(result, n), strict=True):
            if name == "±":
                told[-1] += f" ± {cell}"
            else:
                told.append(cell)
        rows.append((factor.title, *[factor.span] * spans, *told))
    head = ("factor", *["range"] * spans, *paired)
    yield Grid(
        "Factors by what they do to the outcome, the strongest first", head, tuple(rows), left=1 + spans
    )
    hidden = len(result.plan.factors) - SHOWN
    more = f" {hidden} weaker factors are in effects.csv." if hidden > 0 else ""
    yield Words(legend(result) + more, note=True)


def _facts(result: Sensitivity) -> Iterator[tuple[str, str]]:
    plan = result.plan
    yield scenario_fact(result.scenario)
    yield (
        "plays",
        f"{plan.plays:,}: {plan.design.evaluations:,} evaluations of {plan.runs:,} plays; seed {plan.seed}",
    )
    given = given_beyond(result.setting.given, result.scenario)
    told = [behaviour(result), *(f"{name} is given as {prior.describe()}." for name, prior in given.items())]
    yield "parameters", " ".join(filter(None, told)) or "all fixed"
    yield "levers", ", ".join(factor.lever for factor in plan.factors)


def _command(result: Sensitivity) -> str:
    plan = result.plan
    words = ["sensitivity", scenario_argument(result.scenario), "--method", str(plan.method), *varied(result)]
    words += ["--of", str(result.target), "--samples", str(plan.samples)]
    words += ["--runs", str(plan.runs), "--seed", str(plan.seed)]
    given = given_beyond(result.setting.given, result.scenario)
    rules = [str(step) for one in plan.factors if one.lever == "decision" for step in one.steps]
    raw = raw_shares(*((result.scenario, rule) for rule in rules or [result.scenario.decision]))
    return typed(*words, *fitted_or_not(result.setting.known, given), *raw)


def varied(result: Sensitivity) -> list[str]:
    """Return the options that name the factors in their order: single levers, and then whole groups."""
    wanted = result.plan.factors
    levers = {factor.lever for factor in wanted}
    members = {group: factors(result.setting, result.scenario, (group,)) for group in _groups(result)}
    whole = [group for group, found in members.items() if {factor.lever for factor in found} <= levers]
    for first in range(len(wanted) + 1):
        places = {factor: place for place, factor in enumerate(wanted[first:])}
        begins = {group: [places[f] for f in members[group] if f in places] for group in whole}
        groups = sorted((group for group in whole if begins[group]), key=lambda group: min(begins[group]))
        single = [_lever(factor) for factor in wanted[:first]]
        if _read(result, groups, single) == wanted:
            break
    over = ["--over", ",".join(groups)] if groups else []
    return [*over, *(word for text in single for word in ("--factor", text))]


def _read(result: Sensitivity, groups: list[Group], single: list[str]) -> tuple[Factor, ...]:
    """Return the factors that these options would name."""
    try:
        return factors(result.setting, result.scenario, groups, single)
    except BadInput:
        return ()


def _groups(result: Sensitivity) -> list[Group]:
    """Return the groups that have anything to vary here."""
    found = []
    for group in Group:
        try:
            factors(result.setting, result.scenario, (group,))
        except BadInput:
            continue
        found.append(group)
    return found


def _lever(factor: Factor) -> str:
    if words := [value for value in factor.steps if isinstance(value, str)]:
        return f"{factor.lever}={':'.join(words)}"
    return f"{factor.lever}={factor.prior.low:.12g}:{factor.prior.high:.12g}"
