"""What any chair strategy must do; a new one named in STRATEGIES is tested for free."""

from collections.abc import Callable

import pytest

from sim.negotiation.chairs import STRATEGIES, ChairStrategy
from sim.testing.chairs import MUST


@pytest.mark.parametrize("must", MUST, ids=lambda must: must.__name__)
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.name)
def test_a_chair(strategy: type[ChairStrategy], must: Callable[[type[ChairStrategy]], None]) -> None:
    must(strategy)
