"""Computers that talk: they gain by what they offer, lose nothing by what they accept, and reveal nothing."""

from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, Refused, act, key_of, prepare, student_view
from sim.classroom.room import actions as do
from sim.classroom.room.computer_offers import MOST_OFFERS
from sim.classroom.room.computer_statements import MOST_STATEMENTS, SENTENCES
from sim.classroom.room.instructions import instructions
from sim.classroom.room.numbered import numbered
from sim.classroom.room.package import Package, PackageState
from sim.classroom.room.package_worth import gains
from sim.classroom.room.solo_actions import LetComputersTalk
from sim.classroom.room.stances import on_the_draft
from sim.negotiation.arrays import INDIFFERENCE
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.classroom.room.rooms import TEACHERS_KEY, done, reading
from tests.classroom.room.rooms import case as own_case

NAMES = ("package-deal", "lone-blocker", "constructive-ambiguity", "gge-2016-2017")


@cache
def room(name: str, coded: bool = True, seed: int = 1) -> Case:
    return prepare(load(shipped()[name]), seed=seed, readings=4, coded=coded)


def talking(case: Case, seat: str | None = None) -> Lesson:
    """A class whose computers talk, before its first reading; one person may have a seat."""
    lesson = act(Lesson.gathering(case, TEACHERS_KEY), TEACHER, LetComputersTalk(True))
    if seat is not None:
        lesson = done(lesson, (NOBODY, do.Enter("P0", key_of("p0"))), (0, do.TakeSeat(seat)))
    return lesson


def readings_of(lesson: Lesson) -> list[Lesson]:
    """The class as each reading opens, while nobody says anything."""
    found = [act(lesson, TEACHER, do.Begin())]
    while (after := act(found[-1], TEACHER, do.Advance())).phase == "reading":
        found.append(after)
    return found


def fresh(lesson: Lesson) -> list[Package]:
    return [p for p in lesson.play.packages if p.reading == lesson.play.number]


@pytest.mark.parametrize("coded", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_a_computer_gains_by_what_it_offers_and_loses_nothing_by_what_it_accepts(
    name: str, coded: bool
) -> None:
    case = room(name, coded, seed=3)
    some = 0
    for lesson in readings_of(talking(case, case.seats[0])):
        assert len(fresh(lesson)) <= MOST_OFFERS
        for package in fresh(lesson):
            told = gains(case, lesson.play.draft, package, lesson.play.number)
            assert package.sender != case.seats[0]
            assert told[package.sender] > INDIFFERENCE
            for seat in (*package.accepted, *package.sponsors):
                assert told[seat] > INDIFFERENCE, "both sides gain"
            some += 1
    assert some, "there is something to look at"


def test_computers_know_of_people_only_what_these_have_said() -> None:
    case = room("package-deal")
    for seat in case.seats:
        opened = readings_of(talking(case, seat))[0]
        assert not any(seat in package.to for package in opened.play.packages), "nobody has said anything"
    lesson = readings_of(talking(case, "BOL"))[0]
    asked = [p for p in case.issues if p.code != "SCHOOL"]
    for issue in asked:
        lesson = act(lesson, 0, do.Answer(issue.code, "brackets"))
    lesson = act(lesson, TEACHER, do.Advance())
    offers = [package for package in fresh(lesson) if "BOL" in package.to]
    assert offers, "now somebody has something for Bolivia"
    assert all(set(package.takes) <= {issue.code for issue in asked} for package in offers)
    assert not any(package.answers for package in offers), "people answer for themselves"


PACKAGES = st.tuples(
    st.sampled_from(NAMES), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6),
    st.lists(st.sampled_from(["silent", "indirect", "explicit"]), min_size=2, max_size=2), st.booleans(),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PACKAGES)
def test_whatever_is_offered_a_computer_stands_by_nothing_that_costs_it(
    about: tuple[str, int, int, int, list[str], bool],
) -> None:
    name, who, one, two, rungs, to_all = about
    case = room(name)
    seat = case.seats[who % len(case.seats)]
    first, second = (case.issues[n % len(case.issues)].code for n in (one, two))
    lesson = act(talking(case, seat), TEACHER, do.Begin())
    others = [other for other in case.seats if other != seat]
    to = () if to_all else (others[one % len(others)],)
    offer = do.OfferPackage({first: rungs[0]}, {second: rungs[1]}, to)  # type: ignore[dict-item]
    try:
        lesson = act(lesson, 0, offer)
    except Refused:
        return
    package = lesson.play.packages[-1]
    told = gains(case, lesson.play.draft, package, 1)
    for other in others:
        if other in (*package.accepted, *package.sponsors):
            assert told[other] >= -INDIFFERENCE
            assert package.reasons[other].speaks_for
        elif other in package.declined:
            assert told[other] < -INDIFFERENCE
            assert not package.reasons[other].speaks_for
    assert set(package.reasons) == (set(others) if to_all else set(to))
    assert not package.sponsors or len(package.sponsors) >= package.needed
    for other, reason in package.reasons.items():
        _is_public(lesson, other, reason.kind, reason.issue)


def _is_public(lesson: Lesson, seat: str, kind: str, issue: str) -> None:
    """A reason names a paragraph only if what it says of it is known to everybody."""
    if "want" in kind:
        known = {one.says for one in lesson.case.public[issue] if one.seat == seat}
        assert known & ({"insists", "wants", "welcomes"} if "more" in kind else
                        {"rejects", "resists", "would rather not"})  # fmt: skip
    elif kind in ("brackets", "supports"):
        assert on_the_draft(lesson)[issue][seat] == kind
    else:
        assert issue == ""


@pytest.mark.parametrize("coded", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_statements_name_only_public_positions_and_brackets(name: str, coded: bool) -> None:
    case = room(name, coded, seed=2)
    for lesson in readings_of(talking(case, case.seats[-1])):
        said = [told for told in lesson.statements if told.reading == lesson.play.number]
        assert 0 < len(said) <= MOST_STATEMENTS
        assert len({told.seat for told in said}) == len(said)
        for told in said:
            assert told.seat != case.seats[-1], "people speak for themselves"
            _is_allowed(lesson, told.seat, told.text)
    texts = [(told.seat, told.text) for told in lesson.statements]
    assert len(set(texts)) == len(texts), "nobody repeats themselves"


def _is_allowed(lesson: Lesson, seat: str, text: str) -> None:
    """A statement is one of the sentences, and all that it says of its speaker is known to everybody."""
    for k, issue in enumerate(lesson.case.issues):
        paragraph = numbered(issue.title, k + 1)
        for (_, public), sentence in SENTENCES.items():
            if text == sentence.format(paragraph=paragraph):
                assert on_the_draft(lesson)[issue.code][seat] == "brackets"
                known = {one.says for one in lesson.case.public[issue.code] if one.seat == seat}
                assert public is None or public.value in known
                return
    raise AssertionError(f"not a sentence of theirs: {text}")


def test_what_computers_say_has_nothing_of_their_instructions() -> None:
    case = room("gge-2016-2017", coded=False)
    for lesson in readings_of(talking(case, "EGY")):
        seen = student_view(lesson, 0)
        told = " ".join([*(s.text for s in seen.room.statements), str(seen.packages)])
        assert "red line" not in told.lower()
        for seat in case.seats:
            if seat != "EGY":
                assert not any(p.sentence in told for p in instructions(case, seat).paragraphs)


def test_the_same_seed_says_the_same() -> None:
    one, other = (readings_of(talking(room.__wrapped__("gge-2016-2017")))[0] for _ in range(2))
    assert [(s.seat, s.text) for s in one.statements] == [(s.seat, s.text) for s in other.statements]
    assert [p.words for p in one.play.packages] == [p.words for p in other.play.packages]


def test_a_computer_takes_back_an_offer_that_would_cost_it_by_now() -> None:
    case = room("package-deal")
    lesson = readings_of(talking(case, "BOL"))[0]
    lesson = done(
        lesson, *((0, do.Answer(i.code, "brackets")) for i in case.issues[:-1]), (TEACHER, do.Advance())
    )
    (package,) = (p for p in fresh(lesson) if "BOL" in p.to)
    lesson = done(lesson, (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    costly = 0
    for words in product(*(case.ladder(issue.code) for issue in case.issues)):
        after = act(lesson, TEACHER, do.Table(dict(zip(case.paragraph, words, strict=True))))
        now = next(p for p in after.play.packages if p.number == package.number)
        if now.state is PackageState.EXPIRED:
            continue
        costs = gains(case, after.play.draft, package, after.play.number)[package.sender] < -INDIFFERENCE
        assert now.state is (PackageState.WITHDRAWN if costs else PackageState.OPEN)
        costly += costs
    assert costly, "there is a text with which it would cost the sender"


def test_they_are_silent_unless_the_teacher_lets_them_talk() -> None:
    lesson = reading("FRA")
    assert not lesson.statements
    assert not lesson.play.packages
    offered = act(lesson, 0, do.OfferPackage({"FUND": "explicit"}, {"CABLES": "explicit"}))
    assert not offered.play.packages[0].reasons
    talks = act(lesson, TEACHER, LetComputersTalk(True))
    assert talks.statements, "at once, where a reading is open"
    with pytest.raises(Refused, match="already talking"):
        act(talks, TEACHER, LetComputersTalk(True))
    assert not act(act(talks, TEACHER, LetComputersTalk(False)), TEACHER, do.Advance()).play.packages


def test_without_people_silent_computers_still_play_the_replicate() -> None:
    lesson = act(Lesson.gathering(own_case(), TEACHERS_KEY), TEACHER, do.Begin())
    assert lesson.play.packages == ()
    assert lesson.solo.talkative is False
