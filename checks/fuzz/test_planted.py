"""What would be noticed: each defect is planted, and an attempt says what is wrong."""

import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checks.fuzz.attempt import attempt, lay, prepare
from checks.fuzz.cage import MB, Cage
from checks.fuzz.promised import folder_of, said_something
from tests.scenario.files import OWN


def _says(words: str, status: int) -> Callable[[], int]:
    def say() -> int:
        print(words, file=sys.stderr)
        return status

    return say


def _raises() -> int:
    raise ZeroDivisionError


def _hangs() -> int:
    while True:
        pass


def _sleeps() -> int:
    time.sleep(60)
    return 0


def _eats() -> int:
    return len(bytearray(b"x" * (120 * MB))) * 0


def _warns() -> int:
    warnings.warn("odd", RuntimeWarning, stacklevel=1)
    return 0


def _disturbs() -> int:
    print("\x1b[2J")
    return 0


PLANTED: dict[str, tuple[Callable[[], int], str]] = {
    "raises": (_raises, "a traceback"),
    "hangs": (_hangs, "ended by SIGXCPU"),
    "sleeps": (_sleeps, "ended by SIGKILL"),
    "eats memory": (_eats, "takes more than"),
    "exits 3": (_says("", 3), "exit status 3"),
    "a traceback and status 2": (_says("Traceback (most recent call last):", 2), "a traceback"),
    "says nothing": (lambda: 2, "refuses without a word"),
    "without its name": (_says("bad file", 2), "do not begin with its name"),
    "too long": (_says("gge-sim: " + "x" * 900, 2), "letters"),
    "too many lines": (_says("gge-sim: x\n" * 20, 2), "refuses in"),
    "a fault of the program": (_says("gge-sim: a program error", 70), "a fault of the program"),
    "warns": (_warns, "a warning of a library"),
    "speaks beside the result": (_says("gge-sim: done", 0), "writes to standard error"),
    "disturbs the terminal": (_disturbs, r"prints U\+001B"),
    "its promise broken": (lambda: 0, "no page"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_noticed(name: str, tmp_path: Path) -> None:
    call, told = PLANTED[name]
    prepare()
    lay(tmp_path / "case", {})
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    most = pages * resource.getpagesize() + 60 * MB
    cage = Cage(resident=most)
    if name in ("hangs", "sleeps"):
        cage = replace(cage, **{"cpu" if name == "hangs" else "wall": 1})
    with pytest.raises(AssertionError, match=told):
        attempt((name,), tmp_path / "case", call=call, promise=lambda folder, outcome: ["no page"], cage=cage)


def test_a_defect_of_a_command_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str) -> None:
        raise KeyError("FRA")

    lay(tmp_path / "case", {"s.yaml": OWN.encode()})
    attempt(("check", "s.yaml"), tmp_path / "case")
    monkeypatch.setattr("sim.scenario.loading.load_with_warnings", broken)
    with pytest.raises(AssertionError, match="exit status 70', 'a fault of the program"):
        attempt(("check", "s.yaml"), tmp_path / "case")


def test_a_sound_file_is_played_to_its_end(tmp_path: Path) -> None:
    lay(tmp_path / "case", {"s.yaml": OWN.encode()})
    words = ("run", "s.yaml", "--runs", "20", "--quiet", "--out", "out")
    attempt(words, tmp_path / "case", promise=folder_of("run"), statuses=(0,))
    attempt(("show", "s.yaml"), tmp_path / "case", promise=said_something, statuses=(0,))
