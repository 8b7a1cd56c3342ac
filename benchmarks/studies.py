"""How long studies take that a researcher would call large, on one core."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.engines import ENGINES, with_engine
from benchmarks.part import Cell, Part
from benchmarks.rooms import ROOMS
from benchmarks.side_by_side import by_turns, one_core
from sim.scenario.loading import load
from sim.study.plays import SEED, Plays, task_spans
from sim.study.sensitivity.evaluations import BLOCK, Evaluations, Plan
from sim.study.sensitivity.factors import Group, factors
from sim.study.sensitivity.method import Method
from sim.study.setting import setting
from sim.study.tasks import spans

MILLION, SOBOL = 1_000_000, 100_000
#: Plays of each study that are timed in a turn; the time of all of them is in proportion.
TIMED = 12_800
#: Turns, at most.
MOST = 5
#: Plays of each point of the sensitivity analysis.
RUNS = 100


def sweep_point(plays: int) -> None:
    """Draw, play and count negotiations of 25 seats, as a point of a sweep does."""
    played = setting(load(ROOMS[25]))
    for first, last in task_spans(*played.table.shape, plays):
        Plays(played, SEED, first, last).carry_out()


def points(plays: int) -> None:
    """Evaluate points over the ranges of all parameters at 193 seats, as a Sobol analysis does."""
    scenario = load(ROOMS[193])
    played = setting(scenario)
    varied = factors(played, scenario, [Group.PARAMETERS])
    plan = Plan(varied, Method.SOBOL, SOBOL, RUNS)
    shares = np.random.default_rng(SEED).random((plays // RUNS, len(varied)))
    levers = tuple(factor.lever for factor in varied)
    for first, last in spans(len(shares), BLOCK):
        values = tuple(plan.values(shares[first:last]))
        Evaluations(played, levers, values, SEED, RUNS).carry_out()


def measure(repetitions: int) -> Part:
    """Time a share of each study, and say what the whole would take."""
    rows: list[tuple[Cell, ...]] = []
    studies: dict[str, tuple[Callable[[int], None], int]] = {
        "a million plays of 25 seats": (sweep_point, MILLION),
        "Sobol, 100,000 plays of 193 seats": (points, SOBOL),
    }
    with one_core() as where:
        for title, (study, plays) in studies.items():
            arms = {engine: with_engine(engine, partial(study, TIMED)) for engine in ENGINES}
            seconds = by_turns(arms, min(repetitions, MOST))
            rows.append((title, *(float(np.median(each)) * plays / TIMED for each in seconds.values())))
    return Part(
        "Large studies, all rules, on one core",
        ("study", *(f"{engine} s" for engine in ENGINES)),
        rows,
        (
            where,
            f"In proportion to {TIMED:,} plays; chance drawn, plays counted; compiling is not counted. A "
            "study keeps no single play.",
        ),
    )
