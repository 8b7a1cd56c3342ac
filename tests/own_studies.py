"""Studies as packages bring them: one that is right, and one with each thing that may be wrong."""

from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

import numpy as np
import pytest

from sim.report.column import Column
from sim.report.own_study import OwnStudy
from sim.scenario.family import STUDIES
from sim.scenario.schema import Scenario
from sim.study.work import Work


class ByDeadline(OwnStudy):
    name = "by-deadline"
    story = "How much does time help? The same process is played with fewer and with more sessions."
    source = "deadline effect: Roth, Murnighan & Schoumaker 1988"
    columns: ClassVar[tuple[Column[Any], ...]] = (
        Column("sessions", "number of sessions", "count"),
        Column("adopted", "share of plays that adopt a report", "share"),
    )

    def rows(self, scenario: Scenario, work: Work) -> Iterator[dict[str, Any]]:
        sessions = (1, 2, 3)
        played = work.forecasts([scenario.change(sessions=number) for number in sessions])
        for number, found in zip(sessions, played, strict=True):
            yield {"sessions": number, "adopted": found.outcomes.share}

    def answer(self, rows: Sequence[dict[str, Any]]) -> str:
        best = max(rows, key=lambda row: row["adopted"])
        return f"Most plays adopt a report with {best['sessions']} sessions."


class ByChance(ByDeadline):
    def rows(self, scenario: Scenario, work: Work) -> Iterator[dict[str, Any]]:
        yield {"sessions": 1, "adopted": np.random.default_rng().random()}


class Undeclared(ByDeadline):
    columns = ()


class Twice(ByDeadline):
    columns = (*ByDeadline.columns, Column("seed", "of all chance", "count"))


class Mixed(ByDeadline):
    def rows(self, scenario: Scenario, work: Work) -> Iterator[dict[str, Any]]:
        yield from ({"sessions": number, "adopted": 0.5} for number in (1, "two"))


class Mute(ByDeadline):
    def answer(self, rows: Sequence[dict[str, Any]]) -> str:
        return "yes"


class Storyless(ByDeadline):
    story = "Plays."


class Failing(ByDeadline):
    name = "failing"

    def rows(self, scenario: Scenario, work: Work) -> Iterator[dict[str, Any]]:
        raise KeyError("x")
        yield


class Reserved(ByDeadline):
    name = "forecast"


class Short(ByDeadline):
    name = "short"

    def rows(self, scenario: Scenario, work: Work) -> Iterator[dict[str, Any]]:
        yield {"sessions": 1}


def installed(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    """Have packages installed that bring studies, by name (with _ for -) and class of this module."""
    found = {
        (name := key.replace("_", "-")): EntryPoint(name, f"{__name__}:{kind}", STUDIES.group)
        for key, kind in points.items()
    }
    monkeypatch.setitem(STUDIES.__dict__, "plugins", found)
