from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.chairs import STRATEGIES, chair_named
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.study.calibration import simulation
from sim.study.calibration.simulation import Simulated, simulate
from sim.testing.rooms import table_of

SETS, PLAYS, SEED = 8, 6, 3
COUNTS = ("adopted", "rungs", "objects", "dissociates")


def contested() -> Table:
    """A room in which some sets adopt and some fail."""
    return table_of(
        [[1, 0.6, -0.9, 0.2], [-0.8, 0.3, 1, 0], [0.5, -1, 0.4, 0.9]],
        spreads=np.full((3, 4), 0.27),
        ambition=[1, 0.5, 0],
        caucuses=[0, 0, 1, 1],
        caucus_names=("G0", "G1"),
        in_camp=[True, True, False, False],
    )


SOME = draw_behaviour({}, SEED, np.arange(SETS))


def counts(simulated: Simulated) -> list[bytes]:
    return [getattr(simulated, name).tobytes() for name in COUNTS]


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
@pytest.mark.parametrize("chair", [strategy.name for strategy in STRATEGIES])
def test_counts_are_those_of_single_plays(chair: str, seed: int) -> None:
    table = contested()
    simulated = simulate(table, chair, SOME, PLAYS, seed)
    by_hand = {name: np.zeros_like(getattr(simulated, name)) for name in COUNTS}
    for s in range(SETS):
        for j in range(PLAYS):
            alone = draw(table, seed, np.array([j]))
            outcome = play(table, replace(alone, behaviour=SOME[np.array([s])]), chair_named(chair))
            adopted = bool(outcome.adopted[0])
            by_hand["adopted"][s] += adopted
            by_hand["objects"][s] += outcome.objects[0]
            if adopted:
                by_hand["dissociates"][s] += outcome.dissociates[0]
                for k, rung in enumerate(outcome.text[0]):
                    by_hand["rungs"][s, k, rung] += 1
    for name in COUNTS:
        assert getattr(simulated, name).tolist() == by_hand[name].tolist(), name
    assert simulated.plays == PLAYS
    # The case is neither always adopted nor never.
    assert 0 < simulated.adopted.sum() < SETS * PLAYS
    assert chair != "mediator" or (len(np.unique(simulated.adopted)) > 2 and simulated.dissociates.any())


@pytest.mark.parametrize("at_once", [1, 7, 2 * PLAYS, 3 * PLAYS + 1, 10**6])
def test_groups_change_nothing(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    whole = simulate(contested(), "mediator", SOME, PLAYS, SEED)
    monkeypatch.setattr(simulation, "AT_ONCE", at_once)
    assert counts(simulate(contested(), "mediator", SOME, PLAYS, SEED)) == counts(whole)


def hand() -> Simulated:
    rungs = np.array([[[3.0, 1, 0]], [[0, 0, 0]]])
    return Simulated(4, np.array([4.0, 0]), rungs, np.array([[0.0, 0], [4, 1]]), np.array([[0.0, 2], [0, 0]]))


def test_half_a_play_either_way() -> None:
    assert hand().probability == pytest.approx([4.5 / 5, 0.5 / 5])
    assert hand().language[:, 0] == pytest.approx(np.array([[3.5, 1.5, 0.5], [5.5 / 3] * 3]) / 5.5)


def test_parts_are_joined_in_order() -> None:
    joined = Simulated.join([hand(), hand()])
    assert joined.plays == 4
    assert joined.adopted.tolist() == [4, 0, 4, 0]
    assert joined.objects.tolist() == [[0, 0], [4, 1], [0, 0], [4, 1]]
    assert joined.rungs.shape == (4, 1, 3)
