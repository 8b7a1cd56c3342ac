"""The points of a sweep as a user gives them: values of a lever, or a table with a row for each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from numbers import Integral
from pathlib import Path

import numpy as np

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.roster import roster
from sim.scenario.tabular.table import Columns, read_table
from sim.study.lever import Lever, Value, lever, may_be_lever
from sim.study.membership import Rule
from sim.study.setting import Setting
from sim.study.sweep_result import Point

OVER = "--over"
#: Most points of a sweep.
MOST = 10_000
#: Columns of a table of points that are not levers.
SEATS, RULE = "seats", "rule"


def axis(text: str, setting: Setting) -> tuple[str, tuple[Value, ...]]:
    """Read one axis of a grid, such as ``outlets=0,1,2`` or ``inertia=0.01:0.2:0.01``.

    Raises BadInput if there is no such lever, or it cannot be turned to one of the values. Returns the name
    of the lever, and its values in order.
    """
    name, equals, written = text.partition("=")
    if not equals or not written.strip():
        raise BadInput(
            [Fault(OVER, "gives no values", value=text, allowed="NAME=a,b,c or NAME=start:stop:step")]
        )
    one = lever(name.strip(), setting, OVER)
    values = tuple(one.value(part.strip(), OVER) for part in _parts(one, written))
    if len(set(values)) < len(values):
        raise BadInput([Fault(OVER, "names a value twice", key=one.name, value=written)])
    return one.name, values


def axes(texts: Sequence[str], setting: Setting) -> dict[str, tuple[Value, ...]]:
    """Read the axes of a grid: values by lever, see `axis`.

    Raises BadInput if one of them is not an axis, or two turn the same lever.
    """
    found: dict[str, tuple[Value, ...]] = {}
    for text in texts:
        name, values = axis(text, setting)
        if name in found:
            raise BadInput([Fault(OVER, "sets a lever that is already set", key=name, value=text)])
        found[name] = values
    return found


def _parts(one: Lever, written: str) -> Sequence[str]:
    if one.words or ":" not in written:
        return written.split(",")
    ends = written.split(":")
    try:
        start, stop, step = (float(end) for end in ends)
        many = (stop - start) / step
    except (ValueError, ZeroDivisionError):
        many = float("nan")
    if not 0 <= many <= MOST:
        raise BadInput(
            [Fault(OVER, "is not a range", key=one.name, value=written, allowed="start:stop:step")]
        )
    inside = [start + n * step for n in range(int(np.floor(many + 1e-9)) + 1)]
    last = [] if abs(inside[-1] - stop) < 1e-9 * max(1.0, abs(stop)) else [stop]
    return [f"{value:.12g}" for value in (*inside, *last)]


def points_from(path: Path, setting: Setting) -> list[Point]:
    """Read a table of points: a column for each lever, and optional columns seats and rule.

    Raises BadInput if it cannot be read, or a line cannot be used: all faults with their lines.
    """
    file = str(path)
    table = read_table(path, _columns(setting))
    first, header = table.line, table.header
    if len(set(header)) < len(header) or not header:
        raise BadInput([Fault(file, "must name each column once", first, ",".join(header))])
    levers: dict[str, Lever] = {}
    for name in header:
        if name not in (SEATS, RULE):
            levers[name] = lever(name, setting, f"{file}:{first}")
    names = [one.name for one in levers.values()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput([Fault(file, "sets a lever in two columns", first, twice[0], ",".join(header))])
    points: list[Point] = []
    faults = [(fault.line or 0, fault) for fault in table.faults]
    for line, given in table.rows:
        try:
            points.append(_point(given, levers, f"{file}:{line}"))
        except BadInput as error:
            faults += [(line, fault) for fault in error.faults]
    if faults:
        raise BadInput([fault for _, fault in sorted(faults, key=lambda placed: placed[0])])
    if not 1 <= len(points) <= MOST:
        raise BadInput([Fault(file, f"has {len(points)} points", allowed=f"1 to {MOST}")])
    return points


def checked(points: Sequence[Point]) -> list[Point]:
    """Return points that a program gives, with rules as such; levers are checked where they are turned.

    Raises BadInput if there is none, or one has no room that can be drawn.
    """
    if not points:
        raise BadInput([Fault("points", "are none", allowed="one or more")])
    return [replace(point, rule=_room(point)) for point in points]


def _room(point: Point) -> Rule | None:
    if point.size is None and point.rule is None:
        return None
    most = len(roster())
    if not isinstance(point.size, Integral) or isinstance(point.size, bool) or not 1 <= point.size <= most:
        value, allowed = str(point.size), f"a whole number from 1 to {most}"
        raise BadInput([Fault("points", "is not a number of seats", key=SEATS, value=value, allowed=allowed)])
    return rule_named(str(point.rule), "points")


def _columns(setting: Setting) -> Columns:
    """Return which columns a table of points may have, and which of them hold numbers."""

    def number(name: str) -> bool:
        if name in (SEATS, RULE) or not may_be_lever(name, setting):
            return name == SEATS
        try:
            return not lever(name, setting, "").words
        except BadInput:
            return False

    return Columns(
        lambda name: name in (SEATS, RULE) or may_be_lever(name, setting), number, may_be_empty=(SEATS, RULE)
    )


def _point(given: Mapping[str, str], levers: Mapping[str, Lever], place: str) -> Point:
    values = tuple((one.name, one.value(given[column], place)) for column, one in levers.items())
    seats, rule = given.get(SEATS, ""), given.get(RULE, "")
    if not seats:
        if rule:
            raise BadInput([Fault(place, "names a rule but no number of seats", key=RULE, value=rule)])
        return Point(values)
    most = len(roster())
    if not seats.isdecimal() or not 1 <= int(seats) <= most:
        raise BadInput(
            [Fault(place, "is not a number of seats", key=SEATS, value=seats, allowed=f"1 to {most}")]
        )
    return Point(values, rule_named(rule or Rule.EQUITABLE, place), int(seats))


def rule_named(name: str, place: str) -> Rule:
    """Return the rule of that name; raise BadInput if there is none."""
    try:
        return Rule(name)
    except ValueError:
        problem = f"is not a rule for who is in the room{hint(name, Rule)}"
        raise BadInput([Fault(place, problem, value=name, allowed=", ".join(Rule))]) from None
