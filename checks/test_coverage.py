"""The measure of the tests: branches are judged by themselves, and too few of them fail it."""

from __future__ import annotations

import tomllib

import pytest

from checks.coverage import BRANCHES, ROOT, enough, told

WELL = {"covered_lines": 999, "num_statements": 1000, "covered_branches": 95, "num_branches": 100}


def test_many_statements_do_not_make_up_for_few_branches() -> None:
    assert enough(WELL)
    assert not enough({**WELL, "covered_branches": 94})
    assert not enough({**WELL, "covered_lines": 1000, "covered_branches": 0})


def test_both_figures_are_told() -> None:
    assert told(WELL).startswith("Statements: 999 of 1,000 (99.90 %). Branches: 95 of 100 (95.00 %;")


@pytest.fixture(scope="module")
def settings() -> dict[str, dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["tool"]["coverage"])


def test_branches_are_measured_in_all_processes(settings: dict[str, dict[str, object]]) -> None:
    assert settings["run"]["branch"] is True
    assert settings["run"]["source_pkgs"] == ["sim"]
    assert "subprocess" in settings["run"]["patch"]  # type: ignore[operator]
    assert BRANCHES >= 95
