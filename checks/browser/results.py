"""Results whose pages are looked at: real commands with few plays, run two at a time."""

import shlex
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

from tests.command import apart

#: What is typed, by the name of the results folder; what takes longest first.
COMMANDS = {
    "campaign": "campaign 2004-2026 --runs 10 --workers 1",
    "record": "record --runs 10",
    "run-open-ended": "run oewg-2021-2025-final --runs 200",
    "what-if": "what-if gge-2009-2010 --runs 50 --workers 1",
    "sensitivity": "sensitivity gge-2009-2010 --samples 4 --runs 10 --workers 1",
    "run": "run gge-2016-2017 --runs 200",
    "replay": "replay gge-2016-2017 --replicate 3",
    "compare": "compare gge-2014-2015 gge-2016-2017 --runs 100 --workers 1",
    "text": "text gge-2016-2017 --also likeliest --also indirect --runs 100 --workers 1",
    "follow": "follow gge-2016-2017 --runs 100 --workers 1",
    "package": "package gge-2009-2010 --also explicit --runs 100 --workers 1",
    "sweep": "sweep gge-2009-2010 --sizes 5,15 --rule random,equitable --rooms 2 --runs 20 --workers 1",
}


class Results:
    """Results folders in one place; the commands begin when the first page is asked for."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._hands = ThreadPoolExecutor(2)
        self._told: dict[str, Future[CompletedProcess[str]]] = {}

    def page(self, name: str) -> Path:
        """Return the page of a result, once its command has ended."""
        if not self._told:
            self._told = {one: self._hands.submit(self._run, one) for one in COMMANDS}
        told = self._told[name].result()
        assert (told.returncode, told.stderr) == (0, ""), COMMANDS[name]
        file = self.place / name / "page.html"
        assert file.is_file(), (
            f"{COMMANDS[name]}: no page among {sorted(p.name for p in file.parent.iterdir())}"
        )
        return file

    def _run(self, name: str) -> CompletedProcess[str]:
        return apart(self.place, *shlex.split(COMMANDS[name]), "--out", name, "--quiet")

    def leave(self) -> None:
        """Begin no further command."""
        self._hands.shutdown(cancel_futures=True)
