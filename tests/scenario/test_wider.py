"""The wide record: what the files, standing lines and votes give, held against the coding they come from."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sim.negotiation.convene import convene
from sim.negotiation.table import Table
from sim.scenario.loading import load_with_record
from sim.scenario.names import ONE_OFF
from sim.scenario.positions import Cell, cells
from sim.scenario.roster import roster
from sim.scenario.shipped import locate, shipped, shipped_wider

ABOVE = [above / "shared" / "wide_record" for above in Path(__file__).resolve().parents]
#: The coding, one JSON file a process, in a folder near the checkout, where a maintainer has it.
CODING = next((folder for folder in ABOVE if folder.is_dir()), Path("nowhere"))
CASES = sorted((CODING / "cases").glob("*.json"))
#: Memberships that were corrected after the coding: Armenia takes no part in the CSTO any more, and Libya was
#: suspended from the Arab League. On these days their class or caucus is another than the one that was coded.
CORRECTED = {"ARM": ("2024-03-01", "9999"), "LBY": ("2011-02-22", "2011-08-26")}
#: The coding writes its numbers with two decimals.
NEAR = 0.0051


def bare(name: str) -> str:
    return name.replace("-", "").replace("_", "")


FILES = {bare(name): path for name, path in shipped_wider().items()}


def test_the_wide_record_is_found_by_name_and_is_not_listed_with_the_rest() -> None:
    assert len(shipped_wider()) == 95
    assert not set(shipped()) & set(shipped_wider())
    assert locate("npt-2015") == shipped_wider()["npt-2015"]


def test_every_process_loads_with_a_record_and_as_many_fail_as_were_coded() -> None:
    ends: Counter[tuple[str, bool]] = Counter()
    for path in shipped_wider().values():
        scenario, record = load_with_record(path)
        assert record is not None
        assert record.family
        assert not set(scenario.coded_issues) ^ set(next(iter(cells(scenario).values())))
        ends[scenario.body, record.adopted] += 1
    one_off = {end: sum(ends[body, end] for body in ONE_OFF) for end in (True, False)}
    assert one_off == {True: 35, False: 17}
    assert sum(ends.values()) == 95


@pytest.mark.skipif(not CASES, reason="the coding is not here")
def test_every_process_that_was_coded_ships() -> None:
    assert set(FILES) == {bare(path.stem) for path in CASES}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_gives_the_table_that_was_coded(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    scenario, record = load_with_record(FILES[bare(path.stem)])
    table, seats = convene(scenario), cells(scenario)
    members = [member for member in case["members"] if member["iso3"] in roster()]
    assert set(table.codes) == {member["iso3"] for member in members}
    assert table.issues == tuple(issue["id"] for issue in case["issues"])
    assert table.readings == case["sessions"]["T"]
    assert table.outlets == case["outlets"]["count"]
    assert scenario.chair.camp == case["chair"]["camp"]
    assert record is not None
    assert record.adopted == bool(case["record"]["outcome"])
    for place, issue in enumerate(case["issues"]):
        assert table.ambition[place] == issue["a"], issue["id"]
        assert table.acquis[place] / 2 == issue["q"], issue["id"]
        assert table.own_text[place] / 2 == issue["r"], issue["id"]
        assert table.salience[place] == issue["salience"] / 0.694, issue["id"]
    differing = {m["iso3"] for m in members if not same(table, seats[m["iso3"]], m, case["chair"]["camp"])}
    day = case["as_of"]
    assert differing == {code for code, (first, last) in CORRECTED.items() if first <= day <= last} & {
        *table.codes
    }


def same(table: Table, row: Mapping[str, Cell], member: dict[str, Any], camp: str) -> bool:
    """Whether a delegation is as it was coded: weight, stake, caucus, camp, every position and its grade."""
    seat = table.codes.index(member["iso3"])
    numbers = (table.weights[seat], table.stakes[seat], *table.positions[:, seat])
    coded = (member["w"], member["b"], *(member["v"][issue] for issue in table.issues))
    caucus = table.caucus_names[table.caucuses[seat]]
    return (
        numbers == pytest.approx(coded, abs=NEAR)
        and caucus == member["caucus"]
        and bool(table.in_camp[seat]) == (member["caucus"] == camp)
        and all(row[issue].evidence == member["grade"][issue] for issue in table.issues)
    )
