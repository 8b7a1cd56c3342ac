"""A wish: what a package is to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Bools
from sim.negotiation.whole_numbers import is_number
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.ladder import Rung
from sim.study.setting import Setting

#: The share of plays in which a text is to be adopted, if none is asked for.
ABOVE = 0.5


#: The largest weight of an issue.
HEAVIEST = 1000


@dataclass(frozen=True)
class Wish:
    """What a package is to be.

    Parameters
    ----------
    weights : weight of each issue in the strength of a text, 1 if not named
    state : the delegation whose worth counts, in place of strength
    above : the share of plays in which it is to be adopted
    keep : formulations by issue that stay
    never : formulations that are excluded, by issue
    """

    weights: Mapping[str, float]
    state: str | None = None
    above: float = ABOVE
    keep: Mapping[str, Rung] | None = None
    never: Sequence[tuple[str, Rung]] = ()

    def allowed(self, played: Setting) -> Bools:
        """Return which formulations a text may have (K, M); raises BadInput if an issue has none left."""
        table = played.table
        allowed = table.available.copy()
        for code, rung in self.never:
            allowed[table.issues.index(code), rung] = False
        for code, rung in (self.keep or {}).items():
            allowed[table.issues.index(code)] &= np.arange(RUNGS) == rung
        for code, rungs in zip(table.issues, allowed, strict=True):
            if not rungs.any():
                raise BadInput([Fault("--never", "leaves this issue no formulation", value=code)])
        return allowed

    def weighing(self, issues: Sequence[str]) -> tuple[float, ...]:
        """Return the weight of each issue; raises BadInput if one is none, or of no issue, or all are 0."""
        for code, weight in self.weights.items():
            check_weight(code, weight, issues, f"{code}={weight}")
        weights = tuple(float(self.weights.get(code, 1.0)) for code in issues)
        if not sum(weights) > 0:
            raise BadInput([Fault("--weigh", "leaves no issue any weight", allowed="one weight above 0")])
        return weights


def check_weight(code: str, weight: object, issues: Sequence[str], written: str) -> None:
    """Refuse a weight that is none, or of no issue; raises BadInput."""
    if code not in issues:
        problem = f"is not an issue of this scenario{hint(code, issues)}"
        raise BadInput([Fault("--weigh", problem, value=code, allowed=", ".join(issues))])
    if not is_number(weight) or not 0 <= weight <= HEAVIEST:
        allowed = f"ISSUE=0 to ISSUE={HEAVIEST}"
        raise BadInput([Fault("--weigh", "is not a weight", value=written, allowed=allowed)])
