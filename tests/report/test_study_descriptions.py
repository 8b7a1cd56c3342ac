"""Figures of studies in words: the same numbers as the figure, for those who cannot see it."""

from __future__ import annotations

import pytest

from sim.report.figures.comparison import comparison, describe_comparison
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
