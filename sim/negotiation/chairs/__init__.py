"""Chair strategies, one in each file.

To add one: write its file, and put its name into `sim.scenario.names`; schema, levers,
explorer, kit and the conformance tests then know it.
"""

from __future__ import annotations

from sim.negotiation.by_name import named, own
from sim.negotiation.chairs.chair import ChairStrategy
from sim.scenario import names

__all__ = ["STRATEGIES", "ChairStrategy", "chair_named"]

#: Every one that ships; the first is the one that the model was tested with.
STRATEGIES: tuple[type[ChairStrategy], ...] = own(names.CHAIRS, ChairStrategy)


def chair_named(name: str | ChairStrategy | type[ChairStrategy]) -> ChairStrategy:
    """Return the chair strategy of that name, ours or that of a plug-in.

    Raises ValueError if there is none.
    """
    return named(names.CHAIRS, ChairStrategy, name)
