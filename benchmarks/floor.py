"""The same arithmetic as a bare compiled loop on one core: how much of the engine's time is arithmetic.

floor.c is compiled by the C compiler of the machine into a temporary folder when it is first
used, and called through ctypes: no compiler, no floor. It takes the engine's own table and
draws, and plays under consensus, on the past that the table tells. Its sums are added up in
another order and its powers come from another library, so a play in which two changes are
worth the same to the last digits may go another way; tests/benchmarks/test_floor.py allows
one in a thousand.

There are two builds: ``-O3 -march=native``, which adds in the order that C says, and the same
with ``-ffast-math``, about the least that the arithmetic takes.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.negotiation.arrays import RUNGS, Rungs
from sim.negotiation.behaviour import Behaviour
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.draw import Draws
from sim.negotiation.rules import ADDED, without
from sim.negotiation.table import Table

SOURCE = Path(__file__).with_suffix(".c")
FLAGS = ("-O3", "-march=native", "-std=c11", "-fPIC")
#: Lets the compiler add in any order, and so with vector instructions, and take powers eight at a time.
FAST = "-ffast-math"
COMPILERS = ("cc", "gcc", "clang")

_INTEGERS = ("members", "paragraphs", "caucuses", "outlets", "readings")
_POINTERS = (
    "positions", "spreads", "stakes", "weights", "salience", "ambition", "caucus", "in_camp", "acquis",
    "own_text", "weaker", "stronger", "theta", "luck_position", "luck_stake", "luck_flexibility",
    "luck_mood", "luck_caucus",
)  # fmt: skip


#: Rules that neither this loop nor the one in Mesa plays, each with the prior that switches it off.
AS_BUILT = without(ADDED)
_WITHOUT = {"weather_effect": 0.0} | {n: p.low for n, p in AS_BUILT.items() if p.kind == "fixed"}
#: The parameters in the order of `enum theta` in floor.c.
_THETA = tuple(f.name for f in fields(Behaviour) if f.name not in _WITHOUT)


class _Game(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int64) for n in _INTEGERS] + [(n, ctypes.c_void_p) for n in _POINTERS]


class _Outcome(ctypes.Structure):
    _fields_ = [(n, ctypes.c_void_p) for n in ("path", "text", "stances")]


@dataclass(frozen=True, eq=False)
class Played:
    """What the compiled loop came to: path (R, T + 1, K), text (R, K), stances (R, N)."""

    path: Rungs
    text: Rungs
    stances: Rungs


def compiler() -> str | None:
    """Return the path of a C compiler, or None."""
    return next(filter(None, map(shutil.which, COMPILERS)), None)


@cache
def _library(fast: bool) -> tuple[ctypes.CDLL, Any]:
    """Compile the loop and load it; return it with the folder that it lies in, which goes when they do."""
    found = compiler()
    if found is None:
        raise OSError(f"no C compiler: none of {', '.join(COMPILERS)} is on the path")
    folder = tempfile.TemporaryDirectory(prefix="gge-sim-floor-", ignore_cleanup_errors=True)
    compiled, linked = Path(folder.name) / "floor.o", Path(folder.name) / "floor.so"
    flags = (*FLAGS, FAST) if fast else FLAGS
    subprocess.run([found, *flags, "-c", str(SOURCE), "-o", str(compiled)], check=True)
    # Linked without -ffast-math: with it, some compilers change how the whole process rounds small numbers.
    subprocess.run([found, "-shared", str(compiled), "-o", str(linked), "-lm"], check=True)
    library = ctypes.CDLL(str(linked))
    library.play_all.argtypes = [ctypes.POINTER(_Game), ctypes.c_int64, ctypes.POINTER(_Outcome)]
    return library, folder


def play_compiled(table: Table, draws: Draws, fast: bool = True) -> Played:
    """Play R replicates one after the other in compiled code, on one core.

    Parameters
    ----------
    fast : whether the compiler may reorder additions

    Raises
    ------
    OSError
        if there is no C compiler
    MemoryError
        if there is no memory for one play
    """
    library, _ = _library(fast)
    paragraphs, members = table.shape
    plays = len(draws)
    if table.decision != Consensus():
        raise ValueError("the compiled loop plays under consensus")
    switched_on = [n for n, off in _WITHOUT.items() if (getattr(draws.behaviour, n) != off).any()]
    if switched_on:
        raise ValueError(f"the compiled loop plays without {', '.join(switched_on)}")
    theta = np.stack([getattr(draws.behaviour, name) for name in _THETA], axis=1)
    arrays = {
        **{name: getattr(table, name) for name in _POINTERS if hasattr(table, name)},
        "caucus": table.caucuses.astype(np.int64),
        "theta": theta,
        "luck_position": draws.position,
        "luck_stake": draws.stake,
        "luck_flexibility": draws.flexibility,
        "luck_mood": draws.mood,
        "luck_caucus": draws.caucus_mood,
    }
    kept = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    numbers = (members, paragraphs, len(table.caucus_names), table.outlets, table.readings)
    game = _Game(*numbers, *(kept[name].ctypes.data for name in _POINTERS))
    assert kept["weaker"].shape == (paragraphs, RUNGS)

    played = Played(
        np.empty((plays, table.readings + 1, paragraphs), dtype=np.int8),
        np.empty((plays, paragraphs), dtype=np.int8),
        np.empty((plays, members), dtype=np.int8),
    )
    outcome = _Outcome(*(getattr(played, f.name).ctypes.data for f in fields(Played)))
    done = library.play_all(ctypes.byref(game), plays, ctypes.byref(outcome))
    if done == 0:
        raise MemoryError("no memory for a play")
    if done < 0:
        raise ValueError("the compiled loop takes at most 256 paragraphs")
    return played
