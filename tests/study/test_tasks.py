"""Tasks: each done once, anywhere, and never lost."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.study import tasks as tasks_module
from sim.study.tasks import Arrays, carry_out
from sim.study.workers import workers


@dataclass(frozen=True)
class Square:
    """A task that squares a number, and dies on the way if it is told to."""

    number: int
    folder: str = ""
    fate: str = ""

    @property
    def key(self) -> str:
        return f"square-{self.number}"

    def carry_out(self) -> Arrays:
        if self.fate == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.folder:
            (Path(self.folder) / f"{self.number}.{os.getpid()}").touch()
        return {"square": np.array([self.number**2])}


def squares(found: list[Arrays]) -> list[int]:
    return [int(arrays["square"][0]) for arrays in found]


def test_results_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    numbers = [5, 3, 9, 0, 7]
    work = [Square(n) for n in numbers]
    expected = [n**2 for n in numbers]
    assert squares(carry_out(work)) == expected
    assert squares(carry_out(work, tmp_path)) == expected
    with ThreadPoolExecutor(3) as threads:
        assert squares(carry_out(work, None, threads)) == expected


def test_what_the_store_holds_is_not_done_again(tmp_path: Path) -> None:
    store, seen = tmp_path / "store", tmp_path / "seen"
    seen.mkdir()
    work = [Square(n, str(seen)) for n in range(4)]
    carry_out(work[:2], store)
    done: list[int] = []
    assert squares(carry_out(work, store, progress=done.append)) == [0, 1, 4, 9]
    assert len(list(seen.iterdir())) == 4
    assert done == [1] * 4


def test_two_tasks_with_one_key_are_done_once(tmp_path: Path) -> None:
    work = [Square(2, str(tmp_path)), Square(2, str(tmp_path))]
    assert squares(carry_out(work)) == [4, 4]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_worker_that_dies_is_told_and_what_is_done_is_kept(tmp_path: Path) -> None:
    work = [Square(n) for n in range(6)]
    with workers(2) as pool, pytest.raises(BrokenExecutor):
        carry_out([*work[:5], Square(5, fate="killed")], tmp_path, pool)
    assert squares(carry_out(work, tmp_path)) == [n**2 for n in range(6)]


PARENT = """
import sys, time
from sim.study.workers import workers
import os
if __name__ == "__main__":
    with workers(2) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes run")
def test_workers_do_not_outlive_who_gives_out_the_work(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.kill()
    deadline = time.monotonic() + 300
    while alive(worker):
        assert time.monotonic() < deadline, "the worker goes on for nobody"
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether a process of another parent still runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_worker_is_this_process_itself() -> None:
    with workers(1) as executor:
        assert executor is None


def test_only_so_many_tasks_are_handed_out_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_module, "AHEAD", 3)

    class Counting(Executor):
        """Does every task at once, and counts how many nobody has asked for yet."""

        def __init__(self) -> None:
            self.handed_out: list[Future[Arrays]] = []
            self.most = 0

        def submit(self, work, /, *given, **named):  # type: ignore[no-untyped-def]
            future: Future[Arrays] = Future()
            self.handed_out.append(future)
            self.most = max(self.most, sum(not f.done() for f in self.handed_out))
            if len([f for f in self.handed_out if not f.done()]) == 3 or given[0].number >= 18:
                for waiting in self.handed_out:
                    if not waiting.done():
                        waiting.set_result({"square": np.array([0])})
            return future

    counting = Counting()
    assert len(carry_out([Square(n) for n in range(20)], None, counting)) == 20
    assert len(counting.handed_out) == 20
    assert counting.most <= 3


def test_a_store_that_vanishes_on_the_way_is_bad_input(tmp_path: Path) -> None:
    store = tmp_path / "store"

    def remove(_: int) -> None:
        for path in store.iterdir():
            path.unlink()
        store.rmdir()

    with pytest.raises(BadInput, match="disappeared"):
        carry_out([Square(n) for n in range(3)], store, progress=remove)
