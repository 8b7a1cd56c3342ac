"""Names of states: what else they are called, so that a wrong code gets the right hint or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sim.scenario.did_you_mean import plain, slips, slips_allowed
from sim.scenario.roster import roster
from sim.scenario.text import shipped_table

#: Where the codes of all member states can be looked up.
LOOK_UP = "unstats.un.org/unsd/methodology/m49"
#: Words that do not distinguish states.
_EMPTY = {"the", "of", "and"}
#: Abbreviations in lists of states.
_SHORT = {"st": "saint", "rep": "republic", "dem": "democratic", "gt": "great"}
#: A name of fewer letters is too near to others for a slip in it to be recognised.
_SHORTEST = 5


@dataclass(frozen=True)
class _NonMember:
    """Something that people list among states: its name, its standing, its last year as a member."""

    name: str
    standing: str
    until: str

    def __str__(self) -> str:
        standing = {"observer": ", an observer", "former": f", a member until {self.until}"}
        return f"it stands for {self.name}{standing.get(self.standing, '')}"


def state_hint(word: str, groups: Iterable[str] = ()) -> str:
    """Return what to add to ``is not a member state``: what was meant, what it is, or where to look.

    Codes (ISO alpha-2, IOC, Correlates of War) and names (official, common, former) are compared first,
    whatever their case and accents; then slips in them. A word that may mean two states gets no hint.
    """
    by_name = {plain(group): group for group in groups}
    if group := by_name.get(plain(word)):
        return f"; did you mean {group}?"
    meant = _meanings().get(_key(word)) or _swapped(word) or _near(word, by_name)
    if len(meant) != 1:
        return f"; look up its code at {LOOK_UP}"
    (one,) = meant
    if one in roster():
        return f"; did you mean {one} ({roster()[one].name})?"
    if one not in _non_members():
        return f"; did you mean {one}?"
    # The European Union is not a state, but a group that may stand here.
    same = [group for letters, group in by_name.items() if _meanings().get(letters) == meant]
    return f"; did you mean {same[0]}?" if same else f"; {_non_members()[one]}"


def _swapped(word: str) -> set[str]:
    """Return the states whose code has two letters of this one, after the first, in each other's place."""
    letters = word.upper()
    return {letters[0] + letters[2] + letters[1]} & set(roster()) if len(letters) == 3 else set()


def _near(word: str, groups: Mapping[str, str]) -> set[str]:
    """Return the states, non-members and groups with a name that a slip makes into this one."""
    short = plain(word[:60])
    if len(short) < _SHORTEST:
        return set()
    distances = {name: slips(short, name) for name in (*_by_name(), *groups) if len(name) >= _SHORTEST - 1}
    fewest = min(distances.values())
    if fewest > slips_allowed(short):
        return set()
    nearest = [name for name, distance in distances.items() if distance == fewest]
    return set().union(*({groups[name]} if name in groups else _by_name()[name] for name in nearest))


def _key(text: str) -> str:
    """Return a name so that its words may stand in any order, as in Korea, Republic of."""
    words = plain(text.replace(".", "").replace("'", "").replace("’", "").replace("&", " and ")).split()
    telling = [word for word in words if word not in _EMPTY] or words
    return " ".join(sorted(_SHORT.get(word, word) for word in telling))


@cache
def _meanings() -> Mapping[str, set[str]]:
    """Return all that a code or a name can mean, as codes of states and names of non-members."""
    found: dict[str, set[str]] = {}
    for meaning, texts in _all_names():
        for text in texts:
            found.setdefault(_key(text), set()).add(meaning)
    # A code of today's list is no other's.
    return {**found, **{code.lower(): {code} for code in roster()}}


@cache
def _by_name() -> Mapping[str, set[str]]:
    """Return what each name means, its words in their order; codes, of five letters at most, are no names."""
    found: dict[str, set[str]] = {}
    for meaning, texts in _all_names():
        for text in texts:
            if not text.isupper():
                found.setdefault(plain(text), set()).add(meaning)
    return found


def _all_names() -> Iterator[tuple[str, list[str]]]:
    """Yield each state and each non-member with all that it is called.

    Codes of ISO 3166-1, of the International Olympic Committee (2025) and of the
    Correlates of War state system (2016), as countrycode 0.6 has them; official
    names as the UN and ISO 3166-1 give them; common and former names from memory.
    """
    for row in shipped_table("state_names.csv"):
        code = row["iso3"]
        codes = [row[kind] for kind in ("iso2", "ioc", "cow") if row[kind]]
        yield code, [code, roster()[code].name, *codes, *filter(None, row["names"].split("|"))]
    for row in shipped_table("non_members.csv"):
        yield row["name"], [row["name"], *filter(None, row["also"].split("|"))]


@cache
def _non_members() -> Mapping[str, _NonMember]:
    rows = shipped_table("non_members.csv")
    return {row["name"]: _NonMember(row["name"], row["standing"], row["until"]) for row in rows}
