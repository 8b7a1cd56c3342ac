"""What people may do before a screen, without any browser: a token says who they are, and nothing else."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.room import Lesson, Refused, key_of, new_token, prepare
from sim.classroom.room.actions import UseLink
from sim.classroom.site.lesson.admission import Admission
from sim.classroom.site.lesson.live_lesson import LiveLesson
from sim.classroom.site.lesson.presence import Presence
from sim.classroom.site.lesson.visitor import Projector, Student, Teacher, Visitor
from sim.classroom.site.token_bucket import BURST
from sim.scenario.loading import load
from tests.classroom.site.loop import pass_time
from tests.classroom.site.paper import Paper, english

CASE = prepare(load("plastics-council"), readings=2)
TOKEN = new_token()


class Class:
    """A class, kept in a list."""

    day = staticmethod(pass_time)

    def __init__(self, full: bool = False) -> None:
        self.kept: list[object] = []
        self.full = full
        self.desk = LiveLesson(Lesson.gathering(CASE, key_of(TOKEN)), self._keep, clock=lambda: 7.0)
        self.presence = Presence(self.desk, grace=0.01)
        self.door = Admission(lambda: 7.0)

    def _keep(self, *deed: object) -> None:
        if self.full:
            raise OSError("no space left")
        self.kept.append(deed)

    def student(self, name: str = "", seat: str = "", token: str | None = None) -> Student:
        found = Student(self.desk, token or new_token(), self.presence, self.door)
        self.open(found)
        if name:
            found.enter(sent(name=name))
        if seat:
            do(found, "take-seat", seat=seat)
        return found

    def teacher(self) -> Teacher:
        found = Teacher(self.desk, TOKEN)
        self.open(found)
        return found

    @staticmethod
    def open(visitor: Visitor) -> None:
        visitor.first()
        visitor.screen = Paper()
        visitor.comes()


@pytest.fixture
def there() -> Class:
    return Class()


def paper(visitor: Visitor) -> Paper:
    assert isinstance(visitor.screen, Paper)
    return visitor.screen


def sent(**about: Any) -> str:
    """What a screen sends, under an id of its own unless one is given."""
    return json.dumps({"id": new_token(), **about})


def do(visitor: Visitor, name: str, **about: Any) -> None:
    visitor.do(sent(do=name, **about))


async def test_an_action_is_stored_and_all_screens_hear_of_it(there: Class) -> None:
    ana, ben, teacher = there.student("Ana", "NOR"), there.student("Ben"), there.teacher()
    do(teacher, "begin")
    do(ana, "answer", issue="FUND", stance="brackets")
    assert [deed[2] for deed in there.kept] == [7.0] * 5  # type: ignore[index]
    await asyncio.sleep(0.3)
    for one in (ana, ben, teacher):
        assert any("room.paragraphs" in about["news"] or "room.paragraphs#" in about["news"]
                   for method, about in paper(one).told if method == "show")  # fmt: skip
        assert paper(one).refusals == []


async def test_what_cannot_be_stored_is_not_done(there: Class) -> None:
    ana = there.student("Ana")
    there.full = True
    do(ana, "take-seat", seat="NOR")
    assert "could not be saved" in paper(ana).refusals[0]
    assert there.desk.lesson.players[0].seat is None


@pytest.mark.parametrize(
    "message",
    [
        {"do": "begin"}, {"do": "remove", "player": 0},
        {"do": "answer", "issue": "FUND", "stance": "brackets", "seat": "USA"},
        {"do": "answer", "issue": "FUND", "stance": "brackets", "player": 0},
        {"do": "enter", "name": "Eve", "key": "0" * 64}, {"do": "away"},
        {"do": "new-key", "player": 0, "key": "0" * 64}, {"do": "use-link", "key": "0" * 64},
        {"do": "nothing"}, {},
    ],
)  # fmt: skip
async def test_nobody_acts_for_another_or_as_the_teacher(there: Class, message: dict[str, Any]) -> None:
    _, eve = there.student("Ana", "USA"), there.student("Eve", "NOR")
    before = there.desk.lesson
    for one in (eve, there.student()):
        one.do(sent(**message))
        assert len(paper(one).refusals) == 1
    assert there.desk.lesson is before


@settings(max_examples=60)
@given(message=st.one_of(st.text(max_size=80), st.integers(), st.none(), st.lists(st.integers()),
                         st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
                         st.just("[" * 3000), st.just("x" * 100_000)))  # fmt: skip
def test_no_message_does_harm(message: object) -> None:
    async def day() -> None:
        there = Class()
        ana = there.student("Ana")
        before = there.desk.lesson
        ana.do(message)
        assert len(paper(ana).refusals) == 1
        assert there.desk.lesson is before
        if not isinstance(message, int):
            there.teacher().new_link(message)
        ana.enter(message)
        assert there.desk.lesson is before

    asyncio.run(day())


async def test_who_is_too_fast_is_told_so(there: Class) -> None:
    ana = there.student("Ana")
    for _ in range(40):
        do(ana, "ready", ready=True)
    assert paper(ana).refusals[-1].startswith("That was too fast")


async def test_the_computer_takes_over_from_who_is_gone_and_gives_the_seat_back(there: Class) -> None:
    ana = there.student("Ana", "NOR")
    token = ana.token
    second = there.student(token=token)  # another tab of the same browser
    ana.goes()
    await asyncio.sleep(0.05)
    assert not there.desk.lesson.players[0].away
    second.goes()
    await asyncio.sleep(0.05)
    assert there.desk.lesson.players[0].away
    there.student(token=token)
    back = there.desk.lesson.players[0]
    assert not back.away
    assert back.seat == "NOR"


async def test_after_a_restart_who_does_not_come_back_counts_as_away(there: Class) -> None:
    there.student("Ana", "NOR")
    again = LiveLesson(there.desk.lesson, there._keep)
    Presence(again, grace=0.01).begin()
    await asyncio.sleep(0.05)
    assert again.lesson.players[0].away


async def test_a_lost_phone_is_replaced_by_another_link(there: Class) -> None:
    ana, teacher = there.student("Ana", "NOR"), there.teacher()
    teacher.new_link(sent(player=0))
    ((_, link),) = [told for told in paper(teacher).told if told[0] == "link"]
    do(ana, "stand-up")
    assert len(paper(ana).refusals) == 1  # the old phone is nobody's now
    assert there.student(token=link["token"]).number is None, "a link is for `links`, and no cookie"
    there.desk.take(0, UseLink(key_of("fresh")))
    other = there.student(token="fresh")
    do(other, "stand-up")
    assert paper(other).refusals == []


async def test_the_projector_shows_nothing_secret(there: Class) -> None:
    ana, ben = there.student("Ana", "NOR"), there.student("Ben", "USA")
    do(ana, "send-note", to="USA", text="between us")
    seen = json.dumps(Projector(there.desk, "").first())
    assert "between us" not in seen
    assert '"instructions"' not in seen
    assert "between us" in json.dumps(ben.first())
    assert "between us" not in json.dumps(there.student("Chi").first())


async def test_who_comes_back_in_time_was_never_away(there: Class) -> None:
    there.presence.grace = 0.2
    ana = there.student("Ana", "NOR")
    token = ana.token
    ana.goes()
    await asyncio.sleep(0.05)
    there.student(token=token)  # the same phone, unlocked again
    await asyncio.sleep(0.3)
    assert not there.desk.lesson.players[0].away
    assert len(there.kept) == 2, "and nothing was noted"


async def test_who_drops_out_while_nothing_can_be_stored_counts_as_away_once_it_can(there: Class) -> None:
    ana, teacher = there.student("Ana", "NOR"), there.teacher()
    do(teacher, "begin")
    there.full = True
    ana.goes()
    await asyncio.sleep(0.05)
    assert not there.desk.lesson.players[0].away
    there.full = False
    await asyncio.sleep(0.05)
    assert there.desk.lesson.players[0].away


async def test_who_was_removed_is_waited_for_no_more(there: Class) -> None:
    ana, teacher = there.student("Ana"), there.teacher()
    ana.goes()
    do(teacher, "remove", player=0)
    kept = len(there.kept)
    await asyncio.sleep(0.05)
    assert len(there.kept) == kept
    again = LiveLesson(there.desk.lesson, there._keep)
    Presence(again, grace=0.01).begin()  # as after a restart
    await asyncio.sleep(0.05)
    assert len(there.kept) == kept


async def test_who_comes_in_anew_after_being_removed_is_somebody_else(there: Class) -> None:
    ana, teacher = there.student("Ana"), there.teacher()
    do(teacher, "remove", player=0)
    assert ana.seen()["player"] is None
    ana.enter(sent(name="Ana"))
    assert [player.removed for player in there.desk.lesson.players] == [True, False]
    ana.goes()
    await asyncio.sleep(0.05)
    assert there.desk.lesson.players[1].away


async def test_a_message_is_done_once_however_often_it_is_sent(there: Class) -> None:
    ana, ben, teacher = there.student("Ana", "NOR"), there.student("Ben", "USA"), there.teacher()
    note = sent(do="send-note", to="USA", text="once")
    for between in range(5):
        ana.do(note)
        do(ben, "send-note", to="NOR", text=f"{between}")
        do(teacher, "set-timer", seconds=between)
    assert [one.text for one in there.desk.lesson.notes if one.sender == "NOR"] == ["once"]
    assert len(there.kept) == 4 + 1 + 5 + 5
    told = [one for one in paper(ana).answers if one["id"] == json.loads(note)["id"]]
    assert told == [{"id": json.loads(note)["id"], "state": "done", "why": ""}] * 5


async def test_another_persons_equal_id_is_another_message(there: Class) -> None:
    ana, ben = there.student(), there.student()
    entering = [sent(id="a" * 22, name=name) for name in ("Ana", "Ben")]
    seated = sent(id="b" * 22, do="take-seat", seat=None)
    for visitor, message in ((ana, entering[0]), (ben, entering[1])) * 2:
        visitor.enter(message)
    for visitor in (ana, ben, ana, ben):
        visitor.do(seated)
    assert [player.name for player in there.desk.lesson.players] == ["Ana", "Ben"]
    assert len(there.desk.lesson.seated) == 2
    assert len(there.kept) == 4
    assert paper(ana).refusals == paper(ben).refusals == []


async def test_who_never_heard_that_they_came_in_sends_it_again_and_is_the_same_person(there: Class) -> None:
    entering = sent(name="Ana")
    for _ in range(3):
        ana = there.student()  # a page that knows of nothing, as after a server was killed
        ana.enter(entering)
        assert paper(ana).refusals == []
        ((_, token),) = [told for told in paper(ana).told if told[0] == "keep"]
        assert there.desk.player(token) is there.desk.lesson.players[0]
    assert len(there.desk.lesson.players) == 1


async def test_what_was_refused_may_be_sent_again(there: Class) -> None:
    ana, teacher = there.student("Ana", "NOR"), there.teacher()
    answer = sent(do="answer", issue="FUND", stance="brackets")
    ana.do(answer)
    assert len(paper(ana).refusals) == 1, "before the first reading"
    do(teacher, "begin")
    there.full = True
    ana.do(answer)
    assert "could not be saved" in paper(ana).refusals[1]
    there.full = False
    ana.do(answer)
    ana.do(answer)
    assert [one["state"] for one in paper(ana).answers[-2:]] == ["done", "done"]
    assert sum(deed[1].stance == "brackets" for deed in there.kept if hasattr(deed[1], "stance")) == 1  # type: ignore[index]


@pytest.mark.parametrize("name", [None, "", "short", 7, ["a" * 22], "a" * 65, "a" * 21 + "\n", "é" * 22])
async def test_a_message_without_a_proper_id_is_refused(there: Class, name: object) -> None:
    ana = there.student("Ana")
    ana.do(sent(id=name, do="take-seat", seat="NOR"))
    ana.do(json.dumps({"do": "take-seat", "seat": "NOR"}))
    assert len(paper(ana).refusals) == 2
    assert there.desk.lesson.players[0].seat is None


async def test_a_link_is_made_once(there: Class) -> None:
    there.student("Ana")
    teacher = there.teacher()
    wanted = sent(player=0)
    for _ in range(3):
        teacher.new_link(wanted)
    assert [method for method, _ in paper(teacher).told if method == "link"] == ["link"]
    assert len(there.kept) == 2


async def test_pages_of_one_person_share_one_pace() -> None:
    there, door = Class(), Admission(lambda: 0.0)
    token = there.student("Ana").token
    tabs = [Student(there.desk, token, there.presence, door, "10.0.0.1") for _ in range(50)]
    for tab in tabs:
        there.open(tab)
        for _ in range(3):
            do(tab, "ready", ready=True)
    answers = [english(one["why"]) for tab in tabs for one in paper(tab).answers]
    assert sum(why.startswith("That was too fast") for why in answers) == 150 - BURST
    ben = Student(there.desk, new_token(), there.presence, door, "10.0.0.1")
    there.open(ben)
    ben.enter(sent(name="Ben"))
    assert paper(ben).refusals == [], "a classmate behind the same access point"


async def test_nobody_enters_under_the_name_of_another_or_of_a_role(there: Class) -> None:
    there.student("Ana")
    for name in ("аnа", "An\u200da", "The Teacher", "nobody", "Norway"):
        eve = there.student(name)
        assert len(paper(eve).refusals) == 1, name
    assert len(there.desk.lesson.players) == 1


async def test_a_screen_that_is_gone_is_told_nothing(there: Class) -> None:
    ana, teacher = there.student("Ana"), there.teacher()
    ana.screen = teacher.screen = None
    do(ana, "begin")  # refused, and nobody looks
    teacher.new_link(sent(player=0))
    assert there.desk.lesson.phase == "gathering"
    assert len(there.kept) == 2, "Ana came in; her key is another one now"


@pytest.mark.parametrize("token", ["", "fresh", pytest.param(new_token(), id="another")])
def test_nobody_is_the_teacher_without_the_token(token: str) -> None:
    with pytest.raises(Refused, match="for the teacher"):
        Teacher(Class().desk, token)


async def test_what_was_meant_for_another_moment_is_refused(there: Class) -> None:
    ana, _, teacher = there.student("Ana", "NOR"), there.student("Ben", "USA"), there.teacher()
    do(teacher, "begin", seen=["gathering", 0])
    for _ in range(2):  # the second click of an impatient teacher closes no second reading
        do(teacher, "advance", seen=["reading", 1])
    assert (there.desk.lesson.phase, there.desk.lesson.play.number) == ("reading", 2)
    answer = {"issue": "FUND", "stance": "brackets"}
    for seen in (["reading", 1], ["revision", 2], ["reading", "2"], [], {}, 7, "reading"):
        do(ana, "answer", **answer, seen=seen)
    moved_on = paper(teacher).refusals + paper(ana).refusals
    assert moved_on == ["The class has moved on since. Please look again."] * 8
    do(ana, "answer", **answer, seen=["reading", 2])
    do(ana, "send-note", to="USA", text="late, but meant all the same", seen=["reading", 1])
    assert [one["state"] for one in paper(ana).answers[-2:]] == ["done", "done"]


async def test_what_was_only_too_fast_is_sent_again_by_the_page(there: Class) -> None:
    ana = there.student("Ana")
    for _ in range(40):
        do(ana, "ready", ready=True)
    told = {english(one["why"]): one.get("again") for one in paper(ana).answers}
    assert told.pop("That was too fast. Please wait a moment and try again.") is True
    assert told.pop("") is None
    assert set(told.values()) == {False}


async def test_a_package_for_a_reading_that_is_over_is_refused(there: Class) -> None:
    """What a package changes depends on the draft that its sender saw; an answer to one does, too."""
    teacher, ana, ben = there.teacher(), there.student("Ana", "FRA"), there.student("Ben", "USA")
    do(teacher, "begin")
    one, other = (issue.code for issue in CASE.issues[:2])
    offer = {"takes": {one: "silent"}, "asks": {other: "explicit"}, "to": ["USA"]}
    do(ana, "offer-package", **offer, seen=["gathering", 0])
    assert there.desk.lesson.play.packages == ()
    do(ana, "offer-package", **offer, seen=["reading", 1])
    (package,) = there.desk.lesson.play.packages
    do(ben, "accept-package", package=package.number, seen=["reading", 2])
    assert there.desk.lesson.play.packages == (package,)
    do(ben, "accept-package", package=package.number, seen=["reading", 1])
    assert there.desk.lesson.play.packages[0].accepted == ("USA",)
