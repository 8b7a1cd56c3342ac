"""Entries: in which process's report each subject first appears, in the plays and in reality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import EXPLICIT, INDIRECT, Bools, Ints
from sim.scenario.ladder import Issue
from sim.study.campaign.histories import Histories
from sim.study.claims import Counted


@dataclass(frozen=True)
class Entry:
    """When a subject first stands in a report of a campaign, at some strength.

    Reports from before the campaign are not counted.

    Parameters
    ----------
    rung : 1 for any mention, 2 for explicit text
    names : names of the processes, and last "never"
    plays : in how many histories it first happens at each process, and last, at none
    real : number of the process in whose real report it first happened; None if in none so far
    sought : whether the coder of the real reports has looked for the subject
    decided : numbers of the processes whose end is known
    earlier, same, later : in how many histories it happens before the real process, at it, or after it or
        never; where it never really happened, in a decided process or in none of them
    """

    issue: Issue
    rung: int
    names: tuple[str, ...]
    plays: tuple[Counted, ...]
    real: int | None
    sought: bool
    decided: tuple[int, ...]
    earlier: Counted
    same: Counted
    later: Counted

    @property
    def hit(self) -> bool | None:
        """Whether it most often happens where it really did, or in no decided process if in none.

        None where the coder has not looked for it, or nothing is decided yet.
        """
        if not self.sought or not self.decided:
            return None
        if self.real is None:
            return self.likeliest not in self.decided
        return self.likeliest == self.real

    @property
    def likeliest(self) -> int:
        """Number of the process at which it most often happens; the number of processes for never."""
        return int(np.argmax([counted.successes for counted in self.plays]))

    @property
    def likeliest_name(self) -> str:
        """Name of that process, or "never"."""
        return self.names[self.likeliest]

    @property
    def real_name(self) -> str | None:
        """Name of the process in whose real report it first happened; None if in none so far."""
        return None if self.real is None else self.names[self.real]


def entries(histories: Histories, rung: int = INDIRECT, rows: Bools | None = None) -> tuple[Entry, ...]:
    """Return when each subject first enters a report.

    Raises ValueError if it is neither.

    Parameters
    ----------
    rung : 1 for any mention, 2 for explicit text only
    rows : (R,) which histories to look at; all if not given
    """
    if rung not in (INDIRECT, EXPLICIT):
        raise ValueError(f"rung must be {INDIRECT} or {EXPLICIT}")
    some = slice(None) if rows is None else rows
    first = first_at(histories.adopted[some, :, None] & (histories.texts[some] >= rung))
    return tuple(
        _entry(histories, issue, rung, first[:, number], bool(histories.sought[number]))
        for number, issue in enumerate(histories.campaign.issues)
    )


def first_at(there: Bools) -> Ints:
    """Return where along the second axis something first is (R, K); its length where it never is."""
    return np.asarray(np.where(there.any(axis=1), there.argmax(axis=1), there.shape[1]))


def _entry(histories: Histories, issue: Issue, rung: int, first: Ints, sought: bool) -> Entry:
    number = histories.campaign.issues.index(issue)
    processes = len(histories.campaign.stages)
    speak = [process for process, text in sorted(histories.real_texts.items()) if text[number] >= rung]
    real = speak[0] if speak and sought else None
    if real is not None:
        earlier, same = first < real, first == real
    else:
        earlier = np.isin(first, histories.decided)
        same = ~earlier
    return Entry(
        issue,
        rung,
        (*histories.campaign.ids, "never"),
        tuple(Counted.among(first == process) for process in range(processes + 1)),
        real,
        sought,
        tuple(histories.decided),
        Counted.among(earlier),
        Counted.among(same),
        Counted.among(~earlier & ~same),
    )
