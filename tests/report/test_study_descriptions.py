"""Figures of studies in words: the same numbers as the figure, for those who cannot see it."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Patch

from sim.report.figures.campaign import campaign_drawings
from sim.report.figures.comparison import comparison, describe_comparison
from sim.report.figures.sensitivity import sensitivity_drawings
from sim.report.figures.style import RED
from sim.report.figures.what_if import describe_what_if, joining, what_if_figures
from sim.report.wording import percent
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, Side, compare
from sim.study.interval import wilson
from sim.study.setting import setting
from sim.study.what_if.pressure import Kind
from sim.study.what_if.question import WhatIf, what_if
from tests.report.reading import text_of
from tests.scenario.files import shipped_scenario
from tests.study.campaign.chronicles import some


@pytest.fixture(scope="module")
def compared() -> Comparison:
    a, b = (
        Side(name, scenario, setting(scenario))
        for name in ("gge-2016-2017", "gge-2014-2015")
        for scenario in (shipped_scenario(name),)
    )
    return compare(a, b, 150)


@pytest.fixture(scope="module")
def changed() -> WhatIf:
    return what_if(shipped_scenario("gge-2016-2017"), runs=80)


def test_a_comparison_is_told_with_both_shares_and_what_differs(compared: Comparison) -> None:
    told = describe_comparison(compared)
    for letter, adopted in zip("AB", compared.adopted, strict=True):
        assert f"{letter} (" in told
        assert percent(adopted / compared.runs) in told
    first = compared.language[0]
    assert first.strength.difference is not None
    assert first.strength.difference.clear
    assert f"{first.issue.title} {first.strength.a:.2f} and {first.strength.b:.2f}" in told
    one = compared.delegations[0]
    assert roster()[one.code].name in told


def test_shares_of_objectors_have_their_intervals_within_the_axes(compared: Comparison) -> None:
    axes = comparison(compared).axes[2]
    assert axes.get_title(loc="left").startswith("Who objects")
    drawn = {tuple(float(x) for x in line.get_xdata()) for line in axes.get_lines()}  # type: ignore[union-attr]
    one = compared.delegations[0]
    for share in one.objects[:2]:
        if share is not None:
            low, high = wilson(round(share * compared.runs), compared.runs)
            assert (low, high) in drawn
            assert high <= axes.get_xlim()[1]


def test_a_what_if_study_is_told_by_the_names_of_its_figures(changed: WhatIf) -> None:
    told = describe_what_if(changed, 5)
    assert set(told) == set(what_if_figures(changed, 5))
    for one in changed.objectors:
        assert f"{one.name} objects in {percent(one.objections / changed.runs)}" in told["joining"]
        assert f"{one.name} ({percent(one.objections / changed.runs)}, {one.objections:,})" in text_of(
            joining(changed)
        )
    clear = [e for e in changed.effects if e.kind is Kind.PARAGRAPH and e.adopted.clear][:1]
    assert clear
    assert f"{100 * clear[0].adopted.value:+.1f}" in told["pressure"]


def test_a_sensitivity_analysis_is_told_with_sizes_and_directions() -> None:
    pytest.importorskip("SALib")
    from tests.report.test_sensitivity import Method, analysis

    result = analysis(Method.MORRIS, (), "inertia=0.01:0.1", "outlets=0:2", "moves=1:2")
    told = sensitivity_drawings(result)["sensitivity"].describe()
    first = result.order[0]
    size, error = 100 * result.indices.strength[first], 100 * result.indices.strength_error[first]
    assert f"{result.plan.factors[first].title} {size:.1f} ±{error:.1f}" in told
    for factor in result.plan.factors:
        assert factor.title in told


def test_a_campaign_is_told_by_process_and_subject() -> None:
    found = some(200)
    told, entered = (drawing.describe() for drawing in campaign_drawings(found).values())
    for chapter in found.chapters:
        assert f"{chapter.process} {percent(chapter.adopted.share)} (" in told
    for issue in found.campaign.issues:
        assert issue.title in entered


def test_failures_in_the_tree_are_hatched() -> None:
    figure = campaign_drawings(some(200))["histories"].draw()
    (legend,) = [axes.get_legend() for axes in figure.axes]
    assert legend is not None
    by_word = dict(zip([t.get_text() for t in legend.get_texts()], legend.get_patches(), strict=True))
    hatched: Patch = by_word["failed"]
    assert hatched.get_hatch()
    assert not by_word["adopted"].get_hatch()
    bars = [p for p in figure.axes[0].patches if p.get_fill() and p.get_alpha() is None]
    failing = [p for p in bars if to_hex(p.get_facecolor()) == RED.lower()]
    assert [p for p in bars if p.get_hatch()] == failing != []
