"""The teaching cases: another field, written in shorthand, and not decided before they are played."""

from pathlib import Path

import pytest

from sim.scenario.fields import Evidence
from sim.scenario.ict_issues import ict_issues
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.shipped import shipped
from sim.study.forecast import forecast
from tests.command import gge

TEACHING = [name for name, path in shipped().items() if path.parent.name == "teaching"]


#: Large rooms, and lessons of one hour that show one mechanism each.
ROOMS = ["plastics-council", "seabed-assembly"]
LESSONS = [
    "chairs-summary",
    "constructive-ambiguity",
    "eleventh-hour",
    "lone-blocker",
    "mandate-step",
    "old-text",
    "one-voice",
    "package-deal",
    "standing-apart",
]
#: A real body, with positions that are invented.
PLENARY = "plenary-2026"
#: Lessons in which every seat has two strong instructions, and every wording is short.
LATER = ["chairs-summary", "eleventh-hour", "mandate-step", "old-text", "one-voice", "standing-apart"]


def test_two_rooms_nine_lessons_and_a_plenary_ship() -> None:
    assert sorted(TEACHING) == sorted([*ROOMS, *LESSONS, PLENARY])
    assert [len(load(name).members) for name in ROOMS] == [30, 100]
    level = load("plastics-council").level
    assert (level.stake_scale, level.decision_noise) == (1.0, 0.2)
    level = load("gge-2016-2017").level
    assert (level.stake_scale, level.decision_noise) == (None, None)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_one_hour(name: str) -> None:
    scenario = load(name)
    assert 5 <= len(scenario.members) <= 9
    assert 4 <= len(scenario.issues) <= 6
    assert 3 <= scenario.readings <= 5
    assert scenario.chair.state not in scenario.members


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_no_seat_is_idle(name: str) -> None:
    for code, row in cells(load(name)).items():
        assert sum(abs(cell.value * 3) >= 2 for cell in row.values()) >= 2, code


@pytest.mark.parametrize("name", LATER)
def test_wordings_are_short(name: str) -> None:
    for issue in load(name).issues:
        for rung in filter(None, (issue.silent, issue.indirect, issue.explicit)):
            assert len(rung.text.split()) <= 15, rung.text


def test_the_plenary_is_one_week_of_questions_of_procedure_only() -> None:
    scenario = load(PLENARY)
    assert (scenario.starts, scenario.ends, scenario.readings) == ("2026-07-20", "2026-07-24", 5)
    assert not {issue.code for issue in scenario.issues} & {issue.code for issue in ict_issues()}
    assert {"FORMAT", "ACCESS"} <= {issue.code for issue in scenario.issues}
    assert scenario.chair.state not in scenario.members


@pytest.mark.parametrize("name", TEACHING)
def test_every_cell_is_invented_and_the_plays_neither_all_succeed_nor_all_fail(name: str) -> None:
    scenario = load(name)
    assert (scenario.body, scenario.own_issues) == ("other", True)
    grid = [cell for row in cells(scenario).values() for cell in row.values()]
    assert all("invented for teaching" in cell.source for cell in grid)
    assert "invented" in scenario.title
    result = forecast(load(name), runs=256, seed=1)
    assert 0.1 < result.outcomes.share < 0.9
    assert not result.supported


@pytest.mark.parametrize("name", ROOMS)
def test_in_the_large_rooms_nobody_has_spoken(name: str) -> None:
    assert {c.evidence for row in cells(load(name)).values() for c in row.values()} == {Evidence.PROXY}


@pytest.mark.parametrize("name", LESSONS)
def test_in_a_lesson_everybody_has_spoken_and_nobody_has_said_all(name: str) -> None:
    for row in cells(load(name)).values():
        assert {c.evidence for c in row.values()} == {Evidence.DOCUMENT, Evidence.PROXY}


def test_the_table_of_the_assembly_lays_state_over_group_over_everybody() -> None:
    scenario = load("seabed-assembly")
    grid = {
        code: {name: cell.value * 3 for name, cell in row.items()} for code, row in cells(scenario).items()
    }
    assert grid["KEN"] == {"CODE": 0, "PAUSE": 0, "SHARE": 3, "REPAIR": 1, "INSPECT": 1}
    assert grid["AUT"] == {"CODE": -1, "PAUSE": 2, "SHARE": 0, "REPAIR": 2, "INSPECT": 2}
    assert grid["FRA"] == {"CODE": -3, "PAUSE": 3, "SHARE": 0, "REPAIR": 2, "INSPECT": 2}
    assert seats(scenario)["NRU"].caucus == "Sponsors"


@pytest.mark.slow
@pytest.mark.parametrize("name", TEACHING)
def test_the_page_gives_no_probability(tmp_path: Path, name: str) -> None:
    told = gge(tmp_path, "run", name, "--runs", "20")
    assert told.returncode == 0, told.stderr
    assert "No probability is given" in " ".join(told.stdout.replace("│", " ").split())
    assert (tmp_path / "results" / name / "story.md").is_file()
    assert gge(tmp_path, "show", name).returncode == 0
    assert gge(tmp_path, "check", name).stdout.startswith(f"{name}: sound; ")
