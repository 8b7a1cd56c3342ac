"""Shares in words: of plays, with counts (of few plays the counts alone), and of complaints."""

from __future__ import annotations

from sim.report.document import Cell, Share
from sim.report.words.names import capital
from sim.report.words.numbers import percent, written
from sim.study.claims import Counted

#: What stands in brackets behind a share.
BRACKETS = "In brackets: the number of plays, and the 95 % interval for that number alone."
_PORTIONS = (
    (0.05, "hardly any"), (0.15, "about a tenth"), (0.225, "about a fifth"), (0.29, "about a quarter"),
    (0.415, "about a third"), (0.585, "about half"), (0.71, "about two thirds"),
    (0.85, "about three quarters"), (1.0, "nearly all"),
)  # fmt: skip


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


def share_cell(counted: Counted) -> Cell:
    """Return a share of plays as a cell of a table; of few plays as a count."""
    return Share(counted.share) if counted.enough else written(counted)


def sure(counted: Counted) -> str:
    """Write a share with its count and its 95 % interval: 48 % (336; 45 to 52)."""
    low, high = (f"{100 * end:.0f}" for end in counted.interval)
    return f"{percent(counted.share)} ({counted.successes:,}; {low} to {high})"


def how_far(far: float | None, what: str, who: str = "it") -> str:
    """Say, after a sentence, how much of a complaint somebody would have to give up; nothing of none."""
    if far is None:
        return ""
    if far > 1:
        return f" For {who}, even giving up {what} would not have been enough."
    amount = next(words for bound, words in _PORTIONS if far <= bound)
    return f" {capital(who)} would have had to give up {amount} of {what}."
