"""Conducts, one in each file: how a delegation behaves, whatever its positions.

To add one: write its file, name it in `CONDUCTS` and in `Instructions.conduct` of the
scenario schema; the conformance tests then check it for free.
"""

from __future__ import annotations

from sim.negotiation.conduct.conduct import NEVER, Conduct
from sim.negotiation.conduct.hard_line import HardLine
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.conduct.never_alone import NeverAlone
from sim.negotiation.conduct.stands_aside import StandsAside

__all__ = [
    "CONDUCTS",
    "NEVER",
    "Conduct",
    "HardLine",
    "Instructed",
    "NeverAlone",
    "StandsAside",
    "conduct_named",
]

#: Every conduct that a scenario can name; the first is the one that the model was tested with.
CONDUCTS: tuple[type[Conduct], ...] = (Instructed, HardLine, NeverAlone, StandsAside)


def conduct_named(name: str) -> Conduct:
    """Return the conduct of that name.

    Raises
    ------
    ValueError
        if there is none
    """
    for conduct in CONDUCTS:
        if conduct.name == name:
            return conduct()
    raise ValueError(f"no conduct {name!r}; there are {', '.join(c.name for c in CONDUCTS)}")
