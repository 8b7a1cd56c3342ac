"""Random negotiations by number: case n is the same on every machine, so that it can be played again."""

from dataclasses import fields, replace

import numpy as np

from sim.negotiation.behaviour import Behaviour
from sim.negotiation.conduct import conduct_named
from sim.negotiation.draw import Draws, draw
from sim.negotiation.parameters import NAMES, PARAMETERS, WHOLE
from sim.negotiation.table import Table
from sim.testing.rooms import some_events, table_of
from tests.reference.twin import CONDUCTS

#: Seed of all random negotiations.
SEED = 20260101
#: Scales have no natural upper bound; most extreme sets stay below this, some go to the bound.
TALL = 8.0
#: Ranges where nobody is patient and much is promised.
QUARREL = {
    "disappointment_weight": (0.3, 1.5), "harm_weight": (0.8, 2.0), "indirect_harm": (0.4, 0.9),
    "stake_scale": (0.0, 0.5), "blocking_cost": (0.0, 0.5), "decision_noise": (0.0, 0.1),
    "inertia": (0.0, 0.01), "chair_ambition": (0.0, 0.1), "own_claim": (0.0, 0.5),
    "outlet_stake": (0.3, 1.0), "red_line": (0.1, 3.0), "realism": (0.0, 1.0), "promise_kept": (0.3, 1.0),
}  # fmt: skip


def chance(*purpose: int) -> np.random.Generator:
    """Return a generator of its own for each purpose."""
    return np.random.default_rng([SEED, *purpose])


def random_table(case: int, most_members: int = 12, most_paragraphs: int = 6) -> Table:
    """Return a random table: 1 to 12 delegations, 1 to 6 paragraphs, all kinds of ladders and pasts."""
    rng = chance(1, case)
    n, k = int(rng.integers(1, most_members + 1)), int(rng.integers(1, most_paragraphs + 1))
    available = np.ones((k, 3), dtype=bool)
    available[:, 1] = rng.random(k) < 0.75
    ladders = [np.flatnonzero(ladder) for ladder in available]
    acquis = np.array([rng.choice(ladder) for ladder in ladders])
    if rng.random() < 0.3:
        acquis[:] = 0
    own = np.array([min(a, rng.choice(ladder)) for a, ladder in zip(acquis, ladders, strict=True)])
    weights = rng.choice([0.0, 0.2, 0.5, 0.8, 1.0], n) if rng.random() < 0.5 else rng.uniform(0, 1, n)
    weights[rng.integers(n)] = rng.uniform(0.1, 1)  # somebody has some standing
    groups = int(rng.integers(1, 5))
    conduct = [conduct_named(CONDUCTS[i]) for i in rng.choice(len(CONDUCTS), n, p=[0.76, 0.08, 0.08, 0.08])]
    positions = (
        rng.uniform(-1, 1, (k, n)) if rng.random() < 0.6 else rng.choice([-1, -0.5, 0, 0.5, 1], (k, n))
    )
    return table_of(
        positions.tolist(), spreads=rng.choice([0, 0.12, 0.18, 0.27], (k, n)), stakes=rng.uniform(0, 1, n),
        weights=weights, caucuses=rng.integers(0, groups, n),
        caucus_names=tuple(f"G{g}" for g in range(groups)),
        in_camp=rng.random(n) < 0.4 if rng.random() < 0.6 else np.zeros(n, bool),
        salience=rng.uniform(0.3, 2, k), ambition=rng.choice([0, 0.25, 0.5, 0.75, 1], k), acquis=acquis,
        own_text=own, outlets=int(rng.integers(0, 4)), readings=int(rng.integers(1, 13)), available=available,
        permanent=rng.random(n) < 0.3, conduct=tuple(conduct), events=some_events(rng, n),
    )  # fmt: skip


def random_behaviour(case: int, plays: int) -> Behaviour:
    """Return a parameter set for each play, by the kind of the case.

    From the priors; anywhere in what is allowed; often at its ends; or where
    delegations quarrel, so that failures, trades and repairs are common.
    """
    rng = chance(2, case)
    kind = ("prior", "anywhere", "ends", "quarrel")[case % 4]
    values = {}
    for parameter in PARAMETERS:
        low, high = parameter.allowed
        drawn = parameter.prior.quantile(rng.random(plays))
        if kind == "quarrel":
            drawn = rng.uniform(*QUARREL[parameter.name], plays) if parameter.name in QUARREL else drawn
        elif kind != "prior" and parameter.name in WHOLE:
            most = 20 if kind == "ends" and rng.random() < 0.1 else 4
            drawn = rng.integers(0, min(high, most) + 1, plays).astype(float)
        elif kind != "prior":
            # Where a scale has no natural upper end, as often below 1 as above.
            below, above = rng.uniform(low, min(1, high), plays), rng.uniform(low, min(high, TALL), plays)
            drawn = np.where(rng.random(plays) < 0.5, below, above)
            if kind == "ends":
                drawn = np.where(rng.random(plays) < 0.25, rng.choice([low, high], plays), drawn)
        values[parameter.name] = drawn
    return Behaviour(**values)


def random_draws(table: Table, case: int, plays: int) -> Draws:
    """Return the draws of a random negotiation, with the luck that the model itself draws."""
    luck = draw(table, SEED + case, plays)
    return replace(luck, behaviour=random_behaviour(case, plays))


def with_behaviour(draws: Draws, **values: object) -> Draws:
    """Return the draws with some parameters put at other values: a number, or one for each play."""
    plays = len(draws)
    changed = {
        name: np.broadcast_to(np.asarray(value, dtype=float), (plays,)).copy()
        for name, value in values.items()
        if NAMES[name]
    }
    return replace(draws, behaviour=replace(draws.behaviour, **changed))


def one_play(behaviour: Behaviour, row: int) -> str:
    """Return a parameter set in words, for who plays a case again."""
    return ", ".join(f"{f.name}={float(getattr(behaviour, f.name)[row])!r}" for f in fields(behaviour))
