"""Names in sentences: delegations, caucuses, and lists of them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.roster import roster

#: Marks a delegation whose coded positions are all inferred.
INFERRED = "°"
ON_INFERRED = f"{INFERRED} All its positions are inferred from bloc or votes; no statement is located."
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
_GROUPS = {
    "AFR": "the African group",
    "APG": "the Asia-Pacific group",
    "EEG": "the Eastern European group",
    "GRULAC": "the Latin American and Caribbean group",
    "WEOG": "the Western European and other group",
}


def called(code: str) -> str:
    """Return a member state's name as it stands in a sentence; the code itself if it is none."""
    name = roster()[code].name if code in roster() else code
    return _CALLED.get(code) or (f"the {name}" if code in _THE else name)


def caucus(name: str) -> str:
    """Return the name of a caucus as it stands in a sentence; of a regional group, with its article."""
    return _GROUPS.get(name, name)


def capital(words: str) -> str:
    """Return words with a capital, to begin a sentence."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: A, B and C."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
