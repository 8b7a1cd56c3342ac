"""The sweep: points, rooms, luck, and what is measured."""

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.membership import Rule
from sim.study.setting import setting
from sim.study.sweep import Effort, Sweep, grid, sweep
from sim.study.sweep_points import axis
from sim.study.sweep_result import MEASURES, Point, PointResult
from tests.scenario.files import shipped_scenario

EFFORT = Effort(rooms=4, runs=10, seed=2)


@pytest.fixture(scope="module")
def pool() -> Scenario:
    return shipped_scenario("membership-2019")


@pytest.fixture(scope="module")
def gge() -> Scenario:
    return shipped_scenario("gge-2009-2010")


@pytest.fixture(scope="module")
def by_size(pool: Scenario) -> Sweep:
    return sweep(pool, grid({}, [Rule.RANDOM, Rule.NESTED], [5, 12]), EFFORT)


def adopted(found: PointResult) -> list[bool]:
    return np.concatenate([t.adopted for t in found.counts]).tolist()


def test_a_grid_has_every_combination_once() -> None:
    points = grid({"outlets": (0.0, 1.0), "inertia": (0.1, 0.2, 0.3)}, [Rule.NESTED, Rule.REAL], [5, 7])
    assert len(points) == len(set(points)) == 2 * 3 * 2 * 2
    assert points[0] == Point((("outlets", 0.0), ("inertia", 0.1)), Rule.NESTED, 5)
    assert grid({"outlets": (0.0, 1.0)}) == [Point((("outlets", 0.0),)), Point((("outlets", 1.0),))]


def test_rooms_have_the_size_that_was_asked_for_and_luck_of_their_own(by_size: Sweep) -> None:
    for found in by_size.results:
        assert [len(members) for members in found.members] == [found.point.size] * 4
        assert found.seats == found.point.size
        for room, counts in enumerate(found.counts):
            assert counts.replicates.tolist() == list(range(10 * room, 10 * room + 10))
            assert len(counts.objects) == found.point.size
    small, large = (f for f in by_size.results if f.point.rule is Rule.NESTED)
    assert all(set(a) < set(b) for a, b in zip(small.members, large.members, strict=True))


def test_a_room_of_everybody_plays_what_the_scenario_plays(gge: Scenario) -> None:
    own, real = sweep(gge, [Point(), Point((), Rule.REAL, 15)], EFFORT).results
    assert set(real.members) == {tuple(sorted(gge.members))}
    assert adopted(own) == adopted(real)
    (outcomes,) = setting(gge).play(2, np.arange(40))
    assert adopted(own) == outcomes.adopted.tolist()


def test_points_meet_the_same_luck(gge: Scenario) -> None:
    alone = sweep(gge, [Point((("outlets", 2.0),))], EFFORT).results[0]
    _, among = sweep(gge, grid({"outlets": (0.0, 2.0)}), EFFORT).results
    assert adopted(alone) == adopted(among)
    assert sum(adopted(among)) >= sum(adopted(sweep(gge, [Point()], EFFORT).results[0]))


def test_measures_are_what_they_say(by_size: Sweep) -> None:
    for found in by_size.results:
        told = adopted(found)
        strength = np.concatenate([t.strength[t.adopted] for t in found.counts]) / (2 * found.paragraphs)
        apart = np.concatenate([t.dissociations[t.adopted] for t in found.counts]) / found.seats
        readings = np.concatenate([t.readings for t in found.counts])
        assert found.adopted.value == pytest.approx(np.mean(told))
        assert found.strength.value == pytest.approx(strength.mean())
        assert found.dissociating.value == pytest.approx(apart.mean())
        assert found.readings.value == pytest.approx(readings.mean())
        for name in MEASURES:
            estimate = getattr(found, name)
            if not np.isnan(estimate.low):
                assert estimate.low <= estimate.value <= estimate.high, name


def test_a_smaller_room_of_the_like_minded_agrees_more_often_than_a_mixed_one(pool: Scenario) -> None:
    alike, mixed = sweep(
        pool, grid({}, [Rule.LIKE_MINDED, Rule.EQUITABLE], [25]), Effort(rooms=6, runs=20)
    ).results
    assert alike.adopted.value > mixed.adopted.value
    assert all(seat in setting(pool).table.codes for seat in alike.members[0])


def test_like_minded_rooms_stop_where_the_caucus_does(pool: Scenario) -> None:
    rules = [Rule.LIKE_MINDED, Rule.NESTED]
    found = sweep(pool, grid({}, rules, [5, 60]), Effort(rooms=2, runs=2), skip=True)
    assert [(f.point.rule, f.point.size) for f in found.results] == [
        (Rule.LIKE_MINDED, 5), (Rule.NESTED, 5), (Rule.NESTED, 60),
    ]  # fmt: skip
    assert found.left_out == (Point((), Rule.LIKE_MINDED, 60),)
    with pytest.raises(BadInput, match="too few for a room of 60"):
        sweep(pool, grid({}, rules, [5, 60]), Effort(rooms=2, runs=2))
    with pytest.raises(BadInput, match="West has 55 members in the pool, too few for a room of 60"):
        sweep(pool, grid({}, [Rule.LIKE_MINDED], [60]), Effort(rooms=2, runs=2))


def test_ranges_end_where_they_say(gge: Scenario) -> None:
    here = setting(gge)
    assert axis("inertia=0.1:0.3:0.1", here) == ("inertia", (0.1, 0.2, 0.3))
    assert axis("inertia=0.1:0.35:0.1", here)[1] == (0.1, 0.2, 0.3, 0.35)
    assert axis("outlets=0:2:1", here)[1] == (0, 1, 2)
    assert axis("decision= consensus , two-thirds", here)[1] == ("consensus", "two-thirds")


def test_with_own_issues_other_states_join_by_standing_lines_and_votes() -> None:
    small = load("fmct-2015")
    assert len(small.members) == 25
    found = sweep(small, grid({}, [Rule.RANDOM], [60]), Effort(rooms=2, runs=4))
    assert {len(room) for room in found.results[0].members} == {60}


def test_a_room_beyond_its_seats_says_what_would_code_the_others() -> None:
    with pytest.raises(BadInput) as error:
        sweep(shipped_scenario("lone-blocker"), grid({}, [Rule.RANDOM], [40]), EFFORT)
    said = str(error.value)
    assert (
        "a room has from 1 to 7 seats, not 40; allowed: more seats, if the file seats and codes them" in said
    )
    assert "each issue names a standing line or the vote" in said


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "are none"),
        ([Point(rule=Rule.RANDOM, size=5.5)], "number of seats"),  # type: ignore[arg-type]
        ([Point(rule="nobody", size=5)], "is not a rule"),  # type: ignore[arg-type]
        ([Point(size=5)], "is not a rule"),
        ([Point((("inertia", float("nan")),))], "is not a number"),
        ([Point((("outlets", 1.0), ("outlets", 2.0)))], "is turned twice"),
    ],
)
def test_points_of_a_program_are_checked_as_those_of_a_user(points: list[Point], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        sweep(shipped_scenario("lone-blocker"), points, Effort(rooms=2, runs=2))


def test_a_single_room_tells_nothing_of_others() -> None:
    with pytest.raises(BadInput, match="rooms: 1: does not say how rooms differ"):
        sweep(shipped_scenario("gge-2009-2010"), [Point(rule=Rule.RANDOM, size=5)], Effort(rooms=1, runs=2))


def test_a_grid_without_values_or_rules_is_refused() -> None:
    with pytest.raises(BadInput, match="has no values"):
        grid({"outlets": ()})
    with pytest.raises(BadInput, match="no rule"):
        grid({}, (), (5,))
