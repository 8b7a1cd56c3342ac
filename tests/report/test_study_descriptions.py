"""Figures of studies in words: the same numbers as the figure, for those who cannot see it."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Patch

from sim.report.figures.campaign import describe_first_entries, describe_histories_tree, histories_tree
from sim.report.figures.sensitivity import describe_sensitivity
from sim.report.figures.style import RED
from sim.report.wording import percent
from tests.study.campaign.chronicles import some


def test_a_sensitivity_analysis_is_told_with_sizes_and_directions() -> None:
    pytest.importorskip("SALib")
    from tests.report.sensitivity.test_page import Method, analysis

    result = analysis(Method.MORRIS, [], ["inertia=0.01:0.1", "outlets=0:2", "moves=1:2"])
    told = describe_sensitivity(result)
    first = result.order[0]
    size, error = 100 * result.indices.strength[first], 100 * result.indices.strength_error[first]
    assert f"{result.plan.factors[first].title} {size:.1f} ±{error:.1f}" in told
    for factor in result.plan.factors:
        assert factor.title in told


def test_a_campaign_is_told_by_process_and_subject() -> None:
    found = some(200)
    told = describe_histories_tree(found)
    for chapter in found.chapters:
        assert f"{chapter.process} {percent(chapter.adopted.share)} (" in told
    entered = describe_first_entries(found)
    for issue in found.campaign.issues:
        assert issue.title in entered


def test_failures_in_the_tree_are_hatched() -> None:
    figure = histories_tree(some(200))
    (legend,) = [axes.get_legend() for axes in figure.axes]
    assert legend is not None
    by_word = dict(zip([t.get_text() for t in legend.get_texts()], legend.get_patches(), strict=True))
    hatched: Patch = by_word["failed"]
    assert hatched.get_hatch()
    assert not by_word["adopted"].get_hatch()
    filled = [p for p in figure.axes[0].patches if p.get_fill() and p.get_alpha() is None]
    failing = [p for p in filled if _colour(p) == RED.lower()]
    (edges,) = [p for p in figure.axes[0].patches if p.get_hatch()]
    corners = np.asarray(edges.get_path().vertices).reshape(-1, 5, 2)
    assert len(corners) == 2 * len(failing) > 0


def _colour(patch: Patch) -> str:
    return to_hex(patch.get_facecolor())
