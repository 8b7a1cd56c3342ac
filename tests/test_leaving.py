"""How the command line ends where something else than the input stops it: status, and what it says."""

import os
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from typer.testing import Result

from tests.command import COMMAND, ENVIRONMENT, here


def stopped(monkeypatch: pytest.MonkeyPatch, by: BaseException, *words: str) -> Result:
    """Run a command that loads a scenario, which something stops."""

    def load(source: object) -> None:
        raise by

    monkeypatch.setattr("sim.scenario.loading.load_with_warnings", load)
    return here(*(words or ("check", "gge-2016-2017")))


@pytest.mark.parametrize(
    ("by", "status", "said"),
    [
        (BrokenExecutor("a process was ended"), 75,
         "the workers have stopped; finished work is kept, and the same command resumes it"),
        (MemoryError(), 2, "not enough memory for this many plays; lower --runs"),
        (OSError(28, "No space left on device", "results/x"), 2, "results/x: No space left on device"),
    ],
)  # fmt: skip
def test_what_stops_a_command_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, by: BaseException, status: int, said: str
) -> None:
    told = stopped(monkeypatch, by)
    assert (told.exit_code, told.stdout, told.stderr) == (status, "", f"gge-sim: {said}\n")


def test_a_fault_of_the_program_is_one_line_unless_a_traceback_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GGE_SIM_TRACEBACK", raising=False)
    told = stopped(monkeypatch, RuntimeError("two\nlines"))
    assert told.exit_code == 70
    assert told.stderr == (
        "gge-sim: a program error, not one in your input (RuntimeError: two); "
        "GGE_SIM_TRACEBACK=1 shows where\n"
    )
    monkeypatch.setenv("GGE_SIM_TRACEBACK", "1")
    assert isinstance(stopped(monkeypatch, RuntimeError("two\nlines")).exception, RuntimeError)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="pipes are closed otherwise here")
@pytest.mark.parametrize(
    "typed", ["check gge-2016-2017", "scenarios --json", "schema", "show gge-2016-2017", "--version"]
)
@pytest.mark.parametrize("buffered", [True, False])
def test_whoever_has_read_enough_is_told_of_no_failure(tmp_path: Path, typed: str, buffered: bool) -> None:
    ours, theirs = os.pipe()
    os.close(ours)  # as `| head` does once it has its lines
    known = {name: value for name, value in ENVIRONMENT.items() if name != "PYTHONUNBUFFERED"}
    told = subprocess.run(
        [*COMMAND, *typed.split()], cwd=tmp_path,
        env=known if buffered else {**known, "PYTHONUNBUFFERED": "1"}, stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=subprocess.PIPE, timeout=900,
    )  # fmt: skip
    os.close(theirs)
    assert told.stderr == b""
    if typed != "--version":  # which the library prints, and leaves by itself
        assert told.returncode == 0


def test_to_import_the_program_is_not_to_run_it() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sim.__main__"], env=ENVIRONMENT, capture_output=True, timeout=900
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, b"", b"")
