"""What every decision rule has to do: say whether a text is adopted, from everybody's stance on it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools, Rungs
from sim.negotiation.by_name import ByValue
from sim.scenario.names import DECISIONS


class DecisionRule(ByValue, ABC):
    """A way to decide: delegations and chair behave alike under every rule; what their stances do differs.

    Where a text is put to the vote, who joins votes yes, who objects votes no, and who dissociates abstains.
    """

    family = DECISIONS
    #: Whether the text is put to the vote, and not under silence.
    by_vote: ClassVar[bool] = True

    @abstractmethod
    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return whether each text is adopted (A,).

        Parameters
        ----------
        stances : (A, N) everybody's stance on the package in some plays
        permanent : (N,) who is a permanent member of the Security Council
        """


def votes(stances: Rungs) -> tuple[Rungs, Rungs, Rungs]:
    """Count who votes yes, abstains, and votes no, (A,) each."""
    yes, abstain, no = ((stances == stance).sum(axis=-1) for stance in (JOINS, DISSOCIATES, OBJECTS))
    return yes, abstain, no
