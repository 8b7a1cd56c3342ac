"""Outcomes: whether the report was adopted, its text, everybody's stance, and the drafts before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.arrays import DISSOCIATES, OBJECTS, Bools, Ints, Rungs
from sim.negotiation.degree import Degree, degrees


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The outcomes of R plays.

    Parameters
    ----------
    replicates : (R,) numbers of the plays
    path : (R, T + 1, K) the draft by readings: the zero draft, then the draft after each reading
    text : (R, K) the text put under silence, after repairs; the report if it was adopted
    worth : (R, N) what adopting it is worth to each delegation against having no report
    complaints : (R, N) what each complains of most, numbered as in `Complaints`
    stances : (R, N) each delegation's `Stance` on the text
    adopted : (R,) whether the report is adopted, by the decision rule of the table
    added : (R,) steps that the text adds to the acquis on contested issues, adopted or not
    """

    replicates: Ints
    path: Rungs
    text: Rungs
    worth: NDArray[np.float32]
    complaints: NDArray[np.int16]
    stances: Rungs
    adopted: Bools
    added: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.replicates)

    def __getitem__(self, rows: slice | Ints | Bools) -> Outcomes:
        """Return the outcomes of some of the plays."""
        return Outcomes(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @property
    def adoptions(self) -> int:
        """Number of plays that end with an adopted report."""
        return int(self.adopted.sum())

    @property
    def share(self) -> float:
        """Share of plays that end with an adopted report: raw, and no claim (`sim.study.claims`)."""
        return self.adoptions / len(self)

    @property
    def degrees(self) -> Rungs:
        """The `Degree` of each outcome (R,)."""
        return degrees(self.adopted, self.added)

    @property
    def adds(self) -> Bools:
        """Where a report is adopted that adds something on a contested issue (R,)."""
        return np.asarray(self.degrees >= Degree.THIN)

    @property
    def objects(self) -> Bools:
        """Who objects (R, N)."""
        return np.asarray(self.stances == OBJECTS)

    @property
    def dissociates(self) -> Bools:
        """Who would let the report pass but dissociate (R, N), whether or not others stop it."""
        return np.asarray(self.stances == DISSOCIATES)

    @property
    def dissociated(self) -> Bools:
        """Who dissociates from a report that is adopted (R, N)."""
        return np.asarray(self.dissociates & self.adopted[:, None])

    @property
    def reports(self) -> Rungs:
        """The adopted reports, or where none was adopted the texts put under silence (A, K)."""
        return np.asarray(self.text[self.adopted] if self.adopted.any() else self.text)

    @classmethod
    def gather(cls, parts: Iterable[Outcomes], plays: int, first: int = 0) -> Outcomes:
        """Collect the outcomes of plays as they arrive, without holding any of them twice.

        Parameters
        ----------
        parts : each of consecutive replicates, in any order
        plays, first : how many plays there are, and the replicate that begins them
        """
        arrays: dict[str, np.ndarray] = {}
        filled = 0
        for part in parts:
            start = int(part.replicates[0]) - first
            for field in fields(cls):
                some = getattr(part, field.name)
                whole = arrays.setdefault(field.name, np.empty((plays, *some.shape[1:]), some.dtype))
                whole[start : start + len(part)] = some
            filled += len(part)
        assert filled == plays
        return cls(**arrays)

    @classmethod
    def join(cls, parts: Sequence[Outcomes]) -> Outcomes:
        """Put the outcomes of several batches together, in order."""
        return cls(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(cls)})
