from __future__ import annotations

import csv
import json
from pathlib import Path

import matplotlib.text
import pytest
import typer
from matplotlib.figure import Figure
from rich.console import Console
from typer.testing import CliRunner

from sim.commands.what_if import what_if as command
from sim.report.figures.drawing import rendered
from sim.report.figures.what_if import joining, pressure
from sim.report.what_if.folder import what_if_files, what_if_summary
from sim.report.what_if.page import told_of, what_if_page
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.setting import scenario_digest
from sim.study.what_if.question import WhatIf, what_if
from sim.version import __version__
from tests.scenario.files import OWN, shipped_scenario, written

RUNS, SEED = 120, 2
STAMP = ["seed", "scenario", "scenario_hash", "version"]
#: Parameters under which nobody minds anything enough.
CALM = {"stake_scale": 50, "stake_noise": 0, "decision_noise": 0}


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load(written(tmp_path_factory.mktemp("own"), OWN))


@pytest.fixture(scope="module")
def own(scenario: Scenario) -> WhatIf:
    return what_if(scenario, RUNS, SEED)


@pytest.fixture(scope="module")
def files(own: WhatIf) -> dict[str, bytes]:
    return what_if_files(own)


@pytest.fixture(scope="module")
def calm(scenario: Scenario) -> WhatIf:
    return what_if(scenario, 20, priors=CALM)


@pytest.fixture(scope="module")
def unsupported(scenario: Scenario) -> WhatIf:
    return what_if(scenario.model_copy(update={"body": "other"}), 60)


@pytest.fixture(scope="module")
def gge() -> WhatIf:
    return what_if(shipped_scenario("gge-2004-2005"), 20)


def page(result: WhatIf, width: int = 110) -> str:
    console = Console(width=width, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(what_if_page(result))
    return captured.get()


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_the_page_says_who_would_join_if_what_were_different(own: WhatIf) -> None:
    told = flat(page(own))
    assert f"{own.adoptions} of {RUNS} plays adopt a report" in told
    one = own.objectors[0]
    assert f"{one.name} objects in {100 * one.objections / RUNS:.0f} % of plays ({one.objections})" in told
    assert one.smallest is not None
    assert f"It would join in {100 * one.smallest.joins / one.objections:.0f} % of these if" in told
    assert "in the model" in told
    assert "…" not in told
    assert "robability" not in told
    best = own.effects[0]
    assert f"{100 * best.adopted.value:+.1f}" in told


def test_the_smallest_comes_first_and_no_rewording_twice(own: WhatIf) -> None:
    for one in own.objectors:
        told = told_of(one)
        assert told[0] is (one.smallest or one.surest)
        assert len({(r.issue, r.rungs) for r in told}) == len(told)


def test_what_is_not_distinguishable_is_marked(own: WhatIf) -> None:
    lines = page(own).splitlines()
    for effect in own.effects:
        if effect.of in ("outlets", "chair.camp"):
            (line,) = [text for text in lines if text.startswith(f" {effect.told} ")]
            assert ("~" in line) is not effect.adopted.clear


def test_where_nobody_objects_the_page_says_so(calm: WhatIf) -> None:
    told = flat(page(calm))
    assert "20 of 20 plays adopt a report, 100 %" in told
    assert "Nobody objects in as many as 1 % of the 20 plays, or in any." in told
    assert told.count("nothing that is distinguishable from no effect") == 3
    assert "Nobody objects" in texts(joining(calm))
    files = what_if_files(calm)
    assert "objections.csv" not in files
    assert json.loads(files["what-if.json"])["objectors"] == []


def test_no_probability_is_claimed_for_a_body_outside_the_scope(unsupported: WhatIf) -> None:
    assert not unsupported.supported
    assert "No probability is claimed for this kind of body or rule." in flat(page(unsupported))
    assert "…" not in page(unsupported)
    told = what_if_summary(unsupported)
    assert told["supported"] is False
    assert "probability" not in json.dumps(told).replace("No probability is claimed", "")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files[name].decode().splitlines()))


def test_every_row_says_what_it_was_computed_from(own: WhatIf, files: dict[str, bytes]) -> None:
    stamp = [str(SEED), "own", scenario_digest(own.scenario), __version__]
    for name in ("objectors.csv", "rewordings.csv", "effects.csv", "objections.csv"):
        for row in rows(files, name):
            assert [row[key] for key in STAMP] == stamp
            if name == "objections.csv":
                assert 0 <= int(row["replicate"]) < RUNS
            else:
                assert (row["first"], row["last"]) == ("0", str(RUNS - 1))


def test_the_tables_add_up(own: WhatIf, files: dict[str, bytes]) -> None:
    assert len(rows(files, "effects.csv")) == len(own.effects)
    objections = rows(files, "objections.csv")
    reworded = rows(files, "rewordings.csv")
    for one, row in zip(own.objectors, rows(files, "objectors.csv"), strict=True):
        assert (row["state"], row["objections"]) == (one.code, str(one.objections))
        assert sum(line["state"] == one.code for line in objections) == one.objections
        mine = [line for line in reworded if line["state"] == one.code]
        for r in one.rewordings:
            alike = [w for w in mine if w["issue"] == r.issue and int(w["rungs"]) == r.rungs]
            for column, count in (("plays", r.plays), ("joins", r.joins), ("adopted", r.carries)):
                assert sum(int(w[column]) for w in alike) == count


def test_the_summary_is_plain_json(own: WhatIf, files: dict[str, bytes]) -> None:
    told = json.loads(files["what-if.json"])
    assert told == json.loads(json.dumps(what_if_summary(own), allow_nan=False))
    assert told["runs"] == RUNS
    assert told["adopted"]["plays"] == own.adoptions
    assert [one["state"] for one in told["objectors"]] == [one.code for one in own.objectors]
    assert len(told["effects"]) == len(own.effects)


def texts(drawn: Figure) -> str:
    return "\n".join(t.get_text() for t in drawn.findobj(matplotlib.text.Text))


def test_figures_name_what_they_show(own: WhatIf) -> None:
    drawn = texts(joining(own))
    assert all(one.name in drawn for one in own.objectors)
    assert "One more outlet" in drawn
    assert "one more outlet" in texts(pressure(own))
    assert rendered(pressure(own), "svg") == rendered(pressure(own), "svg")


@pytest.mark.parametrize("name", ["own", "gge", "calm"])
def test_nothing_falls_outside_the_figures(name: str, request: pytest.FixtureRequest) -> None:
    result = request.getfixturevalue(name)
    for drawn in (joining(result), pressure(result)):
        drawn.draw_without_rendering()
        needed, (width, height) = drawn.get_tightbbox(), drawn.get_size_inches()
        assert needed.x0 >= -0.02
        assert needed.y0 >= -0.02
        assert needed.x1 <= width + 0.02
        assert needed.y1 <= height + 0.02


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.command("what-if")(command)

    @app.callback()
    def _options() -> None:
        """As in the program, the command is one of several."""

    return app


def test_the_command_prints_a_page_and_writes_a_folder(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, OWN)
    words = ["what-if", path.name, "--runs", "25", "--workers", "1", "--top", "3"]
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 0, told.output
    folder = tmp_path / "results" / "scenario-what-if"
    assert "What would make them join" in told.output
    names = {path.name for path in folder.iterdir()}
    assert {"what-if.json", "what-if.txt", "effects.csv", "pressure.svg", "joining.png", "tasks"} <= names
    first = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert len(json.loads(first["what-if.json"])["objectors"]) == 3

    again = CliRunner().invoke(app, [*words, "--json", "--out", "again"])
    assert json.loads(again.stdout) == json.loads(first["what-if.json"])
    for name, content in first.items():
        if name != "manifest.json":
            assert (tmp_path / "again" / name).read_bytes() == content, name
    quiet = CliRunner().invoke(app, [*words, "--quiet"])
    assert (quiet.exit_code, quiet.output) == (0, "")
