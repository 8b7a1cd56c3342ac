"""A small run of the fuzzer, and that it notices what is wrong."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.fuzz.attempt import Case, Step, attempt, command, prepare
from checks.fuzz.cage import MB, Cage, caged, resident_now
from checks.fuzz.cell import Cell
from checks.fuzz.kinds import kind_named
from checks.fuzz.scenario import use
from checks.fuzz.shrink import shrunk
from checks.fuzz.tally import fuzz
from tests.scenario.files import OWN

pytestmark = pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="needs processes that fork")

#: Cases of each kind, and the steps of each that are taken.
CASES = {"scenario": (160, 1), "files": (24, 1), "options": (14, 1)}


@pytest.fixture(scope="module", autouse=True)
def _prepared() -> None:
    prepare()


@pytest.mark.parametrize("kind", CASES)
def test_every_file_is_used_or_refused_in_clear_words(kind: str) -> None:
    cases, steps = CASES[kind]
    tally = fuzz(kind, 5, 0, cases, steps=steps)
    assert tally.defects == [], tally.report()
    assert tally.cases == cases
    ends = {end for found in tally.ends.values() for end in found}
    assert ends == {"accepted", "refused"}


def test_a_sound_file_is_played_to_its_end(tmp_path: Path) -> None:
    case = Case("own", {"s.yaml": OWN.encode()}, (use("run"), use("show")))
    tried = attempt(case, tmp_path / "case")
    assert [one.defects for one in tried] == [(), ()]
    assert [one.outcome.status for one in tried] == [0, 0]


@pytest.mark.parametrize("kind", CASES)
def test_a_case_is_the_same_every_time(kind: str) -> None:
    made = kind_named(kind)
    for number in range(30):
        one, other = made(7, number), made(7, number)
        assert one.files == other.files
        assert [step.words for step in one.steps] == [step.words for step in other.steps]
    assert made(7, 0).files != made(8, 0).files or made(7, 0).steps != made(8, 0).steps


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
    "a fault of the program": (_says("gge-sim: a fault of the program", 70), "a fault of the program"),
    "warns": (_warns, "a warning of a library"),
    "speaks beside the result": (_says("gge-sim: done", 0), "writes to standard error"),
    "disturbs the terminal": (_disturbs, "prints U+001B"),
    "its promise broken": (lambda: 0, "no page"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_noticed(name: str, tmp_path: Path) -> None:
    call, told = PLANTED[name]
    cage = Cage(cpu=1, wall=1 if name == "sleeps" else 30, resident=resident_now() + 60 * MB)
    step = Step((name,), call, lambda folder, outcome: ["no page"], cage=cage)
    (tried,) = attempt(Case(name, {}, (step,)), tmp_path / "case")
    assert any(told in defect for defect in tried.defects), tried


def test_a_defect_of_a_command_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str) -> None:
        raise KeyError("FRA")

    monkeypatch.setattr("sim.scenario.loading.load", broken)
    tally = fuzz("scenario", 5, 0, 2, steps=1)
    assert {defect for _, defect, _ in tally.defects} == {"exit status 70", "a fault of the program"}
    assert "with a defect" in tally.report()


def test_what_is_wrong_is_shrunk_to_the_lines_that_make_it_so(tmp_path: Path) -> None:
    def chokes() -> int:
        return 3 if "bad" in Path("s.yaml").read_text(encoding="utf-8") else 0

    lines = [f"line {number}" for number in range(40)]
    lines[27] = "bad"
    case = Case("own", {"s.yaml": "\n".join(lines).encode()}, (Step(("chokes",), chokes),))
    tried = attempt(case, tmp_path / "case")
    assert tried[0].defects == ("exit status 3",)
    assert shrunk(case, tried, tmp_path / "case").files == {"s.yaml": b"bad"}


@pytest.mark.parametrize("text", [OWN, OWN.replace("CABLES", "cables"), "a: [", "a: &b 1"])
def test_a_cell_finds_what_a_process_of_its_own_finds(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "s.yaml").write_text(text, encoding="utf-8")
    cell = Cell()
    try:
        found = [cell(_check, folder, Cage()), cell(_check, folder, Cage()), caged(_check, folder, Cage())]
    finally:
        cell.close()
    assert len({(one.status, one.out, one.err) for one in found}) == 1


def _check() -> int | None:
    return command(("check", "s.yaml"))


def test_a_cell_goes_on_after_a_call_that_does_not_end(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    cell = Cell()
    try:
        assert cell(_hangs, folder, Cage(cpu=1)).signal
        assert cell(_quits, folder, Cage()).status == 3
    finally:
        cell.close()


def _quits() -> int:
    return 3
