"""The rules of the room: a class negotiates a scenario, as a fold over its actions.

No web, no clock, no threads, no chance of its own: the same scenario, seed and
actions give the same lesson on any machine. What a site needs::

    case = prepare(scenario, seed=1, readings=4)        # one play of the scenario, ready to be negotiated
    lesson = Lesson.gathering(case, teacher=key_of(new_token()))  # the class before anybody has come in
    lesson = act(lesson, who, action, at)               # the only way on; raises Refused("a sentence")
    who = who_is(lesson, token)                         # TEACHER, a player's number, or None
    player = whose_link(lesson, token)                  # of a link that waits to be opened, or None
    action = read_action(text)                          # from JSON; raises Refused
    text = write_action(action)
    sent, told = read_sent(text)                        # what a screen sends: its id, and the rest

    student_view(lesson, player) -> StudentView         # raises Refused for an unknown player
    teacher_view(lesson) -> TeacherView
    projector_view(lesson) -> RoomView
    debrief(lesson, forecast=None, record=None) -> Debrief   # once the phase is over

``who`` is `TEACHER`, `NOBODY` (only for `Enter`) or a player's number: `Enter` makes the
next player, whose number is ``len(lesson.players) - 1`` afterwards. `act` checks every field
of an action, however it was made. ``at`` is only recorded (for the timer); any float.

The actions are in `sim.classroom.room.actions`, the lesson in `sim.classroom.room.lesson`, what is
seen in `sim.classroom.room.view_data` and `sim.classroom.room.debrief_data`. `sim.classroom.store` keeps a
class in a file; `sim.classroom.export` writes it down.

How people and computers mix
----------------------------
- Computer delegations fill every empty seat, and that of whoever is away, by the rules of the simulation.
- A person who has not answered a paragraph accepts it. An answer is about a formulation and stands for it,
  also when the draft comes back to it, and when the person drops out; the computer fills in only the rest.
- A person who decides nothing under silence decides as the computer would for the seat.
- The computer's chair hears people as `sim.classroom.room.chair_input` says.
- With no people at all, a class plays exactly the replicate of the batch.
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
