"""Opponents: every delegation that objects in failures, how far it is, and what would move it."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Ints
from sim.negotiation.outcome import Outcomes
from sim.negotiation.table import Table
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.reasons.findings import Amendment, Grievance, Offer, Opponent
from sim.study.tasks import Arrays

#: At most this many new objectors are named.
ESTRANGED = 5


def opponents(table: Table, outcomes: Outcomes, found: Arrays) -> tuple[Opponent, ...]:
    """Return every delegation that objects in F failures, the most frequent first."""
    objects = outcomes.objects
    lone = objects.sum(axis=1) == 1
    rows = []
    for number, seat in enumerate(np.flatnonzero(objects.any(axis=0))):
        here = objects[:, seat]
        kinds, often = np.unique(outcomes.complaints[here, seat], return_counts=True)
        order = np.argsort(-often, kind="stable")
        rows.append(
            Opponent(
                code=table.codes[seat],
                name=name_of(table.codes[seat]),
                share=Counted.among(here),
                alone=Counted.among(here & lone),
                grievances=tuple(
                    (Grievance.of(table, int(kinds[n])), Counted(int(often[n]), int(here.sum())))
                    for n in order
                ),
                far=middle(found["far"][here, seat]),
                offers=offers_to(table, found, number, int(here.sum())),
            )
        )
    return tuple(sorted(rows, key=lambda o: -o.share))


def offers_to(table: Table, found: Arrays, number: int, objections: int) -> tuple[Offer, ...]:
    """Return the rewordings that end objections of one delegation, the most effective first."""
    ends, cures, costs = (found[f"offer_{name}"][:, number] for name in ("ends", "cures", "costs"))
    rows = []
    for kind in np.flatnonzero(ends):
        paragraph, rungs = divmod(int(kind), RUNGS * RUNGS)
        start, end = divmod(rungs, RUNGS)
        rows.append(
            Offer(
                amendment=Amendment(table.issues[paragraph], Rung(start), Rung(end)),
                share=Counted(int(ends[kind]), objections),
                cures=Counted(int(cures[kind]), objections),
                costs=Counted(int(costs[kind]), objections),
                estranged=ranked(table, found["offer_estranged"][kind, number], objections)[:ESTRANGED],
            )
        )
    return tuple(sorted(rows, key=lambda o: (-o.cures, -o.share)))


def ranked(table: Table, often: Ints, of: int) -> tuple[tuple[str, Counted], ...]:
    """Return the delegations with a count (N,), each with its share of `of`, the most frequent first."""
    order = np.argsort(-often, kind="stable")
    return tuple((table.codes[seat], Counted(int(often[seat]), of)) for seat in order if often[seat])


def middle(shares: Floats) -> float | None:
    """Return the median of the numbers among some; None if there are none."""
    some = shares[~np.isnan(shares)]
    return float(np.median(some)) if len(some) else None
