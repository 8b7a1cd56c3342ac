"""Numbers in words: shares of plays with their counts, probabilities, amounts, differences."""

from __future__ import annotations

from sim.report.document import Cell, Share
from sim.report.words.names import capital
from sim.study.band import Band
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

#: Beneath this and above a half, a probability is no more than "more likely than not".
_MORE = 0.66

#: What stands in brackets behind a share.
BRACKETS = "In brackets: the number of plays, and the 95 % interval for that number alone."
_PORTIONS = (
    (0.05, "hardly any"), (0.15, "about a tenth"), (0.225, "about a fifth"), (0.29, "about a quarter"),
    (0.415, "about a third"), (0.585, "about half"), (0.71, "about two thirds"),
    (0.85, "about three quarters"), (1.0, "nearly all"),
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


def ends(interval: tuple[float, float]) -> str:
    """Return both ends of an interval, in per cent without the sign: 35 to 85."""
    low, high = (f"{100 * end:.0f}" for end in interval)
    return f"{low} to {high}"


def band_in_words(band: Band) -> str:
    """Return a probability in words, no stronger than its band allows: open if a half lies within."""
    if band.is_open:
        return "open"
    if 0.5 <= band.least < _MORE:
        return "more likely than not"
    return "less likely than not" if 1 - _MORE < band.least < 0.5 else in_words(band.least)


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


def difference_cells(difference: Difference | None, scale: float = 100, digits: int = 1) -> tuple[str, str]:
    """Write a difference, with a star if its interval leaves out 0, and the interval."""
    if difference is None:
        return "–", ""
    value, ends = difference_written(difference, scale, digits)
    return f"{value} *" if difference.clear else value, ends


def signed(value: float, scale: float = 100, digits: int = 1) -> str:
    """Write a number with its sign, none for 0: a share in percentage points unless scaled otherwise."""
    rounded = round(scale * value, digits)
    return f"{rounded:+.{digits}f}" if rounded else f"{0:.{digits}f}"


def portion(found: Counted, of: str = "") -> str:
    """Write a share of plays as it stands after "in".

    Parameters
    ----------
    found : of at least one play
    of : what the plays are, if anything: ``failures``, ``plays``, or ``these`` for plays named before
    """
    number, whole = found.successes, found.trials
    if found.enough:
        return f"{sure(found)} of {of}" if of else sure(found)
    if not of:
        return ("none", "it")[number] if whole == 1 else str(number)
    if whole == 1:
        if of == "these":
            return "that one play" if number else "none of these"
        return f"{'the one' if number else 'no'} {of.removesuffix('s')}"
    return f"{number or 'none'} of {f'these {whole}' if of == 'these' else f'{whole} {of}'}"


def part_of(found: Counted, of: str) -> str:
    """Write a share of plays in a sentence that has no room for an interval: see `portion`."""
    return f"{percent(found.share)} of {of}" if found.enough else portion(found, of)


def share_cell(counted: Counted) -> Cell:
    """Return a share of plays as a cell of a table; of few plays as a count."""
    return Share(counted.share) if counted.enough else written(counted)


def sure(counted: Counted) -> str:
    """Write a share with its count and its 95 % interval: 48 % (336; 45 to 52)."""
    return f"{percent(counted.share)} ({counted.successes:,}; {ends(counted.interval)})"


def to_give_up(far: float | None, what: str, who: str = "it") -> str:
    """Say, after a sentence, how much of a complaint somebody would have to give up; nothing of none."""
    if far is None:
        return ""
    if far > 1:
        return f" For {who}, even giving up {what} would not have been enough."
    amount = next(words for bound, words in _PORTIONS if far <= bound)
    return f" {capital(who)} would have had to give up {amount} of {what}."
