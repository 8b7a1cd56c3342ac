"""Dependence: how later processes depend on the outcome of an earlier one in the same history."""

from __future__ import annotations

from dataclasses import dataclass

from sim.negotiation.arrays import strength
from sim.study.campaign.differences import apart, mean_apart, mean_paired
from sim.study.campaign.histories import Histories
from sim.study.claims import Counted
from sim.study.paired import Difference, paired_share


@dataclass(frozen=True)
class Link:
    """How a later process depends on an earlier one; every difference is adopted minus failed.

    Parameters
    ----------
    builds : whether the earlier one had ended before the later one began
    after_adopted, after_failed : adoptions of the later one where the earlier adopted its report, or not
    gap : between these two shares. Not the effect of a report: a history in which one process fails has
        parameters, positions and an earlier past with which others fail too
    gap_in_strength : between the mean strength, 0 to 1, of the later one's reports
    effect : of the earlier report, in the histories that have it: share in which the later one adopts, minus
        the share with the same luck without that report
    missed : of the text that the earlier one failed over, in the other histories: share in which the later
        one would adopt had that text passed, minus the share in which it does
    effect_on_strength : of the earlier report on the strength of the later one, where there is one either way
    """

    earlier: str
    later: str
    builds: bool
    after_adopted: Counted
    after_failed: Counted
    gap: Difference | None
    gap_in_strength: Difference | None
    effect: Difference | None
    missed: Difference | None
    effect_on_strength: Difference | None


@dataclass(frozen=True)
class Reach:
    """How far the outcome of one process reaches.

    Parameters
    ----------
    changed : histories in which some later process ends differently if this one ends the other way
    later : mean number of later processes that end differently
    worded : mean share of the last report's paragraphs that are reworded, where there is one either way
    """

    process: str
    changed: Counted
    later: float
    worded: float


def links(histories: Histories) -> tuple[Link, ...]:
    """Return how every process depends on every earlier one, by the later one and then the earlier."""
    count = len(histories.campaign.stages)
    return tuple(_link(histories, i, j) for j in range(count) for i in range(j))


def _link(histories: Histories, i: int, j: int) -> Link:
    had, adopted = histories.adopted[:, i], histories.adopted[:, j]
    turned = histories.turned_adopted[:, i, j]
    with_it, without = Counted.among(adopted[had]), Counted.among(adopted[~had])
    spoken = strength(histories.texts[:, j])
    either_way = had & adopted & turned
    other_text = strength(histories.turned_texts[either_way, i, j])
    return Link(
        histories.campaign.ids[i],
        histories.campaign.ids[j],
        i in histories.campaign.stages[j].builds_on,
        with_it,
        without,
        apart(with_it, without),
        mean_apart(spoken[had & adopted], spoken[~had & adopted]),
        paired_share(turned[had], adopted[had]) if had.any() else None,
        paired_share(adopted[~had], turned[~had]) if not had.all() else None,
        mean_paired(spoken[either_way] - other_text),
    )


def reaches(histories: Histories) -> tuple[Reach, ...]:
    """Return how far the outcome of each process but the last reaches."""
    return tuple(_reach(histories, i) for i in range(len(histories.campaign.stages) - 1))


def _reach(histories: Histories, i: int) -> Reach:
    after = slice(i + 1, None)
    other = histories.adopted[:, after] != histories.turned_adopted[:, i, after]
    both = histories.adopted[:, -1] & histories.turned_adopted[:, i, -1]
    reworded = histories.texts[both, -1] != histories.turned_texts[both, i, -1]
    worded = float(reworded.mean()) if len(reworded) else 0.0
    return Reach(
        histories.campaign.ids[i], Counted.among(other.any(axis=1)), float(other.sum(axis=1).mean()), worded
    )
