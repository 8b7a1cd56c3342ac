"""Degrees: numbers of the model in words that a student can act on; the same on paper and on the screens."""

from __future__ import annotations

from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.stance import INDIFFERENCE

_WORTH = ((2.0, "very much"), (1.0, "much"), (0.4, "something"), (INDIFFERENCE, "a little"))
#: Words for the worth of a report as such, by lower bound of the stake (docs/reference/codebook.md, stakes).
_STAKES = (
    (0.8, "very much: you are among those who wanted this negotiation. To go home without one is a defeat"),
    (0.55, "a good deal: you let this negotiation begin and would like it to end well"),
    (0.35, "something, but not much: you can live without one"),
    (0.0, "little: you did not want this negotiation, and no report is no loss"),
)
#: Words for weight, by lower bound (docs/reference/codebook.md, weight).
_WEIGHTS = (
    (0.7, "You are heavy. To block costs you little, and the room knows it"),
    (0.4, "You are of middle weight. To block alone costs you something"),
    (0.0, "You are light. To block alone costs you much; beside others with the same complaint, less"),
)


def amount(size: float) -> str:
    """Return an amount in words.

    Parameters
    ----------
    size : at least 0; 1 is what explicit text on an issue of usual importance is worth to who insists on it
    """
    return next((words for least, words in _WORTH if size >= least), "nothing")


def worth_words(worth: float) -> str:
    """Return what a wording is worth, in words: worth much, worth nothing, costs a little."""
    if abs(worth) < INDIFFERENCE:
        return "worth nothing, costs nothing"
    return f"{'worth' if worth > 0 else 'costs'} {amount(abs(worth))}"


def stake_words(stake: float) -> str:
    """Return what a report as such is worth, as a sentence.

    Parameters
    ----------
    stake : 0 to 1; with what moves a capital on the day also beyond
    """
    if stake < -INDIFFERENCE:
        return "A report as such is unwelcome, whatever it says: no report is better than an empty one."
    return f"A report as such is worth {_among(_STAKES, max(stake, 0.0))}."


def weight_words(weight: float, conduct: Conduct) -> str:
    """Return how heavy a delegation is, 0 to 1, what blocking costs it, and how it behaves, as sentences."""
    story = f" Your capital {conduct.story[0].lower()}{conduct.story[1:]}"
    return f"{_among(_WEIGHTS, weight)}.{story if conduct != Instructed() else ''}"


def giving_words(end: float, middle: float) -> str:
    """Return how much a capital would give up, as a sentence.

    Parameters
    ----------
    end, middle : share of what it minds by the last reading, and half way there, 0 to 1
    """
    if round(100 * end) == 0:
        return "Not even at the last reading would your capital swallow anything of what it minds."
    return (
        f"By the last reading your capital would bear about {100 * end:.0f} % of what it minds; half way "
        f"there, only about {100 * middle:.0f} %."
    )


def _among(words: tuple[tuple[float, str], ...], value: float) -> str:
    return next(text for least, text in words if value >= least - 1e-9)
