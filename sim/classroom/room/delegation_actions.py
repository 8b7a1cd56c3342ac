"""Delegation actions: answers, proposals, statements and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sim.classroom.room import actions as do
from sim.classroom.room.lesson import (
    Decision,
    Hand,
    Lesson,
    Phase,
    Player,
    Refused,
    Statement,
)
from sim.classroom.room.stances import answered
from sim.scenario.ladder import Rung

_Told = TypeVar("_Told")


def answer(lesson: Lesson, player: Player, action: do.Answer) -> Lesson:
    """Support, accept or bracket a paragraph as drafted."""
    seat, k = _in_a_reading(lesson, player), _paragraph(lesson, action.issue)
    rung = Rung(lesson.play.draft[k]).word
    mine = lesson.play.answers.get(seat, {})
    said = _with(mine.get(action.issue, {}), rung, action.stance)
    answers = _with(lesson.play.answers, seat, _with(mine, action.issue, said))
    return replace(lesson, play=replace(lesson.play, answers=answers))


def propose(lesson: Lesson, player: Player, action: do.Propose) -> Lesson:
    """Propose another formulation of a paragraph."""
    seat, k = _in_a_reading(lesson, player), paragraph_with(lesson, action.issue, action.rung)
    if action.rung == Rung(lesson.play.draft[k]).word:
        raise Refused("The draft already says this. Support it.")
    mine = lesson.play.proposals.get(seat, {})
    if mine.get(action.issue) == action.rung:
        raise Refused("You have already proposed this.")
    proposals = _with(lesson.play.proposals, seat, _with(mine, action.issue, action.rung))
    return replace(lesson, play=replace(lesson.play, proposals=proposals))


def withdraw(lesson: Lesson, player: Player, action: do.Withdraw) -> Lesson:
    """Withdraw a proposal."""
    seat = _in_a_reading(lesson, player)
    _paragraph(lesson, action.issue)
    mine = dict(lesson.play.proposals.get(seat, {}))
    if action.issue not in mine:
        raise Refused("You have proposed nothing for this paragraph.")
    del mine[action.issue]
    proposals = _with(lesson.play.proposals, seat, mine)
    if not mine:
        proposals = {other: theirs for other, theirs in proposals.items() if other != seat}
    return replace(lesson, play=replace(lesson.play, proposals=proposals))


def ready(lesson: Lesson, player: Player, action: do.Ready) -> Lesson:
    """Say that a delegation is done with this reading, or take that back.

    Whoever plays alone says so before the first reading, too, and where everything is answered: it goes on
    then.
    """
    alone = lesson.solo.alone and lesson.phase in (Phase.GATHERING, Phase.READING)
    seat = seated(player) if alone else _in_a_reading(lesson, player)
    if action.ready and (seat in lesson.play.ready if alone else answered(lesson, seat)):
        raise Refused("You are already done with this reading.")
    if not action.ready and seat not in lesson.play.ready:
        raise Refused("You have not said that you are done.")
    said = lesson.play.ready | {seat} if action.ready else lesson.play.ready - {seat}
    return replace(lesson, play=replace(lesson.play, ready=said))


def ask_floor(lesson: Lesson, player: Player, action: do.AskFloor) -> Lesson:
    """Ask for the floor; asking again changes the statement, but not the place in the queue."""
    seat = seated(player)
    if lesson.phase is Phase.OVER:
        raise Refused("Nobody can take the floor now.")
    hand = Hand(seat, action.text)
    if any(raised.seat == seat for raised in lesson.hands):
        hands = tuple(hand if raised.seat == seat else raised for raised in lesson.hands)
    else:
        hands = (*lesson.hands, hand)
    return replace(lesson, hands=hands)


def lower_hand(lesson: Lesson, player: Player, action: do.LowerHand) -> Lesson:
    """Stop asking for the floor."""
    seat = seated(player)
    hands = tuple(hand for hand in lesson.hands if hand.seat != seat)
    if hands == lesson.hands:
        raise Refused("You have not asked for the floor.")
    return replace(lesson, hands=hands)


def give_floor(lesson: Lesson, action: do.GiveFloor) -> Lesson:
    """Give the floor to a delegation that asked for it."""
    hand = next((hand for hand in lesson.hands if hand.seat == action.seat), None)
    if hand is None:
        raise Refused("This delegation has not asked for the floor.")
    said = Statement(lesson.play.number, hand.seat, hand.text)
    hands = tuple(other for other in lesson.hands if other is not hand)
    return replace(lesson, hands=hands, statements=(*lesson.statements, said))


def decide(lesson: Lesson, player: Player, action: do.Decide) -> Lesson:
    """Join, dissociate or object."""
    seat = seated(player)
    if lesson.phase is not Phase.SILENCE:
        raise Refused("There is no decision to take now.")
    if action.stance != "joins" and not action.reason:
        raise Refused("Please give a reason.")
    if action.stance != "dissociates" and action.paragraphs:
        raise Refused("Only a delegation that dissociates names paragraphs.")
    paragraphs = tuple(sorted(set(action.paragraphs), key=lambda issue: _paragraph(lesson, issue)))
    decision = Decision(action.stance, action.reason, lesson.seated[seat].name, paragraphs)
    decisions = _with(lesson.play.decisions, seat, decision)
    return replace(lesson, play=replace(lesson.play, decisions=decisions))


def seated(player: Player) -> str:
    """Return the seat of a player, or refuse."""
    if player.seat is None:
        raise Refused("You have no seat.")
    return player.seat


def _in_a_reading(lesson: Lesson, player: Player) -> str:
    seat = seated(player)
    if lesson.phase is not Phase.READING:
        raise Refused("No reading is open now.")
    return seat


def paragraph_with(lesson: Lesson, issue: str, rung: str) -> int:
    """Return the place of a paragraph in the draft, if a rung is on its ladder; refuse otherwise."""
    place = _paragraph(lesson, issue)
    if rung not in lesson.case.ladder(issue):
        raise Refused("This paragraph has no such words. Choose from its ladder.")
    return place


def _paragraph(lesson: Lesson, issue: str) -> int:
    if issue not in lesson.case.paragraph:
        raise Refused("There is no such paragraph.")
    return lesson.case.paragraph[issue]


def _with(told: Mapping[str, _Told], key: str, value: _Told) -> dict[str, _Told]:
    return {**told, key: value}
