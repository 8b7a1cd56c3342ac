"""What a sensitivity analysis says: on its page, in its tables and in its figure."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from sim.negotiation.parameters import Prior
from sim.report.figures.drawing import rendered
from sim.report.figures.sensitivity import sensitivity_drawings
from sim.report.figures.style import BLUE, GREY, RED
from sim.report.render.terminal import as_text
from sim.report.sensitivity import sensitivity_report
from sim.study.sensitivity.analysis import Sensitivity, judged, sensitivity
from sim.study.sensitivity.convergence import Comparison
from sim.study.sensitivity.evaluations import Evaluations, Plan
from sim.study.sensitivity.factors import Factor, Group, factors
from sim.study.sensitivity.indices import Indices
from sim.study.sensitivity.method import Method, Target
from sim.study.setting import scenario_digest, setting
from sim.version import __version__
from tests.command import found_in, here
from tests.report.reading import rows_of, text_of
from tests.scenario.files import shipped_scenario

pytest.importorskip("SALib")

NAME = "gge-2016-2017"


@cache
def analysis(method: Method, groups: tuple[Group, ...], *single: str, name: str = NAME) -> Sensitivity:
    scenario = shipped_scenario(name)
    played = setting(scenario)
    return sensitivity(scenario, played, Plan(factors(played, scenario, groups, single), method, 4, 8, 3))


def morris() -> Sensitivity:
    return analysis(Method.MORRIS, (Group.PARAMETERS,))


def sobol() -> Sensitivity:
    single = ("disappointment_weight=0.3:4", "outlets=0:2", "decision=consensus:two-thirds")
    return analysis(Method.SOBOL, (), *single)


def shifted() -> Sensitivity:
    return analysis(Method.MORRIS, (Group.ISSUES, Group.DELEGATIONS))


def outside() -> Sensitivity:
    return analysis(Method.MORRIS, (), "inertia=0.01:0.1", name="plastics-council")


def fitted() -> Sensitivity:
    return replace(shifted(), setting=replace(shifted().setting, known=()))


def settled(width: float = 0.1, difference: float = 0.01) -> Sensitivity:
    result = morris()
    enough = replace(result.convergence, width=width, half=Comparison(1.0, 0.2, 0.0))
    agree = replace(result.agreement, halves=Comparison(1.0, 0.0, difference))
    return replace(result, convergence=enough, agreement=agree)


def distant(deviations: float) -> Sensitivity:
    """The scenario as it stands lies this many standard deviations from the mean of the evaluations."""
    result = morris()
    return replace(result, base=0 * result.base + result.output.mean() + deviations * result.output.std())


def unmoved() -> Sensitivity:
    flat = np.full_like(morris().outputs, 0.25)
    found = judged(morris().plan, np.stack([flat[:, 0]] * 2))
    return replace(morris(), outputs=flat, indices=found[0], convergence=found[1], agreement=found[2])


def page(result: Sensitivity) -> str:
    return " ".join(as_text(sensitivity_report(result).document).split())


def figure(result: Sensitivity) -> Figure:
    return sensitivity_drawings(result)["sensitivity"].draw()


FAR = "The evaluations lie far from that"
#: Analyses, what their page says, and what it does not.
SAID: dict[str, tuple[Callable[[], Sensitivity], list[str], list[str]]] = {
    "morris": (morris, [
        "18 factors, Morris screening with 4 trajectories: 76 evaluations of 8 plays, 608 plays",
        "the same replicates (0 to 7 of seed 3)", "factor range mu* mu sigma",
        "All 18 free behavioural parameters vary, each by itself over its prior",
        "each by itself over its prior. The ranking", "Samples: not converged; use --samples ",
    ], []),
    "sobol": (sobol, [
        "3 factors, Sobol indices with 4 base samples: 20 evaluations of 8 plays, 160 plays",
        "independent of the other 17, which are drawn from their priors",
        "factor range ST S1 slope",
    ], []),
    "shifted": (shifted, ["Behaviour is drawn from their priors",
                          "Every factor: -1 to 1 points."], ["factor range"]),
    "fitted": (fitted, ["Behaviour is drawn from the sets fitted to the record"], []),
    "outside": (outside, ["1 factor, Morris", "No probability is claimed for this kind of body or rule.",
                          "A study of the model's mechanism: no probability is claimed"], []),
    "settled": (settled, ["Samples: converged. The ranks have settled", "The values have: the widest",
                          "even and odd ones agree."], ["take --"]),
    "halves": (lambda: settled(difference=0.5), ["even and odd ones do not agree; use --runs 50."], []),
    "many": (lambda: settled(20.0), ["not converged; use --samples 40000 --force"], []),
    "near": (lambda: distant(1.9), [], [FAR]),
    "far": (lambda: distant(2.1), [FAR], []),
    "unmoved": (unmoved, ["It is the same in every evaluation: none of these factors moves it."],
                ["take --"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_the_page_says(name: str) -> None:
    found, said, unsaid = SAID[name]
    words = page(found())
    assert [part for part in said if part not in words] == []
    assert [part for part in unsaid if part in words] == []


def test_factors_are_ranked_with_their_indices() -> None:
    result = morris()
    ranking = page(result).partition("factor range")[2]
    places = [ranking.index(f" {result.plan.factors[n].title} ") for n in result.order]
    assert places == sorted(places)
    assert f" {100 * result.indices.strength[result.order[0]]:.1f} ± " in ranking
    first = result.plan.factors[result.order[0]].title
    assert first in sensitivity_report(result).document.answer.sentence


@pytest.mark.parametrize("result", [morris, sobol])
def test_every_row_says_where_it_comes_from(result: Callable[[], Sensitivity]) -> None:
    stamps = {
        "seed": "3", "first": "0", "last": "7", "scenario": NAME,
        "scenario_hash": scenario_digest(result().scenario), "version": __version__,
    }  # fmt: skip
    files = sensitivity_report(result()).files()
    for name in ("effects.csv", "evaluations.csv"):
        assert all(stamps.items() <= row.items() for row in rows_of(files, name))


def test_tables_hold_every_factor_and_every_evaluation() -> None:
    result, files = sobol(), sensitivity_report(sobol()).files()
    effects, evaluations = rows_of(files, "effects.csv"), rows_of(files, "evaluations.csv")
    assert [row["factor"] for row in effects] == [result.plan.factors[n].lever for n in result.order]
    strengths = [float(row["ST"]) for row in effects]
    assert strengths == pytest.approx(result.indices.strength[result.order], abs=1e-6)
    assert len(evaluations) == result.plan.design.evaluations
    assert {row["decision"] for row in evaluations} == {"consensus", "two-thirds"}
    assert [float(row["adopted"]) for row in evaluations] == pytest.approx(result.output)
    assert {*Target} <= set(evaluations[0])


def test_the_summary_is_the_page_in_figures() -> None:
    found = json.loads(json.dumps(sensitivity_report(morris()).summary, allow_nan=False))
    assert found["plays"] == found["evaluations"] * found["runs"] == 76 * 8
    assert set(found["libraries"]) == {"SALib", "numpy", "scipy"}
    strengths = [factor["mu_star"] for factor in found["factors"]]
    assert strengths == sorted(strengths, reverse=True)
    check = found["samples_check"]
    assert (check["converged"], check["advice"]) == (False, morris().convergence.advice)
    assert {"ST", "S1", "slope"} < set(sensitivity_report(sobol()).summary["factors"][0])
    assert sensitivity_report(outside()).summary["supported"] is False


# The figure


@pytest.mark.parametrize("result", [morris, sobol, shifted, unmoved])
def test_the_figure_names_the_factors_and_keeps_inside(result: Callable[[], Sensitivity]) -> None:
    found, drawn = result(), figure(result())
    axes = drawn.axes[0]
    shown = [found.plan.factors[n].title for n in found.order[:30]]
    assert [label.get_text() for label in axes.get_yticklabels()] == shown
    assert ("weaker factors are not drawn" in text_of(drawn).replace("\n", " ")) == (len(found.order) > 30)
    drawn.draw_without_rendering()
    (ranges,) = [right.get_yticklabels() for right in axes.child_axes] or [[]]
    beside = [*axes.get_yticklabels(), *ranges, *axes.get_legend().get_texts(), *drawn.texts]
    for text in [axes.title, axes.xaxis.label, *beside]:
        extent = text.get_window_extent()
        assert drawn.bbox.x0 - 1 <= extent.x0 <= extent.x1 <= drawn.bbox.x1 + 1, text.get_text()
    assert rendered(figure(found), "svg") == rendered(figure(found), "svg")


def test_ranges_stand_beside_the_bars_where_they_differ() -> None:
    assert "disappointment_weight" not in text_of(figure(sobol()))
    assert "0.3 to 4, log" in text_of(figure(sobol()))
    assert "-1 to 1 points" not in [text.get_text() for text in figure(shifted()).findobj(Text)]


def test_the_description_of_the_figure_ranks_the_factors() -> None:
    result = morris()
    described = sensitivity_drawings(result)["sensitivity"].describe()
    ranked = "; ".join(result.plan.factors[n].title for n in result.order[:6])
    assert f": {ranked}; 12 weaker factors. Not converged." in described


@pytest.mark.parametrize(
    ("size", "direction", "colours"),
    [
        ([0.5, 0.5, 0.05], [0.5, -0.5, 0.05], {BLUE: "raises", RED: "lowers", GREY: "no clear direction"}),
        ([0.3, 0.2, 0.0], [0.3, -0.2, 0.0], {BLUE: "raises", RED: "lowers"}),  # the last has no length
        ([0.3, 0.2, 0.0], [0.3, 0.0, 0.0], {BLUE: "raises", GREY: "no clear direction"}),
    ],
)
def test_the_colour_of_a_bar_is_its_direction_and_the_legend_has_the_colours_that_are_seen(
    size: list[float], direction: list[float], colours: dict[str, str]
) -> None:
    none, margin = np.zeros(3), np.full(3, 0.1)
    varied = tuple(Factor(name, name, "", Prior("uniform", 0, n + 1)) for n, name in enumerate("abc"))
    indices = Indices(np.array(size), none, np.array(direction), margin, none, none, none)
    (axes,) = figure(replace(morris(), plan=replace(morris().plan, factors=varied), indices=indices)).axes
    bars = [bar for bar in axes.patches if isinstance(bar, Rectangle) and bar.get_width() > 0.01]
    assert {to_hex(bar.get_facecolor()) for bar in bars} == {colour.lower() for colour in colours}
    for bar in bars:  # told apart without colour
        assert bool(bar.get_hatch()) == (to_hex(bar.get_facecolor()) == RED.lower())
    legend = axes.get_legend()
    assert legend is not None
    entries = zip(legend.get_patches(), legend.get_texts(), strict=True)
    for (patch, text), (colour, words) in zip(entries, colours.items(), strict=True):
        assert (to_hex(patch.get_facecolor()), words in text.get_text()) == (colour.lower(), True)


# The command


def run(*words: str) -> str:
    done = here("sensitivity", NAME, "--samples", "4", "--runs", "4", "--workers", "1", *words)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.slow
def test_the_command_leaves_a_folder_and_goes_on_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("--factor", "iota=0.01:0.1", "--factor", "outlets=0:1")
    told = " ".join(run(*asked).split())
    assert "2 factors, Morris screening with 4 trajectories: 12 evaluations of 4 plays, 48 plays" in told
    folder = tmp_path / "results" / f"{NAME}-sensitivity"
    assert f"Written to {folder.relative_to(tmp_path)}" in told
    first = found_in(folder)
    assert {"effects.csv", "evaluations.csv", "sensitivity.json", "sensitivity.png", "story.md"} < set(first)
    for name in first:
        if not name.startswith("tasks"):
            (folder / name).unlink()
    monkeypatch.setattr(Evaluations, "carry_out", None)  # nothing is played again
    assert run(*asked, "--quiet") == ""
    again = found_in(folder)
    assert {**again, "manifest.json": b""} == {**first, "manifest.json": b""}  # it carries the time


def test_json_is_one_object_and_parameters_are_varied_if_nothing_is_named(tmp_path: Path) -> None:
    found = json.loads(run("--of", "strength", "--out", str(tmp_path / "o"), "--json"))
    assert (found["target"], found["scenario"], found["seed"]) == ("strength", NAME, 1)
    assert len(found["factors"]) == 18
    assert found == json.loads((tmp_path / "o" / "sensitivity.json").read_text())
    assert list((tmp_path / "o" / "tasks").glob("*.npz"))
