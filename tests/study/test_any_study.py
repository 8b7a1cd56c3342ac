"""What holds for every study: pieces, workers, a store, damage and an interruption change no byte."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.scenario.campaign import Campaign
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study import comparison, plays
from sim.study.calibration import tasks as calibration
from sim.study.campaign import histories as campaign
from sim.study.comparison import Playing, Side, compare
from sim.study.forecast import forecast
from sim.study.history import decided_among
from sim.study.membership import Rule
from sim.study.plays import Negotiations, Plays
from sim.study.replay import replay
from sim.study.sensitivity import evaluations
from sim.study.sensitivity.analysis import sensitivity
from sim.study.sensitivity.factors import factors
from sim.study.sensitivity.method import Method
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource
from sim.study.sweep import Effort, grid, sweep
from sim.study.tasks import Task
from sim.study.what_if import question
from sim.study.what_if.joining import Joining
from sim.study.what_if.question import what_if
from sim.study.workers import workers
from tests.scenario.files import OWN, shipped_scenario, written
from tests.study.campaign.chronicles import small

FOURTH, FIFTH = (shipped_scenario(name) for name in ("gge-2014-2015", "gge-2016-2017"))
HERE, ELSEWHERE = setting(FIFTH), setting(FOURTH)


def forecasting(**there: Any) -> Any:
    return forecast(load("gge-2004-2005"), 50, 3, **there).outcomes


def sweeping(**there: Any) -> Any:
    points = grid({}, [Rule.RANDOM, Rule.NESTED], [5, 12])
    found = sweep(shipped_scenario("membership-2019"), points, Effort(rooms=2, runs=10, seed=2), **there)
    return [one.counts for one in found.results]


def comparing(**there: Any) -> Any:
    found = compare(*(Side(s.id, s, setting(s)) for s in (FOURTH, FIFTH)), 60, 2, **there)
    return found.played_a, found.played_b


def asking(place: Path, **there: Any) -> Any:
    found = what_if(load(written(place, OWN)), 60, 3, **there)
    return found.objectors, found.effects, found.objections


def varying(**there: Any) -> Any:
    pytest.importorskip("SALib")
    varied = factors(HERE, FIFTH, (), ["iota=0.001:0.2", "outlets=0:2", "decision=consensus:two-thirds"])
    plan = evaluations.Plan(varied, Method.MORRIS, 6, 7, 5)
    found = sensitivity(FIFTH, HERE, plan, **there)
    return found.outputs, found.indices.strength_error, found.convergence, found.agreement


def chronicling(**there: Any) -> Any:
    return campaign.histories(*small(), 25, 2, BehaviourSource.PRIORS, **there)


def calibrating(place: Path, folder: Path | None = None, **there: Any) -> Any:
    processes = decided_among([shipped()[name] for name in ("gge-2009-2010", "gge-2016-2017")])
    effort = calibration.Effort(sets=12, small=4, large=2, seed=5)
    return calibration.simulate_record(processes, effort, folder or place / "tasks", **there)


class Study(NamedTuple):
    """A study, the module in which the size of its pieces is set, and the pieces of that size."""

    play: Callable[..., Any]
    module: Any = None
    sizes: Mapping[str, int] = {}
    pieces: int = 0


STUDIES = {
    "forecast": Study(forecasting, plays, {"BATCH": 16, "MOST_BATCHES": 1}, 4),
    "sweep": Study(sweeping, plays, {}, 8),
    "comparison": Study(comparing, comparison, {"PLAYS": 20}, 6),
    "what if": Study(asking, question, {"BATCH": 30}),
    "sensitivity": Study(varying, evaluations, {"BLOCK": 5}, 6),
    "campaign": Study(chronicling, campaign, {"BATCH": 8}, 4),
    "calibration": Study(calibrating, calibration, {"BLOCK": 5}, 6),
}
every_study = pytest.mark.parametrize("name", STUDIES)


def frozen(value: Any) -> Any:
    """A result to the last bit, so that two can be compared."""
    if isinstance(value, (np.ndarray, np.number, int, float)):
        array = np.asarray(value)
        return array.dtype.str, array.shape, array.tobytes()
    if isinstance(value, Mapping):
        return {name: frozen(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [frozen(held) for held in value]
    if is_dataclass(value):
        return {f.name: frozen(getattr(value, f.name)) for f in fields(value) if f.name != "campaign"}
    return value


def carried_out(name: str, place: Path, **there: Any) -> Any:
    study = STUDIES[name].play
    return frozen(study(place, **there) if study in (asking, calibrating) else study(**there))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """What a study finds here and now, in as few pieces as it can be."""
    return cache(lambda name: carried_out(name, tmp_path_factory.mktemp("whole")))


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor | None]:
    with workers(2) as executor:
        yield executor


def cut(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for size, number in STUDIES[name].sizes.items():
        monkeypatch.setattr(STUDIES[name].module, size, number)


def stored(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What the store holds, and when each file was written."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@every_study
def test_pieces_workers_and_a_store_change_nothing(
    name: str, whole: Any, pool: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, store, done = whole(name), tmp_path / "store", []
    cut(monkeypatch, name)
    assert carried_out(name, tmp_path, folder=store, executor=pool, progress=done.append) == expected
    kept = stored(store)
    assert len(kept) == (STUDIES[name].pieces or len(kept)) > 3
    assert sum(done) == (50 if name == "forecast" else len(kept))  # plays of a forecast, else pieces
    assert carried_out(name, tmp_path, folder=store) == expected
    assert stored(store) == kept, "nothing is played again"
    lost, damaged, *others = sorted(kept)
    (store / lost).unlink()
    (store / damaged).write_bytes(kept[damaged][0][:-40])
    assert carried_out(name, tmp_path, folder=store) == expected
    again = stored(store)
    assert {n: data for n, (data, _) in again.items()} == {n: data for n, (data, _) in kept.items()}
    assert all(again[n] == kept[n] for n in others)


@every_study
@pytest.mark.parametrize("number", [1, 3])
def test_what_is_interrupted_goes_on_to_the_same_bytes(
    name: str, number: int, whole: Any, pool: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here and now, and with workers, which finish what they have begun."""
    expected, store, done = whole(name), tmp_path / "store", []
    cut(monkeypatch, name)

    def stop(more: int) -> None:
        done.append(more)
        if len(done) == number:
            raise KeyboardInterrupt

    there = {"folder": store, "progress": stop, "executor": pool if number == 3 else None}
    with pytest.raises(KeyboardInterrupt):
        carried_out(name, tmp_path, **there)
    kept = stored(store)
    assert len(kept) == number
    assert all(file.endswith(".npz") for file in kept)
    assert carried_out(name, tmp_path, folder=store) == expected
    assert kept.items() <= stored(store).items()


def comparing_with(scenario: Scenario, **numbers: int) -> Any:
    return compare(*[Side("", scenario, HERE)] * 2, **numbers)


def chronicled(_: Scenario, **numbers: int) -> Any:
    return campaign.histories(*small(), **numbers)


TASKS: list[Task] = [
    Plays(HERE, 1, 0, 9),
    Negotiations(HERE, 1, 0, 9),
    Playing(HERE, 1, 0, 9),
    Joining(HERE, 1, 0, 9, (0, 1)),
    evaluations.Evaluations(HERE, ("inertia", "outlets"), ((0.1, 1), (0.2, 2)), 1, 9),
    campaign.PlayHistory(small()[0], 1, 0, 9, BehaviourSource.PRIORS),
]


def other(value: Any) -> Any:
    """Something else in the place of a part of a task."""
    if isinstance(value, Campaign):
        return replace(value, stages=value.stages[:3])
    if isinstance(value, (Setting, BehaviourSource)):
        return ELSEWHERE if isinstance(value, Setting) else BehaviourSource.CALIBRATED
    return value[::-1] if isinstance(value, tuple) else value + 1


def test_every_part_of_every_task_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    altered: list[Any] = list(TASKS)
    for task in TASKS:
        altered += [replace(task, **{f.name: other(getattr(task, f.name))}) for f in fields(task)]  # type: ignore[type-var, arg-type]
        assert replace(task).key == task.key  # type: ignore[type-var]
    keys = [task.key for task in altered]
    assert len(set(keys)) == len(keys)
    monkeypatch.setattr("sim.study.tasks.CODE", "other code")
    assert not {task.key for task in TASKS} & set(keys)


@pytest.mark.parametrize(
    ("study", "wrong"),
    [
        *((study, {"runs": 0}) for study in (forecast, comparing_with, what_if, chronicled)),
        *((study, {"seed": -1}) for study in (forecast, comparing_with, what_if, chronicled, replay)),
        (forecast, {"runs": -5}),
        (what_if, {"top": 0}),
        (replay, {"replicate": -1}),
    ],
)
def test_impossible_numbers_are_refused(study: Callable[..., Any], wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        study(FIFTH, **wrong)


@pytest.mark.parametrize(
    ("priors", "said"), [({"nonsense": 1}, "no parameter 'nonsense'"), ({"chair_partiality": 1.5}, "0 to 1")]
)
@pytest.mark.parametrize("study", [forecast, what_if, replay])
def test_impossible_parameters_are_refused(study: Any, priors: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        study(FIFTH, priors=priors)
