"""What the pages of studies say of what is rare: no effect, no room, no claim, too many points."""

from itertools import pairwise

import numpy as np
import pytest
from rich.console import Console, RenderableType

from sim.report.coding import coding_document
from sim.report.figures.sweep import sweep_drawings
from sim.report.render.terminal import as_text
from sim.report.sweep import MOST_ROWS, shown_points, sweep_report
from sim.study.coding import coding_sensitivity
from sim.study.membership import Rule
from sim.study.sweep import Effort, Sweep, grid, sweep
from tests.report.reading import text_of
from tests.scenario.files import shipped_scenario

FEW = Effort(rooms=2, runs=4)


def flat(page: RenderableType) -> str:
    console = Console(width=120, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(page)
    return " ".join(captured.get().split())


def test_coding_claims_no_probability_outside_the_scope() -> None:
    ours = coding_sensitivity(shipped_scenario("gge-2016-2017"), 2, 4, 1)
    assert "the probability of consensus lies between" in coding_document(ours).answer.sentence
    other = coding_sensitivity(shipped_scenario("plastics-council"), 2, 4, 1)
    answer = coding_document(other).answer
    assert "No probability is claimed for this kind of body or rule." in answer.asides
    assert "share of plays that end in consensus lies between" in answer.sentence


@pytest.fixture(scope="module")
def long() -> Sweep:
    steps = tuple(n / 200 for n in range(MOST_ROWS + 30))
    return sweep(shipped_scenario("gge-2014-2015"), grid({"inertia": steps}), Effort(rooms=1, runs=8))


def test_of_many_points_a_page_has_the_ends_the_extremes_and_an_even_spread(long: Sweep) -> None:
    shown = shown_points(long)
    assert len(shown) <= MOST_ROWS
    order = [long.results.index(one) for one in shown]
    assert order == sorted(set(order))
    assert (order[0], order[-1]) == (0, len(long.results) - 1)
    values = [one.adopted.value for one in long.results]
    assert {min(values), max(values)} <= {one.adopted.value for one in shown}
    assert max(b - a for a, b in pairwise(order)) <= 3


def test_an_axis_of_many_values_has_round_numbers_on_it(long: Sweep) -> None:
    (drawing,) = sweep_drawings(long).values()
    drawn = drawing.draw()
    ticks = drawn.axes[0].get_xticks()
    assert 3 <= len(ticks) <= 10
    assert set(np.diff(ticks).round(9)) == {0.05}


def test_rooms_that_a_caucus_is_too_small_for_are_told_of() -> None:
    found = sweep(shipped_scenario("membership-2019"), grid({}, [Rule.LIKE_MINDED], [5, 150]), FEW, skip=True)
    assert [point.size for point in found.left_out] == [150]
    assert f"the caucus {found.camp} has too few members for 150 seats or more." in " ".join(
        as_text(sweep_report(found).document).split()
    )


def test_a_measure_of_reports_has_no_value_where_there_are_none() -> None:
    nothing = {
        "stake_scale": 0.01, "stake_noise": 0.0, "blocking_cost": 0.01, "moves": 0.0, "repairs": 0.0,
        "disappointment_weight": 20.0, "own_claim": 1.0, "decision_noise": 0.01,
    }  # fmt: skip
    failing = sweep(
        shipped_scenario("gge-2016-2017"), grid({"inertia": (0.0, 0.1, 0.2)}), FEW, priors=nothing
    )
    assert [found.adopted.value for found in failing.results] == [0, 0, 0]
    (drawing,) = sweep_drawings(failing).values()
    drawn = drawing.draw()
    assert "no reports" in text_of(drawn)
    assert "no failures" not in text_of(drawn)
