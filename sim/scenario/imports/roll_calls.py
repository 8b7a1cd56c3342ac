"""Roll calls: votes of the General Assembly as two data sets distribute them, read for a few resolutions.

Voeten's United Nations voting data (doi:10.7910/DVN/LEJUQZ) has a row for each state and roll call: rcid,
ccode (Correlates of War), vote 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member; unres and date where it has
been joined to the list of roll calls. The voting data of the UN library has ms_code (ISO alpha-3), ms_vote Y,
A, N or X, resolution and date.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sim.scenario.fault import BadInput, Fault
from sim.scenario.roster import roster
from sim.scenario.text import shipped_table
from sim.scenario.votes import Vote


@dataclass(frozen=True)
class _Form:
    """How a data set writes a roll call.

    Parameters
    ----------
    state, vote : names of the columns
    resolution : columns that can name the resolution; one has to be there
    means : what each value of a vote means; None for no member, which counts as nothing
    """

    state: str
    vote: str
    resolution: tuple[str, ...]
    means: Mapping[str, Vote | None]


_VOETEN = _Form(
    "ccode", "vote", ("rcid", "unres"),
    {"1": Vote.YES, "2": Vote.ABSTAINED, "3": Vote.NO, "8": Vote.ABSENT, "9": None},
)  # fmt: skip
_LIBRARY = _Form(
    "ms_code", "ms_vote", ("resolution", "undl_id"),
    {"Y": Vote.YES, "A": Vote.ABSTAINED, "N": Vote.NO, "X": Vote.ABSENT},
)  # fmt: skip
_FORMS = (_VOETEN, _LIBRARY)


@dataclass(frozen=True)
class RollCall:
    """What was found of one resolution.

    Parameters
    ----------
    name : as it was asked for
    names : what the data call it: its number and its symbol, as `key` has them
    date : as the data have it; empty if they have none
    votes : by code of the member state
    others : states of the data that are no member states of today, as they are written there
    """

    name: str
    names: frozenset[str]
    date: str
    votes: Mapping[str, Vote]
    others: tuple[str, ...]


@cache
def by_number() -> Mapping[int, str]:
    """Return the code of each member state of today by its number in the Correlates of War."""
    return {int(row["cown"]): row["iso3"] for row in shipped_table("state_names.csv") if row["cown"]}


def read_roll_calls(path: Path, wanted: Collection[str]) -> dict[str, RollCall]:
    """Read the roll calls on some resolutions.

    Raises BadInput if the file is of neither data set, a resolution is not in it or has several roll calls, a
    vote is none, or a state has two votes on one resolution. Returns roll calls by the names that were asked
    for.

    Parameters
    ----------
    wanted : numbers of roll calls (rcid), or symbols such as A/RES/73/27 or R/73/27
    """
    file = str(path)
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            separator = max("\t;,", key=(first := stream.readline()).count)
            stream.seek(0)
            table = csv.DictReader(stream, delimiter=separator)
            form, names = _form(file, [name.strip('"') for name in first.strip().split(separator)])
            found = _collected(file, table, form, names, frozenset(map(key, wanted)))
    except OSError as error:
        raise BadInput([Fault(file, f"cannot be read: {error.strerror}")]) from None
    if missing := [name for name in wanted if key(name) not in found]:
        problem, allowed = "is not a resolution of the table", f"what the column {' or '.join(names)} has"
        raise BadInput([Fault(file, problem, value=name, allowed=allowed) for name in missing])
    calls = {name: replace(found[key(name)], name=name) for name in wanted}
    if several := [call for call in calls.values() if len(call.names) > 2]:
        problem = "has several roll calls, such as those on its paragraphs"
        numbers = {call.name: ", ".join(sorted(call.names - {key(call.name)})) for call in several}
        raise BadInput([Fault(file, problem, value=name, allowed=those) for name, those in numbers.items()])
    return calls


def key(name: str) -> str:
    """Return what is the same for all ways to write a resolution: A/RES/73/27, R/73/27, r/73/27."""
    plain = name.strip().upper().replace(" ", "")
    for before in ("A/RES/", "RES/", "R/"):
        if plain.startswith(before):
            return plain.removeprefix(before)
    return plain.removesuffix(".0")


def _form(file: str, header: list[str]) -> tuple[_Form, list[str]]:
    """Return the data set that a header is of, and its columns that name the resolution."""
    for form in _FORMS:
        names = [name for name in form.resolution if name in header]
        if names and {form.state, form.vote} <= {*header}:
            return form, names
    wanted = "; or ".join(f"{f.state}, {f.vote} and {' or '.join(f.resolution)}" for f in _FORMS)
    raise BadInput([Fault(file, "is not a table of votes in a known form", 1, allowed=f"columns {wanted}")])


def _collected(
    file: str, table: csv.DictReader[str], form: _Form, names: list[str], wanted: frozenset[str]
) -> dict[str, RollCall]:
    found: dict[str, RollCall] = {}
    faults: list[Fault] = []
    try:
        for row in table:
            called = frozenset(key(row[name]) for name in names if row[name])
            for asked in called & wanted:
                here = Fault(file, "", table.line_num)
                call = found.setdefault(asked, RollCall(asked, frozenset(), "", {}, ()))
                found[asked] = _with_vote(call, row, form, called, here, faults)
    except csv.Error as error:
        faults.append(Fault(file, f"is damaged: {error}", table.line_num + 1))
    if faults:
        raise BadInput(faults[:20])
    return found


def _with_vote(
    call: RollCall,
    row: Mapping[str, str],
    form: _Form,
    called: frozenset[str],
    here: Fault,
    faults: list[Fault],
) -> RollCall:
    """Return a roll call with the vote of a row."""
    written, state = (row[form.vote] or "").strip().removesuffix(".0"), (row[form.state] or "").strip()
    if written not in form.means:
        allowed = ", ".join(form.means)
        faults.append(replace(here, problem="is not a vote", key=form.vote, value=written, allowed=allowed))
        return call
    call = replace(call, names=call.names | called, date=call.date or _day(row.get("date") or ""))
    meant, code = form.means[written], _code(form, state)
    if meant is None:
        return call
    if not code:
        other = row.get("Country") or state
        return call if other in call.others else replace(call, others=(*call.others, other))
    if call.votes.get(code, meant) != meant:
        problem = "has two votes on one resolution"
        faults.append(replace(here, problem=problem, key=call.name, value=state))
    return replace(call, votes={**call.votes, code: meant})


def _code(form: _Form, state: str) -> str:
    if form is _VOETEN:
        number = state.removesuffix(".0")
        return by_number().get(int(number), "") if number.isdecimal() else ""
    return state if state in roster() else ""


def _day(text: str) -> str:
    """Return a date as YYYY-MM-DD if it is written so, perhaps with a time; else nothing."""
    day = text.strip()[:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdecimal() else ""


def sides(call: RollCall) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of `stakes` that a vote on the mandate gives."""
    for side, vote in (("against", Vote.NO), ("abstained", Vote.ABSTAINED), ("absent", Vote.ABSENT)):
        yield side, sorted(code for code, cast in call.votes.items() if cast is vote)
