"""Degrees of outcome: how much a report adds to what is agreed, on the issues that are contested."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.arrays import Bools, Floats, Rungs
from sim.scenario.schema import SCALE
from sim.scenario.worded import Worded

#: A coded position is strong from here on, for or against: 2 on the scale of a scenario file.
STRONG = 2 / SCALE


class Degree(Worded):
    """What a process achieves; a step is one formulation stronger than the acquis on a contested issue."""

    NONE = 0
    PROCEDURAL = 1
    THIN = 2
    RICH = 3


#: What each degree means, for people.
MEANING: Mapping[Degree, str] = MappingProxyType(
    {
        Degree.NONE: "no report",
        Degree.PROCEDURAL: "a report that adds nothing on a contested issue",
        Degree.THIN: "a report that adds one step on contested issues",
        Degree.RICH: "a report that adds two steps or more on contested issues",
    }
)
#: What thin and rich reports have in common: the question with content for a body that repeats itself.
ADDS = "a report is adopted and adds something on a contested issue"


def contested(positions: Floats) -> Bools:
    """Return which issues are contested (K,): some coded position is strongly for it, some against it.

    Parameters
    ----------
    positions : (K, N) coded positions, -1 to 1
    """
    return np.asarray((positions >= STRONG).any(axis=1) & (positions <= -STRONG).any(axis=1))


def steps_added(text: Rungs, acquis: Rungs, disputed: Bools) -> NDArray[np.int16]:
    """Return how many steps texts add to the acquis on contested issues (R,).

    Parameters
    ----------
    text : (R, K) the texts
    acquis : (R, K) strongest language that any body had agreed before
    disputed : (K,) which issues are contested
    """
    beyond: NDArray[Any] = np.where(disputed, np.maximum(text - acquis, 0), 0)
    return np.asarray(beyond.sum(axis=1, dtype=np.int16))


def degrees(adopted: Bools, added: NDArray[np.int16]) -> Rungs:
    """Return the degree of each outcome (R,), as a number.

    Parameters
    ----------
    adopted : (R,) whether the report is adopted
    added : (R,) steps that it adds
    """
    reached = np.minimum(Degree.PROCEDURAL + added, int(Degree.RICH))
    return np.where(adopted, reached, int(Degree.NONE)).astype(np.int8)
