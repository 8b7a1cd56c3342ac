"""The result of a campaign: everything that is derived from its plays, each part computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.study.campaign.dependence import Link, Reach, links, reaches
from sim.study.campaign.entries import Entry, entries
from sim.study.campaign.histories import Chapter, Histories
from sim.study.campaign.paths import (
    Branch,
    Path,
    Step,
    Variety,
    paths,
    rank_of_the_real,
    real_path,
    tree,
    variety,
)


@dataclass(frozen=True, eq=False)
class CampaignResult:
    """What many plays of a campaign show.

    Raises ValueError if no process can be shown.

    Parameters
    ----------
    whole : all that was played; shown are the processes for which a probability is claimed
    raw : whether the others are shown too, as shares of plays
    """

    whole: Histories
    raw: bool = False

    def __post_init__(self) -> None:
        """Refuse histories of which nothing can be shown."""
        _ = self.histories

    @cached_property
    def histories(self) -> Histories:
        """The histories of the processes that are shown."""
        return self.whole if self.raw else self.whole.claimed

    @property
    def runs(self) -> int:
        """Number of plays."""
        return self.histories.runs

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """What the histories say of each process."""
        return self.histories.chapters

    @cached_property
    def tree(self) -> Branch:
        """The tree of histories."""
        return tree(self.histories)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Every history, the commonest first."""
        return paths(self.histories)

    @cached_property
    def real_path(self) -> tuple[Step, ...]:
        """How many histories are like the real one, process by process."""
        return real_path(self.histories)

    @cached_property
    def rank(self) -> tuple[int | None, int]:
        """Rank of the real history among those of the decided processes, if it occurs, and their number."""
        return rank_of_the_real(self.histories)

    @cached_property
    def variety(self) -> Variety:
        """How many different histories there are."""
        return variety(self.histories)

    @cached_property
    def entries(self) -> dict[int, tuple[Entry, ...]]:
        """First entries of every subject, by rung."""
        return {rung: entries(self.histories, rung) for rung in (INDIRECT, EXPLICIT)}

    @cached_property
    def entries_on_real_path(self) -> dict[int, tuple[Entry, ...]]:
        """The same in the histories whose processes end as they really did; empty if there are none."""
        rows = self.histories.on_real_path
        return {rung: entries(self.histories, rung, rows) for rung in self.entries} if rows.any() else {}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """How every process depends on every earlier one."""
        return links(self.histories)

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """How far the end of each process reaches."""
        return reaches(self.histories)
