"""Rewording: the last text with one paragraph reworded, and the room's response."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import JOINS, OBJECTS, RUNGS, Bools, Ints, Rungs
from sim.negotiation.reading import Reading
from sim.negotiation.stance import on_package
from sim.negotiation.table import Table
from sim.study.tasks import Arrays

#: Plays are reworded in pieces, so that no array holds many more numbers than this.
PIECE = 2**21


def plays_together(table: Table) -> int:
    """Return how many plays may be reworded at a time."""
    paragraphs, members = table.shape
    return max(1, PIECE // ((RUNGS - 1) * paragraphs**2 * members))


def rungs_between(table: Table) -> Ints:
    """Return how many rungs of its own ladder lie between two formulations of a paragraph (K, M, M).

    Negative towards silence. On a ladder without indirect text, silent and explicit are one rung apart.
    """
    place = np.cumsum(table.available, axis=1)
    return np.asarray(place[:, None, :] - place[:, :, None])


@dataclass(frozen=True, eq=False)
class Rewordings:
    """Every text that differs from the last one in the wording of a single paragraph, in R plays.

    Parameters
    ----------
    before : (R, N) everybody's stance on the last text
    rows : (E,) the play of each rewording
    paragraphs : (E,) the paragraph that is worded otherwise
    starts, ends : (E,) its rung in the last text, and now
    rungs : (E,) how many rungs of its ladder that is, negative towards silence
    stances : (E, N) everybody's stance on the text so reworded
    adopted : (E,) whether it would be adopted
    """

    before: Rungs
    rows: Ints
    paragraphs: Ints
    starts: Rungs
    ends: Ints
    rungs: Ints
    stances: Rungs
    adopted: Bools


def reword(reading: Reading, text: Rungs) -> Rewordings:
    """Put every rewording of the last texts to the room, as it stands at the last reading.

    Nobody reacts: the chair changes nothing more, and nobody concedes more.

    Parameters
    ----------
    text : (R, K) the texts put under silence
    """
    table = reading.table
    rows, paragraphs, ends = np.nonzero(table.available & (text[:, :, None] != np.arange(RUNGS)))
    drafts = text[rows]
    drafts[np.arange(len(rows)), paragraphs] = ends
    starts = text[rows, paragraphs]
    stances = on_package(reading, drafts, rows)
    return Rewordings(
        before=on_package(reading, text, np.arange(len(text))),
        rows=rows,
        paragraphs=paragraphs,
        starts=starts,
        ends=ends,
        rungs=rungs_between(table)[paragraphs, starts, ends],
        stances=stances,
        adopted=table.carries(stances),
    )


def counts(found: Rewordings, seats: Ints, paragraphs: int) -> Arrays:
    """Count what rewording does, over the plays in which each of some delegations objects to the last text.

    Parameters
    ----------
    seats : (I,) places of the delegations

    Returns
    -------
    by delegation, paragraph, rung in the last text, rung instead (I, K, M, M):

    plays : in which it objects and the paragraph can be so reworded
    joins, passes : of those, in which it then joins; in which it no longer objects
    costs, carries : of those in which it joins, in which somebody objects who did not before; in which the
        text is adopted
    estranged : (I, K, M, M, N) of those in which it joins, in which each objects who did not before
    """
    shape = (len(seats), paragraphs, RUNGS, RUNGS)
    estranged = (found.stances == OBJECTS) & (found.before != OBJECTS)[found.rows]
    totals = {name: np.zeros(shape, np.int64) for name in ("plays", "joins", "passes", "costs", "carries")}
    lost = np.zeros((*shape, found.before.shape[1]), np.int32)
    for number, seat in enumerate(seats):
        here = np.flatnonzero((found.before[:, seat] == OBJECTS)[found.rows])
        stance = found.stances[here, seat]
        joins = stance == JOINS
        flags = {
            "plays": np.ones(len(here), bool),
            "joins": joins,
            "passes": stance != OBJECTS,
            "costs": joins & estranged[here].any(axis=1),
            "carries": joins & found.adopted[here],
        }
        at = (found.paragraphs[here], found.starts[here], found.ends[here])
        for name, flag in flags.items():
            np.add.at(totals[name][number], at, flag)
        which, who = np.nonzero(estranged[here] & joins[:, None])
        np.add.at(lost[number], (*(place[which] for place in at), who), 1)
    return {**totals, "estranged": lost}


def fewest(found: Rewordings, enough: Bools) -> Ints:
    """Return by how few rungs one paragraph must change to be enough (R,); 0 where no rewording is.

    Parameters
    ----------
    enough : (E,) which rewordings are
    """
    far = np.full(len(found.before), RUNGS)
    np.minimum.at(far, found.rows[enough], np.abs(found.rungs[enough]))
    return np.where(far < RUNGS, far, 0)
