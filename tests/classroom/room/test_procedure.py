import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import TEACHER, Lesson, Phase, act, prepare
from sim.classroom.room import actions as do
from sim.negotiation.vocabulary import Stance
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.setting import setting
from tests.classroom.room.rooms import TEACHERS_KEY, advanced_to, case, done, own, reading

STRATEGIES = ("mediator", "median-seeker", "dropper")


def chaired(scenario: Scenario, strategy: str) -> Scenario:
    return scenario.model_copy(update={"chair": scenario.chair.model_copy(update={"strategy": strategy})})


def plays_the_batch(scenario: Scenario, seed: int, replicate: int) -> None:
    """A class of nobody does what the same replicate does in a batch with its neighbours."""
    here = prepare(scenario, seed=seed, replicate=replicate)
    lesson = advanced_to(act(Lesson.gathering(here, TEACHERS_KEY), TEACHER, do.Begin()), "over")
    numbers = np.arange(max(0, replicate - 2), replicate + 2)
    (batch,) = setting(scenario).play(seed, numbers)
    row = batch[batch.replicates == replicate]
    outcome = lesson.play.outcome
    assert outcome is not None
    assert np.array_equal(lesson.play.path, row.path[0])
    assert np.array_equal(outcome.text, row.text[0])
    assert list(outcome.stances.values()) == [Stance(s).word for s in row.stances[0].tolist()]
    assert outcome.adopted == bool(row.adopted[0])
    assert outcome.people == {}


@given(st.integers(0, 5), st.integers(0, 600), st.sampled_from(STRATEGIES))
def test_a_class_without_people_is_a_replicate_of_the_batch(seed: int, replicate: int, strategy: str) -> None:
    plays_the_batch(chaired(own(), strategy), seed, replicate)


@pytest.mark.parametrize("name", ["gge-2016-2017", "plastics-council", "oewg-2019-2021"])
@pytest.mark.parametrize("replicate", [0, 3, 300])
def test_so_it_is_in_the_rooms_of_the_record(name: str, replicate: int) -> None:
    plays_the_batch(load(name), 1, replicate)


def test_observers_and_who_is_away_change_nothing() -> None:
    alone, watched = (advanced_to(reading(*who), "over") for who in ((), (None, None)))
    away = advanced_to(done(reading("FRA"), (0, do.Away())), "over")
    assert alone.play == watched.play
    assert away.play.path == alone.play.path
    assert away.play.computed == alone.play.computed


def test_a_person_words_the_text_in_the_chair_and_the_computer_stands_in() -> None:
    lesson = done(reading("FRA"), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    assert lesson.phase is Phase.REVISION
    lesson = act(lesson, TEACHER, do.Table({"CABLES": "silent", "FUND": "explicit"}))
    assert lesson.phase is Phase.READING
    assert lesson.play.number == 2
    assert lesson.case.words(lesson.play.draft) == ("silent", "explicit")
    left = done(lesson, (TEACHER, do.Advance()), (TEACHER, do.Advance()))
    assert left.play.draft == lesson.play.draft, "a chair who tables nothing leaves the text as it is"
    away = done(reading(None), (TEACHER, do.AppointChair(0)), (TEACHER, do.Advance()), (0, do.Away()))
    computers = act(reading(None), TEACHER, do.Advance())
    assert act(away, TEACHER, do.Advance()).play.draft == computers.play.draft


def test_advice_is_what_the_computers_chair_would_do_and_silence_may_come_early() -> None:
    for strategy in STRATEGIES:
        here = prepare(chaired(own(), strategy), seed=3, readings=2)
        mine = done(reading(of=here), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
        computers = act(reading(of=here), TEACHER, do.Advance())
        assert mine.play.advice == computers.play.draft
        last = done(mine, (TEACHER, do.Table(told(mine, computers.play.draft))), (TEACHER, do.Advance()))
        assert last.play.closing
        assert last.play.advice == act(computers, TEACHER, do.Advance()).play.draft
    lesson = act(reading("FRA"), TEACHER, do.PutUnderSilence())
    assert lesson.phase is Phase.SILENCE
    assert lesson.play.number == 1
    over = act(lesson, TEACHER, do.Advance())
    assert over.play.outcome is not None
    assert over.play.outcome.instructed == over.case.on_package(lesson.play.draft)


def told(lesson: Lesson, draft: tuple[int, ...]) -> dict[str, str]:
    return dict(zip((i.code for i in lesson.case.issues), lesson.case.words(draft), strict=True))


def test_a_persons_decision_stops_a_consensus_and_stands_when_its_maker_drops_out() -> None:
    for replicate in range(20):
        lesson = advanced_to(reading("PER", of=case(2, replicate)), "silence")
        if act(lesson, TEACHER, do.Advance()).play.outcome.adopted:  # type: ignore[union-attr]
            break
    else:
        pytest.fail("no replicate adopts")
    objected = done(lesson, (0, do.Decide("objects", "Not in my name")), (TEACHER, do.Advance())).play.outcome
    assert objected is not None
    assert not objected.adopted
    assert [seat for seat, s in objected.stances.items() if s == "objects"] == ["PER"]
    assert objected.reasons == {"PER": "Not in my name"}
    assert objected.people == {"PER": "P0"}
    lesson = advanced_to(reading("PER"), "silence")
    lesson = done(lesson, (0, do.Decide("objects", "No")), (0, do.Away()), (TEACHER, do.Advance()))
    assert lesson.play.outcome is not None
    assert lesson.play.outcome.stances["PER"] == "objects"


def test_back_restores_the_reading_as_it_was_closed() -> None:
    lesson = done(
        reading("FRA", "CHN"), (0, do.Answer("CABLES", "brackets")), (1, do.Propose("FUND", "explicit"))
    )
    on = act(lesson, TEACHER, do.Advance())
    on = done(on, (0, do.Answer("FUND", "brackets")), (1, do.StandUp()))
    back = act(on, TEACHER, do.Back())
    assert back.play == lesson.play
    assert back.players[1].seat is None, "people stay where they are"


def test_back_leads_from_every_stage_to_the_one_before() -> None:
    first = reading("FRA")
    lesson = advanced_to(first, "over")
    for phase, number in (("silence", 3), ("reading", 3), ("reading", 2), ("reading", 1)):
        lesson = act(lesson, TEACHER, do.Back())
        assert (lesson.phase, lesson.play.number) == (phase, number)
    assert lesson.play == first.play
    ended = act(first, TEACHER, do.End())
    assert (ended.phase, ended.play.outcome) == (Phase.OVER, None)
    assert act(ended, TEACHER, do.Back()).play == first.play


@pytest.mark.parametrize("readings", [0, 41, -1])
def test_a_class_holds_some_readings(readings: int) -> None:
    with pytest.raises(ValueError, match="readings"):
        prepare(own(), readings=readings)
    assert prepare(own(), readings=7).last == 7
