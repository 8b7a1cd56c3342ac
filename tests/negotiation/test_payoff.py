"""Worth of formulations worked out by hand (docs/model.md, equations 1 to 6 and the constant part of 8)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.negotiation.caucus import mood
from sim.negotiation.draw import draw
from sim.negotiation.past import Past
from sim.negotiation.payoff import beyond_acquis, instructed, intensity, shortfall, weigh
from sim.negotiation.reading import net, open_reading
from tests.negotiation.tables import fixed, table_of


def test_positions_move_with_luck_within_their_scale() -> None:
    table = table_of([[0.5, -0.5, 0.9, -0.9]], spreads=[[0.2, 0.2, 0.2, 0.0]])
    draws = replace(draw(table, 1, 2, fixed()), position=np.array([[[1, -1, 9, 9]], [[-9, 9, 0, -1.0]]]))
    np.testing.assert_allclose(instructed(table, draws), [[[0.7, -0.7, 1, -0.9]], [[-1, 1, 0.9, -0.9]]])


def test_intensity_grows_with_salience_and_convexly_with_the_distance_from_neutral() -> None:
    position = np.array([[[0.5, -0.5], [-1, 0]], [[0.5, -0.5], [-1, 0]]])
    minded = intensity(position, np.array([0.8, 1.2]), np.array([1.0, 2.0]))
    np.testing.assert_allclose(minded, [[[0.4, 0.4], [1.2, 0]], [[0.2, 0.2], [1.2, 0]]])


def test_repeating_agreed_language_is_discounted_and_others_language_less() -> None:
    # Issues: nothing agreed; agreed elsewhere; indirect here and explicit elsewhere; agreed here.
    past = Past(np.array([[0, 2, 2, 2]]), np.array([[0, 0, 1, 2]]), np.zeros((1, 4)))
    behaviour = draw(table_of([[0]]), 1, 1, fixed(acquis_discount=0.5, foreign_acquis=0.25)).behaviour
    worth = np.array([[0.0, 0.6, 1.0]])
    expected = [
        [0, 0.6, 1.0],
        [0, 0.6 - 0.5 * 0.25 * 0.6, 1 - 0.5 * 0.25],
        [0, 0.6 - 0.5 * 0.6, 1 - 0.5 * (0.25 + 0.75 * 0.6)],
        [0, 0.3, 0.5],
    ]
    np.testing.assert_allclose(beyond_acquis(worth, past, behaviour), [expected])


def test_each_play_has_its_own_past_and_its_own_discount() -> None:
    past = Past(np.array([[2], [0], [2]]), np.array([[2], [0], [2]]), np.zeros((3, 1)))
    draws = draw(table_of([[0]]), 1, 3, fixed(foreign_acquis=0))
    behaviour = replace(draws.behaviour, acquis_discount=np.array([1.0, 1.0, 0.5]))
    worth = np.array([[0, 0.2, 1.0], [0, 0.4, 1.0], [0, 0.6, 1.0]])
    expected = [[[0, 0, 0]], [[0, 0.4, 1.0]], [[0, 0.3, 0.5]]]
    np.testing.assert_allclose(beyond_acquis(worth, past, behaviour), expected)


def test_what_is_missed_is_the_mandate_or_the_own_claim_and_nothing_of_what_is_settled() -> None:
    # Issues: a full mandate; half a mandate; none; a full mandate over indirect language.
    past = Past(np.array([[0, 0, 0, 1]]), np.zeros((1, 4), dtype=int), np.array([[1, 0.5, 0, 1.0]]))
    behaviour = draw(table_of([[0]]), 1, 1, fixed(own_claim=0.75)).behaviour
    position = np.array([[[1.0, 0.2, -1]] * 4])
    expected = [
        [[1, 1, 1], [0.5, 0.5, 0.5], [0, 0, 0]],
        [[0.75, 0.5, 0.5], [0.25, 0, 0], [0, 0, 0]],
        [[0.75, 0.15, 0], [0.25, 0, 0], [0, 0, 0]],
        [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0, 0, 0]],
    ]
    np.testing.assert_allclose(shortfall(position, past, behaviour), [expected], atol=1e-15)


def test_gains_harms_and_disappointments_are_weighed() -> None:
    table = table_of([[0.5, -0.5, 0.0]], salience=[2.0], ambition=[1], stakes=[0.25, 0.5, 1], outlets=2)
    parameters = {"indirect_value": 0.6, "indirect_harm": 0.2, "harm_weight": 3, "disappointment_weight": 1.5}
    draws = draw(table, 1, 1, fixed(outlet_factor=0.5, stake_scale=2, stake_noise=0.1, **parameters))
    interests = weigh(table, replace(draws, stake=np.array([[0, 1, -10.0]])))
    np.testing.assert_allclose(interests.position, [[[0.5, -0.5, 0]]])
    np.testing.assert_allclose(interests.base, [[0.5, 1.2, 0.0]], atol=1e-15)
    np.testing.assert_allclose(interests.gain, [[[[0, 0, 0], [0.6, 0, 0], [1, 0, 0]]]])
    # Who wants it misses 1, 1/2 and 0 of the mandate, at 1.5 halved twice; who resists is harmed at 3.
    expected = [[[[0.375, 0, 0], [0.1875, 0.6, 0], [0, 3, 0]]]]
    np.testing.assert_allclose(interests.complaint, expected, atol=1e-15)


def test_a_mood_is_partly_the_caucus_s() -> None:
    table = table_of([[0, 0, 0]], caucuses=[1, 0, 1], caucus_names=("A", "B"))
    draws = draw(table, 1, 1, fixed(decision_noise=0.5, caucus_share=0.36))
    some = replace(draws, mood=np.array([[1, 2, 3.0]]), caucus_mood=np.array([[10, -10.0]]))
    np.testing.assert_allclose(mood(table, some), [[-2.6, 3.8, -1.8]])


def test_at_a_reading_conceded_complaints_count_no_more() -> None:
    table = table_of([[1, -1], [-1, 1]], stakes=[0.25, 0.75], ambition=[1, 0], readings=2)
    draws = draw(table, 1, 2, fixed(deadline_concession=0.4, deadline_shape=1))
    some = replace(draws, flexibility=np.array([[0, 0], [2, -2.0]]))
    interests = weigh(table, some)
    reading = open_reading(table, some, interests, 1)
    assert reading.number == 1
    np.testing.assert_allclose(reading.flexibility, [[0.2, 0.2], [0.4, 0.0]])
    silent, explicit = np.array([0, 0]), np.array([2, 2])
    draft = np.array([silent, explicit], dtype=np.int8)
    # Silence misses the mandate of the first; explicit text gives 1 and harms 1, less what is conceded.
    expected = [[0.25 + 1 - 0.6, 0.75 + 1 - 1.0], [0.25 - 0.8, 0.75]]
    np.testing.assert_allclose(net(reading, draft[[1, 0]], np.array([1, 0])), expected)
