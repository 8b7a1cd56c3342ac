"""Options, columns and JSON keys in docs/reference are as the program declares them."""

import sys
from collections import Counter
from types import ModuleType

import pytest

from tests.docs.pages import ROOT


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that writes them."""
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "generate"))
    import pages

    return pages


def test_the_pages_are_fresh(pages: ModuleType) -> None:
    stale = [path.name for path, text in pages.pages().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "write them anew: make reference"


def test_a_stale_page_is_named(
    pages: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pages, "option_parts", lambda: {**options(), "options of run": "nothing"})
    options = sys.modules["options"].option_parts
    assert pages.main(["--check"]) == 1
    assert capsys.readouterr().out == "docs/reference/command-line.md\n"


def test_a_command_without_a_place_on_the_page_is_refused(pages: ModuleType) -> None:
    with pytest.raises(LookupError, match="options of new"):
        pages.filled("", {"options of new": ""})


def test_no_study_is_described_twice(pages: ModuleType) -> None:
    """A section that was written by hand goes when the study declares its columns."""
    for path, text in pages.pages().items():
        heads = Counter(line for line in text.splitlines() if line.startswith("## "))
        assert max(heads.values()) == 1, (path.name, heads.most_common(1))
