"""Cards: what a hall shows of each room, all of which everybody may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sim.classroom.room import Lesson, Phase, projector_view
from sim.classroom.room.lesson import Timer


@dataclass(frozen=True)
class RoomCard:
    """A room in short.

    Parameters
    ----------
    room : its number, from 1
    title : of its scenario
    phase, number, readings, paused, paused_at, timer, adopted : see `sim.classroom.room.view_data.RoomView`
    brackets, paragraphs : paragraphs in brackets, and all
    waiting : names of those who are not done
    people, seats, taken, free : people in the room, seats, those that people have, and those that are open
    stances : number of delegations that join, dissociate and object, once everybody sees it
    objecting : names of delegations that object, once everybody sees it
    """

    room: int
    title: str
    phase: Phase
    number: int
    readings: int
    paused: bool
    paused_at: float | None
    timer: Timer | None
    adopted: bool | None
    brackets: int
    paragraphs: int
    waiting: tuple[str, ...]
    people: int
    seats: int
    taken: int
    free: int
    stances: tuple[int, int, int]
    objecting: tuple[str, ...]


def room_card(room: int, lesson: Lesson) -> RoomCard:
    """Return the card of a room."""
    view = projector_view(lesson)
    said = Counter(seat.stance for seat in view.seats)
    late = [seat.player for seat in view.seats if seat.played == "person" and not seat.answered]
    return RoomCard(
        room=room,
        title=view.title,
        phase=view.phase,
        number=view.number,
        readings=view.readings,
        paused=view.paused,
        paused_at=view.paused_at,
        timer=view.timer,
        adopted=view.adopted,
        brackets=sum(bool(p.brackets) for p in view.paragraphs),
        paragraphs=len(view.paragraphs),
        waiting=tuple(late),
        people=sum(not player.removed for player in lesson.players),
        seats=len(view.seats),
        taken=len(lesson.seated),
        free=len(view.free),
        stances=(said["joins"], said["dissociates"], said["objects"]),
        objecting=tuple(seat.name for seat in view.seats if seat.stance == "objects"),
    )
