"""The entry of an ICT issue: its rule, the words made from it, its place in reports."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from sim.scenario.codebook import derived
from sim.scenario.ict_issues import CODED, IctIssue, Rule, added, ict_issues, issues_named, names_of_issues
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
        (Rule(terms={"IL": 0.25, "leaning": 1, "CM": 0.25}), "0 + 0.25 IL + 1 leaning + 0.25 CM",
         ("IL", "FLOW", "TREATY", "IHL", "CM"), 1.125, -0.875),
    ],
)  # fmt: skip
def test_a_rule_has_words_a_basis_and_a_position(
    rule: Rule, words: str, basis: tuple[str, ...], west: float, east: float
) -> None:
    assert (rule.words, rule.basis) == (words, basis)
    assert [rule.position(HELD, side) for side in (1.0, -1.0)] == pytest.approx([west, east])


def test_exempt_delegations_have_a_position_of_their_own() -> None:
    assert derived("DD", "USA", TODAY, HELD, 1.0) == (-0.4, "minus 0.4 for the Five Eyes and Israel", CODED)
    assert derived("DD", "DEU", TODAY, HELD, 1.0)[0] == pytest.approx(0.4)
    with pytest.raises(KeyError):
        derived("IL", "USA", TODAY, HELD, 1.0)


def test_a_rule_with_a_date_holds_for_processes_that_begin_after_it() -> None:
    dated = [{"constant": 0}, {"since": "2020-10", "constant": 0.5, "source": "an act"}]
    issue = IctIssue.model_validate(INVENTED | {"follows": dated})
    days = {day: issue.rule(dt.date.fromisoformat(day)) for day in ("2004-07-12", "2020-10-31", "2020-11-01")}
    assert {day: rule and rule.constant for day, rule in days.items()} == {
        "2004-07-12": 0, "2020-10-31": 0, "2020-11-01": 0.5,
    }  # fmt: skip


def test_issues_are_named_by_tier_or_code_and_one_set_aside_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [issue.code for issue in ict_issues()]
    assert [issue.code for issue in issues_named(["core"])] == list(ISSUES)
    assert {issue.code for issue in issues_named(["wide"])} == added() == {*codes} - {*ISSUES}
    assert issues_named(["core", "wide"]) == ict_issues()
    assert [issue.code for issue in issues_named(["CM", "IL"])] == ["IL", "CM"]
    assert names_of_issues() == ["core", "wide", *codes]
    written = [INVENTED, INVENTED | {"code": "OTHER", "tier": "aside"}]
    monkeypatch.setattr(
        "sim.scenario.ict_issues.written_issues", lambda: map(IctIssue.model_validate, written)
    )
    assert [issue.code for issue in ict_issues.__wrapped__()] == ["SUPPLY"]


@pytest.mark.parametrize("change", [{"code": "CM"}, {"follows": None}, {"follows": {"terms": {"CBM": 1}}}])
def test_an_issue_is_either_coded_or_follows_from_what_is_coded(change: dict[str, object]) -> None:
    assert IctIssue.model_validate(INVENTED)
    with pytest.raises(ValidationError):
        IctIssue.model_validate(INVENTED | change)


def test_a_report_speaks_of_what_the_issues_say_that_it_does() -> None:
    by_report = {
        document: {issue.code: issue.agreed[document] for issue in ict_issues() if document in issue.agreed}
        for document in {document for issue in ict_issues() for document in issue.agreed}
    }
    assert {report.document: report.language for report in known_reports().values()} == by_report
