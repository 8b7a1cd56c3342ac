"""Numbers in words: shares, probabilities, counts, differences."""

from __future__ import annotations

from sim.study.claims import Counted
from sim.study.paired import Difference

#: Words for a probability, by upper bound: the calibrated scale of Mastrandrea et al. 2010.
_WORDS = (
    (0.01, "exceptionally unlikely"),
    (0.1, "very unlikely"),
    (0.33, "unlikely"),
    (0.66, "about as likely as not"),
    (0.9, "likely"),
    (1.01, "very likely"),
)
_SPELT = (
    "nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def percent(share: float) -> str:
    """Return a share as a reader writes it: never 0 or 100 % unless it is."""
    if 0 < share < 0.01:
        return "<1 %"
    return ">99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def written(found: Counted) -> str:
    """Write a share of plays: in per cent, or of few plays how many of them."""
    return percent(found.share) if found.enough else f"{found.successes} of {found.trials}"


def in_words(probability: float) -> str:
    """Return a probability in words."""
    return next(words for bound, words in _WORDS if probability < bound)


def spelt(number: int, most: int = 9) -> str:
    """Return a number as it stands in running text: a word up to the largest that is spelt."""
    return _SPELT[number] if number <= most else str(number)


def spelt_out(number: int, what: str) -> str:
    """Return a number of things as it stands in running text: one other, three others."""
    return f"{spelt(number)} {what}{'s' * (number != 1)}"


def number_of(number: int, one: str, more: str = "") -> str:
    """Return a number in digits and what it counts, in the singular or plural: 1 play, 2 plays."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def difference_written(difference: Difference, scale: float = 100, digits: int = 1) -> tuple[str, str]:
    """Return a difference with its sign, and its interval: in percentage points unless scaled otherwise."""
    value, low, high = (signed(end, scale, digits) for end in difference)
    return value, f"{low} to {high}"


def signed(value: float, scale: float = 100, digits: int = 1) -> str:
    """Write a number with its sign, none for 0: a share in percentage points unless scaled otherwise."""
    rounded = round(scale * value, digits)
    return f"{rounded:+.{digits}f}" if rounded else f"{0:.{digits}f}"
