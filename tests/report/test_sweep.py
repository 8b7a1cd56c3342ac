"""The sweep page: what it says beside the figures."""

import pytest

from sim.report.render.terminal import as_text
from sim.report.sweep import headline, notes, sweep_report
from sim.study.history import decided
from sim.study.membership import Rule
from sim.study.sweep import Effort, Sweep, grid, sweep
from tests.scenario.files import shipped_scenario

EFFORT = Effort(rooms=3, runs=6)


def flat(found: Sweep) -> str:
    return " ".join(as_text(sweep_report(found).document).split())


@pytest.fixture(scope="module")
def sized() -> Sweep:
    return sweep(shipped_scenario("gge-2016-2017"), grid({}, [Rule.NESTED], [5, 30]), EFFORT)


def test_the_page_says_which_outcomes_the_parameter_sets_have_seen(sized: Sweep) -> None:
    assert notes(sized)[1] == "Parameters are drawn from the priors, none fitted to the record."
    for name, seen in (
        ("gge-2009-2010", "all but gge-2009-2010"),
        ("membership-2019", "all but gge-2016-2017"),  # its mandate is that of 2016
        ("plastics-council", f"all {len(decided())}"),
    ):
        fitted = sweep(
            shipped_scenario(name), grid({"outlets": (0.0,)}), Effort(1, 6), behaviour="calibrated"
        )
        assert f"fitted to {seen} of the decided processes" in flat(fitted)
    assert "no probability is claimed" in flat(fitted)


def test_a_chair_whose_camp_may_be_absent_is_told(sized: Sweep) -> None:
    told = "Where nobody of the chair's camp (West) is in the room, the chair counts as neutral."
    assert told in flat(sized)
    own = sweep(shipped_scenario("gge-2016-2017"), grid({"outlets": (0.0, 1.0)}), EFFORT)
    assert told not in flat(own)


def test_rooms_that_are_all_the_same_do_not_differ() -> None:
    everybody = sweep(shipped_scenario("membership-2019"), grid({}, [Rule.RANDOM], [193]), EFFORT)
    (found,) = everybody.results
    assert found.alike
    assert found.between == 0
    assert "·" in flat(everybody)
    assert "±" not in flat(everybody)


def test_the_headline_names_the_lowest_and_the_highest(sized: Sweep) -> None:
    low, high = sorted(sized.results, key=lambda f: f.adopted.value)
    assert f"{low.seats} seats" in headline(sized)
    assert headline(sized).endswith(f"({high.seats} seats, nested).")
