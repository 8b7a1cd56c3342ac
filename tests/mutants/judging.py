"""Judge mutants by the tests, each in a process of its own, quickest tests first, until one notices.

mutmut writes the mutants into the program, all side by side; which one is played is said by an
environment variable. So the tests are collected once, in one session of pytest, that forks for
each mutant, and collecting does not take longer than judging.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.verdicts import KILLED, NUMBER, SURVIVED, TIMEOUT, UNTESTED

#: The tests that judge.
JUDGES = ("tests/negotiation", "tests/reference")
#: Left out: they start other interpreters or play for seconds, and notice nothing that others do not.
SLOW = (
    "test_play.py::test_another_process_plays_the_same",
    "test_room.py::test_only_the_room_needs_mesa",
    "test_twin_agrees.py::test_on_the_record",
)
#: Notice most of what concerns the rules of the game; asked once the quickest tests have found nothing.
KEEN = "test_twin_agrees.py"
#: The quickest tests: all that together take this share of the time.
QUICK = 0.2
#: A mutant plays for ever that takes so many times as long as the code as it is, and so many seconds more.
TIMES, MORE = 10, 10
#: Bytes that a mutant may ask for.
MEMORY = 8 * 2**30
#: Says which mutant is played.
ACTIVE = "MUTANT_UNDER_TEST"


@dataclass
class Judges:
    """The tests, once they are known: what each takes, in seconds, and what functions it comes to."""

    items: list[pytest.Item]
    seconds: dict[str, float] = field(default_factory=dict)
    functions: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, hits: Callable[[], set[str]]) -> None:
        """Run every test on the code as it is."""
        for item in self.items:
            hits()
            started = time.process_time()
            if notices(item):
                raise pytest.UsageError(f"{item.nodeid} fails on the code as it is")
            self.seconds[item.nodeid] = time.process_time() - started
            self.functions[item.nodeid] = hits()

    def of(self, function: str, first_round: bool) -> list[pytest.Item]:
        """Return the tests that come to a function, in the order in which they judge."""
        mine = [item for item in self.items if function in self.functions[item.nodeid]]
        mine.sort(key=lambda item: self.seconds[item.nodeid])
        budget, quick, rest = QUICK * sum(self.seconds.values()), [], []
        for item in mine:
            budget -= self.seconds[item.nodeid]
            (quick if budget > 0 and KEEN not in item.nodeid else rest).append(item)
        keen = [item for item in rest if KEEN in item.nodeid]
        return quick + keen + ([] if first_round else [item for item in rest if item not in keen])


def notices(item: pytest.Item) -> bool:
    """Run a test with all that it needs, and say whether it fails."""
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


class Quickly:
    """Plugin of pytest: Hypothesis finds a failure, and does not look for the smallest."""

    def pytest_configure(self) -> None:
        """Say so before the tests are imported."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None)
        settings.load_profile("mutants")


class Session(Quickly):
    """Plugin of pytest: in the place of running the tests, judges mutants by them."""

    def __init__(
        self, names: list[str], workers: int, first_round: bool, tell: Callable[[str, str], None]
    ) -> None:
        self.names, self.workers, self.first_round, self.tell = names, workers, first_round, tell

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge all mutants, some at a time."""
        from mutmut.state import state

        def hits() -> set[str]:
            found = set(state()._stats)
            state()._stats.clear()
            return found

        judges = Judges([i for i in session.items if not any(name in i.nodeid for name in SLOW)])
        os.environ[ACTIVE] = "stats"
        judges.learn(hits)
        os.environ[ACTIVE] = ""
        at_work: dict[int, tuple[str, float]] = {}
        for name in self.names:
            while len(at_work) >= self.workers:
                self._wait(at_work)
            tests = judges.of(function_of(name), self.first_round)
            if tests:
                limit = TIMES * sum(judges.seconds[item.nodeid] for item in tests) + MORE
                at_work[forked(name, tests, limit)] = (name, time.monotonic() + 60 + 30 * limit)
            else:
                self.tell(name, UNTESTED)
        while at_work:
            self._wait(at_work)
        return True

    def _wait(self, at_work: dict[int, tuple[str, float]]) -> None:
        """Wait until one is judged; who sleeps for ever is ended by the clock."""
        while True:
            done, status = os.waitpid(-1, os.WNOHANG)
            if done in at_work:
                break
            late = [pid for pid, (_, deadline) in at_work.items() if time.monotonic() > deadline]
            for pid in late:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.005)
        code = os.waitstatus_to_exitcode(status)
        self.tell(at_work.pop(done)[0], SURVIVED if code == 0 else TIMEOUT if code < 0 else KILLED)


def forked(name: str, tests: Iterable[pytest.Item], limit: float) -> int:
    """Play a mutant in a process of its own, whose end says whether a test noticed; return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.environ[ACTIVE] = name
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = int(any(notices(item) for item in tests))
    finally:
        os._exit(code)


def function_of(name: str) -> str:
    """Return the function that a mutant is of, as mutmut has it."""
    return NUMBER.sub("", name)


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Return the verdicts written down so far, the last for each mutant last."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, verdict = json.loads(line)
            yield name, verdict


def main(told: dict[str, Any]) -> int:
    """Judge in the folder where one is: the mutated copy."""
    sys.path.insert(0, os.getcwd())
    with Path(told["verdicts"]).open("a", encoding="utf-8") as file:

        def tell(name: str, verdict: str) -> None:
            file.write(json.dumps([told["keys"][name], verdict]) + "\n")
            file.flush()

        names = [re.sub(r"\b__init__\.", "", name) for name in told["keys"]]
        told["keys"] = dict(zip(names, told["keys"].values(), strict=True))
        session = Session(names, told["workers"], told["first_round"], tell)
        options = ["-s", "-p", "no:cacheprovider", "--rootdir=.", *JUDGES]
        return int(pytest.main(options, plugins=[session]))


if __name__ == "__main__":
    raise SystemExit(main(json.load(sys.stdin)))
