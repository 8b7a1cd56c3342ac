from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.convene import convene
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study.calibration import tasks as calibration
from sim.study.calibration.likelihood import support
from sim.study.calibration.result import calibrated_from
from sim.study.calibration.simulation import simulate
from sim.study.calibration.tasks import Effort, Task, simulate_record, tasks
from sim.study.history import Process, decided_among
from tests.scenario.files import shipped_scenario

EFFORT = Effort(sets=20, small=4, large=2, seed=5)
NAMES = ("gge-2009-2010", "gge-2014-2015", "gge-2016-2017")


@pytest.fixture(scope="module")
def processes() -> list[Process]:
    return decided_among([shipped()[name] for name in NAMES])


@pytest.fixture(autouse=True)
def blocks_of_six(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four tasks for each process."""
    monkeypatch.setattr(calibration, "BLOCK", 6)


def test_tasks_cover_every_set_once_and_the_largest_room_comes_first(processes: list[Process]) -> None:
    todo = tasks(processes, EFFORT)
    sizes = [len(task.scenario.members) for task in todo]
    assert sizes == sorted(sizes, reverse=True)
    large = shipped_scenario("oewg-2019-2021")
    assert (EFFORT.plays(todo[-1].scenario), EFFORT.plays(large)) == (4, 2)
    for p in processes:
        covered = [n for t in todo if t.scenario.id == p.id for n in range(t.first, t.last)]
        assert covered == list(range(20))
    assert len({task.key for task in todo}) == len(todo) == 12


def task_of(scenario: Scenario) -> Task:
    return Task(scenario, convene(scenario).digest, 0, 6, 4, 5)


def test_every_part_of_a_task_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario: Scenario = shipped_scenario("gge-2016-2017")
    task = task_of(scenario)
    dropper = scenario.chair.model_copy(update={"strategy": "dropper"})
    changed = ({"sessions": scenario.sessions + 1}, {"chair": dropper})
    others = [replace(task, **{part: 7}) for part in ("first", "last", "plays", "seed")]
    others += [task_of(scenario.model_copy(update=change)) for change in changed]
    keys = {task.key, task_of(shipped_scenario("gge-2014-2015")).key, *(other.key for other in others)}
    assert len(keys) == 2 + len(others)
    assert task_of(scenario.model_copy(update={"title": "Another name"})).key == task.key
    monkeypatch.setattr("sim.study.tasks.CODE", "other code")
    assert task.key not in keys


def test_tasks_find_what_is_found_if_every_set_is_played_at_once(
    tmp_path: Path, processes: list[Process]
) -> None:
    sets = draw_behaviour({}, EFFORT.seed, np.arange(EFFORT.sets))
    for p, found in zip(processes, simulate_record(processes, EFFORT, tmp_path), strict=True):
        alone = simulate(p.table, "mediator", sets, EFFORT.small, EFFORT.seed)
        for f in fields(found):
            assert np.array_equal(getattr(found, f.name), getattr(alone, f.name)), f.name


def test_more_sets_begin_with_the_same_sets(tmp_path: Path, processes: list[Process]) -> None:
    few = simulate_record(processes[:1], EFFORT, tmp_path)[0]
    more = simulate_record(processes[:1], replace(EFFORT, sets=27), tmp_path)[0]
    assert more.adopted[:20].tolist() == few.adopted.tolist()
    assert more.rungs[:20].tolist() == few.rungs.tolist()
    assert len(more.adopted) == 27


def test_supports_are_by_the_name_of_the_process(tmp_path: Path, processes: list[Process]) -> None:
    found = simulate_record(processes, EFFORT, tmp_path)
    told = calibrated_from(processes, found, EFFORT, "2026-11-21").supports
    assert sorted(told) == sorted(NAMES)
    for p, simulated in zip(processes, found, strict=True):
        assert told[p.id].tolist() == support(p, simulated).tolist()
        assert told[p.id].max() < 0
    with pytest.raises(ValueError, match="zip"):
        calibrated_from(processes, found[:2], EFFORT, "2026-11-21")
