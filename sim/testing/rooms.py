"""Small rooms at random: tables and draws to hold any strategy, conduct or rule against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim.negotiation.conduct import CONDUCTS, conduct_named
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.draw import Draws, draw
from sim.negotiation.parameters import Prior
from sim.negotiation.table import Table
from sim.negotiation.weather import Happening

#: Most delegations behave as the model has it, the others in any other shipped way.
_CONDUCT = ["instructed"] * 5 + [conduct.name for conduct in CONDUCTS]


def table_of(positions: list[list[float]], **given: Any) -> Table:
    """A table of K x N positions; everything else plain unless given."""
    grid = np.array(positions, dtype=float)
    paragraphs, members = grid.shape
    plain: dict[str, Any] = {
        "codes": tuple(f"A{n:03d}" for n in range(members)),
        "issues": tuple(f"I{k}" for k in range(paragraphs)),
        "positions": grid,
        "spreads": np.zeros_like(grid),
        "stakes": np.full(members, 0.5),
        "weights": np.full(members, 0.2),
        "caucuses": np.zeros(members, dtype=np.int64),
        "caucus_names": ("all",),
        "in_camp": np.zeros(members, dtype=bool),
        "salience": np.ones(paragraphs),
        "ambition": np.zeros(paragraphs),
        "acquis": np.zeros(paragraphs, dtype=np.int8),
        "own_text": np.zeros(paragraphs, dtype=np.int8),
        "outlets": 0,
        "readings": 6,
        "available": np.ones((paragraphs, 3), dtype=bool),
        "permanent": np.zeros(members, dtype=bool),
        "decision": Consensus(),
        "conduct": (),
        "events": (),
    }
    for name, value in given.items():
        like = plain[name]
        plain[name] = np.array(value, dtype=like.dtype) if isinstance(like, np.ndarray) else value
    return Table(**plain)


def permuted(table: Table, order: list[int]) -> Table:
    """The same room with its delegations under other codes: seat n of the result is order[n] of the table."""
    by_member = {
        "positions": 1,
        "spreads": 1,
        "stakes": 0,
        "weights": 0,
        "caucuses": 0,
        "in_camp": 0,
        "permanent": 0,
    }
    moved: dict[str, Any] = {
        name: np.take(getattr(table, name), order, axis=axis) for name, axis in by_member.items()
    }
    there = {table.codes[seat]: table.codes[place] for place, seat in enumerate(order)}
    conduct = tuple(table.conduct[n] for n in order)
    return replace(table, conduct=conduct, events=recoded(table.events, there), **moved)


def recoded(events: tuple[Happening, ...], codes: Mapping[str, str]) -> tuple[Happening, ...]:
    """The same events between delegations under other codes; who is not named keeps its code."""
    return tuple(e._replace(one=codes.get(e.one, e.one), other=codes.get(e.other, e.other)) for e in events)


def some_events(rng: np.random.Generator, members: int) -> tuple[Happening, ...]:
    """A few events between members, or with one who is not in the room."""
    pairs = rng.integers(0, members + 1, (int(rng.integers(0, 4)), 2)).tolist()
    return tuple(
        Happening(f"e{n}", f"A{one:03d}", f"A{other:03d}", int(rng.choice([-1, 1])))
        for n, (one, other) in enumerate(pairs)
        if one != other
    )


@st.composite
def tables(
    draw_from: st.DrawFn, most_members: int = 5, most_paragraphs: int = 4, instructed: bool = False
) -> Table:
    """Any small table; where asked for with nobody who behaves otherwise than instructed."""
    rng = np.random.default_rng(draw_from(st.integers(0, 2**32 - 1)))
    n = draw_from(st.integers(1, most_members))
    k = draw_from(st.integers(1, most_paragraphs))
    available = np.ones((k, 3), dtype=bool)
    available[:, 1] = rng.random(k) < 0.8
    rungs = np.where(available[:, 1], 3, 2)
    pick = [np.flatnonzero(a) for a in available]
    acquis = np.array([pick[i][rng.integers(rungs[i])] for i in range(k)])
    own = np.array([min(acquis[i], pick[i][rng.integers(rungs[i])]) for i in range(k)])
    groups = int(rng.integers(1, 4))
    camp = rng.random(n) < 0.4 if rng.random() < 0.5 else np.zeros(n, bool)
    return table_of(
        rng.uniform(-1, 1, (k, n)).tolist(),
        spreads=rng.choice([0, 0.12, 0.27], (k, n)),
        stakes=rng.uniform(0, 1, n),
        weights=rng.choice([0.2, 0.5, 0.8], n),
        caucuses=rng.integers(0, groups, n),
        caucus_names=tuple(f"G{g}" for g in range(groups)),
        in_camp=camp,
        salience=rng.uniform(0.3, 2, k),
        ambition=rng.choice([0, 0.25, 0.5, 1], k),
        acquis=acquis,
        own_text=own,
        outlets=int(rng.integers(0, 3)),
        readings=int(rng.integers(1, 7)),
        available=available,
        conduct=tuple(conduct_named("instructed" if instructed else rng.choice(_CONDUCT)) for _ in range(n)),
        permanent=rng.random(n) < 0.3,
        events=some_events(rng, n),
    )


def draws_for(table: Table, seed: int, runs: int = 4, **values: float) -> Draws:
    """Draws from the model's priors, with some parameters fixed."""
    return draw(table, seed, runs, {name: Prior.fixed(value) for name, value in values.items()})
