"""Degrees: numbers of the model in words that a student can act on."""

from __future__ import annotations

from sim.negotiation.stance import INDIFFERENCE

#: A position from here on is the strongest there is: between 2 and 3 on the codebook's scale of 3.
STRONG = 2.5 / 3

_WORTH = ((2.0, "very much"), (1.0, "much"), (0.4, "something"), (INDIFFERENCE, "a little"))


def position_word(position: float) -> str:
    """Return what a position on an explicit paragraph amounts to, -1 to 1: insists down to rejects."""
    if abs(position) < INDIFFERENCE:
        return "indifferent"
    if position > 0:
        return "insists" if position >= STRONG else "wants"
    return "rejects" if position <= -STRONG else "resists"


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
