"""Action rules: who may do what, when and how often. A class changes through `act` alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sim.classroom.room import actions as do
from sim.classroom.room import (
    delegation_actions,
    hints,
    package_actions,
    seating,
    talk_actions,
    teacher_actions,
)
from sim.classroom.room.actions import Action
from sim.classroom.room.case import Case
from sim.classroom.room.lesson import COMPUTER, NOBODY, TEACHER, Lesson, Player, Refused, Who
from sim.classroom.room.messages import checked
from sim.classroom.room.solo_actions import AskHint, LetComputersTalk, PlayAlone
from sim.classroom.room.tally import Tally, tallied

#: What a player can do: the function, how often between two steps of the negotiation, and whether that
#: limit is for each paragraph. The limits exceed any need, but keep the room and the store from flooding.
_PLAYERS: Mapping[type, tuple[Callable[[Lesson, Player, Any], Lesson], int, bool]] = {
    do.TakeSeat: (seating.take_seat, 20, False),
    do.StandUp: (seating.stand_up, 20, False),
    do.Away: (seating.away, 200, False),
    do.Returned: (seating.returned, 200, False),
    do.UseLink: (seating.use_link, 200, False),
    do.Answer: (delegation_actions.answer, 10, True),
    do.Propose: (delegation_actions.propose, 4, True),
    do.Withdraw: (delegation_actions.withdraw, 4, True),
    do.Ready: (delegation_actions.ready, 20, False),
    do.OfferPackage: (package_actions.offer_package, 10, False),
    do.CoSponsor: (package_actions.co_sponsor, 20, False),
    do.AcceptPackage: (package_actions.accept_package, 40, False),
    do.DeclinePackage: (package_actions.decline_package, 40, False),
    do.WithdrawPackage: (package_actions.withdraw_package, 20, False),
    do.OpenRoom: (talk_actions.open_room, 5, False),
    do.SayInRoom: (talk_actions.say_in_room, 20, False),
    do.LeaveRoom: (talk_actions.leave_room, 20, False),
    do.TryOut: (talk_actions.try_out, 20, False),
    do.SendNote: (talk_actions.send_note, 20, False),
    do.AskFloor: (delegation_actions.ask_floor, 5, False),
    do.LowerHand: (delegation_actions.lower_hand, 5, False),
    do.Decide: (delegation_actions.decide, 20, False),
    AskHint: (hints.ask_hint, 4, True),
}
_TEACHERS: Mapping[type, Callable[[Lesson, Any, float], Lesson]] = {
    do.Practise: teacher_actions.practise,
    do.Begin: teacher_actions.begin,
    do.Advance: teacher_actions.advance,
    do.OpenSeats: teacher_actions.open_seats,
    do.Discuss: teacher_actions.discuss,
    do.PutUnderSilence: teacher_actions.put_under_silence,
    do.Back: teacher_actions.back,
    do.Pause: teacher_actions.pause,
    do.Resume: teacher_actions.resume,
    do.AppointChair: teacher_actions.appoint_chair,
    do.AllowAdvice: teacher_actions.allow_advice,
    LetComputersTalk: teacher_actions.let_computers_talk,
    PlayAlone: teacher_actions.play_alone,
    do.Reveal: teacher_actions.reveal,
    do.SetTimer: teacher_actions.set_timer,
    do.Place: lambda lesson, action, at: seating.place(lesson, action),
    do.Share: lambda lesson, action, at: seating.share(lesson, action),
    do.Remove: lambda lesson, action, at: seating.remove(lesson, action),
    do.NewKey: lambda lesson, action, at: seating.new_key(lesson, action),
    do.End: teacher_actions.end,
}
_CHAIRS: Mapping[type, Callable[[Lesson, Any], Lesson]] = {
    do.Table: teacher_actions.table,
    do.GiveFloor: delegation_actions.give_floor,
}
#: Actions that a pause does not stop.
_DURING_A_PAUSE = (do.TakeSeat, do.StandUp, do.Away, do.Returned, do.UseLink)
#: Latest time of an action in seconds; the store keeps it as a float.
_LATEST = sys.float_info.max
#: Actions by the site, which do not show that a player is back.
_BY_THE_SITE = (do.Away, do.Returned, do.UseLink)


def act(lesson: Lesson, who: Who, action: Action, at: float = 0.0) -> Lesson:
    """Return the class after an action.

    Parameters
    ----------
    who : who acts, as verified by the caller: `TEACHER`, `NOBODY`, or a player's number
    at : when, by the caller's clock, in seconds; only recorded

    Raises
    ------
    Refused
        if the action is not possible, with a sentence for whoever tried; nothing changes
    """
    action = checked(action)
    if isinstance(at, bool) or not isinstance(at, int | float) or not abs(at) <= _LATEST:
        raise Refused("The time of an action must be a number.")
    if who == NOBODY:
        if isinstance(action, do.Enter):
            return seating.enter(lesson, action)
        raise Refused("Please come in first.")
    if isinstance(action, do.Enter):
        raise Refused("You are already in the room.")
    if who == TEACHER:
        return _by_the_teacher(lesson, action, float(at))
    if isinstance(who, bool) or not isinstance(who, int):
        raise Refused("This person is not in the class.")
    return _by_a_player(lesson, who, action)


def replayed(case: Case, teacher: str, deeds: Iterable[tuple[Who, Action, float]]) -> Lesson:
    """Return the class after a list of actions, starting before anybody came in.

    Raises
    ------
    Refused
        if one of them is not possible
    """
    lesson = Lesson.gathering(case, teacher)
    for who, action, at in deeds:
        lesson = act(lesson, who, action, at)
    return lesson


def _by_the_teacher(lesson: Lesson, action: Action, at: float) -> Lesson:
    if isinstance(action, do.GiveFloor):
        return delegation_actions.give_floor(lesson, action)
    if isinstance(action, do.Table):
        if lesson.chair != TEACHER:
            raise Refused("You are not the chair. Appoint yourself first.")
        return teacher_actions.table(lesson, action)
    if type(action) not in _TEACHERS:
        raise Refused("Only somebody with a seat can do this.")
    return _TEACHERS[type(action)](lesson, action, at)


def _by_a_player(lesson: Lesson, number: int, action: Action) -> Lesson:
    player = lesson.player(number)
    if player is None:
        raise Refused("You are no longer in the class.")
    kind = type(action)
    if kind in _TEACHERS:
        raise Refused("Only the teacher can do this.")
    if lesson.paused is not None and kind not in _DURING_A_PAUSE:
        raise Refused("The class is paused.")
    if kind not in _BY_THE_SITE and player.away:
        lesson = seating.returned(lesson, player, do.Returned())
        player = lesson.players[number]
    if kind in _CHAIRS:
        if lesson.chair in (COMPUTER, TEACHER) or lesson.chair != number:
            raise Refused("Only the chair can do this.")
        return _CHAIRS[kind](lesson, action)
    done, allowed, each = _PLAYERS[kind]
    key = (number, kind.__name__)
    times = lesson.used.get(key, 0)
    if times >= allowed * (len(lesson.case.issues) if each else 1):
        raise Refused("You did this very often. Please wait for the next reading.")
    after = done(lesson, player, action)
    mine = tallied(lesson.tallies.get(number, Tally()), action, after.offered)
    return replace(after, used={**after.used, key: times + 1}, tallies={**lesson.tallies, number: mine})
