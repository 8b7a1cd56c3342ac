"""Portion: shares in words, of plays (in per cent or, where they are few, counted) and of complaints."""

from __future__ import annotations

from sim.report.wording import capital, percent

#: Of fewer plays than this shares are told as counts, and nothing is compared: one play is over 5 % of them.
ENOUGH = 20
_PORTIONS = (
    (0.05, "hardly any"), (0.15, "about a tenth"), (0.225, "about a fifth"), (0.29, "about a quarter"),
    (0.415, "about a third"), (0.585, "about half"), (0.71, "about two thirds"),
    (0.85, "about three quarters"), (1.0, "nearly all"),
)  # fmt: skip


def portion(share: float, whole: int, of: str = "") -> str:
    """Write a share as it stands after "in".

    Parameters
    ----------
    share : 0 to 1
    whole : of so many plays, at least 1
    of : what they are, if that is to be said: ``failures``, ``plays``, or ``these`` for plays named before
    """
    if whole >= ENOUGH:
        return f"{percent(share)} of {of}" if of else percent(share)
    number = round(share * whole)
    if not of:
        return ("none", "it")[number] if whole == 1 else str(number)
    if whole == 1:
        if of == "these":
            return "that one play" if number else "none of these"
        return f"{'the one' if number else 'no'} {of.removesuffix('s')}"
    return f"{number or 'none'} of {f'these {whole}' if of == 'these' else f'{whole} {of}'}"


def plays(number: int) -> str:
    """Write a number of plays: 1 play, 2,000 plays."""
    return f"{number:,} play{'s' * (number != 1)}"


def how_far(far: float | None, what: str, who: str = "it") -> str:
    """Say, after a sentence, how much of a complaint somebody would have to give up; nothing if of none."""
    if far is None:
        return ""
    if far > 1:
        return f" For {who}, even {what} gone would not have been enough."
    amount = next(words for bound, words in _PORTIONS if far <= bound)
    return f" {capital(who)} would have had to give up {amount} of {what}."
