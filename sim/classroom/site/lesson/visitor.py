"""Visitors: people at a screen, what they may do there, and what they see."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from sim.classroom.room import (
    NOBODY,
    TEACHER,
    Refused,
    Who,
    key_of,
    new_token,
    projector_view,
    read_sent,
    student_view,
    teacher_view,
    who_is,
)
from sim.classroom.room.actions import (
    AcceptPackage,
    Advance,
    Answer,
    Away,
    Back,
    Begin,
    CoSponsor,
    Decide,
    DeclinePackage,
    Discuss,
    Enter,
    NewKey,
    OfferPackage,
    OpenSeats,
    Practise,
    Propose,
    PutUnderSilence,
    Ready,
    Returned,
    Table,
    TryOut,
    UseLink,
    Withdraw,
    WithdrawPackage,
)
from sim.classroom.room.credentials import token_for
from sim.classroom.room.messages import action_of
from sim.classroom.site.channel import Told
from sim.classroom.site.lesson.admission import Admission
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.presence import Presence
from sim.classroom.site.lesson.view_changes import Sections, ViewChanges, plain, sections

#: Most characters of a message; the longest action, a draft of all paragraphs, takes a third of it.
LONGEST = 4000
#: Actions that only the server may send.
_OURS = (Enter, NewKey, Away, Returned, UseLink)
#: Actions that mean the text and the phase that their sender saw, and would mean others later.
_OF_THE_MOMENT = (
    AcceptPackage, Advance, Answer, Back, Begin, CoSponsor, Decide, DeclinePackage, Discuss, OfferPackage,
    OpenSeats, Practise, Propose, PutUnderSilence, Ready, Table, TryOut, Withdraw, WithdrawPackage,
)  # fmt: skip


class Later(Refused):
    """An action that nothing speaks against, but that must wait a moment."""


Heard = Callable[[Any, object], None]


class Visitor(ABC):
    """Somebody at a screen, known by the token in their browser and not by their messages.

    Parameters
    ----------
    desk : the class
    token : of their browser
    door : admission to the class
    address : their network address

    Attributes
    ----------
    events : what their page may send, by name
    """

    events: ClassVar[Mapping[str, Heard]] = {}

    def __init__(
        self, desk: LiveLesson, token: str, door: Admission | None = None, address: str = ""
    ) -> None:
        self.desk, self.token = desk, token
        self.screen: Told | None = None
        self.door, self.address = door or Admission(), address
        self._news = ViewChanges()

    @abstractmethod
    def seen(self) -> Sections:
        """Return what they may see now, by part."""

    def first(self) -> dict[str, Any]:
        """Return all that they may see now."""
        return {"news": self._news.of(self.seen()), "clock": self.desk.clock()}

    def draw(self) -> None:
        """Show what has changed."""
        if self.screen is not None and (news := self._news.of(self.seen())):
            self.screen.tell("show", {"news": news, "clock": self.desk.clock()})

    def comes(self) -> None:
        """Open the screen."""
        self.desk.watch(self)
        self.draw()

    def goes(self) -> None:
        """Close the screen."""
        self.desk.leave(self)

    def hears(self, what: str, message: str) -> None:
        """Take a message of their page; one that no page sends is dropped."""
        if heard := self.events.get(what):
            heard(self, message)

    @property
    def who(self) -> Who:
        """Who they are, by their token."""
        found = who_is(self.desk.lesson, self.token)
        return NOBODY if found is None else found

    def do(self, message: object) -> None:
        """Do an action, sent as JSON with an id. The message never names a person to act for.

        It may contain ``seen``: phase and number of the reading that its sender saw.
        """
        self._once(message, self._do)

    def _do(self, sent: str, told: dict[str, Any]) -> None:
        play = self.desk.lesson.play
        seen = told.pop("seen", None)
        action = action_of(told)
        if isinstance(action, _OURS):
            raise Refused("Only the server may do this.")
        if seen not in (None, [play.phase, play.number]) and isinstance(action, _OF_THE_MOMENT):
            raise Refused("The class has moved on since. Please look again.")
        self.desk.take(self.who, action, sent)

    def _once(self, message: object, what: Callable[[str, dict[str, Any]], None]) -> None:
        """Do what a screen sends, within the rate limit and only once, and report the result.

        The answer to an action that was done is ``{"id": ..., "state": "done", "why": ""}``, however often it
        is sent. A refused one has changed nothing, says why, and may be sent again under the same id; with
        ``"again": true``, the page should do so by itself.
        """
        sent = ""
        answer: dict[str, Any] = {"state": "done", "why": ""}
        in_time = self.door.allows(self.who, self.address)
        try:
            if not isinstance(message, str) or len(message) > LONGEST:
                raise Refused("This message could not be understood.")
            sent, told = read_sent(message)
            if not in_time:
                raise Later("That was too fast. Please wait a moment and try again.")
            if not self.desk.has_done(self.who, sent):
                what(sent, told)
        except Refused as refusal:
            again = isinstance(refusal, Later)
            answer = {"state": "refused", "why": plain(refusal.sentence), "again": again}
        if self.screen is not None:
            self.screen.tell("acknowledged", {"id": sent, **answer})


class Student(Visitor):
    """A student's phone, or a newcomer's.

    Parameters
    ----------
    presence : keeps track of who is present
    """

    def __init__(
        self,
        desk: LiveLesson,
        token: str,
        presence: Presence,
        door: Admission | None = None,
        address: str = "",
    ) -> None:
        super().__init__(desk, token, door, address)
        self.presence = presence
        self._there: int | None = None

    @property
    def number(self) -> int | None:
        """Their number in the class."""
        who = self.who
        return who if isinstance(who, int) else None

    def seen(self) -> Sections:
        """Return what they may see: the room and, once they are in it, their own seat."""
        number = self.number
        if number is None:
            return {"player": None, **sections(projector_view(self.desk.lesson))}
        return sections(student_view(self.desk.lesson, number))

    def enter(self, message: object) -> None:
        """Come in under a name: ``{"id": ..., "name": ...}`` as JSON."""
        self._once(message, self._enter)

    def _enter(self, sent: str, told: dict[str, Any]) -> None:
        name = told.get("name")
        if not isinstance(name, str):
            raise Refused("This name could not be understood.")
        # It depends on this message alone: somebody else may have planted what the browser had before. The
        # same message gives the same token, so a newcomer who got no answer can send it again.
        token = token_for(sent, name)
        if self.desk.player(token) is None:
            if self.who != NOBODY:
                raise Refused("You are already in the room.")
            entering = Enter(name, key_of(token))
            self.door.welcome(self.desk.lesson, name, self.address)
            self.desk.take(NOBODY, entering)
        self.token = token
        self._note()
        if self.screen is not None:
            self.screen.tell("keep", token)

    def draw(self) -> None:
        """Show what has changed, and be present: whoever comes back sees first how they were away."""
        super().draw()
        self._note()

    def goes(self) -> None:
        """Close the screen."""
        super().goes()
        if self._there is not None:
            there, self._there = self._there, None
            self.presence.goes(there)

    events = {"do": Visitor.do, "enter": enter}

    def _note(self) -> None:
        """Note the presence of somebody who has come in, perhaps again after being removed."""
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
        if the token is not the teacher's
    """

    def __init__(self, desk: LiveLesson, token: str, door: Admission | None = None) -> None:
        super().__init__(desk, token, door)
        if self.who != TEACHER:
            raise Refused("This page is for the teacher.")

    def seen(self) -> Sections:
        """Return everything."""
        return sections(teacher_view(self.desk.lesson))

    def new_link(self, message: object) -> None:
        """Make a new link for a player who lost their phone, and show it to the teacher alone.

        The message is ``{"id": ..., "player": number}`` as JSON. Links are not stored, so each appears once.
        """
        self._once(message, self._new_link)

    def _new_link(self, sent: str, told: dict[str, Any]) -> None:
        player = told.get("player")
        if not isinstance(player, int) or isinstance(player, bool):
            raise Refused("There is no such player.")
        token = new_token()
        self.desk.take(self.who, NewKey(player, key_of(token)), sent)
        if self.screen is not None:
            self.screen.tell("link", {"player": player, "token": token})

    events = {"do": Visitor.do, "link": new_link}


class Projector(Visitor):
    """The screen for the whole class, without secrets or buttons."""

    def seen(self) -> Sections:
        """Return what everybody may see."""
        return sections(projector_view(self.desk.lesson))
