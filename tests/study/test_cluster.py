"""A study on a real Dask scheduler, with a worker killed in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.study import cluster as module
from sim.study.plays import Plays
from sim.study.setting import setting
from sim.study.tasks import Arrays, carry_out
from sim.study.workers import workers
from tests.scenario.files import shipped_scenario

pytest.importorskip("distributed", reason="needs the extra cluster")

#: Dask speaks through tornado and asyncio, which warn of what they mean to change.
pytestmark = pytest.mark.filterwarnings("default")


@dataclass
class Cluster:
    """A scheduler and its workers, each a process of this machine."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def started(module: str, *words: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{module}", *words], **quiet)


def wait_for(what: str, so: object) -> None:
    deadline = time.monotonic() + 300
    while not so():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"{what} does not come up"
        time.sleep(0.1)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A scheduler without workers: its address and the file by which it is found."""
    contact = tmp_path / "scheduler.json"
    quiet = ("--scheduler-file", str(contact), "--port", "0", "--host", "127.0.0.1", "--no-dashboard")
    process = started("dask_scheduler", *quiet)
    try:
        wait_for("the scheduler", lambda: contact.exists() and contact.read_text().endswith("}"))
        yield json.loads(contact.read_text())["address"], contact
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(scheduler: tuple[str, Path], tmp_path: Path) -> Iterator[Cluster]:
    from distributed import Client

    address, contact = scheduler
    words = f"--scheduler-file {contact} --nthreads 1 --no-dashboard --no-nanny --host 127.0.0.1".split()
    hands = [
        started("dask_worker", *words, "--local-directory", str(tmp_path / f"worker-{n}")) for n in range(2)
    ]
    try:
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=300)
        yield Cluster(address, hands)
    finally:
        for hand in hands:
            hand.kill()
            hand.wait()


def begun(marks: Path) -> set[str]:
    """The processes that have left a mark."""
    return {mark.name.split(".")[1] for mark in marks.iterdir()}


@dataclass(frozen=True, eq=False)
class Watched:
    """A task that leaves a mark when it begins, and is done once two workers have begun."""

    task: Plays
    marks: str

    @property
    def key(self) -> str:
        return self.task.key

    def carry_out(self) -> Arrays:
        (Path(self.marks) / f"{self.task.first}.{os.getpid()}").touch()
        wait_for("the other worker", lambda: len(begun(Path(self.marks))) == 2)
        return self.task.carry_out()


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_no_byte(cluster: Cluster, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    here = setting(shipped_scenario("gge-2014-2015"))
    plain = [Plays(here, 1, n * 10, (n + 1) * 10) for n in range(12)]
    undisturbed = carry_out(plain, tmp_path / "here")
    struck: list[int] = []

    def strike(_: int) -> None:
        if len(struck) == 2:
            cluster.workers[0].send_signal(signal.SIGKILL)
        struck.append(1)

    with workers(1, cluster.address) as executor:
        found = carry_out([Watched(t, str(marks)) for t in plain], tmp_path / "there", executor, strike)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert len(begun(marks)) == 2, "both workers had begun"
    assert len(struck) == 12
    for one, other in zip(undisturbed, found, strict=True):
        assert all(np.array_equal(one[name], other[name]) for name in one)
    here_files, there_files = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there")
    )
    assert here_files == there_files


def test_a_scheduler_that_does_not_answer_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1)
    with (
        pytest.raises(BadInput, match=r"no scheduler answered within 1 seconds \(Connection refused\)"),
        workers(1, "tcp://127.0.0.1:9"),
    ):
        pass


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "localhost", "http://host:1", "tcp://host", "tcp://:1", "host:0", "host:99999"],
)
def test_what_is_no_address_is_told_at_once(address: str) -> None:
    no_address = "is not the address of a scheduler; allowed: tcp://HOST:PORT"
    with pytest.raises(BadInput, match=no_address), workers(1, address):
        pass


def test_without_the_extra_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInput, match=r'pip install "gge-sim\[cluster\]"'), workers(1, "tcp://127.0.0.1:9"):
        pass


@pytest.mark.parametrize(
    ("name", "here", "told"),
    [
        (
            "CODE",
            "0123456789ab",
            r"its workers have gge-sim .* \(code .*\), this is .* \(code 0123456789ab\)",
        ),
        ("__version__", "99.0", r"its workers have gge-sim .*, this is 99\.0"),
    ],
)
def test_workers_of_other_code_or_another_version_are_refused(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, name: str, here: str, told: str
) -> None:
    monkeypatch.setattr(module, name, here)
    with pytest.raises(BadInput, match=told), workers(1, cluster.address):
        pass


@pytest.mark.parametrize(
    ("word", "answer", "problem"),
    [
        (b"", b"HTTP/1.1 302 Found\r\n", "is a web page, such as the dashboard of a scheduler"),
        (b"", b"", r"no scheduler answered within 1 seconds \(TimeoutError\)"),
        (b"SSH-2.0-OpenSSH_9\r\n", b"", r"no scheduler .* \(what listens there is not a scheduler\)"),
    ],
    ids=["dashboard", "silent", "something else"],
)
def test_what_is_no_scheduler_is_told_instead_of_waited_for(
    word: bytes, answer: bytes, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listener(BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(word)
            if self.request.recv(100) and answer:
                self.request.sendall(answer)
            self.request.recv(100)

    monkeypatch.setattr(module, "PATIENCE", 1)
    with ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        with (
            pytest.raises(BadInput, match=problem),
            workers(1, f"tcp://127.0.0.1:{server.server_address[1]}"),
        ):
            pass
        server.shutdown()


def test_a_scheduler_without_workers_is_told(scheduler: tuple[str, Path]) -> None:
    with pytest.raises(BadInput, match="the scheduler has no workers"), workers(1, scheduler[0]):
        pytest.fail("there is nobody to work")
