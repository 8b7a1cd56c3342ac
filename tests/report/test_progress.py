from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from sim.report import progress


def shown(monkeypatch: pytest.MonkeyPatch, patience: float, terminal: bool, quiet: bool = False) -> str:
    """Return what a person sees of ten plays."""
    written = StringIO()

    def console(**given: Any) -> Console:
        assert given == {"stderr": True}
        return Console(file=written, force_terminal=terminal, width=80)

    monkeypatch.setattr(progress, "Console", console)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with progress.Progress(10, quiet) as count:
        count(3)
        count(7)
    return written.getvalue()


def test_a_bar_counts_the_plays_once_the_work_takes_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "10/10" in shown(monkeypatch, -1.0, True)


@pytest.mark.parametrize(
    ("patience", "terminal", "quiet"), [(60, True, False), (-1, False, False), (-1, True, True)]
)
def test_nothing_is_shown_of_short_work_or_to_nobody(
    monkeypatch: pytest.MonkeyPatch, patience: float, terminal: bool, quiet: bool
) -> None:
    assert not shown(monkeypatch, patience, terminal, quiet)
