"""The hosted hall: a lobby and several rooms on one server, and everything that moves people between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from sim.classroom.hall.cards import RoomCard, room_card
from sim.classroom.hall.lots import balanced_seat, rooms_by_lot
from sim.classroom.hall.opening import OpenHall
from sim.classroom.hall.settings import HallSettings, write_settings
from sim.classroom.room import NOBODY, TEACHER, Lesson, Phase, Refused, key_of, new_token
from sim.classroom.room.actions import Enter, NewKey, Remove, Share, TakeSeat
from sim.classroom.room.player import Player
from sim.classroom.room.player_names import welcome
from sim.classroom.site.lesson.admission import Admission
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.presence import GRACE
from sim.classroom.site.quiz.desk import QuizDesk
from sim.classroom.site.saving import saved_or_refused
from sim.classroom.words.catalogue import Sentences
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import say

_NO_ROOM = say("There is no such room.")
_GONE = say("This person is no longer there. Please look again.")


class HostedHall:
    """A class in several rooms and what its pages need.

    Parameters
    ----------
    files : its open files
    grace : seconds without an open screen after which somebody counts as away
    language : of whoever has not chosen another

    Attributes
    ----------
    store : its open files
    lobby : where people come in; a class in which nobody sits down
    rooms : the classes, in order
    settings : as they are now
    """

    def __init__(self, files: OpenHall, grace: float = GRACE, language: str = ENGLISH) -> None:
        self.store, self.language = files, language
        self.lobby = HostedClass(files.lobby, grace, language=language)
        rooms: list[HostedClass] = []
        for number, store in enumerate(files.rooms, 1):
            twin = next((room for room in rooms if _same(room, store.case.setting.digest)), None)
            rooms.append(HostedClass(store, grace, number, twin.shared if twin else None, language))
        self.rooms = tuple(rooms)
        self.settings = files.settings
        self.lobby.door = _HallDoor(self.rooms)
        self.scenario_name = self.rooms[0].scenario_name
        self._cards: dict[int, tuple[Lesson, RoomCard]] = {}

    @property
    def quiz(self) -> QuizDesk | None:
        """The quiz before and after, if the class has one; the same for all rooms."""
        return self.lobby.quiz

    @quiz.setter
    def quiz(self, desk: QuizDesk | None) -> None:
        for room in (self.lobby, *self.rooms):
            room.quiz = desk

    @property
    def desks(self) -> tuple[LiveLesson, ...]:
        """The lobby, then the rooms."""
        return (self.lobby.desk, *(room.desk for room in self.rooms))

    @property
    def revealed(self) -> bool:
        """Whether everybody sees all instructions of every room: rooms may play the same."""
        return all(room.revealed for room in self.rooms)

    def begin(self) -> None:
        """Wait for those who were present, forecast the rooms, and end moves that were cut off."""
        self.lobby.presence.begin()
        for room in self.rooms:
            room.begin()
            room.desk.watch(self)
        known = {p.key for room in self.rooms for p in room.desk.lesson.players if not p.removed}
        for guest in self.waiting:
            if guest.key in known:
                self.lobby.desk.take(TEACHER, Remove(guest.number))

    def words(self, code: str) -> Sentences:
        """Return the texts of all scenarios of the rooms in a language."""
        return {text: said for room in self.rooms for text, said in room.words(code).items()}

    def draw(self) -> None:
        """Show that a room has changed: the pages of the hall are drawn with the lobby."""
        self.lobby.desk.show()

    @property
    def waiting(self) -> tuple[Player, ...]:
        """Who waits in the lobby."""
        return tuple(player for player in self.lobby.desk.lesson.players if not player.removed)

    def cards(self) -> tuple[RoomCard, ...]:
        """Return the cards of all rooms."""
        for room in self.rooms:
            lesson = room.desk.lesson
            if self._cards.get(room.room, (None,))[0] is not lesson:
                self._cards[room.room] = (lesson, room_card(room.room, lesson))
        return tuple(self._cards[room.room][1] for room in self.rooms)

    def room(self, number: object) -> HostedClass:
        """Return a room by its number, or refuse."""
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(self.rooms):
            raise Refused(_NO_ROOM)
        return self.rooms[number - 1]

    def room_of(self, token: str) -> HostedClass | None:
        """Return the room of whoever has this token; None if they are in no room."""
        return next((room for room in self.rooms if room.desk.player(token) is not None), None)

    def assign(self, guest: Player, room: HostedClass, sent: str = "", seated: bool = False) -> None:
        """Let somebody from the lobby into a room.

        Parameters
        ----------
        sent : id of the message that asks for it, if any
        seated : whether they get a seat at once, on the side with fewer people
        """
        enters(room.desk, guest.name, guest.key)
        if seated:
            self.seat(room)
        self.lobby.desk.take(TEACHER, Remove(guest.number), sent)

    def seat(self, room: HostedClass) -> None:
        """Give the last newcomer of a room a seat, if there is one."""
        lesson = room.desk.lesson
        seat = balanced_seat(lesson.case.giving_order, lesson.places)
        if seat is not None and lesson.phase is not Phase.OVER:
            room.desk.take(len(lesson.players) - 1, TakeSeat(seat))

    def by_lot(self, sent: str = "") -> None:
        """Let everybody from the lobby into rooms by lot, with seats."""
        open_rooms = [room for room in self.rooms if room.desk.lesson.phase is not Phase.OVER]
        if not open_rooms:
            raise Refused("All rooms are over.")
        guests = self.waiting
        if not guests:
            raise Refused("Nobody waits in the lobby.")
        drawn = self.lots(len(guests), open_rooms)
        for n, (guest, room) in enumerate(zip(guests, drawn, strict=True), 1):
            self.assign(guest, room, sent if n == len(guests) else "", seated=True)

    def lots(self, count: int, rooms: Iterable[HostedClass]) -> tuple[HostedClass, ...]:
        """Return a room by lot for each newcomer; the same class in the same state draws the same."""
        among = tuple(rooms)
        lessons = [room.desk.lesson for room in among]
        people = [sum(not p.removed for p in lesson.players) for lesson in lessons]
        places = [sum(lesson.places.values()) for lesson in lessons]
        told = f"{self.lobby.store.identity} {len(self.lobby.desk.lesson.players)} {people}"
        seed = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8])
        return tuple(among[n] for n in rooms_by_lot(count, people, places, seed))

    def move(self, player: int, here: HostedClass, there: HostedClass | None, sent: str = "") -> None:
        """Let somebody go from one room to another, without a seat; None is out of the class."""
        known = here.desk.lesson.player(player)
        if known is None or here is there:
            raise Refused(_GONE)
        if there is not None:
            enters(there.desk, known.name, known.key, linked=known.linked)
        here.desk.take(TEACHER, Remove(player), sent)

    def set_sharing(self, allowed: bool) -> None:
        """Let two students share a seat in every room, or no longer."""
        for room in self.rooms:
            if room.desk.lesson.sharing != allowed:
                room.desk.take(TEACHER, Share(allowed))

    def change(self, settings: HallSettings) -> None:
        """Keep other settings, and show them."""
        with saved_or_refused():
            write_settings(self.store.folder, settings)
        self.settings = settings
        self.lobby.desk.show()

    def set_choosing(self, allowed: bool) -> None:
        """Let people in the lobby choose their room, or no longer."""
        self.change(replace(self.settings, choosing=allowed))


def enters(desk: LiveLesson, name: str, key: str, linked: bool = False) -> int:
    """Let somebody into a room under their key, or that of their unopened link; return their number."""
    desk.take(NOBODY, Enter(name, key_of(new_token()) if linked else key))
    number = len(desk.lesson.players) - 1
    if linked:
        desk.take(TEACHER, NewKey(number, key))
    return number


def _same(room: HostedClass, digest: str) -> bool:
    return room.store.case.setting.digest == digest


class _HallDoor(Admission):
    """Admission to the lobby: a name must be free in every room, too."""

    def __init__(self, rooms: tuple[HostedClass, ...]) -> None:
        super().__init__()
        self._rooms = rooms

    def welcome(self, lesson: Lesson, name: str, address: str) -> None:
        for room in self._rooms:
            welcome(room.desk.lesson, name)
        super().welcome(lesson, name, address)
