"""Attitudes: a position in a word that a student can act on, the same on paper and on the screens."""

from __future__ import annotations

from enum import StrEnum

from sim.classroom.words.message import Message, say
from sim.scenario.schema import SCALE

#: Where a position on the scale of the file (3) is rounded to 3, to 2, and to 1.
_STRONG, _CLEAR, _SLIGHT = 2.5 / SCALE, 1.5 / SCALE, 0.5 / SCALE
#: Rounding of a third: a position written as 2.5 is strong.
_ROUNDING = 1e-9


class Attitude(StrEnum):
    """What a capital thinks of the explicit paragraph, from the strongest yes to the strongest no."""

    INSISTS = "insists"
    WANTS = "wants"
    WELCOMES = "welcomes"
    INDIFFERENT = "indifferent"
    RELUCTANT = "would rather not"
    RESISTS = "resists"
    REJECTS = "rejects"

    @property
    def heading(self) -> Message:
        """The heading of the paragraphs with this attitude on a role sheet."""
        return _HEADINGS[self]

    @property
    def order(self) -> Message:
        """What the capital orders, in a sentence or two."""
        return _ORDERS[self]

    @property
    def strong(self) -> bool:
        """Whether this is worth a fight: insists, wants, resists or rejects."""
        return self in FOR + AGAINST


#: Attitudes that are worth a fight, for the explicit paragraph and against it.
FOR = (Attitude.INSISTS, Attitude.WANTS)
AGAINST = (Attitude.RESISTS, Attitude.REJECTS)
#: The order of a role sheet: red lines, then what the capital wants, then what it resists.
ON_A_SHEET = (
    Attitude.REJECTS,
    Attitude.INSISTS,
    Attitude.WANTS,
    Attitude.RESISTS,
    Attitude.WELCOMES,
    Attitude.RELUCTANT,
    Attitude.INDIFFERENT,
)
_HEADINGS = {
    Attitude.REJECTS: say("Red lines: your capital rejects"),
    Attitude.INSISTS: say("Bring home: your capital insists on"),
    Attitude.WANTS: say("Your capital wants"),
    Attitude.RESISTS: say("Your capital resists"),
    Attitude.WELCOMES: say("Your capital likes"),
    Attitude.RELUCTANT: say("Your capital does not like"),
    Attitude.INDIFFERENT: say("Your capital does not mind"),
}
_ORDERS = {
    Attitude.REJECTS: say("With the explicit words in the text you cannot join."),
    Attitude.INSISTS: say("You need the explicit words. Without them you come home with little."),
    Attitude.WANTS: say("Ask for the explicit words. Take less only if you get something for it."),
    Attitude.RESISTS: say("Keep the explicit words out. Give way only if you get something for it."),
    Attitude.WELCOMES: say("Good for you, but not worth a fight."),
    Attitude.RELUCTANT: say("Say so, but it is not worth an objection."),
    Attitude.INDIFFERENT: say("Use it to trade."),
}


def attitude(value: float) -> Attitude:
    """Return the attitude that stands for a position.

    Parameters
    ----------
    value : the position, -1 (rejects) to 1 (insists)
    """
    size = abs(value) + _ROUNDING
    if size < _SLIGHT:
        return Attitude.INDIFFERENT
    if value > 0:
        words = (Attitude.WELCOMES, Attitude.WANTS, Attitude.INSISTS)
    else:
        words = (Attitude.RELUCTANT, Attitude.RESISTS, Attitude.REJECTS)
    return words[(size >= _CLEAR) + (size >= _STRONG)]
