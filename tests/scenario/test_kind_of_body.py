"""A probability is claimed for a kind of body only where the declared kind fits what else the file says."""

from pathlib import Path

import pytest

from sim.scenario.kind_of_body import MOST_EXPERTS, fitting_kind, misfit
from sim.scenario.loading import load, load_with_warnings
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped, shipped_wider
from tests.scenario.files import ICT, OWN, altered, shipped_scenario, written

RESOLUTION, ALL = "A/RES/81/900", "members: [CHN, FRA, TON]"


def declared(name: str, body: str, **renamed: str) -> Scenario:
    """A copy of a shipped scenario whose kind of body was changed."""
    return shipped_scenario(name).model_copy(update={"body": body, **renamed})


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("npt-2026", "OEWG", "ships as review conference"),
        ("bwc-2022", "OEWG", "ships as review conference"),
        ("att-2012", "GGE", "ships as treaty conference"),
        ("att-2012", "OEWG", "ships as treaty conference"),
        ("undc-2023", "OEWG", "ships as standing body"),
        ("global-mechanism-2027", "OEWG", "ships as standing body"),
        ("plenary-2026", "GGE", "ships as other"),
        ("membership-2019", "OEWG", "ships as other"),
        ("lone-blocker", "GGE", "ships as other"),
        ("gge-2016-2017", "OEWG", "ships as GGE"),
        ("oewg-2019-2021", "GGE", "ships as OEWG"),
    ],
)
def test_a_copy_of_a_shipped_process_is_of_the_kind_it_ships_as(name: str, body: str, said: str) -> None:
    for copy in (declared(name, body), declared(name, body, id="another-name")):
        assert said in misfit(copy)
        assert not copy.supported
        assert fitting_kind(copy) == shipped_scenario(name).body


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("npt-2026", "OEWG", "no resolution or decision of the General Assembly"),
        ("bwc-2022", "GGE", "no resolution or decision of the General Assembly"),
        ("att-2012", "GGE", f"has 193 seats; such groups have at most {MOST_EXPERTS}"),
        ("plenary-2026", "OEWG", "seats 12 of 193 member states"),
    ],
)
def test_a_process_that_is_not_known_is_judged_by_its_mandate_and_its_seats(
    name: str, body: str, said: str
) -> None:
    copy = declared(name, body, id="another-name", starts="2026-04-16")
    assert said in misfit(copy)
    assert not copy.supported
    assert fitting_kind(copy) == "other"


def test_a_group_that_fits_is_claimed_for_as_before() -> None:
    for name, path in (shipped() | shipped_wider()).items():
        if path.parent.name in ("record", "forecast") and shipped_scenario(name).body in ("GGE", "OEWG"):
            assert shipped_scenario(name).supported, name
    assert shipped_scenario("paros-2028").supported, "a decision of the Assembly will do"
    assert shipped_scenario("ndisarm-2016").supported, "a few states may stay away"


def test_a_file_of_ones_own_is_doubted_where_it_stands(tmp_path: Path) -> None:
    everybody = altered(ALL, "members: all", ICT)
    for text, said in (
        (altered("body: GGE", "body: OEWG", ICT), "seats 3 of 193 member states"),
        (everybody, "has 193 seats"),
        (altered("A/RES/74/900", "Council decision 4", OWN), "its mandate (Council decision 4)"),
    ):
        path = written(tmp_path, text)
        [told] = load_with_warnings(path)[2]
        assert str(told).startswith(f"{path}:4: body")
        assert said in str(told)
        assert "no probability is claimed" in str(told)
        assert not load(path).supported
    assert load(written(tmp_path, altered("body: GGE", "body: OEWG", everybody))).supported


def test_other_kinds_claim_nothing_and_so_need_not_fit() -> None:
    for name in shipped_wider():
        scenario = shipped_scenario(name)
        if scenario.body not in ("GGE", "OEWG"):
            assert not misfit(scenario)
            assert fitting_kind(scenario) == scenario.body
