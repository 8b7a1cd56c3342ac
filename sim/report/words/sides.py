"""The two sides of a comparison in words: their names, how far they lie apart, how they were compared."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.words.numbers import difference_written
from sim.study.calibration.result import calibrated
from sim.study.comparison import Comparison, DelegationContrast
from sim.study.setting import Setting

#: At most this many delegations are named, and none that objects more rarely than this on both sides.
MOST_NAMED, RARELY = 12, 0.01


def names(comparison: Comparison) -> tuple[str, str]:
    """Return what the two sides are called: their titles, or if these are the same, what tells them apart."""
    a, b = comparison.a, comparison.b
    turned = f"with {', '.join(b.turned)}" if b.turned else ""
    if a.scenario.title != b.scenario.title:
        return a.scenario.title, ", ".join(filter(None, (b.scenario.title, turned)))
    if a.source == b.source and turned:
        return "as it is", turned
    return a.source, ", ".join(filter(None, (b.source, turned)))


def title(comparison: Comparison) -> str:
    """Return what the comparison is about."""
    same = comparison.a.scenario.title == comparison.b.scenario.title
    return comparison.a.scenario.title if same else "Two negotiations compared"


def verdict(comparison: Comparison) -> str:
    """Say how far the shares of plays with an adopted report lie apart."""
    value, ends = difference_written(comparison.difference)
    often = f"B is adopted {'more' if comparison.difference.value > 0 else 'less'} often"
    which = often if comparison.difference.clear else "these plays do not tell the two apart"
    return f"B minus A: {value} points (95 %: {ends}); {which}."


def objectors(comparison: Comparison) -> list[DelegationContrast]:
    """Return the delegations that are worth naming, those whose objections differ most first."""
    return [d for d in comparison.delegations if d.objects.larger >= RARELY][:MOST_NAMED]


def notes(comparison: Comparison) -> Iterator[str]:
    """Say how the two were compared, and what the figures do not cover."""
    sides = (comparison.a, comparison.b)
    yield (
        f"{comparison.runs:,} plays of each, seed {comparison.seed}, with the same luck play by play: "
        "any difference comes from what differs between the two. The intervals (95 %, paired) cover the "
        "number of plays alone: not the model, not the coding."
    )
    yield _parameters(*(side.setting for side in sides))
    for side in sides:
        if side.result and side.result != (comparison.seed, comparison.runs):
            yield (
                f"{side.source} was made with seed {side.result[0]} and {side.result[1]:,} plays. It is "
                "played again here, so that plays pair; its share here is not the one in that folder."
            )
    rules = {side.setting.table.decision.called: side.setting.table.decision.story for side in sides}
    if list(rules) != ["consensus"]:
        yield from (f"{name}: {story}" for name, story in rules.items())
        yield (
            "Delegations and the chair behave the same under every rule; only the effect of their stances "
            "differs. The model was tested on consensus alone."
        )
    if not all(side.scenario.supported for side in sides):
        yield "No probability is claimed for a body other than a GGE or an OEWG: shares of plays only."


def _parameters(a: Setting, b: Setting) -> str:
    if a.known is None and b.known is None:
        return "Behavioural parameters are drawn from their priors, none fitted, alike for both."
    if a.known is None or b.known is None:
        return "One side draws parameters from the ensemble fitted to the record, the other from the priors."
    unseen = [name for name in calibrated().supports if name not in a.known]
    sets = "Both meet the same parameter sets, from the ensemble fitted to the record"
    if len(unseen) < 2:
        return f"{sets}, {unseen[0]} left out." if unseen else f"{sets}."
    return (
        f"{sets}, {' and '.join(unseen)} left out. `gge-sim run` leaves out one process alone, so that a "
        "share there may differ from the one here, by as much as that outcome weighs in the fit."
    )
