"""The engine with the search in compiled code (the extra `fast`) against itself in NumPy alone."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

import numpy as np

from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core, ratio
from sim.negotiation import kernel
from sim.negotiation.draw import Draws, draw
from sim.negotiation.play import play
from sim.negotiation.table import Table

PLAYS = {15: 1024, 25: 1024, 193: 512}
COLUMNS = ("seats", "rules", "NumPy us/play", "fast us/play", "times NumPy", "quartiles")


def played(table: Table, draws: Draws, enough: float) -> None:
    """Play with NumPy if nothing is enough to change over, or with compiled code if 0 is."""
    before, kernel.ENOUGH = kernel.ENOUGH, enough
    try:
        play(table, draws)
    finally:
        kernel.ENOUGH = before


def measure(repetitions: int) -> Part:
    """Compare them at 15, 25 and 193 seats, with the rules that all loops play and with all rules."""
    title = "Engine with the extra `fast` against NumPy alone"
    if find_spec("numba") is None:
        return Part(title, COLUMNS, notes=("Skipped: Numba is not installed (the extra fast).",))
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            for rules, draws in (("as the loops", room.draws), ("all", draw(room.table, 1, plays))):
                work = {"numpy": np.inf, "fast": 0.0}
                arms = {name: partial(played, room.table, draws, enough) for name, enough in work.items()}
                seconds = by_turns(arms, repetitions)
                micro = [float(np.median(each)) / plays * 1e6 for each in seconds.values()]
                times = ratio(seconds["numpy"], seconds["fast"])
                rows.append((seats, rules, *micro, times.median, times.spread))
    return Part(title, COLUMNS, rows, (where, "Compiling is not counted. The outcomes are the same bytes."))
