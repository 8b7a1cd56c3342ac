from pathlib import Path

import pytest

from sim.scenario.acquis import agreed, own_text, promised
from sim.scenario.fields import first_day, last_day
from sim.scenario.loading import load
from sim.scenario.memberships import members_of
from sim.scenario.reports import known_reports
from sim.scenario.roster import roster
from tests.scenario.files import ISSUES, NAMES, OWN, altered, of_core, shipped_scenario, written

#: By hand from the reports of 2010, 2013 and 2015: 0 silent, 1 indirect, 2 explicit.
AGREED = {
    "gge-2014-2015": (2, 2, 2, 0, 0, 0, 2, 2, 1, 2, 2, 2, 2, 1, 2, 0),
    "gge-2016-2017": (2, 2, 2, 1, 1, 0, 2, 2, 1, 2, 2, 2, 2, 1, 2, 0),
}
#: By hand from the words of A/RES/68/243 and A/RES/70/237.
PROMISED = {
    "gge-2014-2015": (1, 1, 1, 0.5, 0.5, 0, 1, 1, 1, 1, 1, 0.5, 0.25, 0, 1, 0),
    "gge-2016-2017": (1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0.25, 0, 1, 0),
}


@pytest.mark.parametrize("name", AGREED)
def test_the_acquis_is_the_strongest_language_of_any_report(name: str) -> None:
    assert of_core(agreed(load(name))) == dict(zip(ISSUES, AGREED[name], strict=True))


@pytest.mark.parametrize("name", AGREED)
def test_the_own_text_is_the_last_report_of_the_same_body(name: str) -> None:
    assert tuple(of_core(own_text(load(name))).values()) == AGREED[name]


@pytest.mark.parametrize("name", PROMISED)
def test_a_mandate_promises_by_its_words(name: str) -> None:
    assert of_core(promised(load(name))) == dict(zip(ISSUES, PROMISED[name], strict=True))


def test_a_body_has_its_own_last_report_and_the_acquis_of_all(tmp_path: Path) -> None:
    scenario = load(written(tmp_path, altered("body: GGE", "body: OEWG")))
    assert set(own_text(scenario).values()) == {0}
    assert tuple(of_core(agreed(scenario)).values()) == AGREED["gge-2016-2017"]
    text = altered("acquis: [A/65/201, A/68/98, A/70/174]", "acquis: [A/70/174, A/77/275, A/75/816]")
    text = text.replace("body: GGE", "body: OEWG").replace("2016-08-29", "2022-08-29")
    text = text.replace("2017-06-23", "2023-06-23")
    scenario = load(written(tmp_path, text))
    assert (int(own_text(scenario)["SOV"]), int(agreed(scenario)["SOV"])) == (1, 2)
    assert (int(own_text(scenario)["CONTENT"]), int(agreed(scenario)["ART51"])) == (0, 1)


#: Bodies in which both camps sit; of the ASEAN Regional Forum no list of members ships.
FORUMS = ("OSCE", "G20", "ARF")


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("gge", "oewg", "global"))])
def test_a_text_of_another_body_counts_where_all_its_members_sit_and_both_camps_agreed_it(name: str) -> None:
    scenario = shipped_scenario(name)
    on = first_day(scenario.starts)
    bodies = {body: members_of(body, on) if body != "ARF" else frozenset(roster()) for body in FORUMS}
    known = [report for report in known_reports().values() if report.body not in ("GGE", "OEWG")]
    counts = [
        report.document
        for report in known
        if bodies.get(report.body, {""}) <= set(scenario.members) and last_day(report.adopted) < on
    ]
    assert [report.document for report in scenario.acquis if report in known] == counts
    assert {report.body for report in known} > set(FORUMS)


def test_ambition_of_a_file_overrides_its_words_and_is_all_for_issues_of_ones_own(tmp_path: Path) -> None:
    text = altered("  asks: [", "  ambition: {IL: 0.25, CM: 0.75}\n  asks: [")
    given = promised(load(written(tmp_path, text)))
    assert (given["IL"], given["CM"], given["CHARTER"]) == (0.25, 0.75, 1)
    scenario = load(written(tmp_path, OWN))
    assert promised(scenario) == {"CABLES": 1, "FUND": 0}
    assert {issue: int(rung) for issue, rung in agreed(scenario).items()} == {"CABLES": 1, "FUND": 0}
