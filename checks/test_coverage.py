"""The measure of the tests: branches are judged by themselves, and too few of them fail it."""

import tomllib

from checks.coverage import BRANCHES, ROOT, enough, told

WELL = {"covered_lines": 999, "num_statements": 1000, "covered_branches": 96, "num_branches": 100}


def test_branches_are_judged_by_themselves_and_measured_in_all_processes() -> None:
    assert enough(WELL)
    assert not enough({**WELL, "covered_branches": 95})
    assert not enough({**WELL, "covered_lines": 1000, "covered_branches": 0})
    assert told(WELL).startswith("Statements: 999 of 1,000 (99.90 %). Branches: 96 of 100 (96.00 %;")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["run"]
    assert settings["branch"] is True
    assert settings["source_pkgs"] == ["sim"]
    assert "subprocess" in settings["patch"]
    assert BRANCHES >= 96
