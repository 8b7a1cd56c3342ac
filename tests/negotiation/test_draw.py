import numpy as np

from sim.negotiation.draw import draw
from sim.negotiation.parameters import Prior
from sim.negotiation.random_streams import normal
from sim.testing.rooms import table_of

TABLE = table_of(
    [[1, -1, 0.5], [0, 0.2, 1]], caucuses=[0, 1, 0], caucus_names=("west", "south"), ambition=[1, 0]
)


def test_all_luck_is_keyed_by_what_it_is_for() -> None:
    numbers = np.array([2, 300])
    draws = draw(TABLE, 4, numbers)
    for n, code in enumerate(TABLE.codes):
        for k, issue in enumerate(TABLE.issues):
            expected = normal(4, numbers, "position", issue, code)
            assert draws.position[:, k, n].tolist() == expected.tolist()
        for name in ("stake", "flexibility", "mood"):
            assert getattr(draws, name)[:, n].tolist() == normal(4, numbers, name, code).tolist()
    for g, caucus in enumerate(TABLE.caucus_names):
        assert draws.caucus_mood[:, g].tolist() == normal(4, numbers, "caucus", caucus).tolist()
    assert draws.seed == 4
    assert draws.replicates.tolist() == [2, 300]
    assert draws.past.ambition.tolist() == [[1, 0]] * 2


def test_a_number_of_replicates_counts_from_the_first() -> None:
    counted, named = draw(TABLE, 4, 3), draw(TABLE, 4, np.arange(3))
    assert counted.replicates.tolist() == named.replicates.tolist() == [0, 1, 2]
    assert counted.mood.tolist() == named.mood.tolist()


def test_some_replicates_are_picked_with_all_that_belongs_to_them() -> None:
    draws = draw(TABLE, 4, 5, {"moves": Prior("uniform", 0, 9)})
    rows = np.array([3, 1])
    picked, alone = draws[rows], draw(TABLE, 4, rows, {"moves": Prior("uniform", 0, 9)})
    assert len(picked) == 2
    for name in ("replicates", "position", "stake", "flexibility", "mood", "caucus_mood"):
        assert getattr(picked, name).tolist() == getattr(alone, name).tolist()
    assert picked.behaviour.moves.tolist() == alone.behaviour.moves.tolist()
    assert picked.past.ambition.tolist() == alone.past.ambition.tolist()


def test_a_parameter_of_a_new_name_meets_the_luck_that_it_always_met() -> None:
    even = Prior("uniform", 0, 1)
    drawn = draw(TABLE, 1, 2, {"indirect_harm": even, "indirect_value": even}).behaviour
    assert drawn.indirect_harm.tolist() == [0.5994340830006377, 0.6616723616822598]
    assert drawn.indirect_value.tolist() == [0.4105648937373678, 0.7089489658951991]
