"""Amounts in words that a student can act on; the role sheets and the screens use the same words."""

from __future__ import annotations

from typing import TypeVar

from sim.classroom.words.message import joined, say
from sim.negotiation.arrays import INDIFFERENCE
from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed

_Words = TypeVar("_Words")
#: Words for what a wording is worth and costs, and for what a change gives and costs, by lower bound of the
#: amount; 1 is the worth of explicit text on a usual issue to a delegation that insists on it.
_WORTH = (
    (2.0, (say("worth very much"), say("costs very much"))),
    (1.0, (say("worth much"), say("costs much"))),
    (0.4, (say("worth something"), say("costs something"))),
    (0.0, (say("worth a little"), say("costs a little"))),
)
_VERDICTS = (
    (2.0, (say("For you: good. It gives you very much."), say("For you: bad. It costs you very much."))),
    (1.0, (say("For you: good. It gives you much."), say("For you: bad. It costs you much."))),
    (0.4, (say("For you: good. It gives you something."), say("For you: bad. It costs you something."))),
    (0.0, (say("For you: good. It gives you a little."), say("For you: bad. It costs you a little."))),
)
#: From this stake on a country wants a report; from this share on a capital gives up something.
NEEDED, MOVES = 0.55, 0.005
#: Words for the worth of any report, by lower bound of the stake (docs/reference/codebook.md, stakes).
_STAKES = (
    (0.8, say("Your country asked for these talks. Without a report you have lost.")),
    (NEEDED, say("Your country wants a report, even if it is not perfect.")),
    (0.35, say("Your country would like a report. But it is not very important.")),
    (0.0, say("Your country can live without a report.")),
)
#: Words for weight and for the price of objecting, by lower bound (docs/reference/codebook.md, weight).
_WEIGHTS = (
    (0.7, (say("Your country is powerful."), say("You can object, and everybody knows it."))),
    (0.4, (say("Your country has some weight."), say("You can object alone, but it costs you something."))),
    (
        0.0,
        (
            say("Your country is small."),
            say("If you object alone, you pay for it later. With friends it costs less."),
        ),
    ),
)
#: Words for a capital that behaves in a way of its own (`sim.negotiation.conduct`), by name.
_WAYS = {
    "hard-line": say("Your capital gives up nothing, not even at the end: its hands are tied."),
    "never-alone": say("Your capital objects only with friends of some weight. Alone, it dissociates."),
    "stands-aside": say("Your capital never objects: it says what it thinks, and lets the report pass."),
}
#: Words for a share of what a capital minds, by lower bound.
_SHARES = (
    (0.65, say("most")),
    (0.42, say("about half")),
    (0.27, say("about a third")),
    (0.1, say("a little")),
    (MOVES, say("almost nothing")),
    (0.0, say("nothing")),
)


def worth_words(worth: float) -> str:
    """Return what a wording is worth, in words: worth much, costs a little, makes no difference."""
    if abs(worth) < INDIFFERENCE:
        return say("makes no difference to you")
    return _among(_WORTH, abs(worth))[int(worth < 0)]


def verdict_words(gain: float) -> str:
    """Say what a change of the text means for a capital, from what it adds to its worth."""
    if abs(gain) < INDIFFERENCE:
        return say("For you: no difference.")
    return _among(_VERDICTS, abs(gain))[int(gain < 0)]


def stake_words(stake: float) -> str:
    """Return what having any report is worth, in a sentence or two.

    Parameters
    ----------
    stake : 0 to 1; chance can move it beyond
    """
    if stake < -INDIFFERENCE:
        return say("Your country does not want a report. No report is better than an empty one.")
    return _among(_STAKES, max(stake, 0.0))


def weight_words(weight: float, conduct: Conduct) -> str:
    """Say how much weight (0 to 1) a delegation carries, and what blocking costs it.

    Where its capital behaves in a way of its own, that comes in place of the price.
    """
    size, price = _among(_WEIGHTS, weight)
    return joined(size, price if conduct == Instructed() else _WAYS.get(conduct.name) or say(conduct.story))


def share_words(share: float) -> str:
    """Return how much of what it minds a capital gives up, in words.

    Parameters
    ----------
    share : 0 to 1
    """
    return _among(_SHARES, share)


def giving_words(end: float, middle: float) -> str:
    """Return how much a capital would give up, in two sentences.

    Parameters
    ----------
    end, middle : share of what it minds that it accepts at the last reading, and halfway through, 0 to 1
    """
    last, half = share_words(end), share_words(middle)
    if last == "nothing":
        return say("Your capital does not move. Not even at the end.")
    return say("Half way, your capital lets you give up {half}. At the end: {last}.", half=half, last=last)


def _among(words: tuple[tuple[float, _Words], ...], value: float) -> _Words:
    return next(told for least, told in words if value >= least - 1e-9)
