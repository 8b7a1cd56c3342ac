"""Amounts in words that a student can act on; the role sheets and the screens use the same words."""

from __future__ import annotations

from typing import TypeVar

from sim.negotiation.arrays import INDIFFERENCE
from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed

_Words = TypeVar("_Words")
_WORTH = ((2.0, "very much"), (1.0, "much"), (0.4, "something"), (INDIFFERENCE, "a little"))
#: From this stake on a country wants a report; from this share on a capital gives up something.
NEEDED, MOVES = 0.55, 0.005
#: Words for the worth of any report, by lower bound of the stake (docs/reference/codebook.md, stakes).
_STAKES = (
    (0.8, "Your country asked for these talks. Without a report you have lost."),
    (NEEDED, "Your country wants a report, even if it is not perfect."),
    (0.35, "Your country would like a report. But it is not very important."),
    (0.0, "Your country can live without a report."),
)
#: Words for weight and for the price of objecting, by lower bound (docs/reference/codebook.md, weight).
_WEIGHTS = (
    (0.7, ("Your country is powerful.", "You can object, and everybody knows it.")),
    (0.4, ("Your country has some weight.", "You can object alone, but it costs you something.")),
    (
        0.0,
        ("Your country is small.", "If you object alone, you pay for it later. With friends it costs less."),
    ),
)
#: Words for a share of what a capital minds, by lower bound.
_SHARES = (
    (0.65, "most"),
    (0.42, "about half"),
    (0.27, "about a third"),
    (0.1, "a little"),
    (MOVES, "almost nothing"),
    (0.0, "nothing"),
)


def amount(size: float) -> str:
    """Return an amount in words.

    Parameters
    ----------
    size : at least 0; 1 is the worth of explicit text on a usual issue to a delegation that insists on it
    """
    return next((words for least, words in _WORTH if size >= least), "nothing")


def worth_words(worth: float) -> str:
    """Return what a wording is worth, in words: worth much, costs a little, makes no difference."""
    if abs(worth) < INDIFFERENCE:
        return "makes no difference to you"
    return f"{'worth' if worth > 0 else 'costs'} {amount(abs(worth))}"


def verdict_words(gain: float) -> str:
    """Say what a change of the text means for a capital, from what it adds to its worth."""
    if abs(gain) < INDIFFERENCE:
        return "For you: no difference."
    if gain > 0:
        return f"For you: good. It gives you {amount(gain)}."
    return f"For you: bad. It costs you {amount(-gain)}."


def stake_words(stake: float) -> str:
    """Return what having any report is worth, in a sentence or two.

    Parameters
    ----------
    stake : 0 to 1; chance can move it beyond
    """
    if stake < -INDIFFERENCE:
        return "Your country does not want a report. No report is better than an empty one."
    return _among(_STAKES, max(stake, 0.0))


def weight_words(weight: float, conduct: Conduct) -> str:
    """Say how much weight (0 to 1) a delegation carries, and what blocking costs it.

    Where its capital behaves in a way of its own, that comes in place of the price.
    """
    size, price = _among(_WEIGHTS, weight)
    story = f"Your capital {conduct.story[0].lower()}{conduct.story[1:]}"
    return f"{size} {price if conduct == Instructed() else story}"


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
        return "Your capital does not move. Not even at the end."
    return f"Half way, your capital lets you give up {half}. At the end: {last}."


def _among(words: tuple[tuple[float, _Words], ...], value: float) -> _Words:
    return next(told for least, told in words if value >= least - 1e-9)
