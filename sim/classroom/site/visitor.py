"""Visitors: who sits before a screen, what they may do there, and what they are shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Protocol

from sim.classroom.room import (
    NOBODY,
    TEACHER,
    Action,
    Refused,
    Who,
    key_of,
    new_token,
    projector_view,
    read_action,
    student_view,
    teacher_view,
    who_is,
)
from sim.classroom.room.actions import Away, Enter, NewKey, Returned, UseLink
from sim.classroom.site.desk import Desk
from sim.classroom.site.news import News, Sections, sections
from sim.classroom.site.pace import Pace
from sim.classroom.site.presence import Presence

#: Characters of a message; the longest action there is, a draft of all paragraphs, is a third of it.
LONGEST = 4000
#: What only the server says: who is there, and by which key.
_OURS = (Enter, NewKey, Away, Returned, UseLink)
_TOO_FAST = "That was too fast. Please wait a moment and do it again."


class Told(Protocol):
    """A screen that can be told something."""

    def tell(self, method: str, *about: Any) -> None:
        """Tell it."""


class Visitor(ABC):
    """Somebody before a screen, known by the token in their browser and by nothing that they send.

    Parameters
    ----------
    desk : where the class is held
    token : of their browser
    """

    def __init__(self, desk: Desk, token: str, pace: Pace | None = None) -> None:
        self.desk, self.token = desk, token
        self.screen: Told | None = None
        self.pace = pace or Pace()
        self._news = News()

    @abstractmethod
    def seen(self) -> Sections:
        """Return what they may see now, part by part."""

    def first(self) -> dict[str, Any]:
        """Return all that they may see now."""
        return {"news": self._news.of(self.seen()), "clock": self.desk.clock()}

    def draw(self) -> None:
        """Show what has changed."""
        if self.screen is not None and (news := self._news.of(self.seen())):
            self.screen.tell("show", {"news": news, "clock": self.desk.clock()})

    def comes(self) -> None:
        """Begin to look on."""
        self.desk.watch(self)
        self.draw()

    def goes(self) -> None:
        """Look on no longer."""
        self.desk.leave(self)

    @property
    def who(self) -> Who:
        """Who they are, by their token."""
        found = who_is(self.desk.lesson, self.token)
        return NOBODY if found is None else found

    def do(self, message: object) -> None:
        """Do what they ask for: an action as JSON. Who it is for is never in it."""
        self._try(lambda: self.desk.take(self.who, self._read(message)))

    def _read(self, message: object) -> Action:
        if not isinstance(message, str) or len(message) > LONGEST:
            raise Refused("This message could not be understood.")
        action = read_action(message)
        if isinstance(action, _OURS):
            raise Refused("This is not for a screen to say.")
        return action

    def _try(self, what: Callable[[], None]) -> None:
        """Do something at a decent pace; say why if it is refused."""
        try:
            if not self.pace.allows():
                raise Refused(_TOO_FAST)
            what()
        except Refused as refusal:
            if self.screen is not None:
                self.screen.tell("refuse", str(refusal))


class Student(Visitor):
    """A student's phone, or that of somebody who has not come in yet.

    Parameters
    ----------
    presence : notes who is there
    """

    def __init__(self, desk: Desk, token: str, presence: Presence, pace: Pace | None = None) -> None:
        super().__init__(desk, token, pace)
        self.presence = presence
        self._there: int | None = None

    @property
    def number(self) -> int | None:
        """Their number in the class."""
        who = self.who
        return who if isinstance(who, int) else None

    def seen(self) -> Sections:
        """Return what they may see: the room, and if they are in it their own seat."""
        self._note()
        number = self.number
        if number is None:
            return {"player": None, **sections(projector_view(self.desk.lesson))}
        return sections(student_view(self.desk.lesson, number))

    def enter(self, name: object) -> None:
        """Come in under a name."""
        self._try(lambda: self._enter(name))

    def _enter(self, name: object) -> None:
        if not isinstance(name, str) or len(name) > LONGEST:
            raise Refused("This name could not be understood.")
        # Made now: what stood in the browser before, somebody else may have put there.
        token = new_token()
        self.desk.take(self.who, Enter(name, key_of(token)))
        self.token = token
        self._note()
        if self.screen is not None:
            self.screen.tell("keep", token)

    def comes(self) -> None:
        """Begin to look on; be there."""
        super().comes()
        self._note()

    def goes(self) -> None:
        """Look on no longer."""
        super().goes()
        if self._there is not None:
            there, self._there = self._there, None
            self.presence.goes(there)

    def _note(self) -> None:
        """Note as there whoever has come in, or come in anew after having been removed."""
        number = self.number
        if self.screen is None or number == self._there:
            return
        if self._there is not None:
            self.presence.goes(self._there)
        self._there = number
        if number is not None:
            self.presence.comes(number)


class Teacher(Visitor):
    """The teacher's laptop.

    Raises
    ------
    Refused
        if the token is not the teacher's, by whatever way somebody came here
    """

    def __init__(self, desk: Desk, token: str, pace: Pace | None = None) -> None:
        super().__init__(desk, token, pace)
        if self.who != TEACHER:
            raise Refused("This page is the teacher's.")

    def seen(self) -> Sections:
        """Return everything."""
        return sections(teacher_view(self.desk.lesson))

    def new_link(self, player: object) -> None:
        """Make a new link for a player whose phone is lost, and show it to the teacher alone."""
        self._try(lambda: self._new_link(player))

    def _new_link(self, player: object) -> None:
        if not isinstance(player, int) or isinstance(player, bool):
            raise Refused("There is no such player.")
        token = new_token()
        self.desk.take(self.who, NewKey(player, key_of(token)))
        if self.screen is not None:
            self.screen.tell("link", {"player": player, "token": token})


class Projector(Visitor):
    """The screen that the whole class sees: nothing secret, and nothing to do."""

    def seen(self) -> Sections:
        """Return what everybody may see."""
        return sections(projector_view(self.desk.lesson))
