"""A class in three rooms as it is served, without any network."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def halls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    pytest.importorskip("uvicorn", reason="the extra classroom is not installed")
    from tests.classroom.site.hall.halls import HallSite

    with HallSite.served(tmp_path / "hall", monkeypatch) as found:
        yield found
