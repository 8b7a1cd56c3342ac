"""The goal card: who you are and what home wants, in a few lines, on paper and on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.classroom.room.attitude import Attitude
from sim.classroom.room.numbered import some_numbered
from sim.classroom.words.message import joined, say


@dataclass(frozen=True)
class GoalCard:
    """What somebody needs to know on sitting down.

    Parameters
    ----------
    who : the delegation, and how strong it is
    why : what home cares about, in a sentence or two
    goals : at most four goals: what to stop, to bring home, to win if possible, to trade
    """

    who: str
    why: str
    goals: tuple[str, ...]


def goal_card(
    name: str, standing: str, report: str, paragraphs: Sequence[tuple[Attitude, str, int]]
) -> GoalCard:
    """Return the goal card of a delegation.

    Parameters
    ----------
    name : of the member state
    standing, report : how strong it is, and what any report is worth to it, as sentences
    paragraphs : attitude, title and number of each, in the order of the draft
    """

    def of(*attitudes: Attitude) -> list[tuple[str, int]]:
        return [(title, number) for said, title, number in paragraphs if said in attitudes]

    told = (
        (say("Red line. Do not let in the explicit words on {paragraphs}."), of(Attitude.REJECTS)),
        (say("Bring home the explicit words on {paragraphs}."), of(Attitude.INSISTS)),
        (say("Try to get {paragraphs}."), of(Attitude.WANTS)),
        (say("Try to stop {paragraphs}."), of(Attitude.RESISTS)),
        (say("Use these to trade: {paragraphs}."), of(Attitude.INDIFFERENT)),
    )
    goals = tuple(line.with_gaps(paragraphs=some_numbered(which, 2)) for line, which in told if which)
    goals = goals or (say("You are free. Build bridges, and help the room to a report."),)
    return GoalCard(joined(say("You speak for {name}.", name=name), standing), report, goals[:4])
