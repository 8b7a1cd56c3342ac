"""A wish: what a package is to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Bools
from sim.scenario.fault import BadInput, Fault
from sim.scenario.ladder import Rung
from sim.study.setting import Setting

#: The share of plays in which a text is to be adopted, if none is asked for.
ABOVE = 0.5


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
