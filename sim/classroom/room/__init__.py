"""The rules of the room: a class negotiates a scenario, one action after another.

It has no web, no clock, no threads and no chance of its own: the same scenario, seed and
actions give the same lesson on any machine. What a site needs::

    case = prepare(scenario, seed=1, readings=4)        # one play of the scenario
    lesson = Lesson.gathering(case, teacher=key_of(new_token()))  # the class before anybody comes in
    lesson = act(lesson, who, action, at)               # the only change; raises Refused("a sentence")
    who = who_is(lesson, token)                         # TEACHER, a player's number, or None
    player = whose_link(lesson, token)                  # whose unopened link it is, or None
    action = read_action(text)                          # from JSON; raises Refused
    text = write_action(action)
    sent, told = read_sent(text)                        # a screen's message: its id, and the rest

    student_view(lesson, player) -> StudentView         # raises Refused for an unknown player
    teacher_view(lesson) -> TeacherView
    projector_view(lesson) -> RoomView
    debrief(lesson, forecast=None, record=None) -> Debrief   # after the end

``who`` is `TEACHER`, `NOBODY` (only for `Enter`) or a player's number: `Enter` makes the
next player, whose number is ``len(lesson.players) - 1`` afterwards. `act` checks every field
of an action, however it was made. ``at`` is only recorded (for the timer); any float.

The actions are in `sim.classroom.room.actions`, the lesson in `sim.classroom.room.lesson`, the data for
screens in `sim.classroom.room.view_data` and `sim.classroom.room.debrief_data`. `sim.classroom.store`
keeps a class in a file; `sim.classroom.export` writes it as documents.

How people and computers mix
----------------------------
- By the rules of the simulation, computers play every empty seat, and every seat whose player is away.
- A paragraph without an answer counts as accepted. An answer holds for its formulation, also when the draft
  returns to it and when the person drops out; the computer fills in only the rest.
- If a person decides nothing under silence, the computer decides for the seat.
- `sim.classroom.room.chair_input` says how the computer's chair takes account of people.
- Without people, a class plays exactly the replicate of the batch.
"""

from __future__ import annotations

from sim.classroom.room.action_rules import act, replayed
from sim.classroom.room.actions import Action
from sim.classroom.room.case import Case, prepare
from sim.classroom.room.credentials import key_of, new_token, who_is, whose_link
from sim.classroom.room.debriefing import Debrief, debrief
from sim.classroom.room.lesson import COMPUTER, NOBODY, TEACHER, Lesson, Mark, Phase, Refused, Who
from sim.classroom.room.messages import read_action, read_sent, write_action
from sim.classroom.room.view_data import RoomView, StudentView, TeacherView
from sim.classroom.room.views import projector_view, student_view, teacher_view

__all__ = [
    "COMPUTER",
    "NOBODY",
    "TEACHER",
    "Action",
    "Case",
    "Debrief",
    "Lesson",
    "Mark",
    "Phase",
    "Refused",
    "RoomView",
    "StudentView",
    "TeacherView",
    "Who",
    "act",
    "debrief",
    "key_of",
    "new_token",
    "prepare",
    "projector_view",
    "read_action",
    "read_sent",
    "replayed",
    "student_view",
    "teacher_view",
    "who_is",
    "whose_link",
    "write_action",
]
