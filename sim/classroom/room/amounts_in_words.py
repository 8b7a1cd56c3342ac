"""Amounts in words that a student can act on; the role sheets and the screens use the same words."""

from __future__ import annotations

from sim.negotiation.arrays import INDIFFERENCE
from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed

_WORTH = ((2.0, "very much"), (1.0, "much"), (0.4, "something"), (INDIFFERENCE, "a little"))
#: Words for the worth of any report, by lower bound of the stake (docs/reference/codebook.md, stakes).
_STAKES = (
    (0.8, "very much: you are among those who wanted this negotiation. Going home without one is a defeat"),
    (0.55, "a good deal: you let this negotiation begin and would like it to end well"),
    (0.35, "something, but not much: you can live without one"),
    (0.0, "little: you did not want this negotiation, and no report is no loss"),
)
#: Words for weight, by lower bound (docs/reference/codebook.md, weight).
_WEIGHTS = (
    (0.7, "You carry much weight. Blocking costs you little, and the room knows it"),
    (0.4, "You carry some weight. Blocking alone costs you something"),
    (
        0.0,
        "You carry little weight. Blocking alone costs you much; with others who share your complaint, less",
    ),
)


def amount(size: float) -> str:
    """Return an amount in words.

    Parameters
    ----------
    size : at least 0; 1 is the worth of explicit text on a usual issue to a delegation that insists on it
    """
    return next((words for least, words in _WORTH if size >= least), "nothing")


def worth_words(worth: float) -> str:
    """Return what a wording is worth, in words: worth much, worth nothing, costs a little."""
    if abs(worth) < INDIFFERENCE:
        return "worth nothing, costs nothing"
    return f"{'worth' if worth > 0 else 'costs'} {amount(abs(worth))}"


def stake_words(stake: float) -> str:
    """Return what having any report is worth, as a sentence.

    Parameters
    ----------
    stake : 0 to 1; chance can move it beyond
    """
    if stake < -INDIFFERENCE:
        return "Any report is unwelcome, whatever it says: no report is better than an empty one."
    return f"Having a report at all is worth {_among(_STAKES, max(stake, 0.0))}."


def weight_words(weight: float, conduct: Conduct) -> str:
    """Say how much weight (0 to 1) a delegation carries, what blocking costs it, and how it behaves."""
    story = f" Your capital {conduct.story[0].lower()}{conduct.story[1:]}"
    return f"{_among(_WEIGHTS, weight)}.{story if conduct != Instructed() else ''}"


def giving_words(end: float, middle: float) -> str:
    """Return how much a capital would give up, as a sentence.

    Parameters
    ----------
    end, middle : share of what it minds that it accepts at the last reading, and halfway through, 0 to 1
    """
    if round(100 * end) == 0:
        return "Even at the last reading, your capital would accept nothing that it minds."
    return (
        f"By the last reading, your capital would accept about {100 * end:.0f} % of what it minds; halfway "
        f"through, only about {100 * middle:.0f} %."
    )


def _among(words: tuple[tuple[float, str], ...], value: float) -> str:
    return next(text for least, text in words if value >= least - 1e-9)
