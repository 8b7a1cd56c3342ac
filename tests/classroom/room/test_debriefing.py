import pytest

from sim.classroom.room import TEACHER, Lesson, act, debrief, prepare
from sim.classroom.room import actions as do
from sim.classroom.room.debriefing import _distance
from sim.scenario.ladder import Rung
from sim.scenario.level import Level
from sim.scenario.loading import load, load_with_record
from sim.study.forecast import forecast
from tests.classroom.room.rooms import advanced_to, case, done, gathered, own, reading


def objected() -> Lesson:
    """Peru objects though it is told to join; the play is one that would have been adopted."""
    for replicate in range(30):
        lesson = advanced_to(reading("PER", "KEN", of=case(2, replicate)), "silence")
        told = lesson.case.on_package(lesson.play.draft)
        if "objects" not in told.values() and told["PER"] == "joins":
            return done(lesson, (0, do.Decide("objects", "No")), (TEACHER, do.Advance()))
    raise AssertionError("no such replicate")


def failed() -> Lesson:
    for replicate in range(200):
        lesson = advanced_to(reading(of=case(2, replicate)), "over")
        if debrief(lesson).rewordings:
            return lesson
    raise AssertionError("no such replicate")


def test_who_decided_against_instructions_is_named() -> None:
    told = debrief(objected())
    assert [s.seat for s in told.against_instructions] == ["PER"]
    assert [s.seat for s in told.objecting] == ["PER"]
    peru = told.objecting[0]
    assert (peru.player, peru.decided, peru.instructed, peru.reason) == ("P0", "objects", "joins", "No")
    assert peru.worth >= 0
    assert "better than no report" in peru.sentence
    assert told.adopted is False
    assert "Peru" in told.verdict
    for replicate in range(200):
        lesson = advanced_to(reading("CHN", of=case(2, replicate)), "silence")
        if lesson.case.on_package(lesson.play.draft)["CHN"] == "objects":
            break
    told = debrief(done(lesson, (0, do.Decide("joins")), (TEACHER, do.Advance())))
    (china,) = told.against_instructions
    assert china.instructed == "objects"
    assert china.worth < -china.price
    assert china.sentence.endswith("So it had reason to object.")
    assert china.over


def test_a_rewording_that_is_said_to_help_does() -> None:
    lesson = failed()
    outcome, here = lesson.play.outcome, lesson.case
    assert outcome is not None
    before = here.on_package(outcome.text)
    for rewording in debrief(lesson).rewordings:
        text = list(outcome.text)
        text[here.paragraph[rewording.issue]] = Rung.named(rewording.after)
        after = here.on_package(tuple(text))
        assert here.carries(after) == rewording.adopted
        won = {here.name(s) for s in here.seats if before[s] == "objects" != after[s]}
        lost = {here.name(s) for s in here.seats if after[s] == "objects" != before[s]}
        assert (set(rewording.won), set(rewording.lost)) == (won, lost)
        assert won or rewording.adopted


def test_who_decided_otherwise_than_instructed_stays_with_it() -> None:
    """Panama lets the report pass against its instructions: what wins the others would have done."""
    poor = load("lone-blocker").model_copy(update={"level": Level(stake_scale=0.4, decision_noise=0.2)})
    here = prepare(poor, readings=1, coded=True)
    lesson = done(gathered("PAN", of=here), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Begin()))
    text = {"ROUTES": "explicit", "LISTEN": "explicit"}
    lesson = done(lesson, (TEACHER, do.Advance()), (TEACHER, do.Table(text)))  # type: ignore[arg-type]
    assert here.on_package(lesson.play.draft)["PAN"] == "objects"
    assert [s for s, stance in here.on_package(lesson.play.draft).items() if stance == "objects"] != ["PAN"]
    let_pass = done(lesson, (0, do.Decide("dissociates", "Once")), (TEACHER, do.Advance()))
    obeyed = done(lesson, (0, do.Decide("objects", "No")), (TEACHER, do.Advance()))
    assert any(r.adopted for r in debrief(let_pass).rewordings)
    assert not any("Panama" in (*r.won, *r.lost) for r in debrief(let_pass).rewordings)
    adopting = {(r.issue, r.after): r.won for r in debrief(obeyed).rewordings if r.adopted}
    assert set(adopting) == {("REFIT", "indirect"), ("REFIT", "explicit")}
    assert all("Panama" in won for won in adopting.values())


def test_the_same_play_with_computers_is_that_of_a_class_without_people() -> None:
    alone = advanced_to(reading(of=case(2, 4)), "over")
    with_people = advanced_to(reading("FRA", of=case(2, 4)), "over")
    outcome = alone.play.outcome
    assert outcome is not None
    told = debrief(with_people).computers
    assert told.adopted == outcome.adopted
    assert told.text == alone.case.words(outcome.text)
    assert told.objecting == tuple(s for s in alone.case.seats if outcome.stances[s] == "objects")


def test_forecast_and_history_are_told_where_known() -> None:
    scenario, record = load_with_record("gge-2016-2017")
    here = prepare(scenario, readings=2)
    lesson = advanced_to(reading(of=here), "over")
    told = debrief(lesson, forecast(here.scenario, 50), record)
    assert told.forecast is not None
    assert told.forecast.runs == 50
    assert told.forecast.probability is not None
    assert set(told.forecast.language) == {issue.code for issue in here.issues}
    assert told.history is not None
    assert told.history.adopted is False
    assert told.history.language == {}
    assert any("Cuba" in line for line in told.history.stood_apart)
    plastics, _ = load_with_record("plastics-council")
    other = prepare(plastics, readings=2)
    unsupported = debrief(advanced_to(reading(of=other), "over"), forecast(other.scenario, 20)).forecast
    assert unsupported is not None
    assert unsupported.probability is None


def test_a_class_that_never_decided_can_be_talked_about() -> None:
    told = debrief(act(reading("FRA"), TEACHER, do.End()))
    assert told.adopted is None
    assert told.standings == ()
    assert told.path == (("indirect", "silent"),)
    assert own().title == told.title
    for told in ({"seed": -1}, {"replicate": -1}):
        with pytest.raises(ValueError, match="at least 0"):
            prepare(own(), **told)  # type: ignore[arg-type]


def test_who_is_alone_in_the_room_objects_for_nothing() -> None:
    """Where objecting has no price, what is worse than no report is not set against one."""
    assert _distance("Peru", -0.2, 0.0) == (
        "For Peru this text was worse than no report, and objecting cost it nothing."
    )
    assert _distance("Peru", -0.2, 0.4).endswith("But objecting would have cost it more.")
    assert "much worse than the price" in _distance("Peru", -1.0, 0.4)
    assert "was worse than the price" in _distance("Peru", -0.5, 0.4)
