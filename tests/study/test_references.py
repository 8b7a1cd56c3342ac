import pytest

from sim.scenario.fields import first_day, last_day
from sim.scenario.loading import load
from sim.scenario.names import ONE_OFF
from sim.scenario.schema import Scenario
from sim.study.history import decided
from sim.study.references import back_test, ended, references
from sim.study.source import BehaviourSource

GGE, MECHANISM = load("gge-2016-2017"), load("global-mechanism-2027")


def counts(scenario: Scenario) -> dict[str, tuple[int, int]]:
    return {one.name: (one.agreed.successes, one.agreed.trials) for one in references(scenario)}


def test_every_decided_process_that_ships_is_counted_as_its_record_says() -> None:
    kept = {one.id: one for one in ended() if one.ict}
    assert list(kept) == [process.id for process in decided()]
    for process in decided():
        one, scenario = kept[process.id], process.scenario
        assert (one.adopted, one.body, one.title) == (process.record.adopted, scenario.body, scenario.title)
        assert one.is_(scenario)


def test_an_open_process_is_compared_with_what_had_ended_before_it_began() -> None:
    found = counts(MECHANISM)
    assert found["open-ended working groups on ICT security"] == (5, 5)
    assert found["processes of any kind on ICT security"] == (9, 11)
    early = MECHANISM.model_copy(update={"starts": "2014-01-01"})
    assert counts(early)["processes of any kind on ICT security"] == (2, 3)
    assert "open-ended working groups on ICT security" not in counts(early)
    for one in references(early)[0].processes:
        assert last_day(one.date) < first_day(early.starts)


@pytest.mark.parametrize("name", ["gge-2016-2017", "another-name"])
def test_a_decided_process_is_compared_with_all_others_and_never_with_itself(name: str) -> None:
    scenario = GGE.model_copy(update={"id": name})
    assert counts(scenario)["groups of governmental experts on ICT security"] == (4, 5)
    assert counts(scenario)["processes of any kind on ICT security"] == (9, 10)
    assert not [one for found in references(scenario) for one in found.processes if one.id == GGE.id]


def test_a_decided_report_is_not_compared_with_others_of_the_same_body() -> None:
    found = counts(load("oewg-2021-2025-apr2"))
    assert found["open-ended working groups on ICT security"] == (1, 1)
    assert found["processes of any kind on ICT security"] == (5, 7)


def test_a_kind_on_any_subject_is_counted_in_the_wide_record_too() -> None:
    standing = references(MECHANISM)[-1]
    assert standing.name == "standing bodies on any subject"
    assert {one.body for one in standing.processes} == {"standing body"}
    unnamed = references(MECHANISM.model_copy(update={"body": "other"}))
    assert {one.body for found in unnamed for one in found.processes} & {"review conference", "standing body"}
    assert not {one.body for found in unnamed[2:] for one in found.processes} & set(ONE_OFF)


def test_a_kind_that_does_not_fit_is_compared_with_the_kind_it_ships_as_else_with_none() -> None:
    assert references(load("bwcwg-2027"))[0].name == "open-ended working groups on any subject"
    declared = load("npt-2026").model_copy(update={"body": "OEWG"})
    assert references(declared) == references(load("npt-2026"))
    unknown = declared.model_copy(update={"id": "mine", "starts": "2026-04-16"})
    assert not {one.body for found in references(unknown) for one in found.processes} & set(ONE_OFF)


def test_reports_under_one_mandate_are_told_apart_from_bodies() -> None:
    assert references(MECHANISM)[0].mandates == 2


def test_every_class_has_a_reason_and_no_two_hold_the_same() -> None:
    for scenario in (GGE, MECHANISM, load("seabed-assembly")):
        found = references(scenario)
        assert all(one.reason.endswith(".") for one in found)
        assert len({one.processes for one in found}) == len(found)


def test_another_rule_or_another_subject_has_no_class_on_ict_security() -> None:
    assert references(GGE.model_copy(update={"decision": "two-thirds"})) == ()
    assert not [name for name in counts(load("lone-blocker")) if "ICT" in name]


def test_before_a_process_nothing_later_is_known() -> None:
    rows = back_test(MECHANISM, BehaviourSource.CALIBRATED)
    assert [row.process.body for row in rows] == ["OEWG"] * 5
    assert [row.same_kind.trials for row in rows] == [0, 1, 2, 3, 4]
    assert (rows[0].same_subject.successes, rows[0].same_subject.trials) == (3, 5)
    assert all(row.plays is not None and row.process.adopted for row in rows)
    assert back_test(load("lone-blocker"), BehaviourSource.CALIBRATED) == ()
