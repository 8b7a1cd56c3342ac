"""What each chair does in rooms small enough to see it."""

import numpy as np
import pytest

from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.chairs import STRATEGIES, ChairStrategy
from sim.negotiation.chairs.dropper import Dropper
from sim.negotiation.chairs.median_seeker import MedianSeeker
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.draw import draw
from sim.negotiation.past import Past
from sim.negotiation.play import hold_reading, play
from sim.negotiation.reading import Reading
from sim.testing.rooms import table_of
from tests.negotiation.hand import reading_of
from tests.negotiation.tables import fixed


def rungs(*drafts: list[int]) -> Rungs:
    return np.array(drafts, dtype=np.int8)


class Upwards(ChairStrategy):
    """A chair who strengthens the first paragraph that is not explicit, by one rung."""

    name = story = source = "upwards"

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        assert trade
        self.asked.append(rows.tolist())
        after = draft.copy()
        for row in after:
            row[np.flatnonzero(row < 2)[:1]] += 1
        return after


def test_a_chair_makes_as_many_changes_as_a_reading_allows_while_there_is_one_to_make() -> None:
    reading = reading_of(table_of([[0]] * 2), [[0]] * 5, moves=[0, 1, 3, 9, 2])
    chair, draft = Upwards(), rungs([0, 0], [0, 0], [0, 0], [0, 0], [2, 2])
    revised = hold_reading(chair, reading, draft)
    assert revised.tolist() == [[0, 0], [1, 0], [2, 1], [2, 2], [2, 2]]
    assert chair.asked == [[1, 2, 3, 4], [2, 3], [2, 3], [3], [3]]
    assert draft.tolist() == [[0, 0]] * 4 + [[2, 2]]


def liking(favourites: list[list[int]], weights: list[float], **given: list[list[bool]]) -> Reading:
    """Delegations that each like one rung of each paragraph best (K x N)."""
    table = table_of([[0] * len(weights)] * len(favourites), weights=weights, **given)
    worth = np.zeros((1, len(favourites), 3, len(weights)))
    for k, row in enumerate(favourites):
        worth[0, k, row, np.arange(len(weights))] = 1
    return reading_of(table, [[0] * len(weights)], worth=worth)


FIRST = np.array([0])


def sought(reading: Reading, *draft: int) -> list[int]:
    return MedianSeeker().change(reading, rungs(list(draft)), FIRST)[0].tolist()


def test_the_median_seeker_moves_by_one_step_towards_the_middle_of_the_room() -> None:
    reading = liking([[0, 1, 2]], [0.2, 0.5, 0.3])
    assert [sought(reading, rung) for rung in (0, 1, 2)] == [[1], [1], [1]]
    reading = liking([[0, 1, 2]], [0.2, 0.2, 0.6])
    assert [sought(reading, rung) for rung in (0, 1, 2)] == [[1], [2], [2]]


def test_half_of_the_room_is_a_majority_for_the_weaker_text() -> None:
    reading = liking([[0, 2]], [0.5, 0.5])
    assert [sought(reading, rung) for rung in (0, 1, 2)] == [[0], [0], [1]]


def test_the_median_seeker_moves_first_where_most_want_it() -> None:
    # Stronger: weights .6 of 1 on the first, .9 on the second, and .8 for weaker on the third.
    reading = liking([[2, 2, 0, 0], [2, 2, 2, 0], [0, 0, 2, 0]], [0.5, 0.1, 0.3, 0.1])
    assert sought(reading, 0, 0, 2) == [0, 1, 2]
    assert sought(reading, 0, 2, 2) == [0, 2, 1]
    assert sought(reading, 0, 2, 0) == [1, 2, 0]
    assert sought(reading, 2, 2, 0) == [2, 2, 0]


def test_the_median_seeker_likes_only_what_is_on_the_ladder() -> None:
    # The first likes indirect text best, which there is not, and then silence as much as explicit text.
    reading = liking([[1, 2]], [0.6, 0.4], available=[[True, False, True]])
    assert [sought(reading, rung) for rung in (0, 2)] == [[0], [0]]
    reading = liking([[1, 2]], [0.4, 0.6], available=[[True, False, True]])
    assert [sought(reading, rung) for rung in (0, 2)] == [[2], [2]]


def test_the_median_seeker_leaves_a_room_without_weight_alone() -> None:
    reading = liking([[0, 2], [2, 2]], [0.0, 0.0])
    for draft in ([0, 2], [2, 0], [1, 1]):
        assert sought(reading, *draft) == draft


def test_the_median_seeker_treats_plays_by_their_number() -> None:
    table = table_of([[0]])
    worth = np.zeros((3, 1, 3, 1))
    worth[[0, 1, 2], 0, [0, 1, 2]] = 1
    reading = reading_of(table, [[0]] * 3, worth=worth)
    moved = MedianSeeker().change(reading, rungs([1], [1], [1]), np.array([2, 0, 1]))
    assert moved.tolist() == [[2], [0], [1]]


@pytest.mark.parametrize(
    ("ambition", "own", "opened"),
    [(0, 0, 0), (0.25, 0, 1), (0.5, 0, 1), (0.75, 0, 2), (1, 0, 2), (0.25, 2, 2), (0, 1, 1)],
)
def test_the_dropper_opens_with_all_that_the_mandate_asks_for(ambition: float, own: int, opened: int) -> None:
    table = table_of([[0]])
    past = Past(np.array([[0]]), np.array([[own]], dtype=np.int8), np.array([[ambition]]))
    draft = Dropper().zero_draft(table, past)
    assert draft.tolist() == [[opened]]
    assert draft.dtype == np.int8


def test_the_dropper_opens_with_nothing_indirect_where_there_is_no_such_wording() -> None:
    table = table_of([[0]] * 3, available=[[True, False, True]] * 3)
    past = Past(np.zeros((1, 3)), np.array([[0, 2, 0]]), np.array([[0.5, 0.5, 1]]))
    assert Dropper().zero_draft(table, past).tolist() == [[0, 2, 2]]


def suffering(harms: list[list[float]], base: list[float], weights: list[float]) -> Reading:
    """Two like plays of delegations that suffer so much from explicit text of each paragraph (K x N)."""
    paragraphs, members = len(harms), len(base)
    complaint = np.zeros((2, paragraphs, 3, members))
    complaint[:, :, 2] = harms
    return reading_of(
        table_of([[0] * members] * paragraphs, weights=weights),
        [base] * 2,
        complaint=complaint,
        worth=-complaint,
        position=np.where(np.array(harms) > 0, -1.0, 1.0) * np.ones((2, 1, 1)),
    )


def dropped(reading: Reading, *draft: int) -> list[int]:
    return Dropper().change(reading, rungs(list(draft), [0] * len(draft)), np.array([1, 0]))[0].tolist()


def test_the_dropper_strikes_out_what_hurts_most_weight_of_the_unhappy() -> None:
    # The third is hurt most, and joins all the same.
    reading = suffering([[0.5, 0.5, 0], [0, 1, 0], [0, 0, 5]], [0.1, 0.1, 9], [0.8, 0.2, 1.0])
    assert dropped(reading, 2, 2, 2) == [0, 2, 2]
    assert dropped(reading, 0, 2, 2) == [0, 0, 2]
    assert dropped(reading, 0, 0, 2) == [0, 0, 2]
    # Indirect text hurts nobody here, and is left.
    assert dropped(reading, 1, 2, 1) == [1, 0, 1]


def test_who_loses_nothing_is_not_unhappy() -> None:
    assert dropped(suffering([[1.0]], [1.0], [0.5]), 2) == [2]
    assert dropped(suffering([[1.0]], [0.99], [0.5]), 2) == [0]


def test_the_dropper_does_not_strike_out_what_disappoints() -> None:
    table = table_of([[0, 0], [0, 0]], weights=[0.5, 0.5])
    complaint = np.zeros((1, 2, 3, 2))
    complaint[0, :, 1] = [[2.0, 0], [0, 1.0]]
    position = [[[0.9, 0.0], [0.9, -1.0]]]
    reading = reading_of(table, [[-3, -1]], complaint=complaint, position=position, worth=-complaint)
    assert Dropper().change(reading, rungs([1, 1]), FIRST).tolist() == [[1, 0]]
    assert Dropper().change(reading, rungs([1, 0]), FIRST).tolist() == [[1, 0]]


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.name)
def test_a_room_without_weight_can_be_chaired(strategy: type[ChairStrategy]) -> None:
    table = table_of([[1, -1, 0.5], [0.5, 1, -1]], weights=[0] * 3, ambition=[1, 0], own_text=[1, 2])
    outcomes = play(table, draw(table, 1, 20, fixed(decision_noise=0.3)), strategy())
    assert set(outcomes.path.ravel()) <= {0, 1, 2}
    assert np.isfinite(outcomes.worth).all()


def test_the_mediator_hears_complaints_where_nobody_has_weight() -> None:
    # With no weight to serve, the chair softens what they object to until they would bear it, and no further.
    table = table_of([[-1, -1]], weights=[0, 0], own_text=[2])
    outcomes = play(table, draw(table, 1, 1, fixed()))
    assert outcomes.text.tolist() == [[1]]
    assert outcomes.adopted.all()


@pytest.mark.parametrize(
    ("weight", "position", "inertia", "moves"),
    [
        # A twentieth of the room resists: half the inertia, against a gain of .475.
        (0.05, -1.0, 0.9, True),
        (0.05, -1.0, 1.0, False),
        (0.05, -0.06, 1.0, False),
        # Who hardly minds does not resist, nor who wants the paragraph.
        (0.05, -0.04, 1.0, True),
        (0.05, -0.05, 1.0, True),
        (0.05, 1.0, 1.0, True),
        # A fifth resists: all of the inertia and no more, against a gain of .4.
        (0.2, -1.0, 0.39, True),
        (0.2, -1.0, 0.41, False),
    ],
)
def test_contested_text_is_touched_only_where_it_is_worth_the_quarrel(
    weight: float, position: float, inertia: float, moves: bool
) -> None:
    worth = np.zeros((1, 1, 3, 2))
    worth[0, 0, 1, 0] = 0.5
    reading = reading_of(
        table_of([[0, 0]], weights=[1 - weight, weight]),
        [[0, 0]],
        worth=worth,
        position=[[[0.5, position]]],
        inertia=inertia,
        chair_ambition=1,
    )
    assert Mediator().change(reading, rungs([2]), FIRST).tolist() == [[1 if moves else 2]]


def trade(first: float, second: float, **parameters: float) -> Reading:
    """Two delegations: each paragraph, if explicit, gives one of them 1 and costs the other so much."""
    worth = np.zeros((1, 2, 3, 2))
    worth[0, :, 2] = [[1, -first], [-second, 1]]
    ladders = [[True, False, True]] * 2
    return reading_of(table_of([[0, 0]] * 2, available=ladders), [[0, 0]], worth=worth, **parameters)


def test_a_trade_is_made_where_no_single_change_helps_and_trades_are_allowed() -> None:
    # One change alone gives the chair 1/4 of .1 and costs .5 of distress; both together please both.
    reading = trade(0.5, 0.5, chair_ambition=0.1)
    draft = rungs([0, 0])
    assert Mediator().change(reading, draft, FIRST).tolist() == [[2, 2]]
    assert Mediator().change(reading, draft, FIRST, trade=False).tolist() == [[0, 0]]
    assert draft.tolist() == [[0, 0]]
    never = trade(0.5, 0.5, chair_ambition=0.1, log_rolling=0)
    assert Mediator().change(never, draft, FIRST).tolist() == [[0, 0]]
