"""Plays in which something happens, searched for, so that a new coding or a new fit does not lose them."""

from collections.abc import Callable, Iterator

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.setting import setting

#: Plays among which one is searched for.
PLAYS = 2000


def hurried(name: str) -> Scenario:
    """A shipped scenario with a single reading, which leaves much to repair at the last minute."""
    return load(name).model_copy(update={"sessions": 1, "readings_per_session": 1})


def repaired(outcomes: Outcomes) -> Bools:
    """In which plays a last repair was kept."""
    return (outcomes.path[:, -1] != outcomes.text).any(axis=1)


def saved(outcomes: Outcomes) -> Bools:
    """In which plays a report was adopted after a last repair."""
    return outcomes.adopted & repaired(outcomes)


def failed(objecting: int) -> Callable[[Outcomes], Bools]:
    """In which plays a report failed to that number of objections."""
    return lambda outcomes: ~outcomes.adopted & ((outcomes.stances == OBJECTS).sum(axis=1) == objecting)


def plays(
    scenario: Scenario,
    found: Callable[[Outcomes], Bools],
    priors: dict[str, Prior | float] | None = None,
    seed: int = 1,
) -> Iterator[int]:
    """Yield the numbers of the plays that ended as asked for; fail where there are no more of them."""
    played = setting(scenario, priors)
    for start in range(0, PLAYS, 100):
        for outcomes in played.play(seed, np.arange(start, start + 100)):
            yield from outcomes.replicates[found(outcomes)].tolist()
    raise AssertionError(f"{scenario.id}: none of {PLAYS:,} plays is of the kind that this test is about")
