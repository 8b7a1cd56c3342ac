from __future__ import annotations

import csv
import json
from importlib import resources

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import PARAMETERS, Parameter, Prior
from sim.scenario.shipped import shipped
from sim.study.calibrated import NEGLIGIBLE, Calibrated, as_files, calibrated, calibrated_from
from sim.study.calibration import Effort
from sim.study.forecast import forecast
from sim.study.history import Process, decided, decided_among
from sim.study.record import Mode, judge
from sim.study.source import BehaviourSource
from sim.study.trial import Trial, put_to_trial
from sim.study.weighing import TEMPER, effective_sets, support, weights
from tests.scenario.files import shipped_scenario

FREE = [p for p in PARAMETERS if p.prior.kind != "fixed"]
NAMES = [p.name for p in FREE]
#: The first sets that ship are put to trial again on these; one room is large.
PLAYED_AGAIN = ("gge-2004-2005", "gge-2014-2015", "gge-2016-2017", "oewg-2021-2025-final")


def shipped_text(name: str) -> str:
    return resources.files("sim.study").joinpath("data", name).read_text(encoding="utf-8")


def effort() -> Effort:
    return Effort(**calibrated().about["effort"])


def gge(name: str = "gge-2016-2017") -> Process:
    return decided_among([shipped()[name]])[0]


def test_what_ships_is_the_free_parameters_then_the_decided_processes_in_order() -> None:
    header, *rows = csv.reader(shipped_text("ensemble.csv").splitlines())
    names = [p.id for p in decided()]
    assert header == ["set", *NAMES, *(f"support {name}" for name in names)]
    assert len(rows) == calibrated().about["sets_kept"]
    assert list(calibrated().values) == NAMES
    assert list(calibrated().supports) == names == calibrated().about["processes"]


def test_every_column_that_ships_has_a_value_for_every_set() -> None:
    numbers = calibrated().numbers
    assert numbers.tolist() == sorted(set(numbers.tolist()))
    assert 0 <= numbers[0] <= numbers[-1] < effort().sets
    for column in (*calibrated().values.values(), *calibrated().supports.values()):
        assert column.shape == numbers.shape
        assert np.isfinite(column).all()
    for column in calibrated().supports.values():
        assert column.max() < 0
        assert column.std() > 0


@pytest.mark.parametrize("parameter", FREE, ids=NAMES)
def test_the_values_that_ship_lie_within_the_priors(parameter: Parameter) -> None:
    values = calibrated().values[parameter.name]
    assert values.min() >= parameter.prior.low * (1 - 1e-7)
    assert values.max() <= parameter.prior.high * (1 + 1e-7)
    assert len(np.unique(values)) > 0.99 * len(values)


def test_the_sets_that_ship_are_drawn_again() -> None:
    again = draw_behaviour({}, effort().seed, calibrated().numbers)
    for name in NAMES:
        assert calibrated().values[name] == pytest.approx(getattr(again, name), rel=1e-7), name


@pytest.mark.parametrize("name", PLAYED_AGAIN)
def test_the_first_supports_are_found_again(name: str) -> None:
    """The ensemble that ships was computed with this engine and this coding of the process."""
    process = gge(name)
    sets = draw_behaviour({}, effort().seed, calibrated().numbers[:3])
    plays = effort().plays(process.scenario)
    trial = put_to_trial(process.table, process.scenario.chair.strategy, sets, plays, effort().seed)
    assert calibrated().supports[name][:3] == pytest.approx(support(process, trial), rel=1e-6)


def test_weights_follow_from_the_supports() -> None:
    whole = calibrated().ensemble()
    assert whole.weights.sum() == pytest.approx(1)
    total = sum(calibrated().supports.values())
    by_hand = np.exp(total - total.max())
    assert whole.weights == pytest.approx(by_hand / by_hand.sum())
    assert effective_sets(whole.weights) == pytest.approx(calibrated().about["effective_sets"], abs=0.1)
    assert calibrated().about["language_temper"] == TEMPER


def test_a_process_that_is_left_out_has_no_say() -> None:
    whole = calibrated().ensemble()
    for name, own in calibrated().supports.items():
        without = calibrated().ensemble(name)
        assert without.weights.sum() == pytest.approx(1)
        assert np.abs(without.weights - whole.weights).max() > 1e-4
        by_hand = without.weights * np.exp(own)
        assert by_hand / by_hand.sum() == pytest.approx(whole.weights)
        silenced = {n: 0 * s if n == name else s for n, s in calibrated().supports.items()}
        other = Calibrated(calibrated().numbers, calibrated().values, silenced, {}).ensemble(name)
        assert other.weights.tobytes() == without.weights.tobytes()
    assert calibrated().ensemble("no-process-of-the-record").weights.tobytes() == whole.weights.tobytes()


def test_the_files_that_ship_are_written_as_they_are_read() -> None:
    files = as_files(calibrated())
    assert files["ensemble.csv"] == shipped_text("ensemble.csv")
    assert json.loads(files["ensemble.json"]) == json.loads(shipped_text("ensemble.json"))


def test_a_calibration_is_put_together_from_its_trials() -> None:
    tiny = Effort(sets=20, small=4, large=2, seed=3)
    processes = [gge("gge-2009-2010"), gge()]
    sets = draw_behaviour({}, tiny.seed, np.arange(tiny.sets))
    found = [put_to_trial(p.table, "mediator", sets, tiny.small, tiny.seed) for p in processes]
    result = calibrated_from(processes, found, tiny, "2030-01-02")
    kept = result.numbers
    assert list(result.values) == NAMES
    for name in NAMES:
        assert result.values[name].tolist() == getattr(sets, name)[kept].tolist()
    told = [support(p, t) for p, t in zip(processes, found, strict=True)]
    assert [s.tolist() for s in result.supports.values()] == [t[kept].tolist() for t in told]
    for left_out, known in (("", told), ("gge-2009-2010", told[1:]), ("gge-2016-2017", told[:1])):
        whole = weights(known, 20)
        assert 1 - NEGLIGIBLE <= whole[kept].sum() <= 1 + 1e-9
        assert result.ensemble(left_out).weights == pytest.approx(whole[kept] / whole[kept].sum())

    score = result.about["leave_one_out"]
    judged = judge(Mode.LEAVE_ONE_OUT, processes, found)
    assert score["brier"] == pytest.approx(
        ((judged[0].probability - 1) ** 2 + judged[1].probability ** 2) / 2, abs=5e-5
    )
    assert set(score) == {"brier", "log", "language_exact", "language_distance"}
    assert {name: told for name, told in result.about.items() if name != "leave_one_out"} == {
        "date": "2030-01-02",
        "effort": {"sets": 20, "small": 4, "large": 2, "seed": 3},
        "language_temper": TEMPER,
        "sets_kept": len(kept),
        "effective_sets": round(effective_sets(weights(told, 20)), 1),
        "processes": ["gge-2009-2010", "gge-2016-2017"],
    }
    files = as_files(result)
    assert files == as_files(calibrated_from(processes, found, tiny, "2030-01-02"))
    assert json.loads(files["ensemble.json"]) == result.about
    header, *rows = csv.reader(files["ensemble.csv"].splitlines())
    assert header == ["set", *NAMES, "support gge-2009-2010", "support gge-2016-2017"]
    columns = np.array(rows, dtype=float).T
    wanted = [kept, *result.values.values(), *result.supports.values()]
    assert columns == pytest.approx(np.array(wanted), rel=1e-7)


def test_sets_that_carry_nothing_are_left_out() -> None:
    tiny = Effort(sets=30, small=1, large=1, seed=3)
    processes = [gge("gge-2009-2010"), gge()]

    def found(process: Process) -> Trial:
        """A thousand plays, of which the first two sets foresee all, and the others nothing."""
        right = np.r_[np.ones(2), np.zeros(28)] == process.record.adopted
        paragraphs, members = process.table.shape
        nobody = np.zeros((30, members))
        return Trial(10**6, 1e6 * right, np.zeros((30, paragraphs, 3)), nobody, nobody)

    result = calibrated_from(processes, [found(p) for p in processes], tiny, "2030-01-02")
    assert result.numbers.tolist() == [0, 1]
    assert result.ensemble().weights == pytest.approx([0.5, 0.5])
    assert result.about["sets_kept"] == 2
    assert result.about["effective_sets"] == 2


def test_a_forecast_is_calibrated_unless_the_priors_are_asked_for() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    usual, fitted = forecast(scenario, 200), forecast(scenario, 200, behaviour="calibrated")
    plain = forecast(scenario, 200, behaviour=BehaviourSource.PRIORS)
    assert usual.outcomes.worth.tobytes() == fitted.outcomes.worth.tobytes()
    assert usual.outcomes.worth.tobytes() != plain.outcomes.worth.tobytes()
    assert usual.share != plain.share
    assert (usual.behaviour, plain.behaviour) == (BehaviourSource.CALIBRATED, BehaviourSource.PRIORS)
    assert plain.ensemble is None


def test_given_priors_win_over_the_ensemble() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    given = {p.name: p.prior for p in FREE}
    everything = forecast(scenario, 100, priors=given)
    plain = forecast(scenario, 100, behaviour="priors")
    assert everything.outcomes.worth.tobytes() == plain.outcomes.worth.tobytes()
    loud = forecast(scenario, 100, priors={"decision_noise": Prior.fixed(9)})
    assert loud.share < 0.1 < forecast(scenario, 100).share


@pytest.mark.parametrize("name", ["gge-2016-2017", "gge-2009-2010"])
def test_a_process_of_the_record_is_forecast_without_its_own_outcome(name: str) -> None:
    ensemble = forecast(shipped_scenario(name), 5).ensemble
    assert ensemble is not None
    assert ensemble.weights.tolist() == calibrated().ensemble(name).weights.tolist()
    assert ensemble.weights.tolist() != calibrated().ensemble().weights.tolist()


def test_any_other_scenario_is_forecast_with_the_whole_record() -> None:
    elsewhere = shipped_scenario("gge-2016-2017").model_copy(update={"id": "elsewhere"})
    ensemble = forecast(elsewhere, 5).ensemble
    assert ensemble is not None
    assert ensemble.weights.tolist() == calibrated().ensemble().weights.tolist()


def test_behaviour_from_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        forecast(shipped_scenario("gge-2016-2017"), 5, behaviour="nonsense")
