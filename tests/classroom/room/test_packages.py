"""Packages: made, answered, carried out; and what must hold whatever people do with them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import (
    TEACHER,
    Lesson,
    Refused,
    act,
    projector_view,
    read_action,
    student_view,
    teacher_view,
    write_action,
)
from sim.classroom.room import actions as do
from sim.classroom.room.case import ROW, as_array
from sim.classroom.room.package import Package, PackageState, with_package
from sim.negotiation.arrays import INDIFFERENCE
from sim.negotiation.reading import net
from tests.classroom.room.rooms import advanced_to, case, done, reading
from tests.classroom.room.test_action_rules import refused

OFFER = do.OfferPackage({"FUND": "explicit"}, {"CABLES": "explicit"}, ("CHN",))
TO_ALL = do.OfferPackage({"FUND": "explicit"}, {"CABLES": "explicit"})
ACCEPT, DECLINE = do.AcceptPackage(1), do.DeclinePackage(1)


def offered(*deeds: tuple[Any, do.Action], offer: do.Action = OFFER) -> Lesson:
    """France, China and Kenya are played, P3 watches, and the teacher chairs; France offers a package."""
    lesson = act(reading("FRA", "CHN", "KEN", None), TEACHER, do.AppointChair("teacher"))
    return done(lesson, (0, offer), *deeds)


def only(lesson: Lesson) -> Package:
    (package,) = lesson.play.packages
    return package


def test_a_package_is_accepted_carried_out_as_one_change_and_kept() -> None:
    lesson = offered((1, ACCEPT))
    assert only(lesson).state is PackageState.AGREED
    lesson = act(lesson, TEACHER, do.Advance())
    (shown,) = teacher_view(lesson).desk.packages
    assert shown.ripe
    assert shown.changes == {"FUND": "explicit", "CABLES": "explicit"}
    on = act(lesson, TEACHER, do.Table(packages=(1,)))
    assert on.case.words(on.play.draft) == ("explicit", "explicit")
    assert only(on).state is PackageState.CARRIED
    assert student_view(on, 1).answers == {"FUND": "accepts", "CABLES": "accepts"}, "they stand by it"
    assert student_view(on, 2).answers == {}, "who is no party is asked"


def test_a_bracket_on_words_of_a_package_is_lifted_when_it_is_carried_out() -> None:
    takes_as_it_is = do.OfferPackage({"CABLES": "indirect"}, {"FUND": "explicit"}, ("CHN",))
    lesson = offered((0, do.Answer("CABLES", "brackets")), (1, ACCEPT), offer=takes_as_it_is)
    assert student_view(lesson, 0).answers["CABLES"] == "brackets", "both or neither"
    lesson = done(lesson, (TEACHER, do.Advance()), (TEACHER, do.Table(packages=(1,))))
    assert student_view(lesson, 0).answers["CABLES"] == "accepts"


def test_it_ends_when_it_has_no_object_left() -> None:
    lesson = done(offered((1, ACCEPT)), (TEACHER, do.Advance()))
    half = act(lesson, TEACHER, do.Table({"CABLES": "explicit"}))
    assert only(half).state is PackageState.EXPIRED, "France has got its part for nothing"
    other = act(lesson, TEACHER, do.Table({"CABLES": "silent"}))
    assert only(other).state is PackageState.AGREED, "it can still be carried out"
    unanswered = done(offered(), (TEACHER, do.Advance()))
    both = act(unanswered, TEACHER, do.Table({"CABLES": "explicit", "FUND": "explicit"}))
    assert only(both).state is PackageState.EXPIRED, "nobody had accepted it"
    assert only(advanced_to(offered((1, ACCEPT)), "silence")).state in (
        PackageState.EXPIRED, PackageState.CARRIED,
    )  # fmt: skip


#: Who, what, in which class, and a part of the refusal.
REFUSALS: list[tuple[Lesson, Any, do.Action, str]] = [
    (offered((1, ACCEPT)), 1, ACCEPT, "already answered"),
    (offered((1, ACCEPT), offer=TO_ALL), 1, ACCEPT, "already answered"),
    (offered(), 2, ACCEPT, "no such package"),
    (offered(offer=TO_ALL), 0, ACCEPT, "not for you"),
    (offered(), 3, ACCEPT, "no seat"),
    (offered(), TEACHER, ACCEPT, "with a seat"),
    (offered((0, do.WithdrawPackage(1))), 1, ACCEPT, "withdrawn"),
    (offered((1, DECLINE)), 1, ACCEPT, "declined"),
    (done(offered(), (TEACHER, do.Advance())), 1, ACCEPT, "No reading"),
    (done(offered(), (TEACHER, do.Advance()), (TEACHER, do.Table({"CABLES": "explicit"}))),
     1, ACCEPT, "expired"),
    (offered(), 1, do.AcceptPackage(2), "no such package"),
    (offered(), 2, do.CoSponsor(1), "no such package"),
    (offered(offer=TO_ALL), 0, do.CoSponsor(1), "own"),
    (offered(), 1, do.CoSponsor(1), "accept or decline"),
    (offered(), 1, do.WithdrawPackage(1), "not your package"),
    (offered((1, ACCEPT)), 0, do.WithdrawPackage(1), "agreed"),
    (offered(), 0, OFFER, "on the table"),
    (offered(), 0, do.OfferPackage({"FUND": "explicit"}, {}), "two sides"),
    (offered(), 0, do.OfferPackage({"FUND": "explicit"}, {"FUND": "silent"}), "one side"),
    (offered(), 0, do.OfferPackage({"FUND": "indirect"}, {"CABLES": "silent"}), "no such words"),
    (offered(), 0, do.OfferPackage({"FUND": "silent"}, {"CABLES": "indirect"}), "already says"),
    (offered(), 0, do.OfferPackage({"IHL": "silent"}, {"CABLES": "silent"}), "no such paragraph"),
    (offered(), 0, do.OfferPackage({"FUND": "explicit"}, {"CABLES": "silent"}, ("FRA",)), "yourself"),
    (offered(), 0, do.OfferPackage({"FUND": "explicit"}, {"CABLES": "silent"}, ("USA",)), "delegation"),
    (done(offered(), (TEACHER, do.Advance())), TEACHER, do.Table(packages=(1,)), "Nobody has accepted"),
    (done(offered((1, ACCEPT)), (TEACHER, do.Advance())), TEACHER,
     do.Table({"CABLES": "silent"}, (1,)), "different words"),
]  # fmt: skip


@pytest.mark.parametrize(("lesson", "who", "action", "words"), REFUSALS)
def test_what_cannot_be_done_with_a_package_is_refused(
    lesson: Lesson, who: Any, action: do.Action, words: str
) -> None:
    assert words in refused(lesson, who, action)


def test_after_going_back_an_old_number_never_means_another_package() -> None:
    lesson = done(reading("FRA", "CHN"), (TEACHER, do.Advance()), (0, OFFER), (TEACHER, do.Advance()))
    back = done(lesson, (TEACHER, do.Back()), (TEACHER, do.Back()))
    assert back.play.packages == ()
    again = act(back, 0, OFFER)
    assert only(again).number == 2
    assert "no such" in refused(again, 1, ACCEPT)


def test_others_stand_by_a_package_and_leave_it() -> None:
    lesson = offered((2, do.CoSponsor(1)), offer=TO_ALL)
    assert only(lesson).sponsors == ("KEN",)
    assert "KEN" not in only(lesson).to
    left = act(lesson, 2, do.WithdrawPackage(1))
    assert only(left).sponsors == ()
    assert "KEN" in only(left).to


def test_who_sees_a_package() -> None:
    lesson = offered()
    assert [bool(student_view(lesson, n).packages) for n in range(4)] == [True, True, False, False]
    assert projector_view(lesson).packages == ()
    assert len(teacher_view(lesson).packages) == 1
    agreed = act(lesson, 1, ACCEPT)
    assert len(projector_view(agreed).packages) == 1, "what is agreed is put to the room"
    assert projector_view(agreed).packages[0].verdict == ""
    assert student_view(agreed, 2).packages[0].verdict.startswith("For you: ")
    assert student_view(lesson, 1).packages[0].mine == "asked"


@given(
    st.integers(0, 60),
    st.sampled_from(("silent", "indirect", "explicit")),
    st.sampled_from(("silent", "explicit")),
)
def test_computers_answer_by_what_the_text_is_worth_to_them(replicate: int, cables: Any, fund: Any) -> None:
    here = case(3, replicate)
    lesson = reading("FRA", of=here)
    try:
        lesson = act(lesson, 0, do.OfferPackage({"FUND": fund}, {"CABLES": cables}))
    except Refused:
        assert here.words(lesson.play.draft) == (cables, fund)
        return
    package = only(lesson)
    first, changed = here.reading(1), with_package(lesson.play.draft, here.paragraph, package)
    for seat, yes in package.answers.items():
        place = here.place[seat]
        before, after = (
            float(net(first, as_array(text), ROW)[0, place]) for text in (lesson.play.draft, changed)
        )
        assert yes == (after - before >= -INDIFFERENCE)
    assert set(package.answers) == set(here.seats) - {"FRA"}


def test_the_computers_chair_carries_out_what_wins_the_room_and_nothing_else() -> None:
    carried = left = 0
    for replicate in range(30):
        plain = reading("FRA", "CHN", of=case(2, replicate))
        agreed = done(plain, (0, OFFER), (1, ACCEPT))
        alone = act(plain, TEACHER, do.Advance()).play.draft
        with_it = act(agreed, TEACHER, do.Advance())
        if only(with_it).state is PackageState.CARRIED:
            carried += 1
            assert with_it.case.words(with_it.play.draft) == ("explicit", "explicit")
        else:
            left += 1
            assert with_it.play.draft == alone, "a package that nobody carries out changes nothing"
    assert carried


deeds = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.one_of(
            st.builds(
                do.OfferPackage,
                st.dictionaries(st.sampled_from(("CABLES", "FUND")), st.sampled_from(("silent", "explicit"))),
                st.dictionaries(st.sampled_from(("CABLES", "FUND")), st.sampled_from(("silent", "explicit"))),
                st.sampled_from(((), ("CHN",), ("FRA", "KEN"), ("TON",), ("CHN", "KEN", "PER"))),
            ),
            st.builds(do.AcceptPackage, st.integers(1, 4)),
            st.builds(do.DeclinePackage, st.integers(1, 4)),
            st.builds(do.CoSponsor, st.integers(1, 4)),
            st.builds(do.WithdrawPackage, st.integers(1, 4)),
            st.just("advance"),
            st.just("stand up"),
        ),
    ),
    max_size=25,
)


@given(deeds, st.booleans())
def test_what_holds_of_packages_whatever_people_do(told: list[tuple[int, Any]], teacher: bool) -> None:
    lesson, stored = reading("FRA", "CHN", "KEN", "PER", readings=2), list[tuple[Any, do.Action]]()
    if teacher:
        lesson = act(lesson, TEACHER, do.AppointChair("teacher"))
    start = lesson
    for who, action in told:
        doer: Any = TEACHER if action == "advance" else who
        deed = (
            {"advance": do.Advance(), "stand up": do.StandUp()}.get(action, action)
            if isinstance(action, str)
            else action
        )
        before = lesson
        try:
            lesson = act(lesson, doer, deed)
        except Refused:
            continue
        stored.append((doer, read_action(write_action(deed))))
        if not isinstance(action, str):
            assert lesson.play.draft == before.play.draft, "only the chair changes the text"
        for old in before.play.packages:
            new = next(p for p in lesson.play.packages if p.number == old.number)
            assert old.live or new == old, "what has ended stays as it is"
            assert set(old.answers.items()) <= set(new.answers.items()), "an answer is given once"
        for package in lesson.play.packages:
            assert package.sender not in package.to
            assert set(package.answers) <= set(package.to)
            assert not set(package.sponsors) & set(package.to)
            words = dict(zip(("CABLES", "FUND"), lesson.case.words(lesson.play.draft), strict=True))
            if package.live:
                assert lesson.phase not in ("silence", "opening", "over")
                assert any(words[issue] != word for issue, word in package.words.items())
            if package.state is PackageState.CARRIED:
                assert package.accepted or len(package.sponsors) >= 3
            assert not package.pressing or (package.live and len(package.sponsors) >= 3)
    numbers = [package.number for package in lesson.play.packages]
    assert numbers == sorted(set(numbers))
    assert done(start, *stored).play == lesson.play, "the stored actions give the same class"
