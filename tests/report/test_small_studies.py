"""What the pages of studies say of what is rare: no effect, no room, no claim, too many points."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from rich.console import Console, RenderableType

from sim.report.campaign.page import interval, share
from sim.report.coding_page import coding_page
from sim.report.figures.sweep import sweep_drawings
from sim.report.render.markdown import as_markdown
from sim.report.render.terminal import as_text
from sim.report.sensitivity.document import sensitivity_document
from sim.report.sweep import MOST_ROWS, shown_points, sweep_report
from sim.report.what_if.folder import what_if_summary
from sim.report.what_if.page import nobody, smallest
from sim.study.campaign.differences import Counted
from sim.study.coding import coding_sensitivity
from sim.study.membership import Rule
from sim.study.sensitivity.aim import Method
from sim.study.sensitivity.analysis import sensitivity
from sim.study.sensitivity.evaluations import Plan
from sim.study.sensitivity.factors import factors
from sim.study.setting import setting
from sim.study.sweep import Effort, Sweep, grid, sweep
from sim.study.what_if.question import WhatIf, what_if
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
    assert "the probability of consensus lies between" in flat(coding_page(ours))
    other = coding_sensitivity(shipped_scenario("plastics-council"), 2, 4, 1)
    page = flat(coding_page(other))
    assert "No probability is claimed for this kind of body or rule." in page
    assert "share of plays that end in consensus lies between" in page


@pytest.fixture(scope="module")
def long() -> Sweep:
    steps = tuple(n / 200 for n in range(MOST_ROWS + 30))
    return sweep(shipped_scenario("gge-2014-2015"), grid({"inertia": steps}), Effort(rooms=1, runs=8))


def test_of_many_points_a_page_has_the_ends_the_extremes_and_an_even_spread(long: Sweep) -> None:
    shown = shown_points(long)
    assert len(shown) <= MOST_ROWS
    order = [long.found.index(one) for one in shown]
    assert order == sorted(set(order))
    assert (order[0], order[-1]) == (0, len(long.found) - 1)
    values = [one.adopted.value for one in long.found]
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


def test_a_share_of_nothing_is_no_share() -> None:
    assert share(Counted(0, 0)) == interval(Counted(0, 0)) == "–"
    assert share(Counted(1, 2)) == "1 of 2"
    assert interval(Counted(50, 100)) == "40 to 60"


@pytest.fixture(scope="module")
def gge() -> WhatIf:
    return what_if(shipped_scenario("gge-2016-2017"), 100, 1)


def test_an_objector_whom_nothing_wins_over_is_told_so(gge: WhatIf) -> None:
    one = next(o for o in gge.objectors if o.smallest)
    assert smallest(gge, replace(one, rewordings=())).endswith("No single rewording ever makes it join.")
    rarely = replace(one, rewordings=(replace(one.rewordings[0], joins=1),), objections=50)
    assert "makes it join in a tenth of these; most often, it does in 2 % if " in smallest(gge, rarely)
    assert smallest(gge, one).startswith(f"{one.name} objects in ")


def test_where_nobody_objects_often_who_does_most_often_is_named(gge: WhatIf) -> None:
    often = int(gge.base.objects.argmax())
    assert gge.base.objects[often] > 0
    assert "; most often " in nobody(gge)
    assert nobody(gge).endswith(f"{100 * gge.base.objects[often] / gge.runs:.0f} %.")


def test_an_objector_whom_nothing_wins_over_has_no_rewording_in_the_summary(gge: WhatIf) -> None:
    one = replace(next(o for o in gge.objectors if o.smallest), rewordings=())
    (told,) = what_if_summary(replace(gge, objectors=(one,)))["objectors"]
    assert (told["state"], told["smallest"], told["surest"], told["rewordings"]) == (one.code, None, None, [])


def test_a_measure_of_reports_has_no_value_where_there_are_none() -> None:
    nothing = {"stake_scale": 0.01, "stake_noise": 0.0, "blocking_cost": 0.01, "moves": 0.0, "repairs": 0.0}
    failing = sweep(
        shipped_scenario("gge-2016-2017"), grid({"inertia": (0.0, 0.1, 0.2)}), FEW, priors=nothing
    )
    assert [found.adopted.value for found in failing.found] == [0, 0, 0]
    (drawing,) = sweep_drawings(failing).values()
    drawn = drawing.draw()
    assert "no reports" in text_of(drawn)
    assert "no failures" not in text_of(drawn)


def test_a_study_of_the_mechanism_claims_no_probability() -> None:
    pytest.importorskip("SALib", reason="the extra sensitivity is not installed")
    scenario = shipped_scenario("plastics-council")
    played = setting(scenario, {})
    plan = Plan(factors(played, scenario, [], ["outlets=0:2", "readings=1:3"]), Method.MORRIS, 4, 8, 3)
    told = as_markdown(sensitivity_document(sensitivity(scenario, played, plan)))
    assert "A study of the model's mechanism: no probability is claimed for this process." in told
