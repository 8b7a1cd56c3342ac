"""Seats that are no member state, delegations that consult with nobody, and those that may not decide."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.arrays import JOINS, OBJECTS
from sim.negotiation.convene import convene
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.positions import seats
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped, shipped_wider
from sim.scenario.warnings import warnings
from sim.study.membership import Rule, rooms, seat
from sim.study.plays import play_many
from sim.study.setting import setting
from tests.scenario.files import OWN, written

OTHERS = """other_seats:
  EU: {name: European Union, what: regional organisation}
  ICRC: {name: International Committee of the Red Cross}
"""
SEATED = (
    OWN.replace("[FRA, CHN, KEN, PER, TON]", "[FRA, CHN, KEN, PER, TON, EU, ICRC]")
    + """\
  EU: {source: invented, date: 2020, evidence: proxy, caucus: Friends, positions: {CABLES: 3, FUND: 1}}
  ICRC: {source: invented, date: 2020, evidence: proxy, positions: {CABLES: 3, FUND: -3}, decides: false}
"""
    + OTHERS
)


def loaded(tmp_path: Path, text: str = SEATED) -> Scenario:
    return load(written(tmp_path, text))


def faults(tmp_path: Path, text: str) -> str:
    with pytest.raises(BadInput) as error:
        loaded(tmp_path, text)
    return str(error.value)


def test_who_is_no_member_state_has_a_seat_a_name_and_the_least_standing(tmp_path: Path) -> None:
    scenario = loaded(tmp_path)
    found = seats(scenario)
    assert scenario.state("EU").name == "European Union"
    assert (found["EU"].caucus, found["EU"].weight, found["EU"].stake) == ("Friends", 0.2, 0.6)
    assert not convene(scenario).permanent[convene(scenario).codes.index("EU")]
    assert not [w for w in warnings(scenario) if "United Nations" in w.problem]


def test_all_member_states_and_other_seats_sit_in_one_room_and_some_can_be_left_out(tmp_path: Path) -> None:
    everybody = (
        'delegations:\n  "*": {source: x, date: 2020, evidence: proxy, positions: {CABLES: 1, FUND: 0}}\n'
    )
    text = SEATED.replace("[FRA, CHN, KEN, PER, TON, EU, ICRC]", "[EU, all, ICRC]\nwithout: [CHN, USA]")
    text = text.replace("delegations:\n", everybody).replace("  CHN: {source", "  NOR: {source")
    scenario = loaded(tmp_path, text.replace("against: [CHN]", "against: [NOR]"))
    assert scenario.members[:2] == ("EU", "ICRC")
    assert len(scenario.members) == 2 + 193 - 2
    assert not {"CHN", "USA"} & {*scenario.members}


def test_who_consults_with_nobody_is_a_caucus_of_one(tmp_path: Path) -> None:
    text = SEATED.replace(
        "positions: {CABLES: -3, FUND: 1}}", "positions: {CABLES: -3, FUND: 1}, caucus: alone}"
    )
    found = seats(loaded(tmp_path, text))
    assert found["ICRC"].caucus == "ICRC"
    assert found["CHN"].caucus == "CHN"
    assert found["KEN"].caucus == "AFR"


def test_groups_and_everybody_may_hold_other_seats_and_the_seat_comes_first(
    tmp_path: Path,
) -> None:
    text = SEATED.replace(
        "  FRA: {source: invented, date: 2020, evidence: document",
        '  "*": {source: all, date: 2020, evidence: proxy, positions: {FUND: 2}, weight: 0.1}\n'
        "  Both: {source: both, date: 2020, evidence: proxy, positions: {CABLES: 1}, weight: 0.3}\n"
        "  FRA: {source: invented, date: 2020, evidence: document",
    ).replace("members_source: invented", "members_source: invented\ngroups: {Both: [EU, ICRC]}")
    text = text.replace("positions: {CABLES: 3, FUND: 1}}", "positions: {}}")
    given = loaded(tmp_path, text).delegations
    assert {name: cell.value for name, cell in given["EU"].positions.items()} == {"FUND": 2, "CABLES": 1}
    assert {name: cell.value for name, cell in given["ICRC"].positions.items()} == {"FUND": -3, "CABLES": 3}
    assert (given["EU"].weight, given["TON"].weight) == (0.3, 0)


def test_a_scenario_can_be_changed_and_keeps_its_other_seats(tmp_path: Path) -> None:
    changed = loaded(tmp_path).change(members=["FRA", "EU"])
    assert set(changed.delegations) == {"FRA", "EU"}
    assert changed.state("EU").name == "European Union"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  EU: {name", "  USA: {name", "other_seats.USA: is the code of a member state (United States)"),
        ("  EU: {name", "  eu: {name", "other_seats.eu: does not have the required form"),
        ("  EU: {name", "  NONE: {name", "would be taken for"),
        ("TON, EU, ICRC]", "TON, EU]", "other_seats.ICRC: has no seat; name it under members, too"),
        ("sponsors: [FRA]", "sponsors: [EUX]", "stakes.sponsors.0 = EUX: is not a member state"),
        ("members_source", "groups: {EU: [FRA]}\nmembers_source", "groups.EU: cannot name"),
        ("{name: European Union,", "{title: European Union,", "other_seats.EU.title: is not a known key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SEATED
    assert said in faults(tmp_path, SEATED.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("states: [ICRC]", "states: [FRA, NOR]", "states.1 = NOR: has no seat"),
        ("states: [ICRC]", "states: [ICRC]", "states.0 = ICRC: has no right to object"),
        ("2021-03-05", "2020-02", "record.date = 2020-02: is before the first meeting, 2020-03"),
        ("adopted: false", "adopted: false, language: {FUND: explicit}", "has a report that was not adopted"),
    ],
)
def test_a_record_of_what_cannot_have_happened_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    who = "[{issues: [FUND], role: objected, states: [ICRC], source: x}]"
    record = f"record: {{adopted: false, document: x, date: 2021-03-05, source: x, resistance: {who}}}\n"
    assert said in faults(tmp_path, SEATED + record.replace(old, new))
    loaded(tmp_path, SEATED + record.replace("objected", "resisted"))


def test_a_room_in_which_nobody_decides_is_refused(tmp_path: Path) -> None:
    muted = re.sub(r"(evidence: \w+), (positions|caucus)", r"\1, decides: false, \2", SEATED)
    assert "delegations: name nobody who may object" in faults(
        tmp_path, muted.replace("}, decides: false}", "}}")
    )


def test_who_may_not_decide_never_objects_and_no_vote_counts_it(tmp_path: Path) -> None:
    against = SEATED.replace("CABLES: 3, FUND: -3}", "CABLES: -3, FUND: -3}, stake: 0")
    played = setting(loaded(tmp_path, against))
    place = played.table.codes.index("ICRC")
    outcomes = play_many(played, 200, 1)
    assert not outcomes.objects[:, place].any()
    assert outcomes.dissociates[:, place].any()
    may = setting(loaded(tmp_path, against.replace(", decides: false", "")))
    assert play_many(may, 200, 1).objects[:, place].any(), "it would object if it might"
    stances = np.full((1, len(played.table.codes)), JOINS, dtype=np.int8)
    stances[0, place] = OBJECTS
    assert played.table.carries(stances)[0]
    assert not may.table.carries(stances)[0]


def test_shipped_scenarios_keep_their_digests() -> None:
    """The new keys are in no content that does not use them, and the table of such a room is as it was."""
    for path in [*shipped().values(), *shipped_wider().values()]:
        content = load(path).model_dump_json()
        assert '"other_seats"' not in content
        assert '"decides"' not in content
    table = convene(load("gge-2016-2017"))
    muted = np.ones(len(table.codes), dtype=bool)
    assert seat(table, table.codes).digest == table.digest
    muted[0] = False
    assert replace(table, decides=np.ones(len(table.codes), dtype=bool)).digest == table.digest
    assert replace(table, decides=muted).digest != table.digest


def test_rooms_by_regional_group_are_refused_and_other_rules_draw_them(tmp_path: Path) -> None:
    pool = convene(loaded(tmp_path))
    with pytest.raises(ValueError, match="EU, ICRC are no member state; use --rule random or nested"):
        rooms(Rule.EQUITABLE, pool, [3], 2, 1)
    drawn = rooms(Rule.NESTED, pool, [7], 1, 1)[0][0]
    assert seat(pool, drawn).decides.tolist() == pool.decides.tolist()
