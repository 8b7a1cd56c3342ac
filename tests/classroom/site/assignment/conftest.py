"""An assignment as it is served, without any network."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    pytest.importorskip("uvicorn", reason="the extra classroom is not installed")
    from sim.classroom.room import new_token
    from tests.classroom.site.assignment.assignments import AssignmentSite, Clock

    monkeypatch.setattr("sim.classroom.site.assignment.hosted_assignment.FORECAST", 20)
    monkeypatch.setattr("sim.classroom.site.lesson.live_lesson.GATHER", 0.0)
    monkeypatch.setattr("sim.classroom.room.pacing.BETWEEN_SEATS", 0.01)
    with AssignmentSite.serving(tmp_path / "given", new_token(), Clock(), seat="BOL") as found:
        yield found
