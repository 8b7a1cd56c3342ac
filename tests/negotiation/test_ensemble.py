import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.draw import draw
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.random_streams import BLOCK
from sim.testing.rooms import table_of


def ensemble(*weights: float) -> Ensemble:
    """Sets that carry their own number: 0, 1, ... as inertia, and ten times that as moves."""
    numbers = np.arange(len(weights), dtype=float)
    return Ensemble({"inertia": numbers, "moves": 10 * numbers}, np.array(weights))


def test_sets_are_picked_as_often_as_their_weights_say() -> None:
    weights = np.array([0.05, 0.15, 0.3, 0.5])
    picked = ensemble(*weights).pick(3, np.arange(40_000))
    expected = 40_000 * weights
    counts = np.bincount(picked, minlength=4)
    assert ((counts - expected) ** 2 / expected).sum() < 16.3  # 99.9 % of chi-squared, 3 degrees of freedom


def test_the_same_replicate_picks_the_same_set_alone_and_in_any_batch() -> None:
    some = ensemble(0.2, 0.5, 0.3)
    whole = some.pick(7, np.arange(3 * BLOCK))
    assert some.pick(7, np.arange(3 * BLOCK)).tolist() == whole.tolist()
    for rows in ([0], [BLOCK - 1, BLOCK], [700, 3, 511]):
        assert some.pick(7, np.array(rows)).tolist() == whole[rows].tolist()
    assert some.pick(8, np.arange(3 * BLOCK)).tolist() != whole.tolist()


def test_a_replicate_takes_one_set_whole_and_the_rest_from_the_priors() -> None:
    replicates = np.arange(300)
    some = ensemble(0.2, 0.5, 0.3)
    drawn, plain = draw_behaviour({}, 5, replicates, some), draw_behaviour({}, 5, replicates)
    picked = some.pick(5, replicates)
    assert drawn.inertia.tolist() == picked.tolist()
    assert drawn.moves.tolist() == (10 * picked).tolist()
    for parameter in PARAMETERS:
        if parameter.name not in some.values:
            assert getattr(drawn, parameter.name).tolist() == getattr(plain, parameter.name).tolist()


def test_a_given_prior_wins_over_the_ensemble_and_leaves_the_rest_alone() -> None:
    replicates = np.arange(300)
    some = ensemble(0.2, 0.5, 0.3)
    drawn = draw_behaviour({"inertia": Prior("uniform", 7, 8)}, 5, replicates, some)
    assert drawn.inertia.min() >= 7
    assert drawn.inertia.std() > 0.2
    assert drawn.moves.tolist() == (10 * some.pick(5, replicates)).tolist()
    assert draw_behaviour({"moves": Prior.fixed(1)}, 5, replicates, some).moves.tolist() == [1.0] * 300


@pytest.mark.parametrize("name", ["position", "stake", "flexibility", "mood", "caucus_mood"])
def test_the_ensemble_leaves_all_other_luck_alone(name: str) -> None:
    table = table_of([[1, -1, 0.5]])
    with_it, without = draw(table, 2, 20, None, ensemble(0.5, 0.5)), draw(table, 2, 20)
    assert with_it.behaviour.inertia.tolist() != without.behaviour.inertia.tolist()
    assert getattr(with_it, name).tobytes() == getattr(without, name).tobytes()


def test_the_digest_sees_sets_weights_and_names() -> None:
    values = np.array([1.0, 2.0])
    weights = np.array([0.5, 0.5])
    told = [
        Ensemble({"inertia": values, "moves": values}, weights),
        Ensemble({"inertia": values, "moves": values + 1}, weights),
        Ensemble({"inertia": values + 1, "moves": values}, weights),
        Ensemble({"inertia": values, "repairs": values}, weights),
        Ensemble({"inertia": values}, weights),
        Ensemble({"inertia": values, "moves": values}, np.array([0.25, 0.75])),
    ]
    assert len({some.digest for some in told}) == len(told)
    assert all(len(some.digest) == 64 for some in told)
    assert told[0].digest == Ensemble({"inertia": values.copy(), "moves": values}, weights.copy()).digest


def test_quantiles_are_of_the_parameter_asked_for_whatever_the_weights_sum_to() -> None:
    some = Ensemble({"inertia": np.array([3.0, 1, 2]), "moves": np.array([1.0, 3, 2])}, np.array([1.0, 2, 5]))
    assert [some.quantile("inertia", at) for at in (0.0, 0.25, 0.26, 0.875, 0.9)] == [1, 1, 2, 2, 3]
    assert [some.quantile("moves", at) for at in (0.125, 0.13, 0.75, 0.76)] == [1, 2, 2, 3]
    assert isinstance(some.quantile("moves", 0.5), float)


def test_only_the_proportions_of_the_weights_count() -> None:
    replicates = np.arange(2000)
    picked = ensemble(0.2, 0.5, 0.3).pick(1, replicates).tolist()
    assert ensemble(0.4, 1.0, 0.6).pick(1, replicates).tolist() == picked
    assert ensemble(0.1, 0.25, 0.15).pick(1, replicates).tolist() == picked
    assert set(ensemble(0, 0.5, 0, 0.5, 0).pick(1, replicates)) == {1, 3}, "none without weight"
    # The smallest number there is: half of it and more is all of it.
    assert set(ensemble(5e-324).pick(1, replicates)) == {0}
