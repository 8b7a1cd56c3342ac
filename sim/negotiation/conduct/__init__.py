"""Conducts, one in each file: how a delegation behaves, whatever its positions.

To add one: write its file, and put its name into `sim.scenario.names`; schema, levers,
explorer, kit and the conformance tests then know it.
"""

from __future__ import annotations

from sim.negotiation.by_name import named, own
from sim.negotiation.conduct.conduct import NEVER, Conduct
from sim.scenario import names

__all__ = ["CONDUCTS", "NEVER", "Conduct", "conduct_named"]

#: Every one that ships; the first is the one that the model was tested with.
CONDUCTS: tuple[type[Conduct], ...] = own(names.CONDUCTS, Conduct)


def conduct_named(name: str | Conduct | type[Conduct]) -> Conduct:
    """Return the conduct of that name, ours or that of a plug-in; raise ValueError if there is none."""
    return named(names.CONDUCTS, Conduct, name)
