"""The timeline of the background page draws all that ships, and nothing else."""

from __future__ import annotations

import pytest

from sim.scenario.votes import resolutions
from sim.study.history import decided
from tests.docs.pages import ROOT


def test_every_process_report_and_resolution_is_on_the_timeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "generate"))
    from timeline import timeline

    (axes,) = timeline().axes
    words = [text.get_text() for text in axes.texts]
    adopted = [process.record.document for process in decided() if process.record.adopted]
    assert {word for word in words if "/" in word} == set(adopted)
    assert words.count("no report") == sum(not process.record.adopted for process in decided())
    assert len(axes.patches) == len(words)
    assert sum(line.get_marker() == "o" for line in axes.lines) == len(resolutions())
