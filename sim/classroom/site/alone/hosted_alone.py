"""The hosted class of one: nobody leads it, and it ends with a result file to hand in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from time import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.result_file import result_file
from sim.classroom.site.alone.pacer import Pacer
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.shared_forecast import SharedForecast
from sim.classroom.site.routes import download
from sim.classroom.store import Store
from sim.classroom.whole_file import write_whole
from sim.classroom.words.languages import ENGLISH

#: Name of the result file beside the class, and as it is downloaded.
RESULT = "result.json"


class HostedAlone(HostedClass):
    """A class for one person, and what its pages need.

    Parameters
    ----------
    store : the class, in its file; its first action leaves the room to one person
    assignment : that it belongs to, if any
    language : of whoever has not chosen another
    forecast, clock : see `sim.classroom.site.lesson.hosted_class.HostedClass`
    """

    def __init__(
        self,
        store: Store,
        assignment: Assignment | None = None,
        language: str = ENGLISH,
        forecast: SharedForecast | None = None,
        clock: Callable[[], float] = time,
    ) -> None:
        # Nobody plays the seat of whoever plays alone while they are away; the room waits.
        super().__init__(store, inf, forecast=forecast, language=language, clock=clock)
        self.assignment = assignment
        self.kept_as = Path(store.path).with_name(RESULT)
        self.pacer = Pacer(self.desk, self._keep_result)
        self._kept = False

    def begin(self) -> None:
        """Begin to forecast the room, and to pace it."""
        super().begin()
        self.pacer.begin()

    def routes(self) -> list[BaseRoute]:
        """Return the route of the result file, for whoever plays."""

        async def result(request: Request) -> Response:
            if self.desk.player(request.state.player) is None:
                raise HTTPException(404)
            return self.download()

        return [Route("/result", result)]

    def download(self) -> Response:
        """Return the result file as a response, or refuse while nobody has a seat."""
        if (content := self.result()) is None:
            raise HTTPException(404)
        return download(self.file_name(), content, "application/json")

    def result(self) -> bytes | None:
        """Return the result file; None while nobody has a seat."""
        store = self.store
        return result_file(store.case, store.founding, store.deeds(), self.assignment)

    def file_name(self) -> str:
        """Return the name under which a result is downloaded."""
        seats = sorted(self.desk.lesson.seated)
        return "-".join([self.scenario_name, *seats[:1], RESULT])

    def _keep_result(self) -> None:
        """Write the result beside the class, once when it is over."""
        if self._kept or (content := self.result()) is None:
            return
        with suppress(OSError):  # a full disk must not end the class; the page has the file, too
            write_whole(self.kept_as, content)
            self._kept = True
