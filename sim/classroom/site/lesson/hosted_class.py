"""The hosted class: a class and what its pages need: places, forecast, debrief and exports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

from starlette.routing import BaseRoute

from sim.classroom.export import exported
from sim.classroom.room import Case, Lesson, Phase, debrief
from sim.classroom.room_forecast import PLAYS
from sim.classroom.site.lesson.admission import Admission
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.presence import GRACE, Presence
from sim.classroom.site.lesson.shared_forecast import SharedForecast
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.quiz.desk import QuizDesk
from sim.classroom.store import Store
from sim.classroom.words.catalogue import Sentences
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import say
from sim.classroom.words.scenario_texts import words_of
from sim.report.horseshoe import horseshoe_places, seating
from sim.study.forecast import Forecast

_NOT_OVER = say("The debrief opens when the class is over.")
_NOT_REVEALED = say("The debrief opens for everybody when the teacher reveals the instructions.")


class HostedClass:
    """A class and what its pages need.

    Parameters
    ----------
    store : the class, in its file
    grace : seconds without an open screen after which somebody counts as away
    room : number of the room among those of one class, from 1; 0 for a class in one room
    forecast : of the same room, if other classes share it
    language : of whoever has not chosen another
    clock : seconds since the epoch

    Attributes
    ----------
    shared : the forecast of the room
    quiz : the quiz before and after, if the class has one
    student_chairs : whether the teacher's page reminds of choosing the student who chairs
    """

    def __init__(
        self,
        store: Store,
        grace: float = GRACE,
        room: int = 0,
        forecast: SharedForecast | None = None,
        language: str = ENGLISH,
        clock: Callable[[], float] = time,
    ) -> None:
        self.store, self.room, self.language = store, room, language
        self.shared = forecast or SharedForecast(store.case, PLAYS)
        self.desk = LiveLesson(store.lesson, store.keep, clock, store.done)
        self.door = Admission()
        self.quiz: QuizDesk | None = None
        self.student_chairs = False
        self.presence = Presence(self.desk, grace)
        self.places = places(store.case)
        self.scenario_name = Path(store.founding.source).stem
        self._debrief: tuple[Lesson, dict[str, Any]] | None = None

    @property
    def desks(self) -> tuple[LiveLesson, ...]:
        """The class, as of every site: a hall has several."""
        return (self.desk,)

    @property
    def revealed(self) -> bool:
        """Whether everybody sees all instructions."""
        return self.desk.lesson.revealed

    def words(self, code: str) -> Sentences:
        """Return the texts of the scenario in a language."""
        source = Path(self.store.founding.source)
        return words_of(self.store.case.scenario, code, source, self.store.record)

    def begin(self) -> None:
        """Start to wait for those who were present, and to forecast the room."""
        self.presence.begin()
        self.shared.begin()

    def routes(self) -> list[BaseRoute]:
        """Return routes beside those of every class."""
        return []

    async def forecast(self) -> Forecast:
        """Return the forecast for the same room, with the same number of readings."""
        return await self.shared.known()

    async def debrief(self, revealed: bool) -> dict[str, Any]:
        """Return what a debrief page shows: the debrief, or a sentence that says why there is none.

        Parameters
        ----------
        revealed : whether the visitor may see it before the instructions are revealed
        """
        lesson = self.desk.lesson
        if lesson.phase is not Phase.OVER:
            return {"debrief": None, "sentence": plain(_NOT_OVER)}
        if not (revealed or lesson.revealed):
            return {"debrief": None, "sentence": plain(_NOT_REVEALED)}
        return {"debrief": await self.debriefed(lesson), "sentence": ""}

    async def debriefed(self, lesson: Lesson) -> dict[str, Any]:
        """Return the debrief of this class at a moment when it is over."""
        if self._debrief is None or self._debrief[0].play != lesson.play:
            forecast = await self.forecast()
            told = await asyncio.to_thread(lambda: plain(debrief(lesson, forecast, self.store.record)))
            self._debrief = (lesson, told)
        return self._debrief[1]

    async def exported(self) -> dict[str, bytes]:
        """Return the class in its current state as files, by name."""
        forecast, store = await self.forecast(), self.store
        deeds = store.deeds()
        return await asyncio.to_thread(
            lambda: exported(store.case, store.founding.teacher, deeds, forecast, store.record, self.room)
        )


def places(case: Case) -> dict[str, Any]:
    """Return the places of the seats in a horseshoe, and their size."""
    drawn = horseshoe_places(len(case.seats))
    order = seating(case.table)
    return {
        "size": round(drawn.size, 4),
        "places": [
            {
                "code": case.seats[n],
                "name": plain(case.name(case.seats[n])),
                "x": round(x, 4),
                "y": round(y, 4),
            }
            for n, x, y in zip(order, drawn.x.tolist(), drawn.y.tolist(), strict=True)
        ],
    }
