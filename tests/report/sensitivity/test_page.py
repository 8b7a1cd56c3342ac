from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest
import typer
from matplotlib.text import Text
from packaging.version import Version
from rich.console import Console
from typer.testing import CliRunner

from sim.commands.sensitivity import sensitivity as command
from sim.negotiation.parameters import Prior
from sim.report.figures.drawing import rendered
from sim.report.figures.sensitivity import sensitivity as draw
from sim.report.sensitivity.folder import sensitivity_files, sensitivity_summary, sensitivity_tables
from sim.report.sensitivity.page import sensitivity_page
from sim.scenario.fault import BadInput
from sim.study.sensitivity.method import Method, Target
from sim.study.sensitivity.analysis import Sensitivity, judged, sensitivity
from sim.study.sensitivity.convergence import Comparison
from sim.study.sensitivity.evaluations import Evaluations, Plan
from sim.study.sensitivity.factors import Factor, Group, factors
from sim.study.setting import scenario_digest, setting
from sim.version import __version__
from tests.command import found_in
from tests.scenario.files import shipped_scenario

pytest.importorskip("SALib")

NAME = "gge-2016-2017"


def analysis(
    method: Method, groups: list[Group], single: list[str] | None = None, name: str = NAME, **given: float
) -> Sensitivity:
    scenario = shipped_scenario(name)
    played = setting(scenario, given)
    plan = Plan(factors(played, scenario, groups, single or []), method, 4, 8, 3)
    return sensitivity(scenario, played, plan)


@pytest.fixture(scope="module")
def morris() -> Sensitivity:
    return analysis(Method.MORRIS, [Group.PARAMETERS])


@pytest.fixture(scope="module")
def sobol() -> Sensitivity:
    return analysis(
        Method.SOBOL, [], ["disappointment_weight=0.3:4", "outlets=0:2", "decision=consensus:two-thirds"]
    )


@pytest.fixture(scope="module")
def shifted() -> Sensitivity:
    return analysis(Method.MORRIS, [Group.ISSUES, Group.DELEGATIONS])


def page(result: Sensitivity) -> str:
    console = Console(width=110, no_color=True, force_terminal=False)
    with console.capture() as captured:
        console.print(sensitivity_page(result))
    return re.sub(r"\s+", " ", captured.get())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_says_how_much_was_played(morris: Sensitivity, sobol: Sensitivity) -> None:
    assert "15 factors, Morris screening with 4 trajectories: 64 evaluations of 8 plays, 512 plays" in page(
        morris
    )
    assert "3 factors, Sobol indices with 4 base samples: 20 evaluations of 8 plays, 160 plays" in page(sobol)
    assert "the same replicates (0 to 7 of seed 3)" in page(morris)


def test_the_page_says_where_behaviour_comes_from(
    morris: Sensitivity, sobol: Sensitivity, shifted: Sensitivity
) -> None:
    assert "All 15 free behavioural parameters vary, each by itself over its prior" in page(morris)
    assert "the fit to the record plays no part" in page(morris)
    assert "independent of the other 14, which are drawn from the sets fitted to the record" in page(sobol)
    assert "Behaviour is drawn from the sets fitted to the record" in page(shifted)
    alone = replace(shifted, setting=replace(shifted.setting, known=None))
    assert "Behaviour is drawn from their priors" in page(alone)


def test_the_page_ranks_and_tells_its_columns(morris: Sensitivity, sobol: Sensitivity) -> None:
    told = page(morris)
    titles = [morris.plan.factors[n].title for n in morris.order]
    assert [told.index(f" {title} ") for title in titles] == sorted(
        told.index(f" {title} ") for title in titles
    )
    assert "mu* ± mu ± sigma" in told
    assert "ST ± S1 ± slope ±" in page(sobol)
    first = morris.indices.strength[morris.order[0]]
    assert f" {100 * first:.1f} " in told


def test_the_verdict_can_be_either(morris: Sensitivity) -> None:
    assert not morris.convergence.converged
    assert "Samples: not converged: take --samples " in page(morris)
    settled = replace(morris.convergence, width=0.1, half=Comparison(1.0, 0.2, 0.0))
    agree = replace(morris.agreement, halves=Comparison(1.0, 0.0, 0.01))
    good = replace(morris, convergence=settled, agreement=agree)
    assert "Samples: converged. The ranks have settled" in page(good)
    assert "The values have: the widest" in page(good)
    assert "even and odd ones tell the same" in page(good)
    bad = replace(agree, halves=Comparison(0.1, 4.0, 0.5))
    assert f"do not tell the same: take --runs {bad.advice}" in page(replace(good, agreement=bad))
    huge = replace(settled, width=20.0)
    assert f"take --samples {huge.advice} --force" in page(replace(good, convergence=huge))


def test_the_page_says_when_the_evaluations_are_unlike_the_scenario(morris: Sensitivity) -> None:
    mean, spread = morris.output.mean(), morris.output.std()
    for distance, told in ((1.9, False), (2.1, True)):
        moved = replace(morris, base=morris.base * 0 + mean + distance * spread)
        assert ("The evaluations lie far from that" in page(moved)) is told


def test_nothing_to_rank_is_said_so(morris: Sensitivity) -> None:
    flat = np.full_like(morris.outputs, 0.25)
    indices, enough, agree = judged(morris.plan, np.stack([flat[:, 0]] * 2))
    still = replace(morris, outputs=flat, indices=indices, convergence=enough, agreement=agree)
    assert "It is the same in every evaluation: none of these factors moves it." in page(still)
    assert "take --" not in page(still)
    assert rendered(draw(still), "png").startswith(b"\x89PNG")


def test_a_body_outside_the_scope_gets_no_probability() -> None:
    result = analysis(Method.MORRIS, [], ["inertia=0.01:0.1"], "plastics-council")
    assert "No probability is claimed for this kind of body or rule." in page(result)
    assert sensitivity_summary(result)["supported"] is False


def test_every_row_says_where_it_comes_from(morris: Sensitivity, sobol: Sensitivity) -> None:
    for result in (morris, sobol):
        for text in sensitivity_tables(result).values():
            for row in rows(text):
                assert (row["seed"], row["first"], row["last"]) == ("3", "0", "7")
                assert row["scenario"] == NAME
                assert row["scenario_hash"] == scenario_digest(result.scenario)
                assert row["version"] == __version__


def test_tables_hold_every_factor_and_every_evaluation(sobol: Sensitivity) -> None:
    tables = sensitivity_tables(sobol)
    effects, evaluations = rows(tables["effects.csv"]), rows(tables["evaluations.csv"])
    assert [row["factor"] for row in effects] == [sobol.plan.factors[n].lever for n in sobol.order]
    assert [float(row["ST"]) for row in effects] == pytest.approx(
        sobol.indices.strength[sobol.order], abs=1e-6
    )
    assert len(evaluations) == sobol.plan.design.evaluations
    assert {row["decision"] for row in evaluations} == {"consensus", "two-thirds"}
    assert [float(row["adopted"]) for row in evaluations] == pytest.approx(sobol.output)
    assert {*Target} <= set(evaluations[0])


def test_the_summary_is_the_page_in_figures(morris: Sensitivity, sobol: Sensitivity) -> None:
    told = json.loads(json.dumps(sensitivity_summary(morris), allow_nan=False))
    assert told["plays"] == told["evaluations"] * told["runs"] == 512
    assert set(told["libraries"]) == {"SALib", "numpy", "scipy"}
    strengths = [factor["mu_star"] for factor in told["factors"]]
    assert strengths == sorted(strengths, reverse=True)
    assert told["samples_check"]["converged"] is False
    assert told["samples_check"]["advice"] == morris.convergence.advice
    assert {"ST", "S1", "slope"} < set(sensitivity_summary(sobol)["factors"][0])


@pytest.mark.parametrize("which", ["morris", "sobol", "shifted"])
def test_the_figure_names_the_factors_and_keeps_inside(which: str, request: pytest.FixtureRequest) -> None:
    result: Sensitivity = request.getfixturevalue(which)
    drawn = draw(result)
    told = [text.get_text() for text in drawn.findobj(Text)]
    shown = [result.plan.factors[n].title for n in result.order[:30]]
    assert [label.get_text() for label in drawn.axes[0].get_yticklabels()] == shown
    assert ("weaker factors are not drawn" in " ".join(told).replace("\n", " ")) == (len(result.order) > 30)
    drawn.draw_without_rendering()
    axes = drawn.axes[0]
    beside = [*axes.texts, *axes.get_yticklabels(), *axes.get_legend().get_texts(), *drawn.texts]
    for text in [axes.title, axes.xaxis.label, *beside]:
        extent = text.get_window_extent()
        assert extent.x0 >= drawn.bbox.x0 - 1, text.get_text()
        assert extent.x1 <= drawn.bbox.x1 + 1, text.get_text()
    # Before Matplotlib 3.11 a figure that was measured is laid out a hair otherwise than one that was not.
    other = drawn if Version(matplotlib.__version__) >= Version("3.11") else draw(result)
    assert rendered(draw(result), "svg") == rendered(other, "svg")


def test_the_colour_of_a_bar_is_its_direction(morris: Sensitivity) -> None:
    directions = np.array([0.5, -0.5, 0.05])
    varied = tuple(Factor(name, name, "", Prior("uniform", 0, n + 1)) for n, name in enumerate("abc"))
    values = [getattr(morris.indices, field)[:3] for field in ("sigma", "first", "first_error")]
    indices = type(morris.indices)(abs(directions), np.full(3, 0.1), directions, np.full(3, 0.1), *values)
    drawn = draw(replace(morris, plan=replace(morris.plan, factors=varied), indices=indices))
    bars = [patch.get_facecolor()[:3] for patch in drawn.axes[0].patches]
    assert len(set(bars)) == 3
    assert [text.get_text() for text in drawn.axes[0].get_legend().get_texts()] == [
        "higher raises it",
        "higher lowers it",
        "no clear direction",
    ]


# The command


def run(*words: str) -> str:
    app = typer.Typer()
    app.command()(command)
    found = CliRunner().invoke(app, [NAME, "--samples", "4", "--runs", "4", *words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


@pytest.mark.slow
def test_the_command_leaves_a_folder_and_goes_on_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("--factor", "iota=0.01:0.1", "--factor", "outlets=0:1")
    assert (
        "2 factors, Morris screening with 4 trajectories: 12 evaluations of 4 plays, 48 plays"
        in told.replace("\n", "")
    )
    folder = tmp_path / "results" / f"{NAME}-sensitivity"
    assert f"Written to {folder.relative_to(tmp_path)}" in told
    first = found_in(folder)
    assert {"effects.csv", "evaluations.csv", "sensitivity.json", "sensitivity.png", "sensitivity.svg"} < set(
        first
    )
    assert first["sensitivity.txt"].decode().split() == told.partition("\nWritten")[0].split()
    for name in first:
        if not name.startswith("tasks"):
            (folder / name).unlink()
    first.pop("manifest.json")  # it carries the time
    monkeypatch.setattr(Evaluations, "carry_out", None)  # nothing is played again
    assert run("--factor", "iota=0.01:0.1", "--factor", "outlets=0:1", "--quiet") == ""
    again = found_in(folder)
    again.pop("manifest.json")
    assert again == first


def test_json_is_one_object(tmp_path: Path) -> None:
    told = json.loads(
        run("--factor", "outlets=0:1", "--of", "strength", "--out", str(tmp_path / "o"), "--json")
    )
    assert (told["target"], told["scenario"], told["seed"]) == ("strength", NAME, 1)
    assert told == json.loads((tmp_path / "o" / "sensitivity.json").read_text())


def test_parameters_are_varied_if_nothing_is_named(tmp_path: Path) -> None:
    told = json.loads(run("--out", str(tmp_path / "o"), "--json"))
    assert len(told["factors"]) == 15
    assert list((tmp_path / "o" / "tasks").glob("*.npz"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--over", "everybody"], "is no group of factors"),
        (["--method", "sobol", "--samples", "6"], "is no power of two"),
        (["--factor", "iota=0.1:0.01"], "must go from a smaller number"),
        (["--samples", "2000000"], "or --force"),
    ],
)
def test_bad_input_is_refused_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=message):
        run(*words)
    assert not list(tmp_path.iterdir())


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("")
    with pytest.raises(BadInput, match="holds other files"):
        run("--factor", "outlets=0:1", "--out", str(tmp_path))
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_files_are_the_same_bytes_for_the_same_evaluations(sobol: Sensitivity) -> None:
    again = analysis(
        Method.SOBOL, [], ["disappointment_weight=0.3:4", "outlets=0:2", "decision=consensus:two-thirds"]
    )
    assert sensitivity_files(again) == sensitivity_files(sobol)
