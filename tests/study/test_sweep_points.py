"""Points of a sweep as a user writes them: what they mean, and what is said of those that mean nothing."""

from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.study.membership import Rule
from sim.study.setting import Setting, setting
from sim.study.sweep_points import MOST, axes, axis, points_from
from sim.study.sweep_result import Point


@pytest.fixture(scope="module")
def gge() -> Setting:
    return setting(load("gge-2016-2017"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("outlets", "gives no values"),
        ("outlets=", "gives no values"),
        ("outlets=0,0", "outlets = 0,0: names a value twice"),
        ("inertia=0:1:0", "inertia = 0:1:0: is not a range"),
        ("inertia=1:0:0.1", "is not a range; allowed: start:stop:step"),
        ("inertia=0:1:1e-9", "is not a range"),
        ("inertia=low:high:0.1", "is not a range"),
        ("inertia=0:1", "is not a range"),
        ("inertia=nan:1:0.1", "is not a range"),
    ],
)
def test_an_axis_without_meaning_is_refused(gge: Setting, text: str, says: str) -> None:
    with pytest.raises(BadInput) as told:
        axis(text, gge)
    assert says in str(told.value)
    assert str(told.value).startswith("--over: ")


def test_a_lever_is_turned_by_one_axis(gge: Setting) -> None:
    with pytest.raises(BadInput, match="outlets = outlets=2"):
        axes(["outlets=0,1", "outlets=2"], gge)
    assert axes(["outlets=0,1", "inertia=0.1:0.2:0.1"], gge) == {
        "outlets": (0, 1), "inertia": (0.1, 0.2),
    }  # fmt: skip


def table(folder: Path, text: str) -> Path:
    path = folder / "points.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_says_each_point_with_the_room_it_is_played_in(tmp_path: Path, gge: Setting) -> None:
    found = points_from(table(tmp_path, "outlets,seats,rule\n1,15,random\n2,9,\n0,,\n"), gge)
    assert found == [
        Point((("outlets", 1),), Rule.RANDOM, 15),
        Point((("outlets", 2),), Rule.EQUITABLE, 9),
        Point((("outlets", 0),)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "outlets;inertia;seats\n1;0,05;9\n2;0.1;\n",
        "outlets\tinertia\tseats\n1\t0,05\t9\n2\t0.1\n",
        "sep=;\nRooms, by outlets\n\noutlets;inertia;seats\n1;0,05;9\n2;0,1\n",
        'outlets,inertia,seats,,\n1,"0,05",9,,\n,,,,\n2,0.1\n',
    ],
    ids=["semicolons", "tabs", "title", "ragged"],
)
def test_a_table_of_points_is_read_as_a_spreadsheet_writes_it(
    tmp_path: Path, gge: Setting, text: str
) -> None:
    assert points_from(table(tmp_path, text), gge) == [
        Point((("outlets", 1), ("inertia", 0.05)), Rule.EQUITABLE, 9),
        Point((("outlets", 2), ("inertia", 0.1))),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "points.csv:1: must name each column once"),
        ("outlets,outlets\n1,2\n", "points.csv:1: outlets,outlets: must name each column once"),
        (
            "outlets,seats,rule\n1,,random\n",
            "points.csv:2: rule = random: names a rule but no number of seats",
        ),
        (
            "outlets,seats\n1,many\n",
            "points.csv:2: seats = many: is not a number of seats; allowed: 1 to 193",
        ),
        ("seats,rule\n5,lottery\n", "points.csv:2: lottery: is not a rule for who is in the room"),
        ("outlets\n1,2\n", "points.csv:2: has 2 columns where the header has 1"),
        ("outlets\n", "points.csv: has 0 points; allowed: 1 to 10000"),
        ("outlets\n" + "1\n" * (MOST + 1), "points.csv: has 10001 points"),
        ("inertia;outlets\n0,1;1,234\n", "points.csv:2: outlets = 1,234: may be 1234 or 1.234"),
        ("inertia\n0,1\n", "points.csv:2: has 2 columns where the header has 1"),
        ("outlets,,seats\n1,5,\n", "points.csv:2: 5: is in a column without a name"),
        ("seats,outlets,inertia\n5,1\n", "points.csv:2: has 2 columns where the header has 3"),
        ("Title\noutlet,seats\n1,5\n", "points.csv:2: outlet: is not a lever; did you mean outlets?"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_by_line(
    tmp_path: Path, gge: Setting, text: str, says: str
) -> None:
    with pytest.raises(BadInput) as told:
        points_from(table(tmp_path, text), gge)
    assert says in str(told.value)


def test_all_faults_of_a_table_are_told_at_once(tmp_path: Path, gge: Setting) -> None:
    with pytest.raises(BadInput) as told:
        points_from(table(tmp_path, "outlets,seats\n1,0\n2,5\n3,1,1\nmany,5\n"), gge)
    assert [fault.file.rpartition(":")[2] if fault.line is None else str(fault.line)
            for fault in told.value.faults] == ["2", "4", "5"]  # fmt: skip
