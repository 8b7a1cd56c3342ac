"""Seating: people come in, sit down, stand up, drop out and come back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.classroom.room import actions as do
from sim.classroom.room.lesson import COMPUTER, Lesson, Phase, Player, Refused
from sim.classroom.room.player_names import told_apart
from sim.classroom.words.message import say

#: Most people in a class at a time: one for every member of the United Nations, and some observers.
MOST_PRESENT = 250
#: Most people who ever came in, so that the file does not grow without end. Removed people make room for
#: others but still count here, so a class reaches this limit only if its teacher removes 1,750.
MOST_EVER = 2000


def enter(lesson: Lesson, action: do.Enter) -> Lesson:
    """Let somebody in, without a seat."""
    if sum(not player.removed for player in lesson.players) >= MOST_PRESENT:
        raise Refused("The room is full.")
    number = len(lesson.players)
    if number >= MOST_EVER:
        raise Refused("Too many people have come and gone. Nobody else can come in.")
    _refuse_known_key(lesson, action.key)
    newcomer = Player(number, told_apart(lesson, action.name), action.key)
    return replace(lesson, players=(*lesson.players, newcomer))


def _refuse_known_key(lesson: Lesson, key: str) -> None:
    # Whoever was removed may come back under the same token, as from another room.
    if key == lesson.teacher or any(player.key == key and not player.removed for player in lesson.players):
        raise Refused("This token is in use.")


def take_seat(lesson: Lesson, player: Player, action: do.TakeSeat) -> Lesson:
    """Sit down in a free seat."""
    if lesson.phase is Phase.OVER:
        raise Refused("The negotiation is over.")
    if player.seat is not None:
        raise Refused(
            say("You already speak for {name}. Leave that seat first.", name=lesson.case.name(player.seat))
        )
    seat = action.seat if action.seat is not None else given(lesson)
    return _changed(lesson, player, seat=_free(lesson, seat))


def given(lesson: Lesson) -> str:
    """Return the next seat for somebody who takes any: an empty one first."""
    places = lesson.places
    if not places:
        raise Refused("All seats are taken. You can watch, and the teacher can give you a seat later.")
    return max((seat for seat in lesson.case.giving_order if seat in places), key=places.__getitem__)


def _free(lesson: Lesson, seat: str) -> str:
    if seat not in lesson.case.place:
        raise Refused("There is no such seat in this room.")
    if seat not in lesson.places:
        raise Refused("That seat is taken. Choose another, or take any free seat.")
    return seat


def stand_up(lesson: Lesson, player: Player, action: do.StandUp) -> Lesson:
    """Leave the seat to the computer; the delegation's words stand."""
    if player.seat is None:
        raise Refused("You have no seat.")
    return _left(lesson, player, seat=None)


def away(lesson: Lesson, player: Player, action: do.Away) -> Lesson:
    """Leave the seat to the computer until the player comes back."""
    if player.away:
        raise Refused("You are already away.")
    return _changed(lesson, player, away=True)


def returned(lesson: Lesson, player: Player, action: do.Returned) -> Lesson:
    """Take the seat back as it stands."""
    if not player.away:
        raise Refused("You are already here.")
    return _changed(lesson, player, away=False)


def place(lesson: Lesson, action: do.Place) -> Lesson:
    """Give a player a free seat, or none."""
    player = known(lesson, action.player)
    if action.seat is None:
        return stand_up(lesson, player, do.StandUp())
    if action.seat == player.seat:
        raise Refused("The player already has that seat.")
    return _left(lesson, player, seat=_free(lesson, action.seat))


def remove(lesson: Lesson, action: do.Remove) -> Lesson:
    """Remove a player; their token stops working."""
    lesson = _left(lesson, known(lesson, action.player), seat=None, removed=True)
    return replace(lesson, chair=COMPUTER) if lesson.chair == action.player else lesson


def new_key(lesson: Lesson, action: do.NewKey) -> Lesson:
    """Replace a player's token by a link."""
    player = known(lesson, action.player)
    _refuse_known_key(lesson, action.key)
    return _changed(lesson, player, key=action.key, linked=True)


def use_link(lesson: Lesson, player: Player, action: do.UseLink) -> Lesson:
    """Replace a link by a new token."""
    if not player.linked:
        raise Refused("This link has been used.")
    _refuse_known_key(lesson, action.key)
    return _changed(lesson, player, key=action.key, linked=False)


def share(lesson: Lesson, action: do.Share) -> Lesson:
    """Let two players take one seat, or no longer; who already shares stays."""
    return replace(lesson, sharing=action.allowed)


def known(lesson: Lesson, number: int) -> Player:
    """Return a player who is in the class, or refuse."""
    player = lesson.player(number)
    if player is None:
        raise Refused("There is no such player in this class.")
    return player


def _left(lesson: Lesson, player: Player, **changes: Any) -> Lesson:
    """Change a player who leaves a seat, and drop the seat's request for the floor if nobody stays in it."""
    lesson = _changed(lesson, player, **changes)
    if player.seat is None or lesson.sitting(player.seat) is not None:
        return lesson
    hands = tuple(hand for hand in lesson.hands if hand.seat != player.seat)
    ready = lesson.play.ready - {player.seat}
    return replace(lesson, hands=hands, play=replace(lesson.play, ready=ready))


def _changed(lesson: Lesson, player: Player, **changes: Any) -> Lesson:
    players = list(lesson.players)
    players[player.number] = replace(player, **changes)
    return replace(lesson, players=tuple(players))
