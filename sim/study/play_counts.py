"""Counts of plays: what studies keep of the plays of one setting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from sim.negotiation.arrays import RUNGS, Bools, Floats, Ints, Rungs
from sim.negotiation.outcome import Outcomes

#: The counts that there are for each play; the rest are sums.
BY_PLAY = ("replicates", "adopted", "degrees", "objections", "dissociations", "strength", "readings")


@dataclass(frozen=True, eq=False)
class PlayCounts:
    """The plays of one setting: a few numbers for each, and sums over all.

    Parameters
    ----------
    replicates : (R,) numbers of the plays
    adopted : (R,) whether each ends with an adopted report
    degrees : (R,) the `Degree` of each outcome
    objections : (R,) how many object to the last text
    dissociations : (R,) how many let it pass but dissociate themselves
    strength : (R,) sum over paragraphs of the rung of the last text, 0 to 2K
    readings : (R,) the last reading at which the draft changed, 0 if it never did
    rungs : (K, M) how many adopted reports have each formulation
    objects : (N,) plays in which each delegation objects
    dissociated : (N,) adopted reports from which each dissociates
    blame : (N,) plays without a report, each shared equally among those who object
    blame_squares : () sum over those plays and delegations of the squared shares
    """

    replicates: Ints
    adopted: Bools
    degrees: Rungs
    objections: Ints
    dissociations: Ints
    strength: Ints
    readings: Ints
    rungs: Ints
    objects: Ints
    dissociated: Ints
    blame: Floats
    blame_squares: Floats

    def __len__(self) -> int:
        return len(self.replicates)

    @property
    def blamed(self) -> int:
        """Number of plays without a report in which somebody objects."""
        return int((~self.adopted & (self.objections > 0)).sum())

    @property
    def share(self) -> float:
        """Share of the plays that end with an adopted report."""
        return float(self.adopted.mean())


def count_plays(batches: Iterable[Outcomes]) -> PlayCounts:
    """Count the outcomes of one setting, a batch at a time."""
    return join([_counted(outcomes) for outcomes in batches])


def join(parts: Sequence[PlayCounts]) -> PlayCounts:
    """Join the counts of several batches of one setting, in order."""
    return PlayCounts(
        **{
            f.name: np.concatenate([getattr(p, f.name) for p in parts])
            if f.name in BY_PLAY
            else np.sum([getattr(p, f.name) for p in parts], axis=0)
            for f in fields(PlayCounts)
        }
    )


def last_change(path: Rungs) -> Ints:
    """Return the last reading at which the draft changed (R,), 0 if it never did; from (R, T + 1, K)."""
    moved = (path[:, 1:] != path[:, :-1]).any(axis=2)
    last: Ints = (moved * np.arange(1, moved.shape[1] + 1)).max(axis=1).astype(np.int16)
    return last


def _counted(outcomes: Outcomes) -> PlayCounts:
    adopted, objects = outcomes.adopted, outcomes.objects
    objections = objects.sum(axis=1)
    reports = outcomes.text[adopted]
    failed = ~adopted & (objections > 0)
    blame = objects[failed] / objections[failed, None]
    return PlayCounts(
        replicates=outcomes.replicates.astype(np.int64),
        adopted=adopted,
        degrees=outcomes.degrees,
        objections=objections.astype(np.int16),
        dissociations=outcomes.dissociates.sum(axis=1).astype(np.int16),
        strength=outcomes.text.sum(axis=1, dtype=np.int16),
        readings=last_change(outcomes.path),
        rungs=(reports[:, :, None] == np.arange(RUNGS)).sum(axis=0),
        objects=objects.sum(axis=0),
        dissociated=outcomes.dissociated.sum(axis=0),
        blame=blame.sum(axis=0),
        blame_squares=(blame**2).sum(),
    )
