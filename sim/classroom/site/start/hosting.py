"""Hosting: the class that the start page has open at this moment, and its server."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from sim.classroom.room import TEACHER
from sim.classroom.room.actions import AppointChair
from sim.classroom.site.address import EVERYWHERE, HERE, code_as_path
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.serve import Hosted, Place, site
from sim.classroom.site.start.guest import ALONE_PORTS, PORTS, Guest, line_for
from sim.classroom.site.start.stories import titles


class Hosting:
    """A class, in one room or in several, or an assignment, in its files, and its server.

    Parameters
    ----------
    hall : the class or the assignment
    token : the teacher's; "" where there is no teacher
    name : of this machine in the network, such as 192.168.1.20; None to open it to this machine alone
    changed : called when somebody has come or something has happened
    """

    def __init__(self, hall: Hosted, token: str, name: str | None, changed: Callable[[], None]) -> None:
        self._hall, self.store = hall, hall.store
        self._rooms = hall.rooms if isinstance(hall, HostedHall) else (hall,)
        self._token, self._changed, self._lan = token, changed, name is not None
        line = line_for(self._lan, PORTS if token else ALONE_PORTS)
        port = line.getsockname()[1]
        self._place = Place(EVERYWHERE if self._lan else HERE, port, f"http://{name or HERE}:{port}")
        self._code = code_as_path(self._place.address)
        self._guest = Guest(self._place, *site(self._place, self._hall), line)

    async def start(self, chair: str = "") -> None:
        """Open the doors.

        Parameters
        ----------
        chair : computer or teacher; "" leaves the chair as it is
        """
        await self._guest.start()
        for room in self._rooms if chair == TEACHER else ():
            room.desk.take(TEACHER, AppointChair(TEACHER))
        for desk in self._hall.desks:
            desk.watch(self)

    async def stop(self) -> None:
        """Close the doors and the files; the class is saved."""
        for desk in self._hall.desks:
            desk.leave(self)
        await self._guest.stop()
        self.store.close()

    def draw(self) -> None:
        """Tell the start page that something has happened."""
        self._changed()

    def view(self) -> dict[str, Any]:
        """Return what the start page shows of it; the teacher's link is for its browser alone."""
        address = self._place.address
        # Whoever has not opened their link yet has not come.
        people = chain.from_iterable(desk.lesson.players for desk in self._hall.desks)
        return {
            "titles": titles(room.store for room in self._rooms),
            "rooms": len(self._rooms),
            "assignment": isinstance(self._hall, HostedAssignment),
            "address": address,
            "qr": self._code,
            "lan": self._lan,
            "projector": f"{address}/projector",
            "teacher": f"{address}/teacher/{self._token}",
            "people": len([one for one in people if not (one.removed or one.linked)]),
        }
