from dataclasses import replace

import numpy as np
import pytest

from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.forecast import forecast
from sim.study.paired import paired_share
from sim.study.what_if.pressure import Kind
from sim.study.what_if.question import WhatIf, likely_objectors, most_tasks, what_if
from tests.scenario.files import OWN, written

RUNS, SEED = 120, 3


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load(written(tmp_path_factory.mktemp("own"), OWN))


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> WhatIf:
    return what_if(scenario, RUNS, SEED)


def test_it_starts_from_the_plays_of_the_forecast(found: WhatIf, scenario: Scenario) -> None:
    plain = forecast(scenario, RUNS, SEED)
    assert found.adoptions == plain.outcomes.adoptions
    assert found.share == plain.outcomes.share
    assert found.supported
    assert np.array_equal(found.base.objects, plain.outcomes.objects.sum(axis=0))
    often = [(d.name, d.code, round(d.objects * RUNS)) for d in plain.delegations if d.objects >= 0.01]
    assert [(one.name, one.code, one.objections) for one in found.objectors] == often[:10]
    assert ("China", "CHN") in [(one.name, one.code) for one in found.objectors]


def test_objections_are_those_of_the_plays(found: WhatIf, scenario: Scenario) -> None:
    outcomes = forecast(scenario, RUNS, SEED).outcomes
    codes = found.setting.table.codes
    told = found.objections
    for n, one in enumerate(found.objectors):
        mine = told["objector"] == n
        rows = told["replicate"][mine]
        seat = codes.index(one.code)
        assert np.array_equal(rows, np.flatnonzero(outcomes.objects[:, seat]))
        assert np.allclose(told["worth"][mine], outcomes.worth[rows, seat], atol=1e-6)
        assert (told["worth"][mine] < -told["price"][mine]).all()
        assert np.array_equal(told["complaint"][mine], outcomes.complaints[rows, seat])


def test_an_outlet_is_the_same_play_with_one_more(found: WhatIf, scenario: Scenario) -> None:
    table = found.setting.table
    more = replace(found.setting, table=replace(table, outlets=1))
    (relieved,) = more.play(SEED, np.arange(RUNS))
    told = found.objections
    seats = np.array([table.codes.index(one.code) for one in found.objectors])[told["objector"]]
    assert np.array_equal(told["outlet_stance"], relieved.stances[told["replicate"], seats])
    assert np.array_equal(told["outlet_adopted"], relieved.adopted[told["replicate"]])
    effect = next(effect for effect in found.effects if effect.change == "one more outlet")
    assert effect.adopted == paired_share(found.base.adopted, relieved.adopted)
    assert effect.adopted.value == pytest.approx(relieved.adopted.mean() - found.share)


def test_every_kind_of_change_is_tried(found: WhatIf, scenario: Scenario) -> None:
    assert {effect.kind for effect in found.effects} == set(Kind)
    assert sum(effect.kind is Kind.DELEGATION for effect in found.effects) == 5
    assert sum(effect.kind is Kind.PARAGRAPH for effect in found.effects) == 2
    sizes = [abs(effect.adopted.value) for effect in found.effects]
    assert sizes == sorted(sizes, reverse=True)
    assert 2 + len(found.effects) <= most_tasks(scenario, RUNS)


def test_no_more_objectors_than_asked_for_and_none_that_is_rare(found: WhatIf) -> None:
    base = found.base
    everybody = likely_objectors(base, 193)
    assert [base.objects[seat] for seat in everybody] == sorted(base.objects[list(everybody)], reverse=True)
    assert all(base.objects[seat] >= 0.01 * RUNS for seat in everybody)
    assert likely_objectors(base, 1) == everybody[:1]


def test_a_room_in_which_everybody_agrees(scenario: Scenario) -> None:
    calm = what_if(
        scenario, 20, priors={"stake_scale": 50, "stake_noise": 0, "decision_noise": 0, "red_line": 100}
    )
    assert calm.objectors == ()
    assert calm.share == 1
    assert not any(effect.adopted.clear for effect in calm.effects)
    assert all(effect.adopted.low < 0 < effect.adopted.high for effect in calm.effects)
