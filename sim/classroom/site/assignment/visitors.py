"""Visitors of an assignment: a student in the own play, and the teacher at the page of all."""

from __future__ import annotations

from typing import Any

from sim.classroom.alone.deadline import moment, seconds_of
from sim.classroom.room import NOBODY, Refused, Who
from sim.classroom.room.player import Player
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.assignment.hosted_play import HostedPlay
from sim.classroom.site.lesson.room_student import RoomStudent
from sim.classroom.site.lesson.view_changes import Sections
from sim.classroom.site.lesson.visitor import Teacher
from sim.classroom.words.message import say
from sim.scenario.fault import BadInput

_NOT_NOW = say("This is not possible. Please look again.")


class PlayingStudent(RoomStudent):
    """A student's screen with the own play, for as long as the browser's token lets them in.

    Parameters
    ----------
    assignment : the assignment
    player : the student
    play : theirs
    token, address : see `sim.classroom.site.lesson.visitor.Visitor`; the token is that of the link
    """

    def __init__(
        self, assignment: HostedAssignment, player: Player, play: HostedPlay, token: str, address: str
    ) -> None:
        own = assignment.play_token(player.number)
        super().__init__(play.desk, own, play.presence, play.door, address)
        self._assignment, self._student, self._play, self._shown = assignment, player, play, token

    @property
    def who(self) -> Who:
        """Who they are in the play; nobody once their link has been replaced or they have been removed."""
        known = self._assignment.desk.player(self._shown)
        return super().who if known and known.number == self._student.number else NOBODY

    def seen(self) -> Sections:
        """Return what they may see, with the deadline and the link."""
        return {**super().seen(), "due": self._assignment.due(self._student.name)}

    def draw(self) -> None:
        """Show what has changed; after the deadline, an unfinished play has a page of its own."""
        if self._play.unfinished and self.screen is not None and self.number is not None:
            self.screen.tell("go", "/")
        else:
            super().draw()


class AssignmentBoard(Teacher):
    """The teacher's page of an assignment.

    Parameters
    ----------
    assignment : the assignment
    token : the teacher's
    """

    def __init__(self, assignment: HostedAssignment, token: str) -> None:
        super().__init__(assignment.desk, token, assignment.door)
        self._assignment = assignment

    def seen(self) -> Sections:
        """Return how far everybody is."""
        given = self._assignment
        return {
            "rows": [self._row(player) for player in given.students],
            "open": given.register.open,
            "due": given.due(),
            "closed": given.closed(),
        }

    def _row(self, player: Player) -> dict[str, Any]:
        given, entry = self._assignment, self._assignment.register.of(player.name)
        known = given.plays.progress(player.number)
        case = given.lobby.case
        row: dict[str, Any] = {
            "player": player.number,
            "name": player.name,
            "contact": entry.contact,
            "link": given.link_token(player),
            "due": given.due(player.name),
            "own": entry.until is not None,
            "closed": given.closed(player.name),
            "seat": known.seat_name if known else case.name(entry.seat) if entry.seat else "",
            "phase": known.phase.value if known else "",
        }
        if known:
            row |= {"number": known.number, "readings": known.readings, "minutes": round(known.minutes)}
            row |= {"began": moment(known.began), "last": moment(known.last)}
        if known and (done := known.outcome):
            row["outcome"] = {
                "adopted": done.adopted,
                "decided": done.decided,
                "astray": done.decided != done.instructed,
                "reached": done.reached,
                "musts": done.musts,
                "hints": done.hints,
            }
        return row

    def _player(self, told: dict[str, Any]) -> Player:
        number = told.get("player")
        known = self.desk.lesson.player(number) if type(number) is int else None
        if known is None:
            raise Refused(_NOT_NOW)
        return known

    def _extend(self, sent: str, told: dict[str, Any]) -> None:
        until, everybody = told.get("until"), told.get("player") is None
        if not isinstance(until, str) or (everybody and not until):
            raise Refused(_NOT_NOW)
        try:
            at = seconds_of(until) if until else None
        except BadInput:
            raise Refused("This is not a date.") from None
        self._assignment.extend(at, None if everybody else self._player(told))

    def _renew(self, sent: str, told: dict[str, Any]) -> None:
        self._assignment.renew(self._player(told))

    def _remove(self, sent: str, told: dict[str, Any]) -> None:
        self._assignment.remove(self._player(told))

    def _settle(self, sent: str, told: dict[str, Any]) -> None:
        if isinstance(told.get("open"), bool):
            self._assignment.let_in(told["open"])

    def extend(self, message: object) -> None:
        """Set a deadline: ``until``, empty for that of everybody, and ``player``, or none for all."""
        self._once(message, self._extend)

    def renew(self, message: object) -> None:
        """Replace the link of a student: ``player``."""
        self._once(message, self._renew)

    def remove(self, message: object) -> None:
        """Remove a student: ``player``."""
        self._once(message, self._remove)

    def settle(self, message: object) -> None:
        """Change a setting: ``open``."""
        self._once(message, self._settle)

    events = {"extend": extend, "renew": renew, "remove": remove, "settle": settle}
