"""A replay is the play of the batch, bit by bit, and what it tells of the way there is what the rules say."""

from collections.abc import Callable, Iterator
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools, Rungs
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.convene import own_priors
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.reading import Reading
from sim.negotiation.room import Room
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.plays import play_many
from sim.study.replay import Replay, replay
from sim.study.setting import setting
from tests.study.reasons.rooms import Stubborn
from tests.study.telling import failed, hurried, plays, repaired, saved, trading

GGE, PLASTICS = load("gge-2016-2017"), load("plastics-council")
#: The same with a single reading: more is repaired at the last minute.
HURRIED = hurried(GGE.id)
#: Plays adopted after a repair, failing after one, failing to three objections, and to one.
TELLING = [
    (HURRIED, saved), (HURRIED, lambda outcomes: ~outcomes.adopted & repaired(outcomes)),
    (GGE, failed(3)), (GGE, failed(1)),
]  # fmt: skip


@pytest.mark.parametrize("scenario", [GGE, PLASTICS], ids=lambda s: s.id)
def test_it_is_the_play_of_the_batch_to_the_last_bit(scenario: Scenario) -> None:
    batch = play_many(setting(scenario), 12, seed=4)
    for number in (0, 3, 11):
        outcome = replay(scenario, 4, number).outcome
        for field in fields(outcome):
            again, there = getattr(outcome, field.name)[0], getattr(batch, field.name)[number]
            assert again.tobytes() == there.tobytes(), field.name


@pytest.mark.parametrize(("scenario", "found"), TELLING)
def test_it_is_the_play_of_the_room_reading_by_reading(
    scenario: Scenario, found: Callable[[Outcomes], Bools]
) -> None:
    number = next(plays(scenario, found))
    played = replay(scenario, 1, number)
    room = Room(scenario, 1, number, ensemble=setting(scenario).ensemble)
    worths, stances = [room.worth], [room.package]
    while room.running:
        room.step()
        worths.append(room.worth)
        stances.append(room.package)
    room.release()
    readings = [played.zero_draft, *(reading.closing for reading in played.readings[:-1]), played.end]
    assert np.array([stage.worth for stage in readings]).tobytes() == np.array(worths).tobytes()
    assert np.array([stage.stances for stage in readings]).tobytes() == np.array(stances).tobytes()
    closing = [played.zero_draft.draft, *(reading.closing.draft for reading in played.readings)]
    assert np.array_equal(closing, room.path)
    assert played.adopted is room.adopted


def check(played: Replay) -> None:
    """What must hold of every replay."""
    table, outcome = played.table, played.outcome
    bare = played.last.interests.base[0]
    path = [played.zero_draft.draft, *(reading.closing.draft for reading in played.readings)]
    assert np.array_equal(path, outcome.path[0])
    assert np.array_equal(played.end.draft, outcome.text[0])
    assert np.array_equal(played.end.stances, outcome.stances[0])
    assert np.array_equal(played.end.complaints, outcome.complaints[0])
    assert np.array_equal(played.end.worth.astype(np.float32), outcome.worth[0])
    assert played.end.carried is played.adopted
    assert len(played.made) <= played.last.behaviour.repairs[0]
    for stage in played.stages:
        blocks = stage.worth < -stage.price
        assert np.array_equal(stage.taking(JOINS), stage.worth >= 0)
        assert np.array_equal(stage.taking(OBJECTS), (stage.worth < 0) & blocks)
        assert np.array_equal(stage.taking(DISSOCIATES), (stage.worth < 0) & ~blocks)
        assert (stage.price <= stage.price_alone).all()
        assert stage.carried == table.decision.carries(stage.stances[None], table.permanent)[0]
    for before, reading in zip(path, played.readings, strict=False):
        draft = reading.opening.draft
        assert np.array_equal(draft, before)
        for change in reading.changes:
            assert np.array_equal(change.before.draft, draft)
            draft = change.after.draft
    for change in [change for reading in played.readings for change in reading.changes]:
        touched = change.paragraphs
        assert 1 <= len(touched) <= 2
        moved = change.after.by_paragraph - change.before.by_paragraph
        assert not np.delete(moved, touched, axis=0).any()
        before, after = bare + change.before.by_paragraph.sum(axis=0), bare + change.after.by_paragraph.sum(axis=0)
        assert (change.before.worth <= before + 1e-12).all()
        assert (change.after.worth <= after + 1e-12).all()
        free = np.isclose(change.before.worth, before) & np.isclose(change.after.worth, after)
        assert free.any() or (played.last.behaviour.red_line[0] < 1), "red lines hold back some, not all"
        assert np.allclose(moved.sum(axis=0)[free], change.gain[free], atol=1e-12)
        assert not (change.relieved & (change.after.worth <= change.before.worth)).any()
    for change in played.repairs:
        assert len(change.paragraphs) == 1
        fewer = change.after.taking(OBJECTS).sum() < change.before.taking(OBJECTS).sum()
        assert change.kept == (change.after.carried or fewer)


@given(
    number=st.integers(0, 10**6),
    seed=st.integers(0, 10**9),
    chair=st.sampled_from(["mediator", "median-seeker", "dropper"]),
    moves=st.integers(0, 3),
)
@settings(max_examples=40)
def test_whatever_is_replayed_agrees_with_its_outcome(number: int, seed: int, chair: str, moves: int) -> None:
    check(replay(PLASTICS, seed, number, {"moves": moves}, chair))


@pytest.mark.parametrize(("scenario", "found"), TELLING)
def test_the_telling_plays_agree_with_their_outcome(
    scenario: Scenario, found: Callable[[Outcomes], Bools]
) -> None:
    check(replay(scenario, 1, next(plays(scenario, found))))


def test_repairs_are_told_one_by_one_and_what_was_tried_in_vain() -> None:
    told = replay(HURRIED, 1, next(plays(HURRIED, saved)))
    assert told.repairs[-1].kept
    assert not any(repair.before.carried for repair in told.repairs)
    assert [repair.after.carried for repair in told.repairs].index(True) == len(told.repairs) - 1
    idle = [replay(PLASTICS, 1, number, {"moves": 0}) for number in range(40)]
    assert {len(played.made) for played in idle} >= {0, 1, 2, 3}
    vain = [played.repairs[-1] for played in idle if played.repairs and not played.repairs[-1].kept]
    assert vain
    for change in vain:
        assert not change.after.carried
        assert change.after.taking(OBJECTS).sum() >= change.before.taking(OBJECTS).sum()


def test_a_trade_touches_two_paragraphs_and_every_other_change_one_rung_of_one() -> None:
    traded = trading()
    changes = [change for reading in traded.readings for change in reading.changes]
    assert {len(change.paragraphs) for change in changes} == {1, 2}
    for change in changes:
        assert set(change.paragraphs) == set(np.flatnonzero(change.after.draft != change.before.draft))
        for k in change.paragraphs:
            low, high = sorted((change.before.draft[k], change.after.draft[k]))
            assert not traded.table.available[k, low + 1 : high].any(), "one rung that there is"


def test_unusual_parameters_lie_in_the_outer_tenths_of_what_they_are_drawn_from() -> None:
    plays = [replay(PLASTICS, 2, number, behaviour="priors") for number in range(40)]
    drawn = {p.name: p.prior for p in PARAMETERS} | own_priors(PLASTICS)
    found = {name: 0 for name, prior in drawn.items() if prior.kind != "fixed"}
    for played in plays:
        for one in played.unusual:
            low, high = drawn[one.parameter.name].quantile(np.array([0.1, 0.9]))
            assert one.value > high if one.high else one.value < low
            assert one.value == getattr(played.draws.behaviour, one.parameter.name)[0]
            found[one.parameter.name] += 1
    shares = np.array(list(found.values())) / len(plays)
    assert 0.1 < shares.mean() < 0.3  # a fifth is expected


def test_what_cannot_matter_is_never_unusual() -> None:
    neutral = load("gge-2019-2021")
    for number in range(20):
        assert "chair_partiality" not in [u.parameter.name for u in replay(neutral, 1, number).unusual]
        assert "outlet_factor" not in [u.parameter.name for u in replay(GGE, 1, number).unusual]


def test_given_parameters_are_played_and_a_fixed_one_is_not_unusual() -> None:
    played = replay(GGE, 1, 3, {"blocking_cost": 5.0, "inertia": Prior("uniform", 0.0, 1.0)})
    assert played.draws.behaviour.blocking_cost[0] == 5.0
    assert "blocking_cost" not in [u.parameter.name for u in played.unusual]


class Leap(Stubborn):
    """Makes no single change, and at every reading takes the first paragraph out."""

    def revise(self, reading: Reading, draft: Rungs) -> Rungs:
        leapt = draft.copy()
        leapt[:, 0] = 0
        return leapt


class Detour(Leap):
    """At the first reading takes the first paragraph out and puts it back, in two steps."""

    def revise(self, reading: Reading, draft: Rungs) -> Iterator[Rungs]:  # type: ignore[override]
        if reading.number == 1:
            yield Leap().revise(reading, draft)
            yield draft


@pytest.mark.parametrize(("chair", "ends"), [(Leap(), [0]), (Detour(), [0, None])], ids=["leap", "detour"])
def test_a_chair_of_its_own_is_replayed_in_its_own_steps(
    chair: ChairStrategy, ends: list[int | None]
) -> None:
    """Also in a step that a single change cannot make, or that is undone at the same reading."""
    played = replay(GGE, 1, 3, chair=chair)
    check(played)
    before = played.zero_draft.draft
    assert before[0] != 0
    assert [reading.number for reading in played.readings if reading.changes] == [1]
    for change, end in zip(played.readings[0].changes, ends, strict=True):
        assert change.paragraphs == (0,)
        assert change.after.draft[0] == (before[0] if end is None else end)
