"""The setting of a study."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.decisions import decision_named
from sim.negotiation.parameters import Prior
from sim.scenario.schema import Scenario
from sim.study import setting as module
from sim.study.setting import Setting, scenario_digest, setting
from sim.study.source import BehaviourSource
from tests.scenario.files import shipped_scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return shipped_scenario("gge-2014-2015")


def test_batches_change_nothing(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    here = setting(scenario)
    (whole,) = here.play(1, np.arange(50))
    monkeypatch.setattr(module, "BATCH", 7)
    parts = list(here.play(1, np.arange(50)))
    assert [len(part) for part in parts] == [7] * 7 + [1]
    assert np.concatenate([part.worth for part in parts]).tobytes() == whole.worth.tobytes()


@pytest.mark.parametrize("behaviour", BehaviourSource)
def test_what_travels_is_small_and_plays_the_same(scenario: Scenario, behaviour: BehaviourSource) -> None:
    here = setting(scenario, behaviour=behaviour)
    assert (here.ensemble is None) == (behaviour is BehaviourSource.PRIORS)
    sent = pickle.dumps(here)
    assert len(sent) < 20_000, "the ensemble stays at home"
    there = pickle.loads(sent)
    assert there.digest == here.digest
    (one,), (other,) = here.play(1, np.arange(20)), there.play(1, np.arange(20))
    assert one.worth.tobytes() == other.worth.tobytes()


def test_everything_that_a_play_depends_on_is_in_the_digest(scenario: Scenario) -> None:
    here, fitted = setting(scenario), setting(scenario, behaviour="calibrated")
    table = here.table
    others: list[Setting] = [
        setting(shipped_scenario("gge-2016-2017")),
        setting(scenario, {"inertia": 0.05}),
        setting(scenario, {"inertia": Prior("uniform", 0.01, 0.05)}),
        setting(scenario, {"inertia": Prior("loguniform", 0.01, 0.05)}),
        setting(scenario, {"inertia": Prior("loguniform", 0.001, 0.2)}),
        setting(scenario, chair="dropper"),
        setting(scenario, {"own_claim": Prior("uniform", 0.1, 0.8)}),
        fitted,
        replace(fitted, given={"own_claim": Prior("uniform", 0.1, 0.8)}),
        replace(fitted, known=fitted.known and fitted.known[1:]),
        replace(here, table=replace(table, outlets=1)),
        replace(here, table=replace(table, decision=decision_named("two-thirds"))),
        replace(here, table=replace(table, positions=table.positions + 1e-9)),
    ]
    digests = {here.digest, *(other.digest for other in others)}
    assert len(digests) == 1 + len(others)
    assert setting(scenario).digest == here.digest


def test_the_digest_of_a_scenario_is_that_of_its_content(scenario: Scenario) -> None:
    assert scenario_digest(scenario) == scenario_digest(scenario.model_copy())
    assert scenario_digest(scenario) != scenario_digest(scenario.model_copy(update={"sessions": 9}))
