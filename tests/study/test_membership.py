from collections import Counter
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.conduct.hard_line import HardLine
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.all_members import with_all_members
from sim.scenario.fault import BadInput
from sim.scenario.ict_issues import ict_issues
from sim.scenario.roster import roster
from sim.study.membership import (
    GGE_SEATS,
    PER_DELEGATION,
    Rule,
    check_sizes,
    group_shares,
    group_turns,
    rooms,
    seat,
    sizes_from,
)
from tests.scenario.files import shipped_scenario

PERMANENT = {"CHN", "FRA", "GBR", "RUS", "USA"}
FIFTH = shipped_scenario("gge-2016-2017").members
NESTED = [Rule.EQUITABLE, Rule.LIKE_MINDED, Rule.NESTED, Rule.REAL]
modest = settings(derandomize=True, max_examples=15)
SEEDS = st.integers(0, 2**40)


@cache
def everybody() -> Table:
    return convene(shipped_scenario("membership-2019"))


def west() -> set[str]:
    table = everybody()
    return {c for c, n in zip(table.codes, table.caucuses, strict=True) if table.caucus_names[n] == "West"}


def some(rule: Rule, sizes: list[int], number: int = 3, seed: int = 1) -> list[list[tuple[str, ...]]]:
    return rooms(rule, everybody(), sizes, number, seed, real=FIFTH)


def any_sizes(rule: Rule) -> st.SearchStrategy[list[int]]:
    most = len(west()) if rule is Rule.LIKE_MINDED else 193
    least = 5 if rule is Rule.EQUITABLE else 1
    return st.lists(st.integers(least, most), min_size=1, max_size=4, unique=True).map(sorted)


@pytest.mark.parametrize("rule", Rule)
@modest
@given(data=st.data(), seed=SEEDS)
def test_rooms_have_their_size_and_hold_each_member_once(rule: Rule, data: st.DataObject, seed: int) -> None:
    sizes = data.draw(any_sizes(rule))
    found = some(rule, sizes, 3, seed)
    assert len(found) == len(sizes)
    for size, of_size in zip(sizes, found, strict=True):
        assert len(of_size) == 3
        for room in of_size:
            assert len(room) == len(set(room)) == size
            assert list(room) == sorted(room)
            assert set(room) <= set(roster())


@pytest.mark.parametrize("rule", NESTED)
@modest
@given(data=st.data(), seed=SEEDS)
def test_a_larger_room_contains_the_smaller(rule: Rule, data: st.DataObject, seed: int) -> None:
    for smaller, larger in pairwise(some(rule, data.draw(any_sizes(rule)), 3, seed)):
        assert all(set(a) <= set(b) for a, b in zip(smaller, larger, strict=True))


@pytest.mark.parametrize("rule", Rule)
@modest
@given(data=st.data(), seed=SEEDS)
def test_a_room_is_the_same_whatever_else_is_asked_for(rule: Rule, data: st.DataObject, seed: int) -> None:
    sizes = data.draw(any_sizes(rule))
    alone = data.draw(st.sampled_from(sizes))
    assert some(rule, [alone], 2, seed)[0] == some(rule, sizes, 5, seed)[sizes.index(alone)][:2]


def test_the_same_room_after_many_more_than_a_block_of_luck() -> None:
    assert some(Rule.NESTED, [7], 300)[0][:20] == some(Rule.NESTED, [7], 20)[0]


def test_random_rooms_of_different_sizes_have_nothing_to_do_with_each_other() -> None:
    smaller, larger = some(Rule.RANDOM, [40, 80], 50)
    shared = np.mean([len(set(a) & set(b)) for a, b in zip(smaller, larger, strict=True)])
    # Hypergeometric: 40 x 80 / 193 in common on average, standard error of fifty rooms 0.36.
    assert shared == pytest.approx(40 * 80 / 193, abs=4 * 0.36)


@pytest.mark.parametrize("rule", [Rule.RANDOM, Rule.NESTED])
def test_everybody_is_as_likely_to_be_chosen(rule: Rule) -> None:
    chosen = Counter(code for room in some(rule, [20], 1000)[0] for code in room)
    shares = np.array([chosen[code] for code in roster()]) / 1000
    expected = 20 / 193
    error = np.sqrt(expected * (1 - expected) / 1000)
    assert np.abs(shares - expected).max() < 4.5 * error
    assert shares.std() == pytest.approx(error, rel=0.25)


def test_rules_seeds_and_rooms_have_luck_of_their_own() -> None:
    one, two = some(Rule.RANDOM, [15], 2)[0]
    assert one != two
    assert some(Rule.RANDOM, [15], 1, seed=2)[0][0] != one
    assert some(Rule.NESTED, [15], 1)[0][0] != one


# Equitable


def test_the_quotas_are_those_of_the_real_groups() -> None:
    names = [f"gge-{years}" for years in
             ("2004-2005", "2009-2010", "2012-2013", "2014-2015", "2016-2017", "2019-2021")]  # fmt: skip
    counted = []
    for name in names:
        members = [roster()[code] for code in shipped_scenario(name).members]
        assert {state.code for state in members if state.permanent} == PERMANENT
        counted.append(Counter(state.group for state in members if not state.permanent))
    assert {g: tuple(count[g] for count in counted) for g in GGE_SEATS} == dict(GGE_SEATS)
    for group, share in group_shares().items():
        assert float(share) == pytest.approx(np.mean([count[group] / count.total() for count in counted]))
    assert sum(group_shares().values()) == 1


def test_the_permanent_members_always_sit_in_an_equitable_room() -> None:
    for of_size in some(Rule.EQUITABLE, [5, 6, 25, 150], 4):
        assert all(set(room) >= PERMANENT for room in of_size)
    assert some(Rule.EQUITABLE, [5])[0] == [tuple(sorted(PERMANENT))] * 3


@modest
@given(size=st.integers(5, 90), seed=SEEDS)
def test_an_equitable_room_is_within_a_seat_of_the_shares_until_a_group_is_used_up(
    size: int, seed: int
) -> None:
    room = some(Rule.EQUITABLE, [size], 1, seed)[0][0]
    held = Counter(roster()[code].group for code in room if code not in PERMANENT)
    assert held.total() == size - 5
    for group, share in group_shares().items():
        assert abs(held[group] - (size - 5) * share) < 1


def test_members_of_a_group_are_drawn_at_random() -> None:
    drawn = some(Rule.EQUITABLE, [10], 200)[0]
    # Five elected seats are one for each group.
    assert {tuple(sorted(Counter(roster()[c].group for c in set(room) - PERMANENT))) for room in drawn} == {
        ("AFR", "APG", "EEG", "GRULAC", "WEOG")
    }
    chosen = Counter(code for room in drawn for code in room if roster()[code].group == "EEG")
    assert chosen["RUS"] == 200
    assert len(chosen) == 23
    assert max(count for code, count in chosen.items() if code != "RUS") < 30


@modest
@given(st.fixed_dictionaries({group: st.integers(0, 60) for group in GGE_SEATS}))
def test_turns_use_everybody_and_pass_on_what_a_small_group_cannot_fill(available: dict[str, int]) -> None:
    turns = group_turns(available)
    assert Counter(turns) == Counter({group: n for group, n in available.items() if n})
    shares = group_shares()
    for place, turn in enumerate(turns):
        taken = Counter(turns[:place])
        open_groups = [group for group in available if taken[group] < available[group]]
        assert shares[turn] / (2 * taken[turn] + 1) == max(
            shares[g] / (2 * taken[g] + 1) for g in open_groups
        )


def test_a_pool_without_some_permanent_members_seats_those_it_has() -> None:
    few = seat(everybody(), ["FRA", "KEN", "PER", "TON"])
    assert all("FRA" in room for room in rooms(Rule.EQUITABLE, few, [1, 2], 3, 1)[1])


# Like-minded and real


def test_like_minded_rooms_hold_one_caucus_alone() -> None:
    sizes = [1, 10, len(west())]
    found = some(Rule.LIKE_MINDED, sizes, 4)
    assert all(set(room) <= west() for of_size in found for room in of_size)
    assert found[-1] == [tuple(sorted(west()))] * 4
    [room] = rooms(Rule.LIKE_MINDED, everybody(), [8], 1, 1, camp="AFR")[0]
    assert {roster()[code].group for code in room} == {"AFR"}


def test_a_real_group_grows_seat_by_seat_and_then_takes_in_others() -> None:
    smaller, complete, larger = some(Rule.REAL, [10, 25, 60], 4)
    assert all(set(room) < set(FIFTH) for room in smaller)
    assert len(set(smaller)) == 4
    assert complete == [tuple(sorted(FIFTH))] * 4
    assert all(set(room) > set(FIFTH) for room in larger)
    assert len(set(larger)) == 4


FAULTS = {
    "no rooms": ({"rooms": 0}, "rooms must be at least 1"),
    "no seed": ({"seed": -1}, "seed must be at least 0, not -1"),
    "no size": ({"sizes": []}, "no size is given"),
    "size of nobody": ({"sizes": [0, 5]}, "a room has from 1 to 193 seats, not 0"),
    "size above the pool": ({"sizes": [5, 194]}, "a room has from 1 to 193 seats, not 194"),
    "sizes in disorder": ({"sizes": [5, 25, 15]}, "sizes ascend, but 15 comes after 25"),
    "size twice": ({"sizes": [5, 5]}, "sizes ascend, but 5 comes after 5"),
    "too few for the permanent members": ({"rule": Rule.EQUITABLE, "sizes": [4, 9]},
        "an equitable room has the 5 permanent members in it, so it cannot have 4 seats"),
    "more than the caucus has": ({"rule": Rule.LIKE_MINDED, "sizes": [5, 193]},
        "the caucus West has [0-9]+ members in the pool, too few for a room of 193"),
    "no such caucus": ({"rule": Rule.LIKE_MINDED, "camp": "South"},
        "nobody in the pool is in the caucus South; there are AFR, APG, EEG, East, GRULAC, West"),
    "no real group": ({"rule": Rule.REAL}, "the rule real needs the members of the real group"),
    "strangers in the real group": ({"rule": Rule.REAL, "real": ["FRA", "VAT"]},
        "not among those who may be seated: VAT"),
    "no such rule": ({"rule": "alphabetical"}, "alphabetical"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_rooms_that_cannot_be_chosen_are_refused_with_the_reason(name: str) -> None:
    given, said = FAULTS[name]
    with pytest.raises(ValueError, match=said):
        rooms(**({"rule": Rule.NESTED, "pool": everybody(), "sizes": [5], "rooms": 2, "seed": 1} | given))


# Sizes as text


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("5,15,25", (5, 15, 25)),
        (" 5, 15 ", (5, 15)),
        ("193", (193,)),
        ("5:25:10", (5, 15, 25)),
        ("5:24:10", (5, 15, 24)),
        ("5:193:4", (*range(5, 193, 4), 193)),
        ("7:7:3", (7,)),
        ("1:193:500", (1, 193)),
    ],
)
def test_sizes_are_read_as_a_list_or_as_a_range(text: str, sizes: tuple[int, ...]) -> None:
    assert sizes_from(text) == sizes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not made of whole numbers"),
        ("5,,15", "is not made of whole numbers"),
        ("5;15", "is not made of whole numbers"),
        ("-5,15", "is not made of whole numbers"),
        ("5.5", "is not made of whole numbers"),
        ("5:1_5:1", "is not made of whole numbers"),
        ("5:25", "has no start, stop and step of at least 1"),
        ("5:25:0", "has no start, stop and step of at least 1"),
        ("5:25:1:1", "has no start, stop and step of at least 1"),
        ("5,15:25:2", "is not made of whole numbers"),
        ("25:5:5", "stops before it starts"),
        ("0:25:5", "a room has from 1 to 193 seats, not 0"),
        ("5:999999999:1", "a room has from 1 to 193 seats, not 999999999"),
        ("5,194", "a room has from 1 to 193 seats, not 194"),
        ("15,5", "sizes ascend, but 5 comes after 15"),
    ],
)
def test_what_is_no_list_of_sizes_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        sizes_from(text)
    [fault] = refused.value.faults
    assert (fault.file, fault.value, fault.problem) == ("--sizes", text, said)
    assert str(fault).endswith("allowed: a list such as 5,15,25, or start:stop:step such as 5:193:4")


@modest
@given(st.text(max_size=12) | st.text(alphabet="0159:, ", max_size=9))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sizes = sizes_from(text)
    except BadInput:
        return
    check_sizes(sizes, 193)


# Seating


def test_a_room_of_the_pool_is_the_room_itself_to_the_last_bit() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    ours, theirs = seat(convene(with_all_members(scenario)), scenario.members), convene(scenario)
    assert ours.codes == theirs.codes
    for field in fields(Table):
        one, other = getattr(ours, field.name), getattr(theirs, field.name)
        if isinstance(one, np.ndarray) and field.name != "caucuses":
            assert (one == other).all(), field.name
    named = [[t.caucus_names[number] for number in t.caucuses] for t in (ours, theirs)]
    assert named[0] == named[1]
    plays = [play(table, draw(table, 3, 40), Mediator()) for table in (ours, theirs)]
    for field in fields(plays[0]):
        assert (getattr(plays[0], field.name) == getattr(plays[1], field.name)).all(), field.name


def test_every_array_about_delegations_is_cut_and_no_other() -> None:
    table = everybody()
    assert 193 not in table.available.shape
    about = {
        field.name
        for field in fields(Table)
        if isinstance(value := getattr(table, field.name), np.ndarray) and value.shape[-1] == 193
    }
    assert about == set(PER_DELEGATION)
    room = seat(table, ["TON", "FRA", "CHN"])
    assert room.codes == ("CHN", "FRA", "TON")
    assert room.shape == (len(ict_issues()), 3)
    for field in fields(Table):
        before, after = getattr(table, field.name), getattr(room, field.name)
        if field.name in about:
            assert (after == before[..., [table.codes.index(code) for code in room.codes]]).all()
            assert not after.flags.writeable
        elif field.name not in ("codes", "conduct"):
            assert after is before


def test_everybody_keeps_their_conduct_in_a_smaller_room() -> None:
    table = everybody()
    behave = tuple(HardLine() if code == "FRA" else Instructed() for code in table.codes)
    room = seat(replace(table, conduct=behave), ["TON", "FRA", "CHN"])
    assert room.conduct == (Instructed(), HardLine(), Instructed())


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], "at least one delegation"),
        (["FRA", "VAT", "XXX"], "not among those who may be seated: VAT, XXX"),
        (["FRA", "TON", "FRA"], "named twice: FRA"),
    ],
)
def test_a_room_that_cannot_be_seated_is_refused(codes: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        seat(everybody(), codes)
