"""Pages of the quiz: one for students, one for the teacher, and the requests that carry answers.

Answers do not come over the page's channel: that belongs to a browser whose cookie says who somebody is. They
come in requests of their own, which the page sends without any cookie. What reads them here asks for nothing
but the ticket of the class, which is the same for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hmac import compare_digest
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.quiz.answers import Stage
from sim.classroom.quiz.export import QUIZ_FILES, quiz_files
from sim.classroom.room import Refused
from sim.classroom.site.channel import Told
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.view_changes import plain
from sim.classroom.site.quiz.desk import QuizDesk
from sim.classroom.site.reader import Reader, reader_of
from sim.classroom.site.routes import Live, channel_of, download, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say

_STYLE, _TITLE = "class.css", say("Quiz")
_NOT_OURS = say("That did not work. Please tap again.")
_STUDENT, _TEACHER = "/quiz", "/teacher/quiz"
#: Most bytes of a request with answers; the longest takes a quarter of it.
_LONGEST = 8192


class QuizPage:
    """An open page of the quiz; only the teacher's says anything.

    Parameters
    ----------
    desk : the quiz
    screen : shows it
    teaches : whether it is the teacher's
    """

    def __init__(self, desk: QuizDesk, screen: Told, teaches: bool) -> None:
        self._desk, self._screen, self._teaches = desk, screen, teaches

    def comes(self) -> None:
        """Open the page."""
        self._screen.tell("opened", self._desk.ticket)
        self._desk.watch(self)
        self.draw()

    def goes(self) -> None:
        """Close the page."""
        self._desk.leave(self)

    def draw(self) -> None:
        """Show the quiz: to students how far it is, to the teacher all that a teacher may see."""
        if self._teaches:
            self._screen.tell("show", self._desk.of_the_teacher())
        else:
            self._screen.tell("show", {"stage": self._desk.answers.stage.value})

    def hears(self, what: str, message: str) -> None:
        """Move the quiz for the teacher; what no page sends is dropped."""
        stage = next((one for one in Stage if json.dumps(one.value) == message), None)
        if not self._teaches or what != "move" or stage is None:
            return
        try:
            self._desk.move(stage)
        except Refused as refused:
            self._screen.tell("refused", plain(refused.sentence))


def quiz_exports() -> list[tuple[str, str]]:
    """Return title and address of every file of the quiz."""
    return [(title, f"{_TEACHER}/export/{name}") for name, (title, _) in QUIZ_FILES.items()]


def quiz_routes(desk: QuizDesk, lessons: Sequence[LiveLesson], live: Live, language: str) -> list[BaseRoute]:
    """Return the routes of the quiz.

    Parameters
    ----------
    desk : the quiz
    lessons : the class, or the lobby and the rooms of one: whoever is in one of them may answer
    live : makes the routes of a live page
    language : of whoever has not chosen another
    """

    def reader(request: Request, page: str) -> Reader:
        return reader_of(request.headers.raw, page, language, lambda code: {})

    def inside(request: HTTPConnection) -> bool:
        return any(lesson.player(request.state.player) for lesson in lessons)

    def of_a_student(request: HTTPConnection, told: Told) -> QuizPage | None:
        return QuizPage(desk, told, False) if inside(request) else None

    def of_the_teacher(request: HTTPConnection, told: Told) -> QuizPage | None:
        return QuizPage(desk, told, True) if teaches(lessons[0].lesson, request) else None

    async def student(request: Request) -> Response:
        if not inside(request):
            return RedirectResponse("/", 303)
        first = {**desk.of_a_student(), "class": desk.ticket}
        return screen(_TITLE, "quiz_page.js", first, channel_of(_STUDENT), _STYLE, reader(request, "class"))

    async def teacher(request: Request) -> Response:
        if not teaches(lessons[0].lesson, request):
            raise HTTPException(404)
        first = {**desk.of_the_teacher(), "class": desk.ticket, "exports": plain(quiz_exports())}
        return screen(
            _TITLE, "quiz_teacher_page.js", first, channel_of(_TEACHER), _STYLE, reader(request, "teacher")
        )

    async def export(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in QUIZ_FILES or not teaches(lessons[0].lesson, request):
            raise HTTPException(404)
        if desk.answers.stage.occasion:
            raise HTTPException(
                409, "The quiz is open. Close it first: then nobody can see who answered what."
            )
        return download(name, quiz_files(desk.answers)[name], QUIZ_FILES[name][1])

    return [
        *live.page(_STUDENT, student, of_a_student),
        *live.page(_TEACHER, teacher, of_the_teacher),
        *(
            Route(f"{_STUDENT}/{name}", _answering(desk, act), methods=["POST"])
            for name, act in _ACTS.items()
        ),
        Route(f"{_TEACHER}/export/{{name}}", export),
    ]


#: What a page may ask, by the last part of the address.
_ACTS: dict[str, Callable[[QuizDesk, str, dict[str, str]], object]] = {
    "begin": lambda desk, code, _: {"form": desk.begin(code).value},
    "answers": lambda desk, code, given: desk.hand_in(code, given),
    "delete": lambda desk, code, _: desk.withdraw(code),
    "key": lambda desk, _, __: desk.key(),
}


def _answering(desk: QuizDesk, act: Callable[[QuizDesk, str, dict[str, str]], object]) -> Any:
    async def answered(request: Request) -> Response:
        told = await _read(request)
        if told is None or not compare_digest(told[0].encode(), desk.ticket.encode()):
            return JSONResponse({"why": plain(_NOT_OURS)}, 403)
        try:
            return JSONResponse(act(desk, *told[1:]) or {})
        except Refused as refused:
            return JSONResponse({"why": plain(refused.sentence)}, 409)

    return answered


async def _read(request: Request) -> tuple[str, str, dict[str, str]] | None:
    """Return ticket, code and answers of a request; None if no page sends it."""
    raw = b""
    try:
        async for part in request.stream():
            raw += part
            if len(raw) > _LONGEST:
                return None
        told: Any = json.loads(raw)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    ticket, code, given = told.get("ticket"), told.get("code", ""), told.get("answers", {})
    if not isinstance(ticket, str) or not isinstance(code, str) or not isinstance(given, dict):
        return None
    sound = all(isinstance(answer, str) for answer in given.values())
    return (ticket, code, given) if sound and ticket.isascii() else None
