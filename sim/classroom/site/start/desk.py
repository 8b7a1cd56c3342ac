"""The start desk: what the start page can do, and what all of its windows show."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.classroom.hall.opening import OpenHall
from sim.classroom.hall.roster import RosterRow
from sim.classroom.room import Refused
from sim.classroom.site.address import network_address, own_addresses
from sim.classroom.site.alone.hosted_alone import HostedAlone
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.channel import Told
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.hall.links import load_roster
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.quiz.desk import quiz_of
from sim.classroom.site.serve import Hosted
from sim.classroom.site.start.assignment_folders import assigned, assigned_again
from sim.classroom.site.start.class_folders import (
    PastClass,
    begin,
    begin_rooms,
    opened_alone_again,
    past_classes,
    resume_any,
)
from sim.classroom.site.start.hosting import Hosting
from sim.classroom.site.start.kits import make_kit
from sim.classroom.site.start.phone_check import PhoneCheck
from sim.classroom.site.start.wishes import STUDENT, Wishes
from sim.classroom.store import Store
from sim.classroom.words.languages import ENGLISH
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped

#: Seconds after which the program ends, if no window shows the page and no class is open.
FORSAKEN = 600.0
#: Seconds between two looks at the network of this machine.
_LOOK = 3.0


class StartDesk:
    """The state behind the start page; one thing is done at a time.

    Parameters
    ----------
    results : folder of classes and kits
    quit : ends the program
    """

    def __init__(self, results: Path, quit: Callable[[], None]) -> None:
        self._results, self._quit = results, quit
        self._windows: dict[Told, None] = {}
        self._turn = asyncio.Lock()
        self._class: Hosting | None = None
        self._alone: tuple[str, Hosting] | None = None
        self._past: list[PastClass] = []
        self._assigned: list[str] = []
        self._check = PhoneCheck(self._reached)
        self._reached_at = ""
        self._busy = ""
        self._kit: dict[str, str] | None = None
        self._trouble = ""
        self._forsaken: asyncio.TimerHandle | None = None

    def comes(self, window: Told) -> None:
        """Note a window that shows the page."""
        self._windows[window] = None
        if self._forsaken:
            self._forsaken.cancel()

    def goes(self, window: Told) -> None:
        """Note that a window has been closed; the program ends some time after the last."""
        self._windows.pop(window, None)
        if not self._windows:
            self._forsaken = asyncio.get_running_loop().call_later(FORSAKEN, self._leave)

    def _leave(self) -> None:
        if not (self._windows or self._class or self._alone):
            self._quit()

    async def look(self) -> None:
        """Look for classes that may go on."""
        await self._do("", self._look)

    async def watch(self) -> None:
        """Show it when this machine has joined or left a network, until cancelled."""
        before = own_addresses()
        while True:
            await asyncio.sleep(_LOOK)
            if self._windows and (now := own_addresses()) != before:
                before = now
                self._show()

    async def start(self, wishes: Wishes, students: Sequence[RosterRow] = ()) -> None:
        """Begin a class and open it.

        Parameters
        ----------
        students : who gets a place and a link, in a class in several rooms
        """
        results, readings = self._results, wishes.readings
        paths = [shipped()[name] for name in wishes.scenarios]

        def begun() -> tuple[Store | OpenHall, str]:
            return begin_rooms(results, paths, readings) if paths[1:] else begin(results, paths[0], readings)

        async def started() -> None:
            if self._class:
                return
            made = await asyncio.to_thread(begun)
            await self._open(*made, wishes.lan, wishes.chair, wishes.language, wishes.quiz, students)

        await self._do("start", started)

    async def resume(self, file: str, lan: bool) -> None:
        """Open a class that was found in the results folder, where it stopped."""

        async def resumed() -> None:
            path = self._results / file
            if not self._class and file in [one.file for one in self._past]:
                made = await asyncio.to_thread(resume_any, path)
                await self._open(*made, lan)

        await self._do("start", resumed)

    async def alone(self, wishes: Wishes) -> None:
        """Open a story for one person at this machine, in place of another that was open before."""

        async def opened() -> None:
            await self._leave_alone()
            store = await asyncio.to_thread(
                opened_alone_again, self._results, shipped()[wishes.scenario], wishes.readings
            )
            one = Hosting(HostedAlone(store, language=wishes.language), "", None, self._show)
            await one.start()
            self._alone = (wishes.scenario, one)

        await self._do("alone", opened)

    async def assign(self, wishes: Wishes) -> None:
        """Open an assignment over days on a story: the one that was begun before, or a new one."""

        async def opened() -> None:
            if self._class:
                return
            files = await asyncio.to_thread(
                assigned_again, self._results, shipped()[wishes.scenario], wishes.readings
            )
            await self._host(HostedAssignment(files, wishes.language), files.token, wishes.lan)

        await self._do("assign", opened)

    async def stop(self) -> None:
        """Close the class; it is saved."""

        async def stopped() -> None:
            await self._close()
            await self._look()

        await self._do("stop", stopped)

    async def check(self, on: bool) -> None:
        """Open or close the page with which a phone tells that it reaches this machine."""

        async def checked() -> None:
            await self._check.stop()
            if on and not self._class:
                await self._check.start()

        await self._do("", checked)

    async def kit(self, story: str, language: str = ENGLISH) -> None:
        """Make the kit of a story in a language."""

        async def made() -> None:
            self._kit = None
            self._show()
            await asyncio.to_thread(make_kit, self._results, story, language)
            self._kit = {"story": story, "language": language}

        await self._do("kit", made)

    async def quit(self) -> None:
        """End the program; a class is saved."""
        for window in list(self._windows):
            window.tell("gone")
        self._quit()

    async def close(self) -> None:
        """Close whatever is open, before the program ends."""
        await self._check.stop()
        await self._close()
        await self._leave_alone()

    def view(self) -> dict[str, Any]:
        """Return what the page shows."""
        name = self._name()
        return {
            "past": [asdict(one) for one in self._past],
            "assigned": self._assigned,
            "open": self._class.view() if self._class else None,
            "network": {"name": name, "others": [one for one in own_addresses() if one != name]},
            "check": self._check.view(),
            "reached": self._reached_at,
            "system": platform.system(),
            "busy": self._busy,
            "kit": self._kit,
            "alone": {"story": self._alone[0], **self._alone[1].view()} if self._alone else None,
            "trouble": self._trouble,
        }

    async def _do(self, what: str, act: Callable[[], Awaitable[None]]) -> None:
        """Do something when its turn comes, and show what became of it."""
        async with self._turn:
            self._busy, self._trouble = what, ""
            self._show()
            try:
                await act()
            except (BadInput, Refused) as error:
                self._trouble = str(error)
            except OSError as error:
                self._trouble = f"{error.filename or ''}: {error.strerror}".lstrip(": ")
            finally:
                self._busy = ""
                self._show()

    def _show(self) -> None:
        view = self.view()
        for window in list(self._windows):
            window.tell("show", view)

    async def _look(self) -> None:
        besides = self._class.store.path if self._class else None
        self._past = await asyncio.to_thread(past_classes, self._results, besides)
        self._assigned = assigned(self._results, shipped())

    async def _open(
        self,
        files: Store | OpenHall,
        token: str,
        lan: bool,
        chair: str = "",
        language: str = ENGLISH,
        quiz: bool = False,
        students: Sequence[RosterRow] = (),
    ) -> None:
        hall: HostedClass | HostedHall
        try:
            if isinstance(files, OpenHall):
                hall, saved = HostedHall(files, language=language), files.folder
                rooms = hall.rooms
                if students:
                    load_roster(hall, students, token)
            else:
                hall, saved = HostedClass(files, language=language), files.path
                rooms = (hall,)
            hall.quiz = quiz_of(saved, quiz)
        except (BadInput, Refused):
            files.close()
            raise
        for room in rooms:
            room.student_chairs = chair == STUDENT
        await self._host(hall, token, lan, chair)

    async def _host(self, hall: Hosted, token: str, lan: bool, chair: str = "") -> None:
        try:
            # The class takes the port of the check, so that a firewall knows it.
            await self._check.stop()
            opened = Hosting(hall, token, self._name() if lan else None, self._show)
            await opened.start(chair)
            self._class = opened
        finally:
            if not self._class or self._class.store is not hall.store:
                hall.store.close()

    async def _leave_alone(self) -> None:
        if self._alone:
            (_, leaving), self._alone = self._alone, None
            await leaving.stop()

    async def _close(self) -> None:
        if self._class:
            closing, self._class = self._class, None
            await closing.stop()

    def _reached(self, name: str) -> None:
        self._reached_at = name
        self._show()

    def _name(self) -> str | None:
        """Return the address for phones: one that a phone has reached, if there was any."""
        return self._reached_at if self._reached_at in own_addresses() else network_address()
