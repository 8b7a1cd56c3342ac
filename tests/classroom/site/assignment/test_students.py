"""Students of an assignment: by which link they come, what they see, and what nobody else does."""

import pytest

from sim.classroom.alone.assignment import read_assignment
from sim.classroom.alone.collected import collect
from sim.classroom.alone.served import ServedAssignment
from sim.classroom.hall.roster import RosterRow
from sim.classroom.room import Refused, new_token
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.rate_limits import MOST
from sim.classroom.site.serve import Place, configured
from sim.classroom.site.serve import site as built
from tests.classroom.site.assignment.assignments import ORIGIN, AssignmentSite, does, settled
from tests.classroom.site.hall.halls import SEAT, message

ANA, BEN = RosterRow(2, "Ana", contact="a@x.example"), RosterRow(3, "Ben")


async def test_a_link_works_on_every_device_and_only_its_button_lets_in(given: AssignmentSite) -> None:
    given.given.load([ANA])
    shown = await given.ask(given.link("Ana"))
    assert (shown.status, shown.cookies) == (200, {}), "a messenger looks at it for a preview"
    assert (await given.ask(given.link("Ana"), "POST", origin="http://evil.test")).status == 403
    one, other = [await given.opens(given.link("Ana")) for _ in range(2)]
    student = given.sits(one)
    await settled()
    does(student, do="ready", ready=True)
    await settled()
    assert (await given.first("/", other))["news"]["room.number"] == 1
    days = (await given.ask(given.link("Ana"), "POST", origin=ORIGIN)).told("set-cookie")[0]
    assert int(days.partition("Max-Age=")[2].partition(";")[0]) > 100 * 86_400
    assert "HttpOnly" in days


async def test_nobody_opens_the_play_of_another(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN])
    ana, ben = [await given.opens(given.link(name)) for name in ("Ana", "Ben")]
    student = given.sits(ana)
    await settled()
    does(student, do="ready", ready=True)
    await settled()
    first = await given.first("/", ben)
    assert (first["news"]["name"], first["news"]["room.number"]) == ("Ben", 0)
    own = given.given.play_token(0)
    for cookies in (None, {SEAT: new_token()}, {SEAT: own}):
        assert (await given.first("/", cookies))["state"] == "enter"
        assert (await given.ask("/debrief", cookies=cookies)).status == 303
        assert (await given.ask("/result", cookies=cookies)).status == 404
        asked = await given.ask("/live", "POST", cookies, b'{"line": "", "said": []}', origin=ORIGIN)
        assert asked.status == 404
    for path in ("/explore", "/draft", "/projector", f"/play/{new_token()}", f"/play/{own}", f"/seat/{own}"):
        assert (await given.ask(path, cookies=ana)).status == 404, path


async def test_who_has_the_address_comes_in_under_a_name_and_once_by_the_same_form(
    given: AssignmentSite,
) -> None:
    form = new_token()
    came = [await given.enters("Ana", form) for _ in range(2)]
    assert [answer.status for answer in came] == [303, 303]
    assert came[0].cookies == came[1].cookies
    assert [player.name for player in given.given.students] == ["Ana"]
    again = await given.enters("Ana")
    assert (again.status, again.cookies) == (422, {})
    assert (await given.enters("Ben", origin="http://evil.test")).status == 403
    given.given.let_in(False)
    assert (await given.enters("Ben")).status == 422
    given.given.let_in(True)
    given.clock.at += 2 * 86_400
    assert (await given.enters("Ben")).status == 422
    assert len(given.given.students) == 1


async def test_behind_an_encrypted_connection_cookies_go_over_no_other(given: AssignmentSite) -> None:
    given.given.load([ANA])
    place = Place("127.0.0.1", 8080, "https://gge.example")
    given.app, _ = built(place, given.given)
    path = given.link("Ana")
    for host, origin, status in (
        ("gge.example", "https://gge.example", 303),
        ("gge.example", "http://gge.example", 403),
        ("gge.example", "https://evil.test", 403),
        ("evil.test", "https://evil.test", 421),
    ):
        answer = await given.ask(path, "POST", host=host, origin=origin)
        assert (answer.status, "Secure" in "".join(answer.told("set-cookie"))) == (status, status == 303)
    private = await given.ask(f"/teacher/{given.teacher}", host="gge.example")
    assert "Secure" in private.told("set-cookie")[0]
    assert configured(place, given.app).proxy_headers
    assert not configured(Place("127.0.0.1", 8080, ORIGIN), given.app).proxy_headers


def test_an_address_opens_only_so_many_plays(given: AssignmentSite) -> None:
    came, refused = 0, ""
    for number in range(MOST):
        try:
            given.given.comes(f"Person {number} of many", "10.2.2.2", new_token())
            came += 1
        except Refused as refusal:
            refused = str(refusal)
            break
    assert came == 200
    assert "from your network" in refused
    given.given.comes("Zoe", "10.3.3.3", new_token())


async def test_a_replaced_link_shuts_out_every_device_and_a_removed_student_is_gone(
    given: AssignmentSite,
) -> None:
    given.given.load([ANA, BEN])
    before = given.link("Ana")
    cookies = await given.opens(before)
    student = given.sits(cookies)
    board = given.board()
    board.renew(_about(given, "Ana"))
    assert does(student, do="ready", ready=True) == "Please come in first."
    await settled()
    assert student.screen.last("go") == "/"
    assert (await given.ask(before)).status == 404
    assert (await given.first("/", cookies))["state"] == "enter"
    cookies = await given.opens(given.link("Ana"))
    assert (await given.first("/", cookies))["news"]["name"] == "Ana"
    after = given.link("Ana")
    board.remove(_about(given, "Ana"))
    assert (await given.ask(after)).status == 404
    assert [player.name for player in given.given.students] == ["Ben"]
    given.given.load([ANA])
    assert (await given.ask(after)).status == 404, "another person of the same name"


async def test_a_finished_play_is_handed_in_and_its_signature_holds(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN])
    ana = await given.plays("Ana")
    folder = given.given.folder
    file = folder / "handed-in" / "student-1.json"
    assert file.is_file()
    assert not (folder / "handed-in" / "student-2.json").exists()
    # The debrief waits for the deadline: others still play the same room.
    assert not ana.desk.lesson.revealed
    assert (await given.first("/debrief", {SEAT: given.given.link_token(given.named("Ana"))}))[
        "debrief"
    ] is None
    given.clock.at += 2 * 86_400
    given.given.plays.tend()
    await settled()
    assert ana.desk.lesson.revealed
    told = await given.first("/debrief", {SEAT: given.given.link_token(given.named("Ana"))})
    assert (told["debrief"]["adopted"], told["you"], told["unfinished"]) == (True, "BOL", False)
    copy = await given.ask("/result", cookies={SEAT: given.given.link_token(given.named("Ana"))})
    (folder / "handed-in" / "copy.json").write_bytes(copy.body)
    found = collect(folder / "handed-in", None, read_assignment(folder / "assignment.json"), 20)
    assert [(one.name, one.late) for one in found.results] == [("Ana", False)] * 2
    assert found.refusals == ()


async def test_a_play_goes_on_after_the_server_has_stopped(given: AssignmentSite) -> None:
    given.given.load([ANA])
    student = given.sits(await given.opens(given.link("Ana")))
    await settled()
    does(student, do="ready", ready=True)
    await settled()
    does(student, do="answer", issue="GAUGES", stance="brackets")
    before = given.link("Ana")
    again = _again(given)
    player = again.students[0]
    assert f"/play/{again.link_token(player)}" == before
    play = again.plays.of(player)
    assert (play.desk.lesson.phase, play.desk.lesson.play.number) == ("reading", 1)
    assert play.desk.lesson.play.answers["BOL"]["GAUGES"]
    again.end()


async def test_a_decision_is_handed_in_though_everything_stops_before_the_seats_are_open(
    given: AssignmentSite,
) -> None:
    given.given.load([ANA])
    student = given.sits(await given.opens(given.link("Ana")))
    for _ in range(3):
        await settled()
        does(student, do="ready", ready=True)
    await settled()
    does(student, do="decide", stance="joins", reason="")
    assert not given.given.handed_in(0).exists()
    again = _again(given)
    again.begin()
    for _ in range(10):
        await settled()
    assert again.handed_in(0).exists()
    again.end()


async def test_a_play_without_a_screen_is_put_away_and_read_back(
    given: AssignmentSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.given.load([ANA, BEN])
    ana, _ = [given.sits(await given.opens(given.link(name))) for name in ("Ana", "Ben")]
    await settled()
    does(ana, do="ready", ready=True)
    await settled()
    given.given.plays.tend()
    assert len(list(given.given.plays)) == 2
    monkeypatch.setattr("sim.classroom.site.assignment.open_plays.IDLE", -1.0)
    ana.goes()
    given.given.plays.tend()
    assert [number for number, _ in given.given.plays] == [1]
    progress = given.given.plays.progress(0)
    assert progress is not None
    assert progress.stage == "reading 1 of 2"
    back = given.sits({SEAT: given.given.link_token(given.named("Ana"))})
    assert back.desk.lesson.play.number == 1
    assert does(back, do="ready", ready=True) == ""


def _about(given: AssignmentSite, name: str) -> str:
    return message(player=given.named(name).number)


def _again(given: AssignmentSite) -> HostedAssignment:
    """Return the assignment as another server finds it."""
    given.given.end()
    hall = given.given
    files = ServedAssignment(hall.folder, hall.assignment, hall.register, hall.lobby, given.teacher)
    hall.lobby.lesson = hall.desk.lesson
    return HostedAssignment(files, clock=given.clock)
