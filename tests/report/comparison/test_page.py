from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import matplotlib.text
import pytest
import typer
from matplotlib.figure import Figure
from rich.console import Console
from typer.testing import CliRunner, Result

from sim import cli
from sim.commands.compare import compare as compare_command
from sim.commands.rerun import rerun as rerun_command
from sim.negotiation.parameters import Prior
from sim.report.comparison.change import changes
from sim.report.comparison.folder import comparison_files, comparison_summary
from sim.report.comparison.page import comparison_page, names, notes, points
from sim.report.figures.comparison import comparison as drawn
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, Side, compare
from sim.study.lever import lever, turned
from sim.study.paired import Difference
from sim.study.setting import scenario_digest, setting
from tests.command import found_in
from tests.report.reading import rows_of
from tests.scenario.files import TEXT, altered, shipped_scenario

FOURTH, FIFTH, PLASTICS = "gge-2014-2015", "gge-2016-2017", "plastics-council"
TABLES = {"summary.csv", "language.csv", "delegations.csv", "plays.csv"}
OTHERS = {"compare.json", "compare.txt", "page.html", "compare.svg", "compare.png"}
BASIS = ("seed", "first", "last", "scenario_a", "scenario_hash_a", "scenario_b", "scenario_hash_b", "version")
RUNS = 200


def side(name: str, *levers: str, title: str = "") -> Side:
    scenario = shipped_scenario(name)
    played = setting(scenario)
    for text in levers:
        lever_name, _, value = text.partition("=")
        one = lever(lever_name, played, "--with")
        played = turned(played, {one: one.value(value, "--with")})
    shown = scenario.model_copy(update={"title": title}) if title else scenario
    return Side(name, shown, played, levers)


@pytest.fixture(scope="module")
def rules() -> Comparison:
    return compare(side(FIFTH), side(FIFTH, "decision=two-thirds"), RUNS)


@pytest.fixture(scope="module")
def processes() -> Comparison:
    return compare(side(FOURTH), side(FIFTH), RUNS)


@pytest.fixture(scope="module")
def apart() -> Comparison:
    return compare(side(FIFTH), side(PLASTICS), 40)


def page(found: Comparison, width: int = 110) -> str:
    console = Console(width=width, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(comparison_page(found))
    return captured.get()


def flowing(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_the_page_answers_first_and_says_what_differs(rules: Comparison) -> None:
    told = flowing(page(rules))
    share = 100 * rules.adopted[0] / RUNS
    assert f"A as it is: share adopted {share:.1f} %" in told
    assert "B with decision=two-thirds: share adopted 100.0 %" in told
    assert f"B minus A: {100 * rules.difference.value:+.1f} points" in told
    assert "B is adopted more often" in told
    assert f"in B alone: {rules.counts['only_b']}" in told
    assert "decision rule consensus two-thirds" in told
    assert "Adopted by two thirds of those who vote yes or no" in told
    assert "gge-2016-2017 left out" in told
    assert "probability of consensus" not in told


def test_the_page_names_paragraphs_delegations_and_measures(processes: Comparison) -> None:
    told = flowing(page(processes))
    for p in processes.language:
        assert p.issue.title in told
    assert processes.a.scenario.title in told
    assert processes.b.scenario.title in told
    assert "China" in told
    assert "absent" in told
    assert "delegations that object, a play" in told
    assert "gge-2014-2015 and gge-2016-2017 left out" in told
    clear = [p for p in processes.language if p.strength.difference and p.strength.difference.clear]
    assert clear
    for p in clear:
        assert p.strength.difference is not None
        assert f"{points(p.strength.difference, 1, 3)[0]} *" in told


def test_a_page_fits_a_narrow_terminal(processes: Comparison) -> None:
    told = page(processes, 80)
    assert max(map(len, told.splitlines())) <= 80
    for p in processes.language:
        difference = p.strength.difference
        assert difference is not None
        assert points(difference, 1, 3)[1] in told


def test_sides_that_are_the_same_are_said_to_be() -> None:
    found = compare(side(FIFTH), side(FIFTH), 20)
    told = flowing(page(found))
    assert "Nothing: the two are the same." in told
    assert "these plays do not tell the two apart" in told
    assert changes(found) == []


def test_changes_are_counted_with_the_largest(tmp_path: Path) -> None:
    levers = (
        "position.CHN.IHL=3",
        "shift.*.CM=0.3",
        "outlets=2",
        "ambition.IHL=0",
        "inertia=0.1",
        "stake.CHN=0",
    )
    found = {c.what: c for c in changes(compare(side(FIFTH), side(FIFTH, *levers), 1))}
    assert set(found) == {"outlets", "position", "mandate", "inertia", "stake"}
    assert (found["outlets"].a, found["outlets"].b) == ("0", "2")
    assert (found["inertia"].a, found["inertia"].b) == ("drawn", "0.1")
    before = setting(shipped_scenario(FIFTH)).table
    there = before.issues.index("IHL"), before.codes.index("CHN")
    position = found["position"]
    assert (position.most, position.of) == ("CHN on IHL", 400)
    assert position.a == f"{3 * before.positions[there]:g}"
    assert position.b == "3"
    stuck = int((before.positions[before.issues.index("CM")] == 1).sum())
    assert position.cells == 26 - stuck
    assert (found["mandate"].most, found["mandate"].b) == ("IHL", "0")
    assert (found["stake"].cells, found["stake"].of) == (1, 25)


def test_rooms_and_issues_of_their_own_are_listed(apart: Comparison) -> None:
    found = {c.what: c for c in changes(apart)}
    rooms = [set(shipped_scenario(name).members) for name in (FIFTH, PLASTICS)]
    assert set(found["members of one only"].a.split()) == rooms[0] - rooms[1]
    assert set(found["members of one only"].b.split()) == rooms[1] - rooms[0]
    assert "IHL" in found["issues of one only"].a
    assert "position" not in found
    told = flowing(page(apart))
    assert "No issue is in both." in told
    assert "No probability is claimed" in told
    assert "language.csv" not in comparison_files(apart)


def test_where_parameters_come_from_is_told(rules: Comparison) -> None:
    plain = setting(shipped_scenario(FIFTH), behaviour="priors")
    one = replace(rules, b=replace(rules.b, setting=plain))
    assert "One side draws parameters" in " ".join(notes(one))
    assert next(c for c in changes(one) if c.what == "parameters drawn from").b == "priors"
    both = replace(one, a=replace(one.a, setting=plain))
    assert "none fitted" in " ".join(notes(both))
    given = setting(shipped_scenario(FIFTH), {"inertia": Prior("uniform", 0.1, 0.2)})
    told = changes(replace(rules, a=replace(rules.a, setting=given)))
    assert [(c.a, c.b) for c in told if c.what == "inertia"] == [("uniform 0.1 to 0.2", "drawn")]


def test_results_made_otherwise_are_said_to_be_played_anew(rules: Comparison) -> None:
    other = replace(rules, b=replace(rules.b, source="mine", result=(7, 500)))
    assert "mine was made with seed 7 and 500 plays" in " ".join(notes(other))
    same = replace(rules, b=replace(rules.b, source="mine", result=(1, RUNS)))
    assert "mine" not in " ".join(notes(same))


def test_sides_are_called_by_what_tells_them_apart(rules: Comparison, processes: Comparison) -> None:
    assert names(rules) == ("as it is", "with decision=two-thirds")
    assert names(processes) == (processes.a.scenario.title, processes.b.scenario.title)
    copy = replace(rules, b=replace(rules.b, source="softer"))
    assert names(copy) == (FIFTH, "softer, with decision=two-thirds")


def test_differences_are_written_with_their_sign() -> None:
    assert points(Difference(0.1234, -0.00004, 0.25)) == ("+12.3", "0.0 to +25.0")
    assert points(Difference(-0.5, -1.0, 0.0), 1, 2) == ("-0.50", "-1.00 to 0.00")


def test_every_row_says_what_it_rests_on(processes: Comparison) -> None:
    files = comparison_files(processes)
    assert set(files) == TABLES | OTHERS
    for name in TABLES:
        for row in rows_of(files, name):
            assert [row[key] for key in BASIS[:3]] == ["1", "0", str(RUNS - 1)]
            assert (row["scenario_a"], row["scenario_b"]) == (FOURTH, FIFTH)
            assert row["scenario_hash_a"] == scenario_digest(shipped_scenario(FOURTH))
            assert set(BASIS) <= set(row)


def test_tables_summary_and_plays_agree(processes: Comparison) -> None:
    files = comparison_files(processes)
    told = json.loads(files["compare.json"])
    assert told == json.loads(json.dumps(comparison_summary(processes)))
    plays = rows_of(files, "plays.csv")
    assert [int(row["replicate"]) for row in plays] == list(range(RUNS))
    for letter in "ab":
        share = sum(int(row[f"adopted_{letter}"]) for row in plays) / RUNS
        assert share == pytest.approx(told["share_adopted"][letter])
    alone = sum(row["adopted_a"] == "1" and row["adopted_b"] == "0" for row in plays)
    assert alone == told["plays"]["only_a"]
    summary = {row["measure"]: row for row in rows_of(files, "summary.csv")}
    assert float(summary["share_adopted"]["low"]) == told["share_adopted"]["low"]
    assert set(summary) == {"share_adopted", *told["measures"]}
    for row in rows_of(files, "language.csv"):
        assert float(row["difference"]) == told["language"][row["issue"]]["strength"]["difference"]
    for row in rows_of(files, "delegations.csv"):
        assert row["name"] == roster()[row["state"]].name
        objectors = [f" {play['objectors_b']} ".count(f" {row['state']} ") for play in plays]
        assert (row["objects_b"] == "") == (row["state"] not in shipped_scenario(FIFTH).members)
        assert float(row["objects_b"] or 0) == pytest.approx(sum(objectors) / RUNS)


@pytest.mark.slow
def test_the_same_plays_give_the_same_bytes_whatever_the_users_settings(
    rules: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = comparison_files(rules)
    for name, value in {"COLUMNS": "60", "FORCE_COLOR": "1", "TERM": "dumb", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = comparison_files(compare(rules.a, rules.b, RUNS))
    assert {name for name in first if first[name] != again[name]} == set()


def texts(figure: Figure) -> list[matplotlib.text.Text]:
    return [t for t in figure.findobj(matplotlib.text.Text) if t.get_visible() and t.get_text().strip()]


LONG = "Group of Governmental Experts on Developments in the Field of Information and Telecommunications " * 3


@pytest.mark.parametrize("case", ["rules", "processes", "apart", "long", "calm"])
def test_figures_name_what_they_show_and_nothing_falls_outside(
    case: str, request: pytest.FixtureRequest
) -> None:
    if case == "long":
        found = compare(side(FIFTH), side(FIFTH, title=LONG), 20)
    elif case == "calm":
        found = compare(side(FIFTH, "stake.*=1"), side(FIFTH, "decision=simple-majority"), 2, seed=9)
    else:
        found = request.getfixturevalue(case)
    figure = drawn(found)
    figure.draw_without_rendering()
    told = "\n".join(t.get_text() for t in texts(figure))
    assert points(found.difference)[0] in told
    for p in found.language:
        assert p.issue.title in told.replace("\n", " ")
    for text in texts(figure):
        extent, box = text.get_window_extent(), figure.bbox
        assert box.x0 - 1 <= extent.x0, text.get_text()
        assert extent.x1 <= box.x1 + 1, text.get_text()
        assert box.y0 - 1 <= extent.y0, text.get_text()
        assert extent.y1 <= box.y1 + 1, text.get_text()


# The command.

app = typer.Typer(cls=cli.Guarded)
for command in (compare_command, rerun_command):
    app.command()(command)
app.command("run")(cli.run)


def here(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    before = found_in(folder)
    yield
    assert found_in(folder) == before


def results(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in found_in(folder).items() if name in TABLES | OTHERS}


@pytest.mark.slow
def test_a_result_against_its_scenario_is_the_same(folder: Path) -> None:
    assert here("run", FIFTH, "-n", "60", "-s", "5", "-q", "-o", "mine").exit_code == 0
    told = here("compare", "mine", FIFTH, "-w", "1", "--json")
    assert told.exit_code == 0, told.output
    summary = json.loads(told.stdout)
    assert (summary["seed"], summary["runs"]) == (5, 60)
    assert summary["differs"] == []
    assert summary["share_adopted"]["difference"] == 0
    made = json.loads((folder / "mine" / "forecast.json").read_text())
    assert summary["share_adopted"]["a"] == pytest.approx(made["share_adopted"])
    assert summary["a"]["setting_hash"] == summary["b"]["setting_hash"]
    assert summary["a"]["name"] == "mine"


@pytest.mark.slow
def test_results_with_other_seeds_are_played_anew_with_the_first_ones(folder: Path) -> None:
    (folder / "slow.yaml").write_text("inertia: 0.1\n", encoding="utf-8")
    for words in ("-n 30 -s 5 -o one", "-n 40 -s 6 -p slow.yaml --behaviour priors -o two"):
        assert here("run", FIFTH, *words.split(), "-q").exit_code == 0
    told = here("compare", "one", "two", "-w", "1", "-o", "out")
    assert told.exit_code == 0, told.output
    assert "two was made with seed 6 and 40 plays" in flowing(told.stdout)
    assert "inertia" in told.stdout
    summary = json.loads((folder / "out" / "compare.json").read_text())
    assert (summary["seed"], summary["runs"]) == (5, 30)
    assert {change["what"] for change in summary["differs"]} == {"inertia", "parameters drawn from"}
    again = here("rerun", "out")
    assert again.exit_code == 0, again.output


@pytest.mark.slow
def test_one_worker_or_two_leave_the_same_bytes(folder: Path) -> None:
    words = ("compare", FOURTH, FIFTH, "--with", "outlets=1", "-n", "600", "-q")
    assert here(*words, "-w", "1", "-o", "one").output == ""
    assert here(*words, "-w", "2", "-o", "two").output == ""
    assert set(results(folder / "one")) == TABLES | OTHERS
    assert results(folder / "one") == results(folder / "two")


@pytest.mark.slow
def test_a_comparison_goes_on_from_what_is_kept(folder: Path) -> None:
    words = ("compare", FIFTH, "--with", "outlets=1", "-n", "40", "-w", "1", "-q", "-o", "out")
    assert here(*words).exit_code == 0
    first = results(folder / "out")
    kept = found_in(folder / "out" / "tasks")
    (folder / "out" / "tasks").rename(folder / "kept")
    shutil.rmtree(folder / "out")
    (folder / "out").mkdir()
    (folder / "kept").rename(folder / "out" / "tasks")
    assert here(*words).exit_code == 0
    assert found_in(folder / "out" / "tasks") == kept
    assert results(folder / "out") == first


def test_a_folder_is_named_after_what_is_compared(folder: Path) -> None:
    (folder / "copy.yaml").write_text(altered("id: gge-2016-2017", "id: copy", TEXT))
    words = ("--with", "position.*.IHL=2", "-n", "2", "-w", "1")
    assert here("compare", FIFTH, "copy.yaml", *words).exit_code == 0
    (found,) = (folder / "results").iterdir()
    assert found.name == "gge-2016-2017-copy-position.-.IHL-2-compare"
    assert (found / "b" / "copy.yaml").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((FIFTH,), "there is nothing to compare with"),
        ((FIFTH, "--with", "decision"), "NAME=VALUE"),
        ((FIFTH, "--with", "=two-thirds"), "NAME=VALUE"),
        ((FIFTH, "--with", "decison=two-thirds"), "did you mean decision?"),
        ((FIFTH, "--with", "decision=lots"), "is not one of the values allowed"),
        ((FIFTH, "--with", "outlets=-1"), "is out of range"),
        ((FIFTH, "--with", "inertia=much"), "is not a number"),
        ((FIFTH, "--with", "position.XXX.IHL=1"), "which the scenario does not have"),
        ((FIFTH, "--with", "outlets=1", "--with", "outlets=2"), "is turned twice"),
        ((FIFTH, "empty"), "holds no manifest.json"),
        ((FIFTH, "nowhere"), "no such file"),
        ((FIFTH, FOURTH, "--parameters", "nowhere"), "no such file"),
        ((FIFTH, FOURTH, "--out", "empty/file"), "is not a folder"),
        ((FIFTH, FOURTH, "--out", "others"), "holds other files"),
        ((FIFTH, FOURTH, "--runs", "0"), "--runs"),
        ((FIFTH, FOURTH, "--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_played(
    folder: Path, words: tuple[str, ...], message: str
) -> None:
    for name in ("empty/file", "others/mine.txt"):
        (folder / name).parent.mkdir()
        (folder / name).write_text("")
    with unchanged(folder):
        told = here("compare", *words)
    assert told.exit_code == 2
    assert message in flowing(told.stderr)


def test_a_result_of_another_command_is_refused(folder: Path) -> None:
    words = ("compare", FIFTH, "--with", "outlets=1", "-n", "2", "-w", "1", "-q", "-o", "out")
    assert here(*words).exit_code == 0
    told = here("compare", FIFTH, "out")
    assert told.exit_code == 2
    assert "is a result of gge-sim compare" in told.stderr
