"""Baselines: the simple forecasts that the model has to beat, in the same modes on the same record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.degree import Degree
from sim.negotiation.parameters import Prior
from sim.negotiation.table import Table
from sim.study.calibration.simulation import simulate
from sim.study.history import Process

#: The probability that a cautious observer of UN consensus bodies might give every time.
CONSTANT = 0.75


def base_rate(known: Sequence[Process]) -> float:
    """Return the share of successes so far, with one success and one failure added (Laplace)."""
    return (sum(p.record.adopted for p in known) + 1) / (len(known) + 2)


def climatology(known: Sequence[Process]) -> Floats:
    """Return the share of each `Degree` so far (D,), with half a process of each added."""
    reached = np.array([int(p.degree) for p in known], dtype=int)
    counts = np.bincount(reached, minlength=len(Degree)) + 0.5
    return np.asarray(counts / counts.sum())


def by_size(known: Sequence[Process], process: Process) -> float:
    """Return the probability by a logistic regression on the log of the number of members.

    Fitted to what is known with a weak normal prior (standard deviation 2.5) on
    both coefficients, so that it exists for few cases and for one outcome only.
    """
    if not known:
        return 0.5
    centre = np.log(40.0)
    x = np.array([[1.0, np.log(len(p.scenario.members)) - centre] for p in known])
    y = np.array([float(p.record.adopted) for p in known])
    beta = np.zeros(2)
    for _ in range(50):
        mean = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (y - mean) - beta / 2.5**2
        curvature = (x * (mean * (1 - mean))[:, None]).T @ x + np.eye(2) / 2.5**2
        beta += np.linalg.solve(curvature, slope)
    here = np.array([1.0, np.log(len(process.scenario.members)) - centre])
    return float(1 / (1 + np.exp(-here @ beta)))


def static_win_set(process: Process, sets: int = 200, plays: int = 10, seed: int = 1) -> float:
    """Return the probability that the room would adopt some text without any readings.

    One reading at the deadline, a neutral chair who hears everybody, as many changes as help, no inertia, no
    cost of scope, no favour. What remains is whether the search finds a package that nobody blocks.
    """
    table: Table = replace(process.table, readings=1, in_camp=np.zeros_like(process.table.in_camp))
    free = {"inertia": 0.0, "scope_cost": 0.0, "chair_partiality": 0.0, "moves": 20.0}
    sample = draw_behaviour({n: Prior.fixed(v) for n, v in free.items()}, seed, np.arange(sets))
    return float(simulate(table, "mediator", sample, plays, seed).probability.mean())


def last_text(process: Process) -> Floats:
    """Return the body's last text, else the acquis, as certain language (K,)."""
    table = process.table
    text = table.own_text if table.own_text.any() else table.acquis
    return np.asarray(text, dtype=np.float64)


def usual_language(known: Sequence[Process], process: Process) -> Floats:
    """Return the most frequent formulation of each issue in the known reports (K,)."""
    issues = len(process.table.issues)
    counts = np.zeros((issues, RUNGS))
    for other in known:
        for k, rung in other.language.items():
            counts[k, rung] += 1
    return np.asarray(counts.argmax(axis=1), dtype=np.float64)


def compromise(process: Process) -> Floats:
    """Return the mean position on each issue, weighted by standing (K,), -1 to 1.

    The compromise model of Thomson et al. 2006, on one-sided issues.
    """
    table = process.table
    return np.asarray((table.positions * table.weights).sum(axis=1) / table.weights.sum())


def compromise_language(known: Sequence[Process], process: Process) -> Floats:
    """Return the language that the compromise implies (K,), by the two cuts that fit known reports best."""
    cuts = np.linspace(-0.5, 0.9, 29)
    best, found = -1, (0.3, 0.5)
    pairs = [(compromise(other)[k], int(rung)) for other in known for k, rung in other.language.items()]
    if pairs:
        means, rungs = np.array([m for m, _ in pairs]), np.array([r for _, r in pairs])
        for low in cuts:
            for high in cuts[cuts >= low]:
                right = int((((means > low).astype(int) + (means > high)) == rungs).sum())
                if right > best:
                    best, found = right, (float(low), float(high))
    mean = compromise(process)
    return np.asarray((mean > found[0]).astype(float) + (mean > found[1]))


def away_from_middle(process: Process) -> Floats:
    """Return the squared distance of each delegation from the room's weighted mean, by issue (K, N)."""
    table = process.table
    away = table.positions - compromise(process)[:, None]
    return np.asarray(table.salience[:, None] * away**2)


def extremity(process: Process) -> Floats:
    """Return how far each delegation stands from the room's weighted mean position (N,)."""
    return np.asarray(np.sqrt(away_from_middle(process).sum(axis=0)))
