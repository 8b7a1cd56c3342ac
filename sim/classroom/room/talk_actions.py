"""Talk: private notes, rooms of several delegations, and the practice paragraph."""

from __future__ import annotations

from dataclasses import replace

from sim.classroom.room import actions as do
from sim.classroom.room.delegation_actions import seated
from sim.classroom.room.lesson import CaucusRoom, Lesson, Note, Phase, Player, Refused
from sim.classroom.room.practice import PRACTICE
from sim.classroom.words.message import say

#: Most delegations in a room.
MOST_IN_A_ROOM = 10


def send_note(lesson: Lesson, player: Player, action: do.SendNote) -> Lesson:
    """Write to another delegation, if a person plays it."""
    seat = _talking(lesson, player)
    _check_counterpart(lesson, seat, action.to)
    return _noted(lesson, Note(lesson.play.number, seat, action.to, action.text))


def open_room(lesson: Lesson, player: Player, action: do.OpenRoom) -> Lesson:
    """Open a room with other delegations that people play."""
    seat = _talking(lesson, player)
    invited = sorted(set(action.seats) - {seat})
    if not invited:
        raise Refused("Invite at least one other delegation.")
    if len(invited) >= MOST_IN_A_ROOM:
        raise Refused(say("A room has at most {n} delegations.", n=MOST_IN_A_ROOM))
    for other in invited:
        _check_counterpart(lesson, seat, other)
    members = tuple(sorted((seat, *invited)))
    if any(room.seats == members for room in lesson.rooms):
        raise Refused("You already have a room with these delegations.")
    return replace(lesson, rooms=(*lesson.rooms, CaucusRoom(len(lesson.rooms) + 1, members)))


def say_in_room(lesson: Lesson, player: Player, action: do.SayInRoom) -> Lesson:
    """Write to everybody in a room."""
    seat = _talking(lesson, player)
    room = _room(lesson, seat, action.room)
    return _noted(lesson, Note(lesson.play.number, seat, "", action.text, room.number))


def leave_room(lesson: Lesson, player: Player, action: do.LeaveRoom) -> Lesson:
    """Leave a room; those who stay keep what was written."""
    seat = seated(player)
    left = _room(lesson, seat, action.room)
    kept = replace(left, seats=tuple(other for other in left.seats if other != seat))
    return replace(lesson, rooms=tuple(kept if room is left else room for room in lesson.rooms))


def try_out(lesson: Lesson, player: Player, action: do.TryOut) -> Lesson:
    """Answer the practice paragraph."""
    seat = seated(player)
    if lesson.practice is None:
        raise Refused("There is no practice now.")
    if action.rung is not None and action.rung not in PRACTICE.ladder:
        raise Refused("This paragraph has no such words. Choose from its ladder.")
    tries = {**lesson.practice.tries, seat: (action.stance, action.rung)}
    return replace(lesson, practice=replace(lesson.practice, tries=tries))


def _talking(lesson: Lesson, player: Player) -> str:
    seat = seated(player)
    if lesson.phase is Phase.OVER:
        raise Refused("The negotiation is over.")
    return seat


def _check_counterpart(lesson: Lesson, seat: str, to: str) -> None:
    if to == seat:
        raise Refused("This is your own delegation.")
    if to not in lesson.case.place:
        raise Refused("There is no such delegation in this room.")
    if lesson.sitting(to) is None:
        raise Refused(say("A computer plays {name}. It reads no notes.", name=lesson.case.name(to)))


def _room(lesson: Lesson, seat: str, number: int) -> CaucusRoom:
    room = next((room for room in lesson.rooms if room.number == number and seat in room.seats), None)
    if room is None:
        raise Refused("You are not in such a room.")
    return room


def _noted(lesson: Lesson, note: Note) -> Lesson:
    return replace(lesson, notes=(*lesson.notes, note))
