import csv
import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped
from sim.study.calibration.likelihood import TEMPER, effective_sets, support, weights
from sim.study.calibration.result import as_files, calibrated, calibrated_from, read_calibrated
from sim.study.calibration.simulation import simulate
from sim.study.calibration.tasks import Effort
from sim.study.forecast import forecast
from sim.study.history import Process, decided, decided_among
from sim.study.source import BehaviourSource
from tests.scenario.files import shipped_scenario

FREE = [p for p in PARAMETERS if p.prior.kind != "fixed"]
NAMES = [p.name for p in FREE]
#: The first sets that ship are played again on these; one room is large.
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
    assert header == [*NAMES, *(f"support {name}" for name in names)]
    assert len(rows) == effort().sets
    assert list(calibrated().values) == NAMES
    for column in calibrated().supports.values():
        assert column.shape == (effort().sets,)
        assert np.isfinite(column).all()
        assert column.max() < 0 < column.std()
    assert list(calibrated().supports) == names == list(calibrated().about["processes"])


def test_the_sets_that_ship_are_drawn_again() -> None:
    again = draw_behaviour({}, effort().seed, np.arange(effort().sets))
    for name in NAMES:
        assert calibrated().values[name] == pytest.approx(getattr(again, name), rel=1e-5), name


@pytest.mark.parametrize("name", PLAYED_AGAIN)
def test_the_first_supports_are_found_again(name: str) -> None:
    """The ensemble that ships was computed with this engine and this coding of the process."""
    process = gge(name)
    sets = draw_behaviour({}, effort().seed, np.arange(3))
    plays = effort().plays(process.scenario)
    simulated = simulate(process.table, process.scenario.chair.strategy, sets, plays, effort().seed)
    assert calibrated().supports[name][:3] == pytest.approx(support(process, simulated), rel=1e-4)


def test_weights_follow_from_the_supports() -> None:
    whole = calibrated().ensemble(list(calibrated().supports))
    assert whole.weights.sum() == pytest.approx(1)
    total = sum(calibrated().supports.values())
    by_hand = np.exp(total - total.max())
    assert whole.weights == pytest.approx(by_hand / by_hand.sum())
    assert effective_sets(whole.weights) == pytest.approx(calibrated().about["effective_sets"], abs=0.1)
    assert calibrated().about["language_temper"] == TEMPER
    assert calibrated().ensemble([]).weights == pytest.approx(1 / effort().sets)


def test_a_process_that_is_left_out_has_no_say() -> None:
    names = list(calibrated().supports)
    whole = calibrated().ensemble(names)
    for name, own in calibrated().supports.items():
        without = calibrated().ensemble([other for other in names if other != name])
        assert without.weights.sum() == pytest.approx(1)
        assert np.abs(without.weights - whole.weights).max() > 1e-4
        by_hand = without.weights * np.exp(own)
        assert by_hand / by_hand.sum() == pytest.approx(whole.weights)


def test_a_process_is_recognised_under_another_name() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    renamed = scenario.model_copy(update={"id": "china-softens"})
    assert calibrated().same_process(renamed) == "gge-2016-2017"
    moved = renamed.model_copy(update={"starts": "2018-01-01"})
    assert calibrated().same_process(moved) == ""
    assert (
        calibrated().ensemble(calibrated().known_for(renamed)).weights.tolist()
        == calibrated().ensemble(calibrated().known_for(scenario)).weights.tolist()
    )


def test_the_reports_of_one_body_are_left_out_together() -> None:
    scenario = shipped_scenario("oewg-2021-2025-apr2")
    body = {name for name in calibrated().supports if name.startswith("oewg-2021-2025")}
    assert len(body) == 4
    for changed in ({}, {"id": "another"}, {"id": "another", "starts": "2030-01-01"}):
        known = calibrated().known_for(scenario.model_copy(update=changed))
        assert set(known) == set(calibrated().supports) - body
    mandate = scenario.mandate.model_copy(update={"resolution": "A/RES/99/1"})
    assert calibrated().same_body(scenario.model_copy(update={"mandate": mandate})) == body
    elsewhere = {"mandate": mandate, "id": "another"}
    assert calibrated().same_body(scenario.model_copy(update=elsewhere)) == frozenset()


def test_a_folder_without_a_calibration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a calibration"):
        read_calibrated(tmp_path)
    for name, text in as_files(calibrated()).items():
        (tmp_path / name).write_text(text)
    assert read_calibrated(tmp_path).supports.keys() == calibrated().supports.keys()
    table = (tmp_path / "ensemble.csv").read_text()
    (tmp_path / "ensemble.csv").write_text(table.replace("indirect_harm", "veiled_harm", 1))
    said = r"ensemble.csv:1: veiled_harm: is not a parameter; it is now called indirect_harm"
    with pytest.raises(BadInput, match=said):
        read_calibrated(tmp_path)
    (tmp_path / "ensemble.csv").write_text("a,b\n1\n")
    with pytest.raises(BadInput, match="is not a calibration"):
        read_calibrated(tmp_path)


def test_the_files_that_ship_are_written_as_they_are_read() -> None:
    files = as_files(calibrated())
    assert files["ensemble.csv"] == shipped_text("ensemble.csv")
    assert json.loads(files["ensemble.json"]) == json.loads(shipped_text("ensemble.json"))


def test_a_calibration_is_put_together_from_its_counts() -> None:
    tiny = Effort(sets=20, small=4, large=2, seed=3)
    processes = [gge("gge-2009-2010"), gge()]
    sets = draw_behaviour({}, tiny.seed, np.arange(tiny.sets))
    found = [simulate(p.table, "mediator", sets, tiny.small, tiny.seed) for p in processes]
    result = calibrated_from(processes, found, tiny, "2030-01-02")
    assert list(result.values) == NAMES
    for name in NAMES:
        assert result.values[name].tolist() == getattr(sets, name).tolist()
    told = [support(p, t) for p, t in zip(processes, found, strict=True)]
    assert [s.tolist() for s in result.supports.values()] == [t.tolist() for t in told]
    ids = [p.id for p in processes]
    for known, which in ((ids, told), (ids[1:], told[1:]), (ids[:1], told[:1])):
        assert result.ensemble(known).weights == pytest.approx(weights(which, 20))
    assert result.about == {
        "date": "2030-01-02",
        "effort": {"sets": 20, "small": 4, "large": 2, "seed": 3},
        "language_temper": TEMPER,
        "effective_sets": round(effective_sets(weights(told, 20)), 1),
        "processes": {
            "gge-2009-2010": ["A/RES/60/45", "2009-11-24"],
            "gge-2016-2017": ["A/RES/70/237", "2016-08-29"],
        },
    }
    files = as_files(result)
    assert files == as_files(calibrated_from(processes, found, tiny, "2030-01-02"))
    assert json.loads(files["ensemble.json"]) == result.about
    header, *rows = csv.reader(files["ensemble.csv"].splitlines())
    assert header == [*NAMES, "support gge-2009-2010", "support gge-2016-2017"]
    columns = np.array(rows, dtype=float).T
    wanted = [*result.values.values(), *result.supports.values()]
    assert columns == pytest.approx(np.array(wanted), rel=1e-5)


def test_nothing_is_fitted_unless_the_ensemble_is_asked_for() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    usual, fitted = forecast(scenario, 200), forecast(scenario, 200, behaviour="calibrated")
    plain = forecast(scenario, 200, behaviour=BehaviourSource.PRIORS)
    assert usual.outcomes.worth.tobytes() == plain.outcomes.worth.tobytes()
    assert usual.outcomes.worth.tobytes() != fitted.outcomes.worth.tobytes()
    assert usual.outcomes.share != fitted.outcomes.share
    assert (usual.behaviour, fitted.behaviour) == (BehaviourSource.PRIORS, BehaviourSource.CALIBRATED)
    assert usual.ensemble is None


def test_given_priors_win_over_the_ensemble() -> None:
    scenario = shipped_scenario("gge-2016-2017")
    given = {p.name: p.prior for p in FREE}
    everything = forecast(scenario, 100, priors=given, behaviour="calibrated")
    plain = forecast(scenario, 100, behaviour="priors")
    assert everything.outcomes.worth.tobytes() == plain.outcomes.worth.tobytes()
    loud = forecast(scenario, 100, priors={"decision_noise": Prior.fixed(9)})
    assert loud.outcomes.share < 0.1 < forecast(scenario, 100).outcomes.share


@pytest.mark.parametrize("name", ["gge-2016-2017", "gge-2009-2010", "plastics-council"])
def test_a_process_is_forecast_with_the_whole_record_but_its_own_outcome(name: str) -> None:
    ensemble = forecast(shipped_scenario(name), 5, behaviour="calibrated").ensemble
    names = list(calibrated().supports)
    assert ensemble is not None
    without = calibrated().ensemble([other for other in names if other != name])
    assert ensemble.weights.tolist() == without.weights.tolist()
    whole = calibrated().ensemble(names).weights.tolist()
    assert (ensemble.weights.tolist() == whole) == (name not in names)


def test_behaviour_from_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        forecast(shipped_scenario("gge-2016-2017"), 5, behaviour="nonsense")
