"""How the time of a play grows with the room, the draft and the readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from benchmarks.engines import ENGINES, playing
from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core
from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.draw import draw
from sim.negotiation.table import Table
from sim.study.membership import seat

SEATS = (25, 50, 100, 193)
PARAGRAPHS = (4, 8, 16, 32, 64)
READINGS = (3, 6, 12, 24, 48)
PLAYS = 256
#: Order in which members take their seats in the nested rooms: any that does not go by the alphabet.
SHUFFLE = 7


def with_seats(table: Table, seats: int) -> Table:
    """Return the table with so many of its delegations; a larger room holds all of a smaller one."""
    everybody = np.random.default_rng(SHUFFLE).permutation(len(table.codes))
    return seat(table, [table.codes[place] for place in everybody[:seats]])


def with_paragraphs(table: Table, paragraphs: int) -> Table:
    """Return the table with the first so many paragraphs, begun again where there are not enough."""
    here = np.arange(paragraphs) % len(table.issues)
    times: Ints = np.arange(paragraphs) // len(table.issues)
    return replace(
        table,
        issues=tuple(f"{table.issues[k]}{t or ''}" for k, t in zip(here, times, strict=True)),
        positions=table.positions[here],
        spreads=table.spreads[here],
        salience=table.salience[here],
        ambition=table.ambition[here],
        acquis=table.acquis[here],
        own_text=table.own_text[here],
        available=table.available[here],
    )


def exponent(sizes: Floats, seconds: Floats) -> tuple[float, float]:
    """Fit seconds = c size^p by least squares of the logarithms; return p and its standard error."""
    x, y = np.log(sizes), np.log(seconds)
    x = x - x.mean()
    slope = float((x * y).sum() / (x**2).sum())
    left = y - y.mean() - slope * x
    return slope, float(np.sqrt((left**2).sum() / (len(x) - 2) / (x**2).sum()))


def measure(repetitions: int) -> Part:
    """Time plays of nested rooms, drafts of growing length, and more and more readings."""
    table = room_of(193, 1).table
    families: dict[str, Mapping[int, Table]] = {
        "seats": {n: with_seats(table, n) for n in SEATS},
        "paragraphs": {k: with_paragraphs(table, k) for k in PARAGRAPHS},
        "readings": {t: replace(table, readings=t) for t in READINGS},
    }
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for name, tables in families.items():
            draws = {size: draw(each, 1, PLAYS) for size, each in tables.items()}
            arms = {
                f"{engine} {size}": work
                for size, each in tables.items()
                for engine, work in playing(each, draws[size]).items()
            }
            seconds = by_turns(arms, repetitions)
            for engine in ENGINES:
                micro = [float(np.median(seconds[f"{engine} {size}"])) / PLAYS * 1e6 for size in tables]
                power, error = exponent(np.array(list(tables), dtype=float), np.array(micro))
                told = ", ".join(f"{size}: {time:.0f}" for size, time in zip(tables, micro, strict=True))
                rows.append((name, engine, told, power, error))
    return Part(
        "Growth of the time of a play",
        ("with", "engine", "us/play by size", "exponent", "standard error"),
        rows,
        (
            f"{table.shape[1]} seats, {table.shape[0]} paragraphs and {table.readings} readings where not "
            "said otherwise. An exponent of 1 is linear growth, fitted over all sizes. What a call costs "
            "whatever it works on weighs most in a small room, and makes the exponent smaller. "
            f"{where}",
        ),
    )
