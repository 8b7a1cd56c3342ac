"""Failures: plays without a report, examined batch by batch."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, RUNGS, Bools, Floats, Ints
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import Reading, burdens, margin, net, open_reading, total
from sim.negotiation.stance import cover, price_of_blocking
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaints
from sim.study.reasons.cures import smallest_cures
from sim.study.reasons.offers import added, offers
from sim.study.reasons.squeeze import squeezes
from sim.study.rewording import plays_together, reword
from sim.study.setting import Setting
from sim.study.tasks import Arrays

#: At most this many failures are examined: a share of them is then known to about one point in a hundred.
MOST = 2000
#: Failures whose chance is drawn at a time, so that memory does not grow with their number.
BATCH = 256


def failures(outcomes: Outcomes, most: int = MOST) -> Ints:
    """Return the rows of the first failures among some plays, at most `most`."""
    return np.flatnonzero(~outcomes.adopted)[:most]


def look(setting: Setting, seed: int, outcomes: Outcomes) -> Arrays:
    """Examine some failures, a few at a time.

    Returns
    -------
    see `found_in`; plays are numbered through, and offers are counted over all rewordings (W, ...)
    """
    table = setting.table
    seats = np.flatnonzero(outcomes.objects.any(axis=0))
    together, kinds = plays_together(table), table.available.size * RUNGS
    each: list[Arrays] = []
    counted: Arrays | None = None
    for start in range(0, len(outcomes), BATCH):
        batch = outcomes[start : start + BATCH]
        draws = setting.draws(seed, batch.replicates)
        for first in range(0, len(batch), together):
            part = slice(first, first + together)
            some = draws[part]
            reading = open_reading(table, some, weigh(table, some), table.readings)
            found, offered = found_in(reading, batch[part], seats)
            counted = added(counted, offered, kinds)
            each.append({n: a + start + first if n.endswith("_play") else a for n, a in found.items()})
    whole = {name: np.concatenate([found[name] for found in each]) for name in each[0]}
    return {**whole, **{f"offer_{name}": array for name, array in (counted or {}).items()}}


def found_in(reading: Reading, outcomes: Outcomes, seats: Ints) -> tuple[Arrays, Arrays]:
    """Examine R failures.

    Parameters
    ----------
    seats : (I,) whose objections are counted by rewording

    Returns
    -------
    ``far`` (R, N), and what `smallest_cures` and `squeezes` return, named ``cure_...`` and ``squeeze_...``;
    and apart from these what `offers` returns
    """
    table, text = reading.table, outcomes.text
    complaints = outcomes.complaints.astype(np.int64)
    found = reword(reading, text)
    grieved = np.zeros(text.shape, dtype=bool)
    row, seat = np.nonzero(outcomes.objects & (complaints >= 0))
    grieved[row, Complaints(complaints).issue[row, seat]] = True
    uncured = np.bincount(found.rows[found.adopted], minlength=len(text)) == 0
    cures = smallest_cures(reading, text, found, grieved)
    squeezed = squeezes(found, complaints, uncured, table.available)
    arrays = {
        "far": far(reading, outcomes, complaints),
        **{f"cure_{name}": array for name, array in cures.items()},
        **{f"squeeze_{name}": array for name, array in squeezed.items()},
    }
    return arrays, offers(found, seats)


def grievances(objects: Bools, complaints: Ints, table: Table) -> Bools:
    """Return which complaints the objectors of each play have (R, 2K + 1); the last column is for none."""
    out = np.zeros((len(objects), Complaints.possible(len(table.issues)) + 1), dtype=bool)
    row, seat = np.nonzero(objects)
    out[row, complaints[row, seat]] = True
    return out


def far(reading: Reading, outcomes: Outcomes, complaints: Ints) -> Floats:
    """Return the share of its main complaint that each objector would have to give up (R, N).

    That is, by how much the text is worse for it than blocking, for the complaint as it is after concessions;
    above 1 if even that complaint gone would not be enough: the sum falls short, or the next largest
    complaint crosses a red line, too. Not a number where it does not object, or over nothing in the text.
    """
    every = np.arange(len(outcomes))
    worth = net(reading, outcomes.text, every)
    price = price_of_blocking(reading, cover(reading, worth, complaints), every)
    suffered = burdens(reading, outcomes.text, every)
    at = np.maximum(Complaints(complaints).issue, 0)[:, None, :]
    main = np.take_along_axis(suffered, at, axis=1)[:, 0]
    np.put_along_axis(suffered, at, 0.0, axis=1)
    bearable = margin(reading, every)[:, None] + price
    crossing = np.where((beside := suffered.max(axis=1)) > bearable, beside + main, main) - bearable
    counts = (outcomes.stances == OBJECTS) & (complaints >= 0)
    out = np.full(worth.shape, np.nan)
    short = np.maximum(-total(reading, outcomes.text, every) - price, crossing)
    np.divide(short, main, out=out, where=counts)
    return out
