"""Ways to chair, to behave and to decide that nobody has installed, as a researcher has them in a module."""

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Rungs
from sim.negotiation.chairs.dropper import Dropper
from sim.negotiation.conduct import Conduct
from sim.negotiation.decisions.decision import DecisionRule, votes


class Sleeper(Dropper):
    name = "sleeper"


@dataclass(frozen=True)
class Waiting(Dropper):
    name = "waiting"

    readings: int = 1


class ThreeFourths(DecisionRule):
    name = "three-fourths"
    story = "Adopted by three-fourths of those who vote."
    source = "UNFCCC 1992, article 15 (3)"

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        yes, _, no = votes(stances)
        return (yes > 0) & (yes >= 3 * no)


@dataclass(frozen=True)
class Conceder(Conduct):
    name = "conceder"
    story = "Gives up some times what the deadline would make it give up."
    source = "Faratin, Sierra & Jennings 1998"

    times: float

    def concede(self, share: Floats) -> Floats:
        return np.minimum(self.times * share, 0.9)


class Stubborn(Conduct):
    name = "stubborn"
    story = "Gives up nothing at all, whatever the deadline would make it give up."
    source = "Putnam 1988"

    def concede(self, share: Floats) -> Floats:
        return np.zeros_like(share)
