"""The teaching cases: another field, written in shorthand, and not decided before they are played."""

import re
from pathlib import Path

import pytest

from sim.negotiation.outcome import Outcomes
from sim.scenario.fields import Evidence
from sim.scenario.ict_issues import ict_issues
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study.forecast import forecast
from sim.study.lever import lever, turned
from sim.study.plays import play_many
from sim.study.setting import setting
from tests.command import gge

TEACHING = [name for name, path in shipped().items() if path.parent.name == "teaching"]


#: Large rooms, and lessons of one hour that show one mechanism each.
ROOMS = ["plastics-council", "seabed-assembly"]
LESSONS = ["constructive-ambiguity", "lone-blocker", "package-deal"]
#: A real body, with positions that are invented.
PLENARY = "plenary-2026"
#: Plays of either side of a comparison, and what a difference of shares must clear.
RUNS, CLEARLY = 600, 0.1


def test_two_rooms_three_lessons_and_a_plenary_ship_and_the_guide_tells_of_each() -> None:
    assert sorted(TEACHING) == sorted([*ROOMS, *LESSONS, PLENARY])
    assert [len(load(name).members) for name in ROOMS] == [30, 100]
    assert {name for name, *_ in TOLD} == set(LESSONS)
    level = load("plastics-council").level
    assert (level.stake_scale, level.decision_noise) == (1.0, 0.2)
    level = load("gge-2016-2017").level
    assert (level.stake_scale, level.decision_noise) == (None, None)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_one_hour(name: str) -> None:
    scenario = load(name)
    assert 5 <= len(scenario.members) <= 8
    assert 4 <= len(scenario.issues) <= 6
    assert 3 <= scenario.readings <= 5
    assert scenario.chair.state not in scenario.members


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


def plays(scenario: Scenario, *levers: str, runs: int = RUNS) -> Outcomes:
    """Play a room, some levers turned; all meet the same luck and the same behaviour."""
    played = setting(scenario)
    for told in levers:
        name, _, value = told.partition("=")
        one = lever(name, played, "test")
        played = turned(played, {one: one.value(value, "test")})
    return play_many(played, runs, 1)


def share(outcomes: Outcomes) -> float:
    return float(outcomes.adopted.mean())


def seat(scenario: Scenario, code: str) -> int:
    return sorted(scenario.members).index(code)


def test_the_lone_blocker_stops_all_others_and_is_held_back_by_standing_alone() -> None:
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")
    alone = plays(scenario)
    failed = ~alone.adopted
    by_panama_only = alone.objects[:, panama] & (alone.objects.sum(axis=1) == 1)
    assert 0.4 < share(alone) < 0.7
    assert (by_panama_only & failed).sum() / failed.sum() > 0.9
    gone = scenario.model_copy(update={"members": tuple(m for m in scenario.members if m != "PAN")})
    assert share(plays(gone)) > 0.95
    assert share(plays(scenario, "position.PAN.LIMIT=0")) > 0.95
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")
    alone, company = plays(scenario), plays(scenario, "position.JPN.LIMIT=-3")
    free, dear = plays(scenario, "blocking_cost=0"), plays(scenario, "blocking_cost=1")
    assert share(company) < share(alone) - CLEARLY
    assert share(free) + CLEARLY < share(alone) < share(dear) - CLEARLY
    # Where it let the text pass alone: beside another it hardly ever does, and for free it mostly objects.
    let_pass = alone.dissociated[:, panama]
    assert let_pass.mean() > 0.2
    assert company.dissociated[:, panama].mean() < 0.1
    assert free.objects[let_pass, panama].mean() > 0.5


def test_company_lowers_the_price_of_an_objection() -> None:
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")

    def objects(*levers: str) -> float:
        """How often it objects where the limit stays in the text and leaves it worse off."""
        played = plays(scenario, *levers)
        hurt = (played.text[:, 0] == 2) & (played.worth[:, panama] < 0)
        return float(played.objects[hurt, panama].mean())

    company = "position.JPN.LIMIT=-3"
    assert objects(company) > objects() + CLEARLY / 2
    assert objects(company) > objects(company, "cover_exponent=0") + CLEARLY / 2


def test_indirect_words_carry_what_explicit_ones_split() -> None:
    scenario = load("constructive-ambiguity")
    k = [issue.code for issue in scenario.issues].index("CONSENT")
    bare = tuple(
        issue.model_copy(update={"indirect": None}) if issue.code == "CONSENT" else issue
        for issue in scenario.issues
    )
    indirect, without = plays(scenario), plays(scenario.model_copy(update={"issues": bare}))
    read_alike = plays(scenario, "indirect_harm=1")
    assert share(indirect) > 0.7
    assert share(without) < share(indirect) - 3 * CLEARLY
    assert share(read_alike) < share(indirect) - 3 * CLEARLY
    assert (indirect.text[indirect.adopted, k] == 1).mean() > 0.8
    # Without indirect words either side stops the text: some plays fail over each.
    wants, resists = (
        without.objects[:, [seat(scenario, code) for code in codes]].any(axis=1).mean()
        for codes in (("ETH", "MNG", "NPL"), ("ARE", "AUS", "THA"))
    )
    assert min(wants, resists) > CLEARLY


def test_only_a_trade_leads_to_the_package() -> None:
    scenario = load("package-deal")
    codes = [issue.code for issue in scenario.issues]
    pair = [codes.index("DATA"), codes.index("GAUGES")]
    traded, forbidden = plays(scenario), plays(scenario, "log_rolling=0")
    assert share(traded) > 0.75
    assert share(forbidden) < share(traded) - 3 * CLEARLY
    # The two stand or fall together, reading by reading, in nearly all plays.
    together = traded.path[:, :, pair[0]] == traded.path[:, :, pair[1]]
    assert together.all(axis=1).mean() > 0.95
    assert (traded.text[:, pair] == 2).all(axis=1).mean() > 0.85
    assert (forbidden.text[:, pair] == 2).all(axis=1).mean() < 0.5


DOCS = Path(__file__).parents[2] / "docs"
TEACHING_GUIDE = (DOCS / "explanation" / "lessons.md").read_text(encoding="utf-8")
TOLD = re.findall(
    r"^\| ([a-z-]+) \| [^|]+ \| `([^`]+)` \| (\d+) % \| (\d+) % \|$", TEACHING_GUIDE, re.MULTILINE
)


@pytest.mark.parametrize(("name", "turn", "before", "after"), TOLD, ids=[turn for _, turn, *_ in TOLD])
def test_figures_of_the_guide_are_those_of_the_plays(name: str, turn: str, before: str, after: str) -> None:
    scenario = load(name)
    assert f"{100 * share(plays(scenario, runs=2000)):.0f}" == before
    assert f"{100 * share(plays(scenario, turn, runs=2000)):.0f}" == after
    assert f"$ gge-sim compare {name} --with {turn} --raw-shares\n" in TEACHING_GUIDE
