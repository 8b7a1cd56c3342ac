"""Plays in which something happens, searched for, so that a new coding or a new fit does not lose them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.replay import Replay, replay
from sim.study.setting import setting

#: What the ensemble would draw, fixed at about its medians: plays that no new fit changes.
SETTLED: dict[str, float] = {
    "indirect_harm": 0.3, "harm_weight": 1.7, "disappointment_weight": 2.3, "own_claim": 0.4,
    "scope_cost": 0.6, "inertia": 0.05, "outlet_factor": 0.4, "chair_partiality": 0.6, "stake_scale": 0.5,
    "blocking_cost": 0.3, "deadline_concession": 0.1, "chair_ambition": 0.3, "decision_noise": 0.1,
    "acquis_discount": 0.6, "foreign_acquis": 0.5, "outlet_stake": 1.0, "red_line": 100.0, "realism": 0.0,
    "promise_kept": 1.0,
}  # fmt: skip
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


@cache
def failed(objecting: int) -> Callable[[Outcomes], Bools]:
    """In which plays a report failed to that number of objections."""
    return lambda outcomes: ~outcomes.adopted & ((outcomes.stances == OBJECTS).sum(axis=1) == objecting)


def trading() -> Replay:
    """A play of the package deal in which the chair changes paragraphs one by one, and two at once."""
    scenario = load("package-deal")
    for number in range(PLAYS):
        played = replay(scenario, 1, number)
        changes = [change for reading in played.readings for change in reading.changes]
        if {len(change.paragraphs) for change in changes} == {1, 2}:
            return played
    raise AssertionError("no play with a trade and a single change")


def plays(
    scenario: Scenario,
    found: Callable[[Outcomes], Bools],
    priors: Mapping[str, Prior | float] | None = None,
    seed: int = 1,
) -> Iterator[int]:
    """Yield the numbers of the plays that ended as asked for; fail where there are no more of them."""
    played = setting(scenario, priors)
    for start in range(0, PLAYS, 100):
        for outcomes in played.play(seed, np.arange(start, start + 100)):
            yield from outcomes.replicates[found(outcomes)].tolist()
    raise AssertionError(f"{scenario.id}: none of {PLAYS:,} plays is of the kind that this test is about")
