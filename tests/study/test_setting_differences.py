"""What differs between two settings before the first reading."""

from sim.negotiation.parameters import Prior
from sim.study.setting import setting
from sim.study.setting_differences import SettingDifference, setting_differences
from tests.scenario.files import shipped_scenario
from tests.study.test_comparison import side

FIFTH, PLASTICS = "gge-2016-2017", "plastics-council"
HERE = side(FIFTH).setting


def named(found: list[SettingDifference]) -> dict[str, SettingDifference]:
    return {one.what: one for one in found}


def test_equal_settings_differ_in_nothing() -> None:
    assert setting_differences(HERE, side(FIFTH).setting) == []


def test_cells_are_counted_and_the_largest_difference_is_named() -> None:
    levers = (
        "position.CHN.IHL=3",
        "shift.*.CM=0.3",
        "outlets=2",
        "ambition.IHL=0",
        "inertia=0.1",
        "stake.CHN=0",
    )
    found = named(setting_differences(HERE, side(FIFTH, *levers).setting))
    before = HERE.table
    there = before.issues.index("IHL"), before.codes.index("CHN")
    stuck = int((before.positions[before.issues.index("CM")] == 1).sum())
    position = f"{3 * before.positions[there]:g}"
    cells = before.positions.size
    assert found["position"] == ("position", position, "3", 26 - stuck, cells, "CHN on IHL")
    assert found["outlets"] == ("outlets", "0", "2", 0, 0, "")
    assert found["inertia"] == ("inertia", "drawn", "0.1", 0, 0, "")
    assert (found["mandate"].most, found["mandate"].b) == ("IHL", "0")
    assert (found["stake"].cells, found["stake"].of) == (1, 25)
    assert set(found) == {"outlets", "position", "mandate", "inertia", "stake"}


def test_members_and_issues_that_only_one_has_are_listed() -> None:
    found = named(setting_differences(HERE, side(PLASTICS).setting))
    here, there = (set(shipped_scenario(name).members) for name in (FIFTH, PLASTICS))
    assert set(found["members of one only"].a.split()) == here - there
    assert set(found["members of one only"].b.split()) == there - here
    assert "IHL" in found["issues of one only"].a
    assert "position" not in found


def test_sources_and_priors_of_parameters_are_named() -> None:
    priors = setting(shipped_scenario(FIFTH), behaviour="priors")
    assert named(setting_differences(HERE, priors))["parameters drawn from"].b == "priors"
    given = setting(shipped_scenario(FIFTH), {"inertia": Prior("uniform", 0.1, 0.2)})
    assert named(setting_differences(given, HERE))["inertia"][1:3] == ("uniform 0.1 to 0.2", "drawn")
