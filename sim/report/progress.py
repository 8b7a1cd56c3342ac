"""Progress: a bar on standard error for whoever watches a terminal, and nothing for anybody else."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

#: Seconds before a bar appears.
PATIENCE = 1.0


class Progress:
    """Counts plays; shows a bar once the work has taken a second, if a person is watching.

    Parameters
    ----------
    total : number of plays
    quiet : show nothing in any case
    """

    def __init__(self, total: int, quiet: bool = False) -> None:
        self._console = Console(stderr=True)
        self._silent = quiet or not self._console.is_terminal
        self._total = total
        self._done = 0
        self._started = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, plays: int) -> None:
        """Count plays as done."""
        self._done += plays
        if self._silent:
            return
        if self._bar is None and time.monotonic() - self._started > PATIENCE:
            columns = (TextColumn("playing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("playing", total=self._total)
            self._bar.start()
        if self._bar:
            self._bar.update(self._task, completed=self._done)
