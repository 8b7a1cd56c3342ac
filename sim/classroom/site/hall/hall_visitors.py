"""Visitors of a hall: newcomers in the lobby, the teacher at the dashboard, and the common projector."""

from __future__ import annotations

from typing import Any

from sim.classroom.room import TEACHER, Refused
from sim.classroom.room.actions import Advance, Begin, OpenSeats, Pause, Remove, Resume, SetTimer
from sim.classroom.room.lesson import Phase
from sim.classroom.room.messages import action_of
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.view_changes import Sections
from sim.classroom.site.lesson.visitor import Student, Teacher, Visitor
from sim.classroom.words.message import joined, say

#: What the teacher can do in several rooms at once; all else is done in the room itself.
_TOGETHER = (Begin, Advance, OpenSeats, Pause, Resume, SetTimer)
_NOT_NOW = say("This is not possible. Please look again.")


class Guest(Student):
    """A phone in the lobby. When its owner is in a room, it goes there.

    Parameters
    ----------
    hall : the class
    token, address : see `sim.classroom.site.lesson.visitor.Visitor`
    """

    def __init__(self, hall: HostedHall, token: str, address: str) -> None:
        lobby = hall.lobby
        super().__init__(lobby.desk, token, lobby.presence, lobby.door, address)
        self._hall = hall

    def seen(self) -> Sections:
        """Return who they are, and the rooms, if they may choose."""
        self._note()
        number, hall = self.number, self._hall
        known = None if number is None else hall.lobby.desk.lesson.player(number)
        return {
            "player": number,
            "name": known.name if known else "",
            "choosing": hall.settings.choosing,
            "rooms": [
                {
                    "room": card.room,
                    "title": card.title,
                    "people": card.people,
                    "seats": card.seats,
                    "free": card.free,
                    "over": card.phase is Phase.OVER,
                }
                for card in hall.cards()
            ],
        }

    def draw(self) -> None:
        """Show what has changed, or the way to their room."""
        room = self._hall.room_of(self.token)
        if room is None:
            super().draw()
        elif self.screen is not None:
            self._note()
            self.screen.tell("go", room_path(room))

    def choose(self, message: object) -> None:
        """Go into a room of one's own choice: ``{"id": ..., "room": number}`` as JSON."""
        self._once(message, self._choose)

    def _choose(self, sent: str, told: dict[str, Any]) -> None:
        number = self.number
        guest = None if number is None else self.desk.lesson.player(number)
        if guest is None:
            raise Refused("Please come in first.")
        if not self._hall.settings.choosing:
            raise Refused("Your teacher assigns the rooms.")
        room = self._hall.room(told.get("room"))
        if room.desk.lesson.phase is Phase.OVER:
            raise Refused("This room is over. Please choose another.")
        if not room.desk.lesson.places:
            raise Refused("This room is full. Please choose another.")
        self._hall.assign(guest, room)

    events = {"enter": Student.enter, "choose": choose}


def room_path(room: HostedClass) -> str:
    """Return the address of a room's page for students."""
    return f"/rooms/{room.room}"


class Dashboard(Teacher):
    """The teacher's page for all rooms.

    Parameters
    ----------
    hall : the class
    token : the teacher's
    """

    def __init__(self, hall: HostedHall, token: str) -> None:
        super().__init__(hall.lobby.desk, token, hall.lobby.door)
        self._hall = hall

    def seen(self) -> Sections:
        """Return the cards of all rooms, and who is where."""
        hall = self._hall
        return {
            "cards": hall.cards(),
            "people": [
                [
                    {
                        "player": p.number,
                        "name": p.name,
                        "seat": room.store.case.name(p.seat) if p.seat else "",
                        "away": p.away,
                    }
                    for p in room.desk.lesson.players
                    if not p.removed
                ]
                for room in hall.rooms
            ],
            "waiting": [{"player": p.number, "name": p.name, "away": p.away} for p in hall.waiting],
            "choosing": hall.settings.choosing,
            "sharing": all(room.desk.lesson.sharing for room in hall.rooms),
        }

    def _in_rooms(self, sent: str, told: dict[str, Any]) -> None:
        """Do an action of the teacher in some rooms, each in the moment that the teacher saw."""
        rooms = told.pop("rooms", None)
        refusals: list[str] = []
        if not isinstance(rooms, dict) or not rooms:
            raise Refused(_NOT_NOW)
        action = action_of(dict(told))
        if not isinstance(action, _TOGETHER):
            raise Refused("Please do this in the room itself.")
        for name, seen in rooms.items():
            room = self._hall.room(int(name) if name.isascii() and name.isdecimal() else None)
            play = room.desk.lesson.play
            if room.desk.has_done(TEACHER, sent):
                continue
            try:
                if seen not in (None, [play.phase, play.number]):
                    raise Refused("The class has moved on since. Please look again.")
                room.desk.take(TEACHER, action, sent)
            except Refused as refusal:
                refusals.append(say("Room {n}: {why}", n=room.room, why=refusal.sentence))
        if refusals:
            raise Refused(joined(*refusals))

    def _assign(self, sent: str, told: dict[str, Any]) -> None:
        guest = told.get("player")
        known = self.desk.lesson.player(guest) if type(guest) is int else None
        if known is None:
            raise Refused(_NOT_NOW)
        if told.get("room") is None:
            self.desk.take(TEACHER, Remove(known.number), sent)
        else:
            self._hall.assign(known, self._hall.room(told["room"]), sent)

    def _move(self, sent: str, told: dict[str, Any]) -> None:
        player, here = told.get("player"), self._hall.room(told.get("room"))
        if here.desk.has_done(TEACHER, sent):
            return
        if type(player) is not int:
            raise Refused(_NOT_NOW)
        there = None if told.get("to") is None else self._hall.room(told["to"])
        self._hall.move(player, here, there, sent)

    def _by_lot(self, sent: str, told: dict[str, Any]) -> None:
        self._hall.by_lot(sent)

    def _settle(self, sent: str, told: dict[str, Any]) -> None:
        for name, change in (("choosing", self._hall.set_choosing), ("sharing", self._hall.set_sharing)):
            if isinstance(told.get(name), bool):
                change(told[name])

    def rooms(self, message: object) -> None:
        """Do an action in some rooms: ``{"id": ..., "do": ..., "rooms": {number: moment}}`` as JSON."""
        self._once(message, self._in_rooms)

    def assign(self, message: object) -> None:
        """Let somebody from the lobby into a room, or out of the class: ``player`` and ``room``."""
        self._once(message, self._assign)

    def move(self, message: object) -> None:
        """Let somebody go to another room, or out of the class: ``player``, ``room`` and ``to``."""
        self._once(message, self._move)

    def by_lot(self, message: object) -> None:
        """Let everybody from the lobby into rooms by lot."""
        self._once(message, self._by_lot)

    def settle(self, message: object) -> None:
        """Change a setting: ``choosing`` or ``sharing``."""
        self._once(message, self._settle)

    events = {"rooms": rooms, "assign": assign, "move": move, "lot": by_lot, "settle": settle}


class CommonProjector(Visitor):
    """The screen for all rooms, without secrets or buttons.

    Parameters
    ----------
    hall : the class
    """

    def __init__(self, hall: HostedHall) -> None:
        super().__init__(hall.lobby.desk, "")
        self._hall = hall

    def seen(self) -> Sections:
        """Return the cards of all rooms, and how many wait in the lobby."""
        return {"cards": self._hall.cards(), "waiting": len(self._hall.waiting)}
