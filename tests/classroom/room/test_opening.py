"""The opening of the seats, the paragraph under discussion, pressing packages, and conduct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import TEACHER, Lesson, Phase, act, projector_view, student_view
from sim.classroom.room import actions as do
from sim.classroom.room.opening import order_of_opening
from sim.classroom.room.package import PackageState
from sim.scenario.roster import roster
from tests.classroom.room.rooms import advanced_to, case, done, reading
from tests.classroom.room.test_action_rules import refused

STANCES = ("joins", "dissociates", "objects")
CODES = sorted(roster())[:193]
TO_ALL = do.OfferPackage({"FUND": "explicit"}, {"CABLES": "explicit"})


def opening(*deeds: tuple[int, do.Action]) -> Lesson:
    return done(advanced_to(reading("FRA", "CHN"), "silence"), *deeds, (TEACHER, do.Advance()))


@given(
    st.integers(1, 193).flatmap(lambda n: st.lists(st.sampled_from(STANCES), min_size=n, max_size=n)),
    st.sets(st.integers(0, 192)),
    st.text(max_size=3),
)
def test_seats_open_by_stance_and_in_large_rooms_people_last(
    said: list[str], numbers: set[int], luck: str
) -> None:
    stances = dict(zip(CODES, said, strict=False))
    people = {code for number, code in enumerate(stances) if number in numbers}
    steps = order_of_opening(stances, people, luck)
    order = [seat for step in steps for seat in step]
    assert sorted(order) == sorted(stances), "each once"
    ranks = [STANCES.index(stances[seat]) for seat in order]
    assert ranks == sorted(ranks)
    if len(stances) <= 40:
        assert {len(step) for step in steps} == {1}
        return
    for stance in STANCES:
        of_people = [seat in people for seat in order if stances[seat] == stance]
        assert of_people == sorted(of_people)
    for step in steps:
        assert len({(stances[seat], seat in people) for seat in step}) == 1
        assert len(step) == 1 if step[0] in people else len(step) <= 10


def test_the_order_is_of_the_class() -> None:
    stances = dict.fromkeys(CODES[:25], "joins")
    assert order_of_opening(stances, (), "one") == order_of_opening(stances, (), "one")
    assert order_of_opening(stances, (), "one") != order_of_opening(stances, (), "another")


def test_the_view_tells_what_the_last_step_opened() -> None:
    lesson = opening((0, do.Decide("objects", "no")))
    seen = projector_view(lesson).opening
    assert seen is not None
    assert (seen.opened, seen.total, seen.latest) == ((), 5, ())
    lesson = done(lesson, (TEACHER, do.OpenSeats()), (TEACHER, do.OpenSeats()))
    seen = projector_view(lesson).opening
    assert seen is not None
    assert len(seen.opened) == 2
    assert seen.latest == seen.opened[-1:]
    over = advanced_to(lesson, "over")
    assert projector_view(over).opening is None
    assert projector_view(over).adopted is False


def test_who_dissociates_names_paragraphs_which_are_public_once_its_seat_is_open() -> None:
    lesson = opening((0, do.Decide("dissociates", "no", ("FUND", "CABLES", "FUND"))))
    assert all(not seat.apart_from for seat in projector_view(lesson).seats)
    over = act(lesson, TEACHER, do.Advance())
    told = {seat.seat: seat.apart_from for seat in projector_view(over).seats}
    assert told["FRA"] == ("CABLES", "FUND"), "each once, in the order of the draft"
    assert told["CHN"] == ()


def test_computers_dissociate_from_what_they_bracket() -> None:
    apart = 0
    for replicate in range(40):
        lesson = advanced_to(reading(of=case(2, replicate)), "over")
        outcome, seats = lesson.play.outcome, lesson.play.before
        assert outcome is not None
        assert seats is not None
        for seat, named in outcome.apart_from.items():
            said = dict(zip(("CABLES", "FUND"), seats.computed[seat], strict=True))
            assert named == tuple(issue for issue, stance in said.items() if stance == "brackets")
            apart += 1
    assert apart


def test_a_paragraph_is_under_discussion_until_the_reading_closes() -> None:
    lesson = act(reading("FRA"), TEACHER, do.Discuss("FUND"))
    assert projector_view(lesson).discussed == "FUND"
    assert projector_view(act(lesson, TEACHER, do.Discuss(None))).discussed is None
    closed = act(lesson, TEACHER, do.Advance())
    assert projector_view(closed).discussed is None
    again = act(closed, TEACHER, do.Discuss("CABLES"))
    assert projector_view(act(again, TEACHER, do.Back())).discussed is None


def pressed(*deeds: tuple[int | str, do.Action]) -> Lesson:
    """France offers a package to all; China, Kenya and Iran co-sponsor it; the teacher chairs."""
    lesson = act(reading("FRA", "CHN", "KEN", "PER", "TON"), TEACHER, do.AppointChair("teacher"))
    sponsors = [(who, do.CoSponsor(1)) for who in (1, 2, 3)]
    lesson = done(lesson, (0, TO_ALL), *sponsors, *deeds)  # type: ignore[arg-type]
    return act(lesson, TEACHER, do.Advance())


def test_a_pressing_package_is_carried_out_or_answered() -> None:
    lesson = pressed((4, do.DeclinePackage(1)))
    (shown,) = projector_view(lesson).packages
    assert (shown.pressing, shown.ripe, shown.needed) == (True, True, 3), "though nobody else has accepted it"
    assert "package 1" in refused(lesson, TEACHER, do.Table({}))
    assert "no such package" in refused(lesson, TEACHER, do.Table({}, (), {2: "Why?"}))
    refused(lesson, TEACHER, do.Table({}, (), {1: ""}))
    told = act(lesson, TEACHER, do.Table({}, (), {1: "It costs Tonga too much."}))
    (shown,) = projector_view(told).packages
    assert (shown.answer, shown.pressing) == ("It costs Tonga too much.", True)
    assert projector_view(act(told, TEACHER, do.Back())).packages[0].answer == ""
    again = act(told, TEACHER, do.Advance())
    assert act(again, TEACHER, do.Table({})).play.number == 3, "one answer is enough"
    carried = act(lesson, TEACHER, do.Table({}, (1,)))
    assert carried.play.packages[0].state is PackageState.CARRIED
    worded = act(lesson, TEACHER, do.Table({"CABLES": "explicit", "FUND": "explicit"}))
    assert worded.play.packages[0].state is PackageState.CARRIED
    assert act(lesson, TEACHER, do.Advance()).play.number == 2, "the teacher can always go on"


def test_two_co_sponsors_press_nobody() -> None:
    lesson = done(
        reading("FRA", "CHN", "KEN"), (TEACHER, do.AppointChair("teacher")), (0, TO_ALL),
        (1, do.CoSponsor(1)), (2, do.CoSponsor(1)),
    )  # fmt: skip
    assert not projector_view(lesson).packages[0].pressing


def test_the_computers_chair_carries_a_pressing_package_out_or_answers() -> None:
    ends = set()
    for replicate in range(12):
        lesson = reading("FRA", "CHN", "KEN", "PER", of=case(3, replicate))
        lesson = done(lesson, (0, TO_ALL), *((who, do.CoSponsor(1)) for who in (1, 2, 3)))
        assert lesson.play.packages[0].pressing
        (package,) = act(lesson, TEACHER, do.Advance()).play.packages
        carried = package.state is PackageState.CARRIED
        assert carried != bool(package.answer)
        ends.add(carried)
    assert True in ends


def test_conduct_is_told_at_the_end_and_to_ones_own_screen() -> None:
    lesson = done(
        reading("FRA", "CHN", None), (0, do.Answer("CABLES", "brackets")), (0, do.Answer("FUND", "brackets")),
        (0, do.Answer("FUND", "accepts")), (0, do.Propose("CABLES", "explicit")), (0, do.AskFloor("")),
        (0, do.LowerHand()), (0, do.SendNote("CHN", "hello")), (0, TO_ALL), (1, do.AcceptPackage(1)),
        (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()), (TEACHER, do.Table({}, (1,))),
        (TEACHER, do.PutUnderSilence()), (TEACHER, do.Advance()), (TEACHER, do.Advance()),
    )  # fmt: skip
    assert lesson.phase is Phase.OPENING
    assert student_view(lesson, 0).conduct is None
    over = act(lesson, TEACHER, do.Advance())
    mine = student_view(over, 0).conduct
    assert mine is not None
    assert (mine.brackets, mine.kept, mine.given_up) == (2, 0, 2)
    assert (mine.proposals, mine.in_the_text, mine.packages, mine.carried) == (1, 1, 1, 1)
    assert (mine.notes, mine.floor, mine.co_sponsored) == (1, 1, 0)
    assert 0 <= mine.brought_home <= mine.musts
    other = student_view(over, 1).conduct
    assert other is not None
    assert (other.brackets, other.packages, other.notes) == (0, 0, 0)
    assert student_view(over, 2).conduct is None, "who only watches has none"


@pytest.mark.parametrize("adopted", [True, False])
def test_a_report_that_is_not_adopted_brings_home_nothing(adopted: bool) -> None:
    for replicate in range(40):
        lesson = advanced_to(reading("KEN", of=case(2, replicate)), "silence")
        objection = () if adopted else ((0, do.Decide("objects", "no")),)
        over = advanced_to(done(lesson, *objection), "over")
        mine = student_view(over, 0).conduct
        page = student_view(over, 0).page
        assert mine is not None
        assert page is not None
        reached = sum(must.reached for must in page.musts)
        if projector_view(over).adopted is adopted and reached:
            assert mine.brought_home == (reached if adopted else 0)
            return
    pytest.fail("no replicate shows it")
