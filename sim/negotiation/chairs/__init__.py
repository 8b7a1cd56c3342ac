"""Chair strategies, one in each file.

To add one: write its file, name it in `STRATEGIES` and in `Chair.strategy` of the
scenario schema; the conformance tests then check it for free.
"""

from __future__ import annotations

from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.chairs.dropper import Dropper
from sim.negotiation.chairs.median_seeker import MedianSeeker
from sim.negotiation.chairs.mediator import Mediator

__all__ = ["STRATEGIES", "ChairStrategy", "Dropper", "MedianSeeker", "Mediator", "chair_named"]

#: Every strategy that a scenario can name; the first is the one that the model was tested with.
STRATEGIES: tuple[type[ChairStrategy], ...] = (Mediator, MedianSeeker, Dropper)


def chair_named(name: str) -> ChairStrategy:
    """Return the chair strategy of that name.

    Raises
    ------
    ValueError
        if there is none
    """
    for strategy in STRATEGIES:
        if strategy.name == name:
            return strategy()
    raise ValueError(f"no chair strategy {name!r}; there are {', '.join(s.name for s in STRATEGIES)}")
