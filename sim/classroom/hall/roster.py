"""Roster: the teacher's list of who goes to which room and seat, as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.classroom.room import Lesson, Refused, key_of
from sim.classroom.room.actions import Enter
from sim.classroom.room.lookalike_names import alike
from sim.classroom.room.messages import checked
from sim.classroom.room.player import MOST_IN_A_SEAT, Player
from sim.classroom.room.player_names import welcome
from sim.scenario.fault import BadInput, Fault
from sim.scenario.tabular.table import Columns, read_table

#: Columns of the list; only the first must be there. The last two say how to reach somebody.
COLUMNS = ("name", "room", "seat", "email", "id")
#: Columns that a row may leave out at its end, as people write them.
_SHORT = frozenset(
    spelt for name in (*COLUMNS[1:], "e-mail") for spelt in (name, name.capitalize(), name.upper())
)


@dataclass(frozen=True)
class RosterRow:
    """A student on the list.

    Parameters
    ----------
    line : in the list
    name : of the student
    room : number of the room, from 1; None if the lot decides
    seat : code of the delegation; None if the lot decides
    contact : e-mail address or number, for the links; may be empty
    """

    line: int
    name: str
    room: int | None = None
    seat: str | None = None
    contact: str = ""


def read_roster(path: Path, rooms: Sequence[Lesson], own: bool = False) -> tuple[RosterRow, ...]:
    """Read a list for some rooms: CSV, or a sheet of a workbook.

    Parameters
    ----------
    own : whether everybody plays in a room of their own like the one given; then any number have a seat

    Raises
    ------
    BadInput
        if it is not a table, or a room, a seat or a name is not possible
    """
    columns = Columns(lambda name: _plain(name) in COLUMNS, lambda name: False, may_be_empty=_SHORT)
    table = read_table(path, columns)
    place, faults = str(path), list(table.faults)
    header = [_plain(name) for name in table.header]
    if unknown := [name for name in table.header if _plain(name) not in COLUMNS]:
        allowed = ", ".join(COLUMNS)
        faults += [
            Fault(place, "is not a column of this list", table.line, name, "", allowed) for name in unknown
        ]
    if "name" not in header:
        faults.append(Fault(place, "has no column with names", table.line, "name", "", ", ".join(COLUMNS)))
    rows = []
    for line, raw in table.rows if not faults else ():
        cells = {_plain(name): cell.strip() for name, cell in raw.items()}
        if any(cells.values()):
            row, wrong = _row(place, line, {**cells, "room": "1"} if own else cells, rooms)
            rows.append(row)
            faults += wrong
    faults += _together(place, rows, () if own else rooms)
    if not rows and not faults:
        faults.append(Fault(place, "has no students"))
    if faults:
        raise BadInput(faults)
    return tuple(rows)


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "")


def _row(
    place: str, line: int, cells: dict[str, str], rooms: Sequence[Lesson]
) -> tuple[RosterRow, list[Fault]]:
    faults: list[Fault] = []
    name, room, seat = cells["name"], cells.get("room", ""), cells.get("seat", "")
    contact = cells.get("email", "") or cells.get("id", "")
    row = RosterRow(line, name, contact=contact)
    if problem := _name_problem(name, rooms):
        faults.append(Fault(place, problem, line, "name", name))
    if room:
        number = int(room) if room.isascii() and room.isdecimal() and len(room) < 4 else 0
        if not 1 <= number <= len(rooms):
            allowed = f"1 to {len(rooms)}, or nothing for a room by lot"
            faults.append(Fault(place, "there is no such room", line, "room", room, allowed))
            return row, faults
        row = replace(row, room=number)
    if seat:
        if row.room is None:
            faults.append(Fault(place, "a seat needs a room", line, "seat", seat, "a number in column room"))
            return row, faults
        case = rooms[row.room - 1].case
        codes = {case.name(code).casefold(): code for code in case.seats}
        code = seat.upper() if seat.upper() in case.seats else codes.get(seat.casefold())
        if code is None:
            allowed = ", ".join(f"{code} ({case.name(code)})" for code in case.seats)
            faults.append(Fault(place, "there is no such seat in this room", line, "seat", seat, allowed))
        row = replace(row, seat=code)
    return row, faults


def _name_problem(name: str, rooms: Sequence[Lesson]) -> str:
    if not name:
        return "has no name"
    try:
        checked(Enter(name, key_of("")))
        for room in rooms:
            # Somebody with this very name is on the list already, and is left as they are.
            others = tuple(replace(p, removed=p.removed or p.name == name) for p in room.players)
            welcome(replace(room, players=others), name)
    except Refused as refusal:
        return f"is not a name for this class: {str(refusal)[0].lower()}{str(refusal)[1:].rstrip('.')}"
    return ""


def _together(place: str, rows: Sequence[RosterRow], rooms: Sequence[Lesson]) -> Iterator[Fault]:
    """Yield what is wrong with rows beside others: equal names, and too many in a seat of the same room."""
    for n, row in enumerate(rows):
        if first := next((other for other in rows[:n] if row.name and alike(row.name, other.name)), None):
            problem = f"looks like the name in line {first.line}; add a surname"
            yield Fault(place, problem, row.line, "name", row.name)
    sitting: Counter[tuple[int | None, str]] = Counter()
    names: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        names[row.room or 0].add(row.name)
    for number, room in enumerate(rooms, 1):
        sitting.update((number, p.seat) for p in _others(room.players, names[number]) if p.seat)
    for row in rows:
        if row.seat is not None and rooms:
            sitting[row.room, row.seat] += 1
            if sitting[row.room, row.seat] > MOST_IN_A_SEAT:
                allowed = f"at most {MOST_IN_A_SEAT} students in a seat"
                yield Fault(place, "is taken", row.line, "seat", row.seat, allowed)


def _others(players: Sequence[Player], names: set[str]) -> Iterator[Player]:
    return (player for player in players if not player.removed and player.name not in names)
