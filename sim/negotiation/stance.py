"""Stances: what a delegation does with a paragraph, and with the package."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, INDIFFERENCE, JOINS, OBJECTS, Floats, Ints, Rungs
from sim.negotiation.conduct.conduct import NEVER
from sim.negotiation.reading import Drafted, Reading
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaints, ParagraphStance

#: Less than this is arithmetic, not a complaint.
ROUNDING = 1e-12


def on_paragraphs(reading: Reading, draft: Rungs, rows: Ints) -> Ints:
    """Return each delegation's stance on each paragraph as drafted (R, K, N).

    It supports what is worth something to it, brackets what costs it something, and accepts the rest.
    """
    worth = Drafted(reading, draft, rows).worth
    supports, accepts, brackets = ParagraphStance
    return np.where(worth > INDIFFERENCE, supports, np.where(worth < -INDIFFERENCE, brackets, accepts))


def largest_complaint(reading: Reading, draft: Rungs, rows: Ints) -> Ints:
    """Return what each delegation complains of most (R, N), numbered as in `Complaints`."""
    return largest_of(Drafted(reading, draft, rows))


def largest_of(drafted: Drafted) -> Ints:
    """Return the same of a draft that is being weighed."""
    paragraph, size = drafted.largest
    position = drafted.reading.interests.position
    wanted = position[drafted.rows[:, None], paragraph, np.arange(paragraph.shape[1])] > 0
    return Complaints.over(paragraph, np.where(size > ROUNDING, wanted, -1)).numbers


def blocking_cost(reading: Reading) -> Floats:
    """Return what it costs each delegation to block alone (R, N): more, the less its weight."""
    return np.asarray(reading.behaviour.blocking_cost[:, None] * (1 - reading.table.weights))


def cover(reading: Reading, worth: Floats, complaint: Ints) -> Floats:
    """Return how far fellow complainants lower each delegation's cost of blocking (R, N), 0 to 1.

    The weight W of the others who would be worse off with the report and whose
    largest complaint is the same gives W / (W + 1). Buzan 1981; in practice Iran
    alone dissociated in 2021 and 2024, where three together blocked in 2017.

    Parameters
    ----------
    worth : (R, N) what adoption is worth to each
    complaint : (R, N) what each complains of most
    """
    replicates, _ = worth.shape
    kinds = Complaints.possible(len(reading.table.issues))
    unhappy = (worth < 0) & (complaint >= 0)
    weight = np.where(unhappy, reading.table.weights, 0.0)
    group = np.where(unhappy, complaint, kinds) + (kinds + 1) * np.arange(replicates)[:, None]
    total = np.bincount(group.ravel(), weight.ravel(), minlength=replicates * (kinds + 1))
    others = np.where(unhappy, total[group] - weight, 0.0)
    return np.asarray(others / (others + 1))


def price_of_blocking(reading: Reading, covered: Floats, rows: Ints) -> Floats:
    """Return what blocking costs each delegation beside its fellow complainants, by its conduct (A, N).

    Parameters
    ----------
    covered : (A, N) how far they lower the cost of blocking alone
    rows : (A,) which plays those are
    """
    exponent = reading.behaviour.cover_exponent[rows, None]
    price = np.asarray(blocking_cost(reading)[rows] * (1 - covered) ** exponent)
    return by_conduct(reading.table, np.arange(price.shape[1]), price, covered)


def by_conduct(table: Table, seats: Ints, price: Floats, covered: Floats) -> Floats:
    """Return what blocking costs some delegations as they behave (A, n); who may not decide cannot block.

    Parameters
    ----------
    seats : (n,) which delegations those are
    price : (A, n) what it costs by their weight and company
    covered : (A, n) how far that company gives cover
    """
    for conduct, places in table.conducted:
        at = np.isin(seats, places)
        price[:, at] = conduct.price(price[:, at], covered[:, at])
    price[:, ~table.decides[seats]] = NEVER
    return price


def on_package(reading: Reading, draft: Rungs, rows: Ints) -> Rungs:
    """Return each delegation's stance on the draft as a whole (R, N) (equation 10).

    It joins where the report is worth more to it than none. Otherwise it objects if it is worse off by more
    than blocking costs it, and if not dissociates itself: explains its position and lets the report pass.
    """
    return judge(reading, draft, rows).stances


class Judged(NamedTuple):
    """What everybody makes of some texts as a whole."""

    worth: Floats
    """(A, N) what adopting it is worth to each."""
    complaints: Ints
    """(A, N) what each complains of most, numbered as in `Complaints`."""
    stances: Rungs
    """(A, N) each delegation's `Stance`."""


def judge(reading: Reading, draft: Rungs, rows: Ints) -> Judged:
    """Return the stances on drafts of some plays (A, K), with what is behind them."""
    drafted = Drafted(reading, draft, rows)
    worth, complaints = drafted.net, largest_of(drafted)
    return Judged(worth, complaints, package(reading, worth, complaints, rows))


def package(reading: Reading, worth: Floats, complaint: Ints, rows: Ints) -> Rungs:
    """Return the same from what adoption is worth to each, and what each complains of most (A, N)."""
    covered = cover(reading, worth, complaint)
    price = price_of_blocking(reading, covered, rows)
    stances = np.where(worth >= 0, JOINS, np.where(worth < -price, OBJECTS, DISSOCIATES))
    return stances.astype(np.int8)
