from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A class as it is served, without any network."""
    pytest.importorskip("nicegui", reason="the extra classroom is not installed")
    from tests.classroom.site.sites import served

    with served(tmp_path, monkeypatch) as found:
        yield found
