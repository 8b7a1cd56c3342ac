from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.convene import convene
from sim.scenario.fault import BadInput
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study.calibration import tasks as calibration
from sim.study.calibration.likelihood import support
from sim.study.calibration.result import calibrated_from
from sim.study.calibration.simulation import Simulated, simulate
from sim.study.calibration.tasks import Effort, Task, simulate_record, tasks
from sim.study.history import Process, decided_among
from sim.study.tasks import carry_out
from sim.study.workers import workers
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


@pytest.fixture(scope="module")
def undisturbed(processes: list[Process]) -> list[bytes]:
    """What comes out if every set is played at once, without tasks or files."""
    sets = draw_behaviour({}, EFFORT.seed, np.arange(EFFORT.sets))
    return as_bytes([simulate(p.table, "mediator", sets, EFFORT.small, EFFORT.seed) for p in processes])


def as_bytes(found: Sequence[Simulated]) -> list[bytes]:
    return [
        np.asarray(getattr(simulated, f.name)).tobytes() for simulated in found for f in fields(simulated)
    ]


def stored(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def stop_after(number: int) -> Callable[[int], None]:
    done: list[int] = []

    def progress(tasks_done: int) -> None:
        done.append(tasks_done)
        if len(done) == number:
            raise KeyboardInterrupt

    return progress


def played(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the blocks that are played from now on."""
    seen: list[int] = []

    def watched(*arguments: object) -> Simulated:
        seen.append(1)
        return simulate(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(calibration, "simulate", watched)
    return seen


def test_plays_depend_on_the_size_of_the_room() -> None:
    assert EFFORT.plays(shipped_scenario("gge-2016-2017")) == 4
    assert EFFORT.plays(shipped_scenario("oewg-2019-2021")) == 2


def test_tasks_cover_every_set_once_and_the_largest_room_comes_first(processes: list[Process]) -> None:
    todo = tasks(processes, EFFORT)
    sizes = [len(task.scenario.members) for task in todo]
    assert sizes == sorted(sizes, reverse=True)
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
    others = [
        replace(task, first=1),
        replace(task, last=7),
        replace(task, plays=5),
        replace(task, seed=6),
        task_of(shipped_scenario("gge-2014-2015")),
        task_of(scenario.model_copy(update={"sessions": scenario.sessions + 1})),
        task_of(scenario.model_copy(update={"chair": dropper})),
    ]
    keys = {task.key, *(other.key for other in others)}
    assert len(keys) == 1 + len(others)
    assert replace(task).key == task.key
    assert task_of(scenario.model_copy(update={"title": "Another name"})).key == task.key
    monkeypatch.setattr("sim.study.tasks.CODE", "other code")
    assert task.key not in keys


def test_tasks_change_nothing(
    tmp_path: Path, processes: list[Process], undisturbed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path / "six", progress=done.append)) == undisturbed
    assert done == [1] * 12
    monkeypatch.setattr(calibration, "BLOCK", 100)
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path / "one")) == undisturbed
    assert (len(stored(tmp_path / "six")), len(stored(tmp_path / "one"))) == (12, 3)


def test_more_sets_begin_with_the_same_sets(tmp_path: Path, processes: list[Process]) -> None:
    few = simulate_record(processes[:1], EFFORT, tmp_path)[0]
    more = simulate_record(processes[:1], replace(EFFORT, sets=27), tmp_path)[0]
    assert more.adopted[:20].tolist() == few.adopted.tolist()
    assert more.rungs[:20].tolist() == few.rungs.tolist()
    assert len(more.adopted) == 27


@pytest.mark.parametrize("number", [1, 5, 12])
def test_what_is_interrupted_goes_on_to_the_same_bytes(
    tmp_path: Path,
    processes: list[Process],
    undisturbed: list[bytes],
    number: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeyboardInterrupt):
        simulate_record(processes, EFFORT, tmp_path, progress=stop_after(number))
    kept = stored(tmp_path)
    assert len(kept) == number
    seen = played(monkeypatch)
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path)) == undisturbed
    assert len(seen) == 12 - number
    assert kept.items() <= stored(tmp_path).items()


def test_what_is_lost_is_played_again_to_the_same_bytes(
    tmp_path: Path, processes: list[Process], undisturbed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate_record(processes, EFFORT, tmp_path)
    before = stored(tmp_path)
    for name in sorted(before)[::3]:
        (tmp_path / name).unlink()
    seen = played(monkeypatch)
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path)) == undisturbed
    assert len(seen) == 4
    assert stored(tmp_path) == before
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path)) == undisturbed
    assert len(seen) == 4


def test_what_is_damaged_is_played_again(
    tmp_path: Path, processes: list[Process], undisturbed: list[bytes]
) -> None:
    simulate_record(processes, EFFORT, tmp_path)
    before = stored(tmp_path)
    for name in sorted(before)[::4]:
        (tmp_path / name).write_bytes(before[name][:-40])
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path)) == undisturbed
    assert stored(tmp_path) == before


@pytest.mark.slow
def test_two_workers_do_what_one_does(
    tmp_path: Path, processes: list[Process], undisturbed: list[bytes]
) -> None:
    done: list[int] = []
    with workers(1) as here:
        assert here is None
        assert as_bytes(simulate_record(processes, EFFORT, tmp_path / "one", here)) == undisturbed
    with workers(2) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
        assert (
            as_bytes(simulate_record(processes, EFFORT, tmp_path / "two", pool, done.append)) == undisturbed
        )
    assert done == [1] * 12
    assert stored(tmp_path / "one") == stored(tmp_path / "two")


@pytest.mark.slow
def test_workers_that_are_interrupted_leave_only_whole_tasks(
    tmp_path: Path, processes: list[Process], undisturbed: list[bytes]
) -> None:
    with workers(2) as pool, pytest.raises(KeyboardInterrupt):
        simulate_record(processes, EFFORT, tmp_path, pool, stop_after(2))
    assert 2 <= len(stored(tmp_path)) <= 12
    assert all(name.endswith(".npz") for name in stored(tmp_path))
    assert as_bytes(simulate_record(processes, EFFORT, tmp_path)) == undisturbed


def test_a_store_that_cannot_be_written_is_bad_input_wherever_tasks_run(
    tmp_path: Path, processes: list[Process]
) -> None:
    (tmp_path / "file").write_text("")
    told = []
    for number in (1, 2):
        with workers(number) as pool, pytest.raises(BadInput) as refused:
            simulate_record(processes[:1], EFFORT, tmp_path / "file", pool)
        told.append(str(refused.value))
    assert told[0] == told[1]
    assert told[0].startswith(f"{tmp_path / 'file'}: cannot be written")


def test_a_task_is_kept_under_its_key(tmp_path: Path, processes: list[Process]) -> None:
    task = tasks(processes, EFFORT)[0]
    carry_out([task], tmp_path)
    assert list(stored(tmp_path)) == [f"{task.key}.npz"]


def test_supports_are_by_the_name_of_the_process(tmp_path: Path, processes: list[Process]) -> None:
    found = simulate_record(processes, EFFORT, tmp_path)
    told = calibrated_from(processes, found, EFFORT, "2026-11-21").supports
    assert sorted(told) == sorted(NAMES)
    for p, simulated in zip(processes, found, strict=True):
        assert told[p.id].tolist() == support(p, simulated).tolist()
        assert told[p.id].max() < 0
    with pytest.raises(ValueError, match="zip"):
        calibrated_from(processes, found[:2], EFFORT, "2026-11-21")
