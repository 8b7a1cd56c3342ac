"""Progress: a bar on standard error for whoever watches a terminal, and nothing for anybody else."""

from __future__ import annotations

import time

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
        console = Console(stderr=True)
        columns = (TextColumn("playing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._silent = quiet or not console.is_terminal
        self._bar = Bar(*columns, console=console, transient=True)
        self._task = self._bar.add_task("playing", total=total)
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar.live.is_started:
            self._bar.stop()

    def __call__(self, plays: int) -> None:
        """Count plays as done."""
        self._bar.advance(self._task, plays)
        if not self._silent and time.monotonic() - self._started > PATIENCE:
            self._bar.start()
