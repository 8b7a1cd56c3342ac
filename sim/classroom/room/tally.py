"""Tally: what a person has done in a class, counted as it happens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.classroom.room import actions as do
from sim.classroom.room.actions import Action


@dataclass(frozen=True)
class Tally:
    """What one person has done.

    Parameters
    ----------
    brackets : issues that they ever put in brackets
    proposals : issue and formulation of everything that they ever proposed
    packages, sponsored : numbers of the packages that they offered, and that they co-sponsored
    notes : notes written, in rooms too
    floor : times that they asked for the floor
    """

    brackets: frozenset[str] = frozenset()
    proposals: frozenset[tuple[str, str]] = frozenset()
    packages: frozenset[int] = frozenset()
    sponsored: frozenset[int] = frozenset()
    notes: int = 0
    floor: int = 0


def tallied(tally: Tally, action: Action, offered: int) -> Tally:
    """Return a tally after an action that was done.

    Parameters
    ----------
    offered : number of packages offered in the class, this one included
    """
    match action:
        case do.Answer(stance="brackets"):
            return replace(tally, brackets=tally.brackets | {action.issue})
        case do.Propose():
            return replace(tally, proposals=tally.proposals | {(action.issue, action.rung)})
        case do.OfferPackage():
            return replace(tally, packages=tally.packages | {offered})
        case do.CoSponsor():
            return replace(tally, sponsored=tally.sponsored | {action.package})
        case do.SendNote() | do.SayInRoom():
            return replace(tally, notes=tally.notes + 1)
        case do.AskFloor():
            return replace(tally, floor=tally.floor + 1)
    return tally
