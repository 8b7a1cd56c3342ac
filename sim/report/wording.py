"""Wording: how figures, pages and tables put shares and complaints into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.scenario.roster import name_of
from sim.scenario.schema import Record
from sim.study.claims import Counted
from sim.study.forecast_parts import DelegationForecast

#: Words for a probability, by upper bound: the calibrated scale of Mastrandrea et al. 2010.
_WORDS = (
    (0.01, "exceptionally unlikely"),
    (0.1, "very unlikely"),
    (0.33, "unlikely"),
    (0.66, "about as likely as not"),
    (0.9, "likely"),
    (1.01, "very likely"),
)
#: Member states whose names take an article in a sentence.
_THE = frozenset(("ARE", "BHS", "CAF", "COM", "DOM", "GBR", "GMB", "MDV", "MHL", "NLD", "PHL", "SLB", "USA"))
#: Member states whose names in lists and tables read badly in a sentence; official short forms of the UN.
_CALLED = {
    "COD": "the Democratic Republic of the Congo",
    "COG": "the Congo",
    "FSM": "the Federated States of Micronesia",
    "KOR": "the Republic of Korea",
    "PRK": "the Democratic People's Republic of Korea",
}
_SPELT = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COMPLAINT = {"harm": "resists", "disappointment": "wants more on"}


#: Marks a delegation whose coded positions are all inferred.
INFERRED = "°"


def named(delegation: DelegationForecast) -> str:
    """Return a delegation's name, marked if all its positions are inferred."""
    return delegation.name + (f" {INFERRED}" if delegation.inferred else "")


def percent(share: float) -> str:
    """Return a share as a reader writes it: never 0 or 100 % unless it is."""
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{100 * share:.0f} %"


def written(found: Counted) -> str:
    """Write a share of plays: in per cent, or of few plays how many of them."""
    return percent(found.share) if found.enough else f"{found.successes} of {found.trials}"


def in_words(probability: float) -> str:
    """Return a probability in words."""
    return next(words for bound, words in _WORDS if probability < bound)


def complaint(kind: str, title: str) -> str:
    """Return a complaint about an issue, named by its title, in words; nothing for no complaint."""
    return f"{_COMPLAINT[kind]} {title}" if kind in _COMPLAINT else ""


def over(
    delegation: DelegationForecast, titles: Mapping[str, str], most: int = 2, numbers: bool = True
) -> str:
    """Say over what a delegation stands apart: its most frequent largest complaints.

    Parameters
    ----------
    titles : title of each issue by its code
    most : how many complaints to name
    numbers : whether to say in what share of the plays in which it stands apart, or in how many of few
    """
    told = []
    for c in [c for c in delegation.complaints if c.kind != "none"][:most]:
        told.append(complaint(c.kind, titles[c.issue]) + (f" ({written(c.share)})" if numbers else ""))
    return "; ".join(told)


def called(code: str) -> str:
    """Return a member state's name as it stands in a sentence."""
    return _CALLED.get(code) or (f"the {name_of(code)}" if code in _THE else name_of(code))


def capital(words: str) -> str:
    """Return words with a capital, to begin a sentence."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: A, B and C."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def spelt(number: int) -> str:
    """Return a number as it stands in running text."""
    return _SPELT[number] if number < len(_SPELT) else str(number)


def counted(number: int, what: str) -> str:
    """Return a number of things as it stands in running text: one other, three others."""
    return f"{spelt(number)} {what}{'s' * (number != 1)}"


def on_record(record: Record | None) -> str:
    """Say what really happened, if it has."""
    if record is None:
        return ""
    what = "a report was adopted by consensus" if record.adopted else "no report found consensus"
    return f"On record: {what} ({record.document}). The model never sees this."
