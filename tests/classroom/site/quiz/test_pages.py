"""The quiz on the site: answers come without a name, and nobody sees whose they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.export import exported
from sim.classroom.quiz.answers import Stage
from sim.classroom.quiz.export import ANSWERS, QUIZ_FILES
from sim.classroom.quiz.file import open_quiz, quiz_path
from sim.classroom.quiz.items import Form, questionnaire
from sim.classroom.site.quiz.desk import QuizDesk, quiz_of
from sim.classroom.site.quiz.pages import QuizPage
from sim.classroom.site.serve import Place
from sim.classroom.site.serve import site as built
from tests.classroom.quiz.sheets import given
from tests.classroom.site.paper import Paper
from tests.classroom.site.sites import HOST, served

if TYPE_CHECKING:
    from tests.classroom.site.sites import Answer, Site

HERE = {"origin": f"http://{HOST}"}
SEAT, DESK = "gge-seat-8080", "gge-teacher-8080"
CODES = [f"{n:016x}" for n in range(6)]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with served(tmp_path, monkeypatch) as found:
        found.hall.quiz = quiz_of(found.hall.store.path, wanted=True)
        found.app, found.live = built(Place("127.0.0.1", 8080, f"http://{HOST}"), found.hall)
        found.gather()
        yield found


def desk_of(site: Site) -> QuizDesk:
    assert site.hall.quiz is not None
    return site.hall.quiz


async def sends(site: Site, name: str, cookies: dict[str, str] | None = None, **about: Any) -> Answer:
    told = {"ticket": desk_of(site).ticket, **about}
    return await site.ask(f"/quiz/{name}", "POST", cookies, json.dumps(told).encode(), **HERE)


async def answers(site: Site, code: str, right: bool, cookies: dict[str, str] | None = None) -> None:
    form = Form(json.loads((await sends(site, "begin", cookies, code=code)).body)["form"])
    told = await sends(site, "answers", cookies, code=code, answers=given(form, right))
    assert told.status == 200


async def plays(site: Site) -> None:
    """Let six people answer before and after."""
    for stage, right in ((Stage.BEFORE, False), (Stage.AFTER, True)):
        desk_of(site).move(stage)
        for code in CODES:
            await answers(site, code, right)


async def test_no_file_of_the_class_joins_a_name_with_an_answer(site: Site) -> None:
    await plays(site)
    store, folder = site.hall.store, site.hall.store.path.parent
    quiz = quiz_path(store.path)
    ids = [*questionnaire().items, *CODES, desk_of(site).ticket]
    files = exported(store.case, store.founding.teacher, store.deeds())
    class_files = [file.read_bytes() for file in folder.iterdir() if file != quiz] + list(files.values())
    assert len(class_files) > 5
    for content in class_files:
        assert not any(id.encode() in content for id in ids)
    told = quiz.read_text(encoding="utf-8")
    people = site.hall.desk.lesson.players
    for secret in (*site.people, site.teacher, *(p.key for p in people), *(p.name for p in people)):
        assert secret not in told
    assert not any(f'"{seat}"' in told for seat in store.case.seats)


async def test_a_cookie_changes_nothing_about_what_is_kept(site: Site) -> None:
    """The page sends none; if a browser does, nobody reads it."""
    desk_of(site).move(Stage.BEFORE)
    await answers(site, CODES[0], True, {SEAT: site.people[0]})
    _, with_cookie = open_quiz(quiz_path(site.hall.store.path))
    first = with_cookie.sheets[0].first
    assert with_cookie.sheets[0].before == given(first, True)
    again = await sends(site, "answers", {SEAT: site.people[1]}, code=CODES[0], answers=given(first, True))
    assert again.status == 200, "the code counts, whoever sends it"
    assert not again.told("set-cookie")


async def test_the_teacher_sees_counts_while_it_is_open_and_results_without_codes_afterwards(
    site: Site,
) -> None:
    desk = desk_of(site)
    await plays(site)
    assert desk.of_the_teacher()["gain"] is None
    cookies = {DESK: site.teacher}
    for name in QUIZ_FILES:
        assert (await site.ask(f"/teacher/quiz/export/{name}", cookies=cookies)).status == 409
    desk.move(Stage.OVER)
    told = desk.of_the_teacher()
    assert told["counts"] == {"before": 6, "after": 6}
    assert (told["gain"]["before"], told["gain"]["after"]) == (0.0, 1.0)
    page = await site.ask("/teacher/quiz", cookies=cookies)
    assert page.status == 200
    for code in CODES:
        assert code not in json.dumps(told)
        assert code.encode() not in page.body
    saved = await site.ask(f"/teacher/quiz/export/{ANSWERS}", cookies=cookies)
    assert saved.status == 200
    assert CODES[0].encode() in saved.body
    assert (await site.ask("/teacher/quiz/export/class.sqlite", cookies=cookies)).status == 404


async def test_nobody_else_sees_the_teachers_page_or_the_files(site: Site) -> None:
    for cookies in ({}, {SEAT: site.people[0]}, {DESK: site.people[0]}):
        for path in ("/teacher/quiz", f"/teacher/quiz/export/{ANSWERS}"):
            assert (await site.ask(path, cookies=cookies)).status == 404
    stranger = await site.ask("/quiz")
    assert (stranger.status, stranger.told("location")) == (303, ["/"])


async def test_the_page_of_a_student_has_no_key_and_the_explanations_come_after(site: Site) -> None:
    page = (await site.ask("/quiz", cookies={SEAT: site.people[0]})).body.decode()
    assert questionnaire().form(Form.A)[0].asks in page
    for item in questionnaire().items.values():
        assert item.why not in page
    for stage in Stage:
        desk_of(site).move(stage)
        told = await sends(site, "key")
        if stage in (Stage.AFTER, Stage.OVER):
            assert json.loads(told.body)["chair-a1"]["right"] == "B"
        else:
            assert (told.status, b"right" in told.body) == (409, False)


async def test_only_the_class_can_answer(site: Site) -> None:
    desk_of(site).move(Stage.BEFORE)
    for ticket in ("", "x", "é", None, site.hall.store.identity):
        assert (await sends(site, "begin", ticket=ticket, code=CODES[0])).status == 403
    for body in (b"", b"[]", b"{", b'{"ticket": 1}', b"x" * 10_000):
        assert (await site.ask("/quiz/begin", "POST", None, body, **HERE)).status == 403
    told = json.dumps({"ticket": desk_of(site).ticket, "code": CODES[0]}).encode()
    assert (await site.ask("/quiz/begin", "POST", None, told, origin="http://else.where")).status == 403
    assert desk_of(site).answers.sheets == ()


async def test_what_is_deleted_is_gone_from_the_file(site: Site) -> None:
    desk_of(site).move(Stage.BEFORE)
    await answers(site, CODES[0], True)
    assert (await sends(site, "delete", code=CODES[0])).status == 200
    assert CODES[0] not in quiz_path(site.hall.store.path).read_text(encoding="utf-8")


def test_only_the_teachers_page_moves_the_quiz_and_all_pages_follow(site: Site) -> None:
    desk = desk_of(site)
    teacher, student = Paper(), Paper()
    pages = [QuizPage(desk, teacher, True), QuizPage(desk, student, False)]
    for page in pages:
        page.comes()
    pages[1].hears("move", '"before"')
    pages[0].hears("move", '"never"')
    pages[0].hears("else", '"before"')
    assert desk.answers.stage.value == "closed"
    pages[0].hears("move", '"before"')
    assert desk.answers.stage.value == "before"
    assert student.told[-1] == ("show", {"stage": "before"})
    assert set(student.told[-1][1]) == {"stage"}, "no counts on phones"
    for page in pages:
        page.goes()
    desk.move(Stage.BETWEEN)
    assert student.told[-1] == ("show", {"stage": "before"})


def test_a_disk_that_is_full_changes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, teacher = desk_of(site), Paper()

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("sim.classroom.quiz.file.QuizFile.write", full)
    QuizPage(desk, teacher, True).hears("move", '"before"')
    assert desk.answers.stage is Stage.CLOSED
    assert teacher.told[-1][0] == "refused"


def test_a_class_keeps_its_quiz_and_another_gets_none(site: Site, tmp_path: Path) -> None:
    path = site.hall.store.path
    desk_of(site).move(Stage.BETWEEN)
    again = quiz_of(path, wanted=False)
    assert again is not None
    assert (again.ticket, again.answers.stage) == (desk_of(site).ticket, Stage.BETWEEN)
    assert quiz_of(tmp_path / "other.sqlite", wanted=False) is None
