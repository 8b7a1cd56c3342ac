"""The hosted assignment: everybody's play on one server, open while somebody looks at it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import time

from sim.classroom.alone.deadline import moment
from sim.classroom.alone.register import Register, write_register
from sim.classroom.alone.served import HANDED_IN, PLAYS, ServedAssignment, write_assignment
from sim.classroom.hall.roster import RosterRow
from sim.classroom.room import NOBODY, TEACHER, Refused, key_of, new_token
from sim.classroom.room.actions import Enter, NewKey, Remove, UseLink
from sim.classroom.room.credentials import TOKEN_BYTES
from sim.classroom.room.player import Player
from sim.classroom.room_forecast import PLAYS as FORECAST
from sim.classroom.site.assignment.hosted_play import HostedPlay, opened_play
from sim.classroom.site.assignment.open_plays import OpenPlays
from sim.classroom.site.lesson.admission import Admission
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.shared_forecast import SharedForecast
from sim.classroom.site.saving import saved_or_refused
from sim.classroom.store import Store
from sim.classroom.words.catalogue import Sentences
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.scenario_texts import words_of
from sim.scenario.fault import BadInput

#: Seconds between two looks at the open plays.
LOOK = 15.0
#: Most forms whose double sending is noticed.
_FORMS = 500


class HostedAssignment:
    """An assignment and what its pages need.

    Parameters
    ----------
    files : its open files; links follow from the teacher's token, so that no file has one
    language : of whoever has not chosen another
    clock : seconds since the epoch; it decides when the deadline has passed

    Attributes
    ----------
    desk : everybody who ever came in; also redraws the teacher's page
    """

    quiz = None

    def __init__(
        self, files: ServedAssignment, language: str = ENGLISH, clock: Callable[[], float] = time
    ) -> None:
        self.folder, self.lobby, self.language, self.clock = files.folder, files.lobby, language, clock
        self.assignment, self.register = files.assignment, files.register
        self.desk = LiveLesson(files.lobby.lesson, files.lobby.keep, clock, files.lobby.done)
        self.door = Admission()
        self.shared = SharedForecast(files.lobby.case, FORECAST)
        self._token = files.token
        self.plays = OpenPlays(self._opened, self.desk.show)
        self._forms: dict[str, int] = {}
        self._tending: asyncio.Task[None] | None = None
        for player in self.students:
            if player.linked or player.key != key_of(self.link_token(player)):
                self._give_key(player)

    @property
    def desks(self) -> tuple[LiveLesson, ...]:
        """Who may ask for pages at all, as of every site."""
        return (self.desk,)

    @property
    def store(self) -> Store:
        """The file of everybody who ever came in."""
        return self.lobby

    @property
    def scenario_name(self) -> str:
        """Name of the scenario."""
        return self.assignment.name

    @property
    def students(self) -> tuple[Player, ...]:
        """Everybody who belongs to it, in the order of coming in."""
        return tuple(player for player in self.desk.lesson.players if not player.removed)

    def words(self, code: str) -> Sentences:
        """Return the texts of the scenario in a language."""
        return words_of(self.lobby.case.scenario, code, Path(self.lobby.founding.source))

    def begin(self) -> None:
        """Look after plays: put idle ones away, and close the pages of those whose time is up."""
        self._tending = asyncio.create_task(self._tend())

    def end(self) -> None:
        """Put all plays away."""
        if self._tending:
            self._tending.cancel()
        for number, _ in self.plays:
            self.plays.put_away(number)

    def until(self, name: str = "") -> float | None:
        """Return the deadline of a student, or of everybody who has none of their own."""
        own = self.register.of(name).until
        return self.assignment.until if own is None else own

    def due(self, name: str = "") -> dict[str, int | float] | None:
        """Return a deadline as pages tell it: the moment, and the zone of this machine; None without one."""
        until = self.until(name)
        return None if until is None else moment(until)

    def closed(self, name: str = "") -> bool:
        """Return whether a deadline has passed: of a student, or of everybody who has none of their own."""
        until = self.until(name)
        return until is not None and self.clock() > until

    def link_token(self, player: Player) -> str:
        """Return the token of a student's link, as hard to guess as the teacher's."""
        return self._derived(f"link {player.number} {player.name} {self.register.of(player.name).links}")

    def comes(self, name: str, address: str, form: str) -> str:
        """Let somebody in under a name; return their token.

        Parameters
        ----------
        name, address : of whoever comes, and of their network
        form : number of the form, so that the same form sent twice is the same person

        Raises
        ------
        Refused
            if nobody may come in, the name is not possible, or too many have come from this address
        """
        number = self._forms.get(form)
        if number is not None and (known := self.desk.lesson.player(number)) and known.name == name.strip():
            return self.link_token(known)
        if not self.register.open:
            raise Refused("Please open your own link. Your teacher has it.")
        if self.closed():
            raise Refused("The deadline has passed. Nothing more is taken.")
        self.door.welcome(self.desk.lesson, name, address)
        player = self._enters(name)
        self._forms = dict([*self._forms.items()][1 - _FORMS :]) | {form: player.number}
        return self.link_token(player)

    def load(self, rows: Sequence[RosterRow]) -> int:
        """Give everybody on a list a link; return how many are new.

        Whoever is there already keeps their link, and the seat once they have begun.
        """
        if self.assignment.seat is not None and any(
            row.seat not in (None, self.assignment.seat) for row in rows
        ):
            raise Refused(
                "The assignment says which seat everybody plays. Please take other seats off the list."
            )
        there = {player.name: player for player in self.students}
        register = self.register if there else replace(self.register, open=False)
        for row in rows:
            player = there.get(row.name) or self._enters(row.name)
            # Whoever has begun keeps the seat.
            seat = register.of(player.name).seat if self.begun(player.number) else row.seat
            register = register.settled(player.name, contact=row.contact, seat=seat)
        self.change(register)
        return sum(row.name not in there for row in rows)

    def _enters(self, name: str) -> Player:
        self.desk.take(NOBODY, Enter(name, key_of(new_token())))
        player = self.desk.lesson.players[-1]
        self._give_key(player)
        return player

    def _give_key(self, player: Player) -> None:
        """Let a student's present link be what lets them in, and nothing else."""
        if not player.linked:
            self.desk.take(TEACHER, NewKey(player.number, key_of(new_token())))
        self.desk.take(player.number, UseLink(key_of(self.link_token(player))))

    def _derived(self, what: str) -> str:
        told = f"{self.lobby.identity} {what}".encode("utf-8", "surrogatepass")
        digest = hmac.new(self._token.encode(), told, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")

    def change(self, register: Register) -> None:
        """Keep another register, and show it."""
        with saved_or_refused():
            write_register(self.folder, register)
        self.register = register
        self._settle()

    def let_in(self, everybody: bool) -> None:
        """Let everybody in who has the address, or only those who have a link."""
        self.change(replace(self.register, open=everybody))

    def extend(self, until: float | None, player: Player | None = None) -> None:
        """Set the deadline of everybody, or of one student; None gives them that of everybody again."""
        if player is not None:
            self.change(self.register.settled(player.name, until=until))
            return
        later = replace(self.assignment, until=until)
        with saved_or_refused():
            write_assignment(self.folder, later)
        self.assignment = later
        for _, play in self.plays:
            play.assignment = later
        self._settle()

    def renew(self, player: Player) -> None:
        """Replace a student's link; the former one, and every device that came by it, is shut out."""
        links = self.register.of(player.name).links + 1
        self.change(self.register.settled(player.name, links=links))
        self._give_key(player)
        self._settle()

    def remove(self, player: Player) -> None:
        """Remove a student, with what they have handed in; the file of the play stays."""
        self.desk.take(TEACHER, Remove(player.number))
        with suppress(OSError):
            self.handed_in(player.number).unlink(missing_ok=True)
        self._settle()

    def _settle(self) -> None:
        """Let every open play know its deadline and its links, and the teacher's page what has changed."""
        for number, play in self.plays:
            play.desk.until = self.until(self.desk.lesson.players[number].name)
            play.desk.show()
        self.desk.show()

    def handed_in(self, number: int) -> Path:
        """Return the file of a student's result, which may not be there yet."""
        return self.folder / HANDED_IN / f"student-{number + 1}.json"

    def begun(self, number: int) -> bool:
        """Return whether a student has begun."""
        return self._file(number).exists()

    def _file(self, number: int) -> Path:
        return self.folder / PLAYS / f"student-{number + 1}.sqlite"

    def play_token(self, number: int) -> str:
        """Return what a student's visitor shows to their play; it never leaves the server."""
        return self._derived(f"play {number}")

    def _opened(self, player: Player) -> HostedPlay:
        number, seat = player.number, self.register.of(player.name).seat or self.assignment.seat
        # Nobody has the teacher's token of a play: only the site takes the teacher's steps.
        setup = self.assignment.setup(key_of(self._derived("no teacher")))
        file, token = self._file(number), self.play_token(number)
        try:
            store = opened_play(file, setup, seat, player.name, token, self.clock())
        except (BadInput, OSError):
            raise Refused("Your play cannot be opened. Please tell your teacher.") from None
        until, handed_in = self.until(player.name), self.handed_in(number)
        return HostedPlay(store, self.assignment, handed_in, until, self.shared, self.language, self.clock)

    async def _tend(self) -> None:
        for player in self.students:
            if self.begun(player.number):
                self.plays.look_at(player)
                await asyncio.sleep(0)
        self.desk.show()
        while True:
            self.plays.tend()
            ends = [until for player in self.students if (until := self.until(player.name)) is not None]
            soon = [until - self.clock() for until in ends if until >= self.clock()]
            await asyncio.sleep(min([LOOK, *(wait + 0.1 for wait in soon)]))
