"""A site as it is served, in this process and without a network: what is asked, and what comes back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sim.classroom.room import NOBODY, TEACHER, key_of, new_token
from sim.classroom.room.actions import Begin, Enter, SendNote, TakeSeat
from sim.classroom.room.instructions import instructions
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.serve import Place
from sim.classroom.site.serve import site as built
from sim.classroom.store import ClassSetup, Store
from sim.scenario.shipped import shipped

HOST = "127.0.0.1:8080"
NOTE = "for your eyes only"


@dataclass
class Answer:
    """What a request got."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def told(self, name: str) -> list[str]:
        return [value.decode() for key, value in self.headers if key.decode().lower() == name]

    @property
    def cookies(self) -> dict[str, str]:
        jar: SimpleCookie = SimpleCookie()
        for value in self.told("set-cookie"):
            jar.load(value)
        return {name: morsel.value for name, morsel in jar.items()}


class Site:
    """A class of two, who have written to each other, and its site."""

    def __init__(self, store: Store, teacher: str) -> None:
        self.hall, self.teacher, self.people = HostedClass(store), teacher, [new_token(), new_token()]
        self._devices = count(1)
        self.app, self.live = built(Place("127.0.0.1", 8080, f"http://{HOST}"), self.hall)

    def gather(self) -> None:
        """Let two come in, take seats and write a note."""
        take, (one, other) = self.hall.desk.take, self.hall.store.case.seats[:2]
        for number, token in enumerate(self.people):
            take(NOBODY, Enter(f"P{number}", key_of(token)))
        take(0, TakeSeat(one))
        take(1, TakeSeat(other))
        take(TEACHER, Begin())
        take(0, SendNote(other, NOTE))

    @cached_property
    def secrets(self) -> list[str]:
        """What nobody may see without a token: notes, tokens, and what capitals have told."""
        case = self.hall.store.case
        told = [instructions(case, seat) for seat in case.seats]
        sentences = {paragraph.sentence for seat in told for paragraph in seat.paragraphs}
        return [NOTE, self.teacher, *self.people, *sentences, "teacher_page"]

    async def ask(
        self,
        raw: str,
        method: str = "GET",
        cookies: Mapping[str, str] | None = None,
        body: bytes = b"",
        **headers: str,
    ) -> Answer:
        """Ask for something, as it stands in the first line of a request, from a device of its own."""
        answer = Answer()
        given = {"host": HOST, **headers}
        if cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        path, _, query = raw.partition("?")
        unread: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body}]
        done = asyncio.Event()

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message["headers"])
            else:
                answer.body += message.get("body", b"")
                if not message.get("more_body"):
                    done.set()

        async def receive() -> MutableMapping[str, Any]:
            if unread:
                return unread.pop()
            await done.wait()
            return {"type": "http.disconnect"}

        scope = {
            "type": "http", "method": method, "path": unquote(path), "raw_path": path.encode(),
            "query_string": query.encode(), "scheme": "http", "http_version": "1.1", "root_path": "",
            "headers": [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in given.items()],
            "client": (f"10.0.{next(self._devices) // 250}.{next(self._devices) % 250}", 1),
            "server": ("127.0.0.1", 8080), "state": {},
        }  # fmt: skip
        await self.app(scope, receive, send)
        return answer

    def day(self, what: Callable[[], Awaitable[None]]) -> None:
        """Let something happen while the site is up."""

        async def day() -> None:
            async with self.app.router.lifespan_context(self.app):
                if not self.hall.desk.lesson.players:
                    self.gather()
                await what()

        asyncio.run(day())


async def worked_out(self: Worker, what: object, *about: object) -> dict[str, Any]:
    """Stand in for what takes a process of its own some seconds."""
    return {"scenarios": [], "subject": {}}


@contextmanager
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve a class, but for the network."""
    monkeypatch.setattr("sim.classroom.site.lesson.hosted_class.PLAYS", 20)
    monkeypatch.setattr(Worker, "_do", worked_out)
    token = new_token()
    file = folder / "class.sqlite"
    founding = ClassSetup.of(shipped()["lone-blocker"], key_of(token), 1, readings=2, coded=True)
    with Store.create(file, founding) as store:
        yield Site(store, token)
