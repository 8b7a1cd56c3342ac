"""The teaching cases: another field, written in shorthand, and not decided before they are played."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.shipped import shipped
from sim.scenario.strict import Evidence
from sim.study.forecast import forecast
from tests.command import gge

TEACHING = [name for name, path in shipped().items() if path.parent.name == "teaching"]


def test_two_teaching_cases_ship() -> None:
    assert TEACHING == ["plastics-council", "seabed-assembly"]
    assert [len(load(name).members) for name in TEACHING] == [30, 100]


@pytest.mark.parametrize("name", TEACHING)
def test_every_cell_says_that_it_is_invented(name: str) -> None:
    scenario = load(name)
    assert (scenario.body, scenario.own_issues) == ("other", True)
    grid = [cell for row in cells(scenario).values() for cell in row.values()]
    assert {cell.source for cell in grid} == {"invented for teaching"}
    assert {cell.evidence for cell in grid} == {Evidence.PROXY}
    assert "invented" in scenario.title


@pytest.mark.parametrize("name", TEACHING)
def test_the_plays_neither_always_succeed_nor_always_fail(name: str) -> None:
    result = forecast(load(name), runs=256, seed=1)
    assert 0.1 < result.share < 0.9
    assert not result.supported


def test_the_table_of_the_assembly_lays_state_over_group_over_everybody() -> None:
    scenario = load("seabed-assembly")
    grid = {
        code: {name: cell.value * 3 for name, cell in row.items()} for code, row in cells(scenario).items()
    }
    assert grid["KEN"] == {"CODE": 0, "PAUSE": 0, "SHARE": 3, "REPAIR": 1, "INSPECT": 1}
    assert grid["AUT"] == {"CODE": -1, "PAUSE": 2, "SHARE": 0, "REPAIR": 2, "INSPECT": 2}
    assert grid["FRA"] == {"CODE": -3, "PAUSE": 3, "SHARE": 0, "REPAIR": 2, "INSPECT": 2}
    assert seats(scenario)["NRU"].caucus == "Sponsors"


def test_the_council_may_give_the_level_of_its_field() -> None:
    level = load("plastics-council").level
    assert (level.stake_scale, level.decision_noise) == (1.0, 0.2)
    level = load("gge-2016-2017").level
    assert (level.stake_scale, level.decision_noise) == (None, None)


@pytest.mark.parametrize("name", TEACHING)
def test_the_page_gives_no_probability(tmp_path: Path, name: str) -> None:
    told = gge(tmp_path, "run", name, "--runs", "20")
    assert told.returncode == 0, told.stderr
    assert "No probability is given" in told.stdout
    assert (tmp_path / "results" / name / "story.md").is_file()
    assert gge(tmp_path, "show", name).returncode == 0
    assert gge(tmp_path, "check", name).stdout.startswith(f"{name}: sound; ")
