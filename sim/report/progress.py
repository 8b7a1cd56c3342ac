"""Progress: a bar on standard error for whoever watches a terminal, and nothing for anybody else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: Seconds before a bar appears.
PATIENCE = 1.0


class Progress:
    """Counts plays; shows a bar once the work has taken a second, if a person is watching.

    Parameters
    ----------
    total : number of plays; None if nobody knows it beforehand
    quiet : show nothing in any case
    """

    def __init__(self, total: int | None, quiet: bool = False) -> None:
        self._console = Console(stderr=True)
        self._silent = quiet or not self._console.is_terminal
        self._total, self._done, self._started = total, 0, time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, plays: int) -> None:
        """Count plays as done."""
        self._done += plays
        if self._silent or time.monotonic() - self._started <= PATIENCE:
            return
        if self._bar is None:
            self._bar = _started(self._console, self._total)
        self._bar.update(self._bar.task_ids[0], completed=self._done)


def _started(console: Console, total: int | None) -> Bar:
    # To load these takes longer than many a forecast.
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("playing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=console, transient=True)
    bar.add_task("playing", total=total)
    bar.start()
    return bar
