"""The entry of an ICT issue: its rule, the words made from it, its place in reports."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from sim.scenario.codebook import derived
from sim.scenario.ict_issues import (
    CODED,
    IctIssue,
    Rule,
    Tier,
    beyond_core,
    ict_issues,
    issues_named,
    names_of_issues,
    written_issues,
)
from sim.scenario.reports import known_reports
from tests.scenario.files import ISSUES

#: An issue that no negotiation has.
INVENTED = {
    "code": "SUPPLY", "title": "x", "salience": 1, "follows": {"constant": 1}, "explicit": {"text": "x"},
}  # fmt: skip
TODAY = dt.date(2026, 11, 28)
HELD = {"IL": 1.0, "IHL": -1.0, "ART51": 0.0, "FLOW": 0.5, "CM": -0.5, "TREATY": 1.0}


@pytest.mark.parametrize(
    ("rule", "words", "basis", "west", "east"),
    [
        (Rule(constant=0.6), "0.6 for all", CODED, 0.6, 0.6),
        (Rule(terms={"FLOW": -1}), "minus FLOW", ("FLOW",), -0.5, -0.5),
        (Rule(constant=0.1, terms={"leaning": 0.3}), "0.1 + 0.3 leaning",
         ("FLOW", "TREATY", "IHL"), 0.4, -0.2),
        (Rule(constant=0.6, terms={"leaning-west": -0.2}), "0.6 - 0.2 leaning, for the West",
         ("FLOW", "TREATY", "IHL"), 0.4, 0.6),
        (Rule(constant=0.3, terms={"leaning-east": -0.4}), "0.3 - 0.4 leaning, for the East",
         ("FLOW", "TREATY", "IHL"), 0.3, 0.7),
        (Rule(terms={"IL": 0.25, "leaning": 1, "CM": 0.25}), "0 + 0.25 IL + 1 leaning + 0.25 CM",
         ("IL", "FLOW", "TREATY", "IHL", "CM"), 1.125, -0.875),
    ],
)  # fmt: skip
def test_a_rule_has_words_a_basis_and_a_position(
    rule: Rule, words: str, basis: tuple[str, ...], west: float, east: float
) -> None:
    assert (rule.words, rule.basis) == (words, basis)
    assert [rule.position(HELD, side) for side in (1.0, -1.0)] == pytest.approx([west, east])


@pytest.mark.parametrize(
    ("issue", "side", "last_day_of_the_old_rule", "old", "new"),
    [
        ("SOV", 1.0, dt.date(2019, 7, 5), -0.1, 0.3),  # the West is no longer taken to oppose it
        ("SOV", -1.0, dt.date(2019, 7, 5), 0.7, 0.7),
        ("DD", 1.0, dt.date(2019, 7, 5), 0.1, 0.4),  # nobody is known to have called it a duty before
        ("DD", -1.0, dt.date(2019, 7, 5), 0.1, -0.2),
        ("RID", 1.0, dt.date(2020, 10, 31), 0, 0.6),  # the West has a permanent forum of its own
    ],
)
def test_a_rule_changes_with_a_dated_act(
    issue: str, side: float, last_day_of_the_old_rule: dt.date, old: float, new: float
) -> None:
    day = dt.timedelta(days=1)
    assert derived(issue, last_day_of_the_old_rule, HELD, side)[0] == pytest.approx(old)
    assert derived(issue, last_day_of_the_old_rule + day, HELD, side)[0] == pytest.approx(new)
    with pytest.raises(KeyError):
        derived("IL", last_day_of_the_old_rule, HELD, side)


def test_issues_are_named_by_tier_or_code_and_one_set_aside_is_not_negotiated() -> None:
    codes = [issue.code for issue in written_issues()]
    assert [issue.code for issue in issues_named(["core"])] == list(ISSUES)
    assert {issue.code for issue in issues_named(["added", "aside"])} == beyond_core() == {*codes} - {*ISSUES}
    assert issues_named(["core", "added"]) == ict_issues()
    assert issues_named([*Tier]) == written_issues()
    assert [issue.code for issue in issues_named(["CM", "IL"])] == ["IL", "CM"]
    assert names_of_issues() == ["core", "added", "aside", *codes]


def test_a_rule_with_a_date_names_its_act_and_comes_after_the_older_one() -> None:
    for issue in ict_issues():
        dates = [rule.since for rule in issue.follows]
        assert dates == sorted(dates, key=lambda since: since or "")
        assert all(len(rule.source) > 20 for rule in issue.follows if rule.since)


@pytest.mark.parametrize("change", [{"code": "CM"}, {"follows": ()}, {"follows": {"terms": {"CBM": 1}}}])
def test_an_issue_is_either_coded_or_follows_from_what_is_coded(change: dict[str, object]) -> None:
    assert IctIssue.model_validate(INVENTED)
    with pytest.raises(ValidationError):
        IctIssue.model_validate(INVENTED | change)


def test_a_report_speaks_of_what_the_issues_say_that_it_does() -> None:
    by_report = {
        document: {
            issue.code: issue.agreed[document] for issue in written_issues() if document in issue.agreed
        }
        for document in {document for issue in written_issues() for document in issue.agreed}
    }
    assert {report.document: report.language for report in known_reports().values()} == by_report
