"""Factors: what a sensitivity analysis varies, each over its own range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sim.negotiation.arrays import Floats
from sim.negotiation.parameters import NAMES, PARAMETERS, Prior
from sim.scenario.fault import BadInput, Fault
from sim.scenario.roster import name_of
from sim.scenario.schema import Scenario
from sim.study.lever import Lever, Value, lever
from sim.study.setting import Setting

FACTOR = "--factor"
#: Points on the scale of a scenario file by which positions are shifted, down and up.
REACH = 1.0


class Group(StrEnum):
    """Factors that one name stands for."""

    PARAMETERS = "parameters"
    ISSUES = "issues"
    DELEGATIONS = "delegations"


@dataclass(frozen=True)
class Factor:
    """One thing that is varied.

    Parameters
    ----------
    lever : name of the lever that it turns
    title : its name for people
    meaning : what it changes
    prior : range and scale of its value, where that is a number
    steps : its values in order, if they are whole numbers or words
    """

    lever: str
    title: str
    meaning: str
    prior: Prior
    steps: tuple[Value, ...] = ()

    def values(self, shares: Floats, on_grid: bool) -> list[Value]:
        """Return the lever's value at shares (0..1) of the range.

        Parameters
        ----------
        on_grid : whether shares are the levels of a Morris design, from the lowest value to the
            highest; otherwise every step takes an equal part of the range
        """
        if not self.steps:
            low, high = self.prior.low, self.prior.high
            return [min(high, max(low, float(v))) for v in self.prior.quantile(shares)]
        last = len(self.steps) - 1
        if on_grid:
            return [self.steps[round(share * last)] for share in shares.tolist()]
        return [self.steps[min(last, int(share * (last + 1)))] for share in shares.tolist()]

    @property
    def span(self) -> str:
        """Its range in words."""
        if words := [value for value in self.steps if isinstance(value, str)]:
            return ", ".join(words)
        log = ", log" if self.prior.kind == "loguniform" else ""
        points = " points" if self.lever.startswith(("shift.", "position.")) else ""
        return f"{self.prior.low:g} to {self.prior.high:g}{points}{log}{', whole' if self.steps else ''}"


def factors(
    played: Setting, scenario: Scenario, groups: Sequence[Group] = (), single: Sequence[str] = ()
) -> tuple[Factor, ...]:
    """Return what is varied, in the order in which levers are set: single ones first.

    Raises BadInput if a lever or range cannot be used, or nothing is varied.

    Parameters
    ----------
    groups : ``parameters``, every free behavioural parameter over its prior; ``issues``, the positions
        of all on an issue, and ``delegations``, those of a delegation on all issues, one point down and up
    single : levers with a range, such as ``inertia=0.01:0.1`` or ``decision=consensus:two-thirds``;
        one that is also in a group replaces it there
    """
    found: dict[str, Factor] = {}
    for text in single:
        factor = _single(text, played)
        if factor.lever in found:
            raise BadInput([Fault(FACTOR, "is named twice", value=factor.lever)])
        found[factor.lever] = factor
    for group in groups:
        for factor in _group(group, played, scenario):
            found.setdefault(factor.lever, factor)
    if not found:
        problem = "names nothing to vary"
        raise BadInput([Fault("--over", problem, allowed=f"{', '.join(Group)}; or levers with {FACTOR}")])
    return tuple(found.values())


def in_common(varied: Sequence[Factor]) -> str:
    """Say what all factors have in common: their range, and its meaning; nothing if the ranges differ."""
    spans, meanings = {factor.span for factor in varied}, {factor.meaning for factor in varied}
    if len(spans) > 1:
        return ""
    return f"Every factor: {', '.join([*spans, *(meanings if len(meanings) == 1 else ())])}."


def groups_named(text: str) -> tuple[Group, ...]:
    """Read the names of groups, with commas between them; raise BadInput if one is not known."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Group)]
    if unknown:
        raise BadInput(
            [Fault("--over", "is not a group of factors", value=unknown[0], allowed=", ".join(Group))]
        )
    return tuple(Group(name) for name in dict.fromkeys(names))


def _group(group: Group, played: Setting, scenario: Scenario) -> list[Factor]:
    if group is Group.PARAMETERS:
        priors = {p.name: played.given.get(p.name, p.prior) for p in PARAMETERS}
        return [_of_parameter(name, prior) for name, prior in priors.items() if prior.kind != "fixed"]
    if group is Group.ISSUES:
        titles = {issue.code: issue.title for issue in scenario.issues}
        meaning = "added to the positions of all delegations on it"
        return [_shift(f"shift.*.{issue}", titles[issue], meaning) for issue in played.table.issues]
    meaning = "added to its positions on all issues"
    return [_shift(f"shift.{code}.*", name_of(code), meaning) for code in played.table.codes]


def _of_parameter(name: str, prior: Prior) -> Factor:
    return Factor(name, name.replace("_", " "), NAMES[name].meaning, prior)


def _shift(name: str, title: str, meaning: str) -> Factor:
    return Factor(name, title, meaning, Prior("uniform", -REACH, REACH))


def _single(text: str, played: Setting) -> Factor:
    name, equals, written = text.partition("=")
    one = lever(name.strip(), played, FACTOR)
    parts = [part.strip() for part in written.split(":")]
    if not equals or len(parts) < 2 or (len(parts) > 2 and not one.words):
        allowed = f"{one.name}=WORD:WORD…" if one.words else f"{one.name}=LOW:HIGH"
        raise BadInput([Fault(FACTOR, "has no range", value=text, allowed=allowed)])
    ends = [one.value(part, FACTOR) for part in parts]
    if one.words:
        if len(set(ends)) < len(ends):
            raise BadInput([Fault(FACTOR, "names a value twice", key=one.name, value=written)])
        return Factor(one.name, _title(one), one.meaning, Prior.fixed(0), tuple(ends))
    low, high = (float(end) for end in ends)
    if low >= high:
        problem = "must go from a smaller number to a larger one"
        raise BadInput([Fault(FACTOR, problem, key=one.name, value=written)])
    steps = tuple(float(n) for n in range(int(low), int(high) + 1)) if one.whole else ()
    return Factor(one.name, _title(one), one.meaning, Prior(_scale(one, low), low, high), steps)


def _scale(one: Lever, low: float) -> str:
    """Return the scale on which a lever is varied: a parameter's with a logarithmic prior is logarithmic."""
    logarithmic = one.name in NAMES and NAMES[one.name].prior.kind == "loguniform" and low > 0
    return "loguniform" if logarithmic else "uniform"


def _title(one: Lever) -> str:
    return one.name.replace("_", " ") if one.name in NAMES else one.name
