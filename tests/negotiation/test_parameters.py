import numpy as np
import pytest

from sim.negotiation.behaviour import Behaviour, draw_behaviour
from sim.negotiation.parameters import NAMES, PARAMETERS, SYMBOLS, Prior, checked
from sim.negotiation.random_streams import share

SHARES = np.array([0.0, 0.25, 0.5, 1.0])


def test_a_prior_has_its_value_at_every_share() -> None:
    assert Prior("uniform", 2, 4).quantile(SHARES).tolist() == [2, 2.5, 3, 4]
    np.testing.assert_allclose(Prior("loguniform", 0.5, 8).quantile(SHARES), [0.5, 1, 2, 8])
    assert Prior.fixed(3).quantile(SHARES).tolist() == [3.0] * 4
    assert Prior.fixed(3) == Prior("fixed", 3.0, 3.0)
    assert isinstance(Prior.fixed(3).low, float)


def test_a_prior_is_told_as_a_reader_writes_it() -> None:
    told = [
        prior.describe() for prior in (Prior.fixed(0.5), Prior("uniform", 0.1, 2), Prior("loguniform", 1, 5))
    ]
    assert told == ["0.5", "uniform 0.1 to 2", "loguniform 1 to 5"]


def test_parameters_are_found_by_name_and_by_symbol_and_lie_in_their_range() -> None:
    assert list(NAMES) == [p.name for p in PARAMETERS]
    assert list(SYMBOLS) == [p.symbol for p in PARAMETERS]
    assert len(NAMES) == len(SYMBOLS) == len(PARAMETERS)
    assert checked({p.name: p.prior for p in PARAMETERS}) == {p.name: p.prior for p in PARAMETERS}


def test_numbers_fix_parameters() -> None:
    some = Prior("uniform", 0.1, 0.2)
    assert checked({"inertia": 1, "indirect_harm": some}) == {
        "inertia": Prior.fixed(1.0),
        "indirect_harm": some,
    }
    assert checked({"mu": np.float32(2), "inertia": {"loguniform": (0.1, 0.2)}}) == {
        "disappointment_weight": Prior.fixed(2.0),
        "inertia": Prior("loguniform", 0.1, 0.2),
    }
    assert checked({"indirect_harm": 0, "own_claim": 1}) == {
        "indirect_harm": Prior.fixed(0.0),
        "own_claim": Prior.fixed(1.0),
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"harm": 1}, r"no parameter 'harm'; did you mean harm_weight\?; there are indirect_value, "),
        ({"veiled_value": 1}, "no parameter 'veiled_value'; it is now called indirect_value; there are "),
        ({"indirect_harm": 1.01}, "indirect_harm = 1.01 is not a value for it; allowed: 0 to 1: a number"),
        ({"convexity": 0.05}, "convexity = 0.05 is not a value for it; allowed: 0.1 to 10: a number"),
        ({"indirect_harm": Prior("uniform", 0.2, 1.5)}, "indirect_harm = Prior.* is not a value"),
        ({"indirect_harm": Prior("uniform", -0.2, 0.5)}, "indirect_harm = Prior.* is not a value"),
        ({"indirect_harm": Prior("uniform", 0.5, 0.2)}, "indirect_harm = Prior.* is not a value"),
        ({"indirect_harm": float("nan")}, "indirect_harm = nan is not a value"),
        ({"indirect_harm": "0.5"}, "indirect_harm = '0.5' is not a value"),
        ({"indirect_harm": True}, "indirect_harm = True is not a value"),
        ({"stake_scale": {"loguniform": [0, 1]}}, "stake_scale = .* is not a value"),
        ({"moves": 1.5}, "moves = 1.5 is not a value for it; allowed: .* a whole number"),
        ({"mu": 1, "disappointment_weight": 2}, "disappointment_weight is named twice"),
        ({3: 1}, "no parameter 3"),
        (["inertia"], "must be values by the names of parameters"),
    ],
)
def test_unknown_names_and_values_out_of_range_are_refused(
    given: dict[str, Prior | float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        checked(given)


def test_every_parameter_is_drawn_from_its_own_stream() -> None:
    replicates = np.array([3, 700])
    drawn = draw_behaviour({"inertia": Prior("uniform", 1, 3), "moves": Prior.fixed(7)}, 5, replicates)
    assert len(drawn) == 2
    assert drawn.moves.tolist() == [7, 7]
    expected = 1 + 2 * share(5, replicates, "parameter", "inertia")
    assert drawn.inertia.tolist() == expected.tolist()
    for p in PARAMETERS:
        values = getattr(drawn, p.name)
        assert values.shape == (2,)
        assert values.dtype == np.float64
        if p.name not in ("inertia", "moves"):
            assert ((values >= p.prior.low) & (values <= p.prior.high)).all()


def test_some_replicates_are_picked_with_all_their_parameters() -> None:
    drawn = draw_behaviour({}, 5, np.arange(6))
    picked = drawn[np.array([4, 1])]
    assert isinstance(picked, Behaviour)
    for p in PARAMETERS:
        assert getattr(picked, p.name).tolist() == getattr(drawn, p.name)[[4, 1]].tolist()
