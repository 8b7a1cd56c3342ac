"""Personal links: everybody on the teacher's list has a place from the start, and a link that opens it once.

The link's token follows from the teacher's, so that the sheet of links can be printed again; no file has it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.classroom.hall.roster import RosterRow
from sim.classroom.room import TEACHER, key_of
from sim.classroom.room.actions import Away, Place
from sim.classroom.room.credentials import TOKEN_BYTES
from sim.classroom.room.lesson import Phase
from sim.classroom.site.hall.hosted_hall import HostedHall, enters
from sim.classroom.site.lesson.hosted_class import HostedClass


@dataclass(frozen=True)
class PersonalLink:
    """Somebody's link.

    Parameters
    ----------
    name, contact : who it is for, and how to reach them
    room : number of their room
    seat : name of their delegation; empty if they have none
    token : of the link; empty once somebody has come in by it
    """

    name: str
    contact: str
    room: int
    seat: str
    token: str


def load_roster(hall: HostedHall, rows: Sequence[RosterRow], teacher: str) -> int:
    """Give everybody on a list a place and a link; return how many are new.

    Whoever is in the class under the same name already is left as they are.

    Parameters
    ----------
    teacher : the teacher's token
    """
    there = {p.name for room in hall.rooms for p in room.desk.lesson.players if not p.removed}
    new = [row for row in rows if row.name not in there]
    # Rooms and seats that the list names come first, so that the lot evens out what is left.
    for row in sorted((row for row in new if row.room is not None), key=lambda row: row.seat is None):
        _admit(hall, row, teacher)
    drawn = [row for row in new if row.room is None]
    for row, room in zip(drawn, hall.lots(len(drawn), _open(hall)), strict=True):
        _admit(hall, replace(row, room=room.room), teacher)
    contacts = {row.name: row.contact for row in rows}
    hall.change(replace(hall.settings, contacts={**hall.settings.contacts, **contacts}))
    return len(new)


def _open(hall: HostedHall) -> list[HostedClass]:
    return [room for room in hall.rooms if room.desk.lesson.phase is not Phase.OVER] or list(hall.rooms)


def _admit(hall: HostedHall, row: RosterRow, teacher: str) -> None:
    room = hall.room(row.room)
    lesson = room.desk.lesson
    if not lesson.places or (row.seat is not None and row.seat not in lesson.places):
        hall.set_sharing(True)
    number = enters(room.desk, row.name, key_of(link_token(hall, row.name, teacher)), linked=True)
    if row.seat is None:
        hall.seat(room)
    else:
        room.desk.take(TEACHER, Place(number, row.seat))
    # The computer plays the seat until they come.
    room.desk.take(number, Away())


def personal_links(hall: HostedHall, teacher: str) -> Iterator[PersonalLink]:
    """Yield a link for everybody who came into the class by a list, room by room.

    Parameters
    ----------
    teacher : the teacher's token
    """
    for room in hall.rooms:
        lesson = room.desk.lesson
        for player in lesson.players:
            token = link_token(hall, player.name, teacher)
            unopened = player.linked and hmac.compare_digest(player.key, key_of(token))
            if not player.removed and (unopened or player.name in hall.settings.contacts):
                yield PersonalLink(
                    name=player.name,
                    contact=hall.settings.contacts.get(player.name, ""),
                    room=room.room,
                    seat=lesson.case.name(player.seat) if player.seat else "",
                    token=token if unopened else "",
                )


def link_token(hall: HostedHall, name: str, teacher: str) -> str:
    """Return the token of somebody's link, as hard to guess as the teacher's."""
    told = f"link {hall.lobby.store.identity} {name}".encode("utf-8", "surrogatepass")
    digest = hmac.new(teacher.encode(), told, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")
