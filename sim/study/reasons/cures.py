"""Cures: the smallest change of the last text that would have had it adopted.

Luck and concessions stay the same, and nobody reacts. First each paragraph is tried on every other rung of
its ladder; if no such text is adopted, every pair of paragraphs.

Worth is additive over paragraphs, so every pair is first judged from the worth of its two changes, as if
nobody had cover or a red line. Cover only turns dissociation into objection, and every decision rule is at
least as well disposed to a text with fewer objections: what does not carry so cannot carry. What is left is
put before the room as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools, Floats, Ints, Rungs, wording
from sim.negotiation.reading import Reading, total
from sim.negotiation.stance import on_package, price_of_blocking
from sim.study.rewording import PIECE, Rewordings, rungs_between
from sim.study.tasks import Arrays

#: Worth added up in another order differs by less than this; the screen errs on the side of keeping.
SLACK = 1e-9
#: Weighted worths that agree to this many digits are equal, so that the order of paragraphs decides.
DIGITS = 9


@dataclass(frozen=True, eq=False)
class Changes:
    """Every change of a single paragraph of the last texts, in R plays; C of them in each.

    Parameters
    ----------
    paragraphs : (C,) the paragraph; the same in every play, since each has as many other rungs
    starts, ends : (R, C) its rung in the last text, and instead
    worth : (R, N) what the last text is worth to everybody, before red lines
    gained : (R, C, N) how much more the text is worth with that change
    """

    paragraphs: Ints
    starts: Rungs
    ends: Ints
    worth: Floats
    gained: Floats


def changes(reading: Reading, text: Rungs, found: Rewordings) -> Changes:
    """Lay out the rewordings of the last texts (R, K) by play, with what each is worth."""
    plays = np.arange(len(text))
    many = len(found.rows) // len(text)
    assert (found.rows == np.repeat(plays, many)).all(), "last texts stand on rungs of their ladders"
    paragraphs = found.paragraphs[:many]
    starts, ends = found.starts.reshape(-1, many), found.ends.reshape(-1, many)
    before = wording(reading.worth, text, plays)[:, paragraphs]
    after = reading.worth[plays[:, None], paragraphs, ends]
    return Changes(paragraphs, starts, ends, total(reading, text, plays), after - before)


def smallest_cures(reading: Reading, text: Rungs, found: Rewordings, grieved: Bools) -> Arrays:
    """Find the smallest cures of R failures.

    Parameters
    ----------
    text : (R, K) the texts put under silence
    grieved : (R, K) whether the paragraph is in a grievance

    Returns
    -------
    by cure: ``play`` (row of the failure); ``paragraphs``, ``starts``, ``ends`` (C, 2), -1 in the second
    place of a cure of one paragraph; ``outside``, how many of its paragraphs are in no grievance; ``first``,
    whether it is listed first. Sorted by play, and in each as cures are listed: paragraphs of the grievances
    first, then by the fewest rungs, the largest weighted worth of the text to the room, and the order of the
    paragraphs.
    """
    options = changes(reading, text, found)
    singles = found.adopted.reshape(-1, len(options.paragraphs))
    play, one = np.nonzero(singles)
    rows = np.flatnonzero(~singles.any(axis=1))
    row, first, second = pairs(reading, text, options, rows)
    return _in_order(
        reading,
        options,
        grieved,
        np.concatenate([play, row]),
        np.stack([np.concatenate([one, first]), np.concatenate([np.full(len(one), -1), second])], axis=1),
    )


def pairs(reading: Reading, text: Rungs, options: Changes, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of changes with which the texts of some plays are adopted.

    Returns the play, first and second change of each (C,), in order.
    """
    one, other = np.triu_indices(len(options.paragraphs), k=1)
    apart = options.paragraphs[one] != options.paragraphs[other]
    one, other = one[apart], other[apart]
    members = options.worth.shape[1]
    together = max(1, PIECE // max(1, len(one) * members))
    kept = [np.empty((0, 2), np.int64)]
    for start in range(0, len(rows) if len(one) else 0, together):
        some = rows[start : start + together]
        at = np.argwhere(screen(reading, options, some, one, other))
        kept.append(np.stack([some[at[:, 0]], at[:, 1]], axis=1))
    row, pair = np.concatenate(kept).T
    carried = np.zeros(len(row), dtype=bool)
    together = max(1, PIECE // (text.shape[1] * members))
    for start in range(0, len(row), together):
        part = slice(start, start + together)
        drafts, of = text[row[part]], np.arange(len(row[part]))
        for change in (one[pair[part]], other[pair[part]]):
            drafts[of, options.paragraphs[change]] = options.ends[row[part], change]
        stances = on_package(reading, drafts, row[part])
        carried[part] = reading.table.carries(stances)
    return row[carried], one[pair[carried]], other[pair[carried]]


def screen(reading: Reading, options: Changes, rows: Ints, one: Ints, other: Ints) -> Bools:
    """Return which pairs of changes may cure some plays (A, P): those that carry if nobody has cover."""
    worth = options.worth[rows, None] + options.gained[rows][:, one] + options.gained[rows][:, other]
    price = price_of_blocking(reading, np.zeros_like(options.worth[rows]), rows)[:, None]
    against = np.where(worth < -price - SLACK, OBJECTS, DISSOCIATES)
    stances = np.where(worth >= -SLACK, JOINS, against).astype(np.int8)
    return reading.table.carries(stances)


def _in_order(reading: Reading, options: Changes, grieved: Bools, play: Ints, change: Ints) -> Arrays:
    """Describe cures, and sort them in the order in which they are listed."""
    is_one = change < 0
    paragraphs = np.where(is_one, -1, options.paragraphs[change])
    starts = np.where(is_one, -1, options.starts[play[:, None], change])
    ends = np.where(is_one, -1, options.ends[play[:, None], change])
    steps = np.abs(rungs_between(reading.table)[paragraphs, starts, ends])
    outside = (~grieved[play[:, None], paragraphs] & ~is_one).sum(axis=1)
    # Summed row by row: a matrix product may add up in another order in another batch.
    weighted = (options.gained * reading.table.weights).sum(axis=2)
    worth = (options.worth * reading.table.weights).sum(axis=1)[play]
    worth = np.round(worth + np.where(is_one, 0.0, weighted[play[:, None], change]).sum(axis=1), DIGITS)
    rungs = np.where(is_one, 0, steps).sum(axis=1)
    order = np.lexsort((change[:, 1], change[:, 0], -worth, rungs, outside, play))
    play = play[order]
    first = np.ones(len(play), dtype=bool)
    first[1:] = play[1:] != play[:-1]
    return {
        "play": play,
        "paragraphs": paragraphs[order].astype(np.int16),
        "starts": starts[order].astype(np.int8),
        "ends": ends[order].astype(np.int8),
        "outside": outside[order].astype(np.int8),
        "first": first,
    }
