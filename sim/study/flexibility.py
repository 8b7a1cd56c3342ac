"""Flexibility needed: the share of its complaints that a delegation must give up for a text."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import JOINS, OBJECTS, Floats, Rungs, wording
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.outcome import Outcomes
from sim.negotiation.reading import Reading, ceiling, has_red_lines, total
from sim.negotiation.stance import ROUNDING, cover, price_of_blocking


def flexibility_to_reach(worth: Floats, reading: Reading, text: Rungs) -> Floats:
    """Return the share of its complaints that each must give up for a text to be worth so much.

    The sum over the paragraphs must reach it, and where there are red lines the worst of them. Infinite where
    even the most that anybody can give up falls short.

    Parameters
    ----------
    worth : (..., R, N) what it is to be worth to each, which is more than it is worth as things are
    text : (R, K) the texts
    """
    every = np.arange(len(text))
    felt = wording(reading.interests.complaint, text, every)
    short = total(reading, text, every) - worth
    needed = _needed(short, reading.flexibility, felt.sum(axis=1))
    if not has_red_lines(reading):
        return needed
    below = ceiling(reading, text, every) - worth
    line = _needed(below, reading.flexibility, felt.max(axis=1, initial=0.0))
    return np.where(below < 0, np.maximum(needed, line), needed)


def flexibility_lacking(reading: Reading, outcomes: Outcomes) -> tuple[Floats, Floats]:
    """Return how much more of its complaints each would have to give up to join, and not to object (R, N).

    Who joins lacks nothing, and neither does who does not object.

    Parameters
    ----------
    reading : at which the texts were put under silence
    outcomes : how that ended
    """
    covered = cover(reading, outcomes.worth.astype(np.float64), outcomes.complaints.astype(np.int64))
    price = price_of_blocking(reading, covered, np.arange(len(outcomes)))
    needed = flexibility_to_reach(np.stack([np.zeros_like(price), -price]), reading, outcomes.text)
    join, passing = needed - reading.flexibility
    stances = outcomes.stances
    return np.where(stances == JOINS, 0.0, join), np.where(stances == OBJECTS, passing, 0.0)


def _needed(short: Floats, flexibility: Floats, grievance: Floats) -> Floats:
    """Return the share of a grievance that must be given up to be short of nothing.

    Parameters
    ----------
    short : (..., R, N) by how much it falls short, below 0
    flexibility : (R, N) the share that is given up as things are
    grievance : (R, N) what is felt before anything is given up
    """
    more = np.full(short.shape, np.inf)
    np.divide(-short, grievance, out=more, where=grievance > ROUNDING)
    return np.where(flexibility + more <= MOST, flexibility + more, np.inf)
