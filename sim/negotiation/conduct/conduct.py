"""What every conduct can say: what a delegation gives up at a reading, and what blocking costs it."""

from __future__ import annotations

from sim.negotiation.arrays import Floats
from sim.negotiation.by_name import ByValue
from sim.scenario.names import CONDUCTS

#: Nobody gives up more than this share of its complaints (equation 7). Convention of the model.
MOST = 0.9
#: Price of blocking for a delegation that never blocks: finite, but more than any text can be worth.
NEVER = 1e9


class Conduct(ByValue):
    """A way for a delegation to behave, whatever its positions: by itself, as the instructions have it.

    A conduct is a pure function of what it is shown. It treats every play and every delegation by itself,
    adds no chance, and changes nothing that it is given. What a delegation wants, and when a text is worth
    more to it than none, is not a matter of conduct.
    """

    family = CONDUCTS

    def concede(self, share: Floats) -> Floats:
        """Return the share of its complaints that it gives up at a reading (R, n), 0 to 0.9.

        Parameters
        ----------
        share : (R, n) what the deadline would make it give up (equation 7)
        """
        return share

    def price(self, price: Floats, covered: Floats) -> Floats:
        """Return what blocking costs it (A, n), 0 or more; never more with cover than without.

        Parameters
        ----------
        price : (A, n) by its weight and its company (equation 10)
        covered : (A, n) how far fellow complainants give cover, 0 (it is alone) to 1
        """
        return price
