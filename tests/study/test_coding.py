import numpy as np
import pytest

from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.study import coding
from sim.study.coding import CodingSensitivity, between_codings, coding_sensitivity
from tests.scenario.files import shipped_scenario

NAME, CODINGS, PLAYS = "gge-2016-2017", 12, 25


@pytest.fixture(scope="module")
def found() -> CodingSensitivity:
    return coding_sensitivity(shipped_scenario(NAME), CODINGS, PLAYS, seed=3)


def test_weak_cells_are_those_recalled_or_inferred(found: CodingSensitivity) -> None:
    grid = cells(shipped_scenario(NAME))
    weak = {
        (code, issue)
        for code, row in grid.items()
        for issue, cell in row.items()
        if cell.evidence in (Evidence.RECALLED, Evidence.PROXY)
    }
    assert {(e.state, e.issue) for e in found.effects} == weak
    assert (found.weak, found.all_cells) == (len(weak), convene(shipped_scenario(NAME)).positions.size)
    sizes = [abs(e.effect) for e in found.effects]
    assert sizes == sorted(sizes, reverse=True)
    assert found.low <= found.probability + 1e-9
    assert found.probability <= found.high + 1e-9


def test_effects_are_the_slopes_of_adoption_on_what_was_drawn(found: CodingSensitivity) -> None:
    table = convene(shipped_scenario(NAME))
    numbers = np.arange(PLAYS, PLAYS + CODINGS * PLAYS)
    draws = draw(table, 3, numbers)
    adopted = play(table, draws).adopted.astype(float)
    for effect in found.effects[:20]:
        luck = draws.position[:, table.issues.index(effect.issue), table.codes.index(effect.state)]
        assert effect.effect == pytest.approx(np.polyfit(luck, adopted, 1)[0])
        assert effect.error == pytest.approx(np.sqrt(adopted.var() / luck.var() / len(luck)))


def test_batches_change_nothing(found: CodingSensitivity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "BATCH", 37)
    again = coding_sensitivity(shipped_scenario(NAME), CODINGS, PLAYS, seed=3)
    assert (again.probability, again.spread, again.low, again.high) == (
        found.probability,
        found.spread,
        found.low,
        found.high,
    )
    effects = {(e.state, e.issue): e.effect for e in again.effects}
    assert all(effects[e.state, e.issue] == pytest.approx(e.effect, abs=1e-9) for e in found.effects)


def test_luck_alone_is_no_spread_between_codings() -> None:
    rng = np.random.default_rng(1)
    same_luck = np.tile(rng.random(50) < 0.6, (40, 1)).astype(float)
    assert between_codings(same_luck)[0] == 0
    level = np.repeat([[0.2], [0.8]], 20, axis=0)
    told = (rng.random((40, 400)) < level).astype(float)
    spread, low, high = between_codings(told)
    assert spread == pytest.approx(0.3, abs=0.03)
    assert low == pytest.approx(0.2, abs=0.06)
    assert high == pytest.approx(0.8, abs=0.06)


def test_a_body_outside_the_scope_is_marked() -> None:
    assert not coding_sensitivity(shipped_scenario("plastics-council"), 2, 5).supported
