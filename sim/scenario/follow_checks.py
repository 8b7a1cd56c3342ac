"""Checks of a follow file against its scenario: strangers, days outside, entries that contradict others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from sim.scenario.checks import MOST_READINGS, NEUTRAL
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import Contradiction
from sim.scenario.fields import last_day
from sim.scenario.follow_file import KINDS, Entry, FollowFile
from sim.scenario.followed import after, speakers
from sim.scenario.ict_issues import no_ladder
from sim.scenario.memberships import spans
from sim.scenario.positions import Cell, cells, seats
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from sim.scenario.state_names import state_hint
from sim.scenario.texts import draft_faults, within

#: Members that a message lists.
_FEW = 40
_Path = tuple[str | int, ...]


def follow_faults(file: FollowFile, scenario: Scenario, texts: Collection[str]) -> Iterator[Contradiction]:
    """Find what contradicts the scenario, or another entry.

    Parameters
    ----------
    texts : names of the texts of its file of texts
    """
    now, before = scenario, ""
    seen: dict[tuple[object, ...], str] = {}
    for number, entry in enumerate(file.entries):
        path: _Path = ("entries", number)
        alone = list(_alone(path, entry, now, texts))
        yield from alone or _dated(path, entry, now, before)
        before = entry.date
        if alone:
            continue
        yield from _again(path, entry, now, seen)
        now = after(now, [entry])
        yield from _left(path, entry, now, file.entries[:number])


def _alone(path: _Path, entry: Entry, now: Scenario, texts: Collection[str]) -> Iterator[Contradiction]:
    """Find what is wrong with an entry by itself."""
    kinds = [kind for kind in KINDS if getattr(entry, kind) is not None]
    if len(kinds) != 1:
        problem = f"has {', '.join(kinds)}: an entry is one thing" if kinds else "does not say what happened"
        yield Contradiction(path, problem, allowed=f"one of {', '.join(KINDS)}")
        return
    at_reading = kinds[0] in ("draft", "stances")
    if at_reading != (entry.reading is not None):
        problem = "is missing" if at_reading else f"does not belong to a {kinds[0]}"
        yield Contradiction((*path, "reading"), problem, allowed=f"1 to {now.readings}" * at_reading)
    elif entry.reading is not None and entry.reading > now.readings:
        allowed = f"1 to {now.readings}"
        yield Contradiction((*path, "reading"), "is no reading", str(entry.reading), allowed)
    for key, issues in (("statement", "positions"), ("withdrawal", "issues")):
        if (said := getattr(entry, key)) is not None:
            yield from _speakers((*path, key, "by"), said.by, now, entry.date)
            for place, code in enumerate(getattr(said, issues)):
                at = code if issues == "positions" else place
                yield from _issue((*path, key, issues, at), code, now.coded_issues)
    ladders = [issue.code for issue in now.issues]
    for code, stances in (entry.stances or {}).items():
        yield from _issue((*path, "stances", code), code, ladders)
        for stance, codes in stances:
            for place, state in enumerate(codes):
                yield from _member((*path, "stances", code, stance, place), state, now, groups=False)
        if not any(codes for _, codes in stances):
            yield Contradiction(
                (*path, "stances", code), "names nobody", allowed="supports, accepts, brackets"
            )
    if isinstance(entry.draft, str) and entry.draft not in texts:
        allowed = ", ".join(texts) or "a text written out; the file names no texts_file"
        problem = f"is no text of the file of texts{hint(entry.draft, texts)}"
        yield Contradiction((*path, "draft"), problem, entry.draft, allowed)
    elif entry.draft is not None and not isinstance(entry.draft, str):
        yield from draft_faults((*path, "draft"), entry.draft, now)
    for key in ("chair", "deadline"):
        change = getattr(entry, key)
        if change is not None and not any(value is not None for _, value in change):
            allowed = ", ".join(type(change).model_fields)
            yield Contradiction((*path, key), "changes nothing", allowed=allowed)


def _speakers(path: _Path, names: Sequence[str], now: Scenario, date: str) -> Iterator[Contradiction]:
    for place, name in enumerate(names):
        yield from _member((*path, place), name, now, groups=True)
        if name in names[:place]:
            yield Contradiction((*path, place), "is named twice", name)
        elif name in spans() and not speakers([name], now, date):
            problem = f"is a group of which no member of {now.id} was a member on that day"
            yield Contradiction((*path, place), problem, name)


def _member(path: _Path, name: str, now: Scenario, groups: bool) -> Iterator[Contradiction]:
    if name in now.members or (groups and name in spans()):
        return
    few = ", ".join(sorted(now.members)) if len(now.members) <= _FEW else f"the members of {now.id} by code"
    allowed = f"{few}; groups: {', '.join(spans())}" if groups else few
    problem = f"has no seat in {now.id}" if name in roster() else "is no delegation" + " or group" * groups
    known = spans() if groups else ()
    near = str if name in roster() else partial(state_hint, name, known)
    yield Contradiction(path, problem, name, allowed, hint=near)


def _issue(path: _Path, code: str, known: Sequence[str]) -> Iterator[Contradiction]:
    if code not in known:
        near = partial(hint, code, known)
        yield Contradiction(path, no_ladder(code, known), code, ", ".join(known), hint=near)


def _dated(path: _Path, entry: Entry, now: Scenario, before: str) -> Iterator[Contradiction]:
    if not within(entry.date, now):
        days = f"{now.starts} to {now.ends}, the days of {now.id}"
        yield Contradiction((*path, "date"), "is outside the process", entry.date, days)
    elif before and last_day(entry.date) < last_day(before):
        problem, allowed = f"is before the entry above, {before}", "entries in the order of their dates"
        yield Contradiction((*path, "date"), problem, entry.date, allowed)


def _again(
    path: _Path, entry: Entry, now: Scenario, seen: dict[tuple[object, ...], str]
) -> Iterator[Contradiction]:
    """Find what an entry above has said otherwise, and positions given up that nobody held."""

    def said(key: tuple[object, ...], value: str, *at: str) -> Iterator[Contradiction]:
        if key in seen:
            same = seen[key] == value
            problem = "is said twice" if same else f"contradicts an entry above, which has {seen[key]}"
            yield Contradiction((*path, *at), problem, value)
        seen[key] = value

    if entry.statement is not None:
        for name in entry.statement.by:
            for code, value in entry.statement.positions.items():
                yield from said((name, code, entry.date), f"{name} {value:g}", "statement", "positions", code)
    if entry.withdrawal is not None:
        held = cells(now)
        for name in entry.withdrawal.by:
            for code in entry.withdrawal.issues:
                yield from said((name, code, entry.date), f"{name} 0", "withdrawal")
                if not any(_held(held, now, member, code) for member in speakers([name], now, entry.date)):
                    problem = f"has no position on {code} to give up"
                    yield Contradiction((*path, "withdrawal"), problem, name)
    if entry.draft is not None:
        yield from said(("draft", entry.reading), "a draft at that reading", "draft")
    for code, stances in (entry.stances or {}).items():
        for stance, states in stances:
            for state in states:
                key = ("stance", entry.reading, code, state)
                yield from said(key, f"{state} {stance}", "stances", code, stance)
    for kind in ("chair", "deadline"):
        if getattr(entry, kind) is not None:
            yield from said((kind, entry.date), f"a change of {kind} that day", kind)


def _held(held: Mapping[str, Mapping[str, Cell]], now: Scenario, member: str, code: str) -> bool:
    """Return whether a member has a position other than 0."""
    coded = now.delegations[member].positions.get(code)
    return bool(coded.value if coded is not None else code in held[member] and held[member][code].value)


def _left(path: _Path, entry: Entry, now: Scenario, above: Sequence[Entry]) -> Iterator[Contradiction]:
    """Find a change of chair or deadline that leaves nothing sensible."""
    if entry.deadline is not None:
        held = max((one.reading or 0 for one in above), default=0)
        if not held <= now.readings <= MOST_READINGS:
            problem = f"leaves {now.readings} readings, of which {held} have been held"
            yield Contradiction(
                (*path, "deadline"), problem, allowed=f"{held or 1} to {MOST_READINGS} readings"
            )
        last = max([now.starts, *(one.date for one in above)], key=last_day)
        if last_day(now.ends) < last_day(last):
            problem = "is before the first meeting or an entry above"
            yield Contradiction((*path, "deadline", "ends"), problem, now.ends, f"{last} or later")
    if entry.chair is not None:
        caucuses = [NEUTRAL, *sorted({seat.caucus for seat in seats(now).values()})]
        if now.chair.camp not in caucuses:
            problem = f"is not the caucus of any member{hint(now.chair.camp, caucuses)}"
            yield Contradiction((*path, "chair", "camp"), problem, now.chair.camp, ", ".join(caucuses))
