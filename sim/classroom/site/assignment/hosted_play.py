"""The hosted play: one student's class of one on the teacher's server, open until their deadline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, time
from typing import Any

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.played_out import played_out
from sim.classroom.alone.progress import Progress, progress_of
from sim.classroom.room import NOBODY, TEACHER, Action, Lesson, Who, act, key_of
from sim.classroom.room.actions import Enter
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.solo_actions import PlayAlone
from sim.classroom.site.alone.hosted_alone import HostedAlone
from sim.classroom.site.lesson.shared_forecast import SharedForecast
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.store import Store
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import say

#: Viewers that are no screens: the pacer, and the list of open plays.
_OURS = 2
_NOT_YET = say("The debrief opens after the deadline.")


class HostedPlay(HostedAlone):
    """A student's play.

    Parameters
    ----------
    store : the play, in its file
    assignment : that it belongs to
    handed_in : file of the result
    until : deadline of the student; None if there is none
    forecast, language, clock : see `sim.classroom.site.lesson.hosted_class.HostedClass`
    """

    def __init__(
        self,
        store: Store,
        assignment: Assignment,
        handed_in: Path,
        until: float | None,
        forecast: SharedForecast,
        language: str = ENGLISH,
        clock: Callable[[], float] = time,
    ) -> None:
        super().__init__(store, assignment, language, forecast, clock)
        self.kept_as, self._kept = handed_in, handed_in.exists()
        self.desk.until = until
        self.touched = monotonic()
        self._known: tuple[Lesson, Progress | None] | None = None

    def begin(self) -> None:
        """Begin to pace the room; its forecast waits until somebody opens a debrief."""
        self.pacer.begin()

    @property
    def unfinished(self) -> bool:
        """Whether the deadline has passed before the decision."""
        return self.desk.closed and self.desk.lesson.play.outcome is None

    @property
    def idle(self) -> bool:
        """Whether no screen shows it, and nothing happens by itself."""
        return self.desk.watched <= _OURS and self.pacer.waits

    def progress(self) -> Progress | None:
        """Return how far the student is."""
        lesson = self.desk.lesson
        if self._known is None or self._known[0] is not lesson:
            self._known = (lesson, progress_of(lesson, self.store.deeds()))
        return self._known[1]

    async def debrief(self, revealed: bool) -> dict[str, Any]:
        """Return what the debrief page shows; an unfinished play is played out by computers for it."""
        if self.desk.until is not None and not self.desk.closed:
            return {"debrief": None, "sentence": plain(_NOT_YET)}
        if not self.unfinished:
            return await super().debrief(revealed or self.desk.closed)
        return {"debrief": await self.debriefed(played_out(self.desk.lesson)), "sentence": ""}

    def put_away(self) -> None:
        """Close it; its file has everything."""
        self.pacer.end()
        self.store.close()


def opened_play(file: Path, setup: ClassSetup, seat: str | None, name: str, token: str, at: float) -> Store:
    """Open a student's play where it stopped, or begin it.

    Parameters
    ----------
    file : of the play
    setup : what is played
    seat : code of the delegation that the student plays; None lets them choose
    name, token : of the student; the server alone knows the token
    at : the time, by the server's clock
    """
    if not file.exists():
        Store.create(file, setup).close()
    store = Store.resume(file)
    # A server that stopped before both were done does the rest now.
    begun: tuple[tuple[Who, Action], ...] = ((TEACHER, PlayAlone(seat)), (NOBODY, Enter(name, key_of(token))))
    try:
        for who, action in begun[len(store.deeds()) :]:
            store.lesson = act(store.lesson, who, action, at)
            store.keep(who, action, at)
    except BaseException:
        store.close()
        raise
    return store
