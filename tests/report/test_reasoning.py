from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.report.csv_text import as_csv
from sim.report.grievances import NAMED, complaints, reworded
from sim.report.reasoning import cure_lines, reason_lines, rest_lines, told_reasons
from sim.report.reasons_data import EACH, MOST, reasons_summary, reasons_table
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast, forecast
from sim.study.reasons.findings import Amendment, Grievance, Kind, Reasons
from tests.study.reasons.rooms import (
    INSISTENT,
    compensated,
    disappointed,
    forecast_of,
    lone_blocker,
    refuser,
    squeezed,
    two_blockers,
)

TWO, THREE = ("CHN", "USA"), ("CHN", "FRA", "USA")


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


def test_a_lone_blocker_is_told_with_how_far_it_is_and_what_would_do() -> None:
    told = forecast_of(lone_blocker(codes=THREE))
    assert reason_lines(told) == [
        "3 of 3 plays end without a report. Of fewer than 50 failures only counts are given.",
        "Too much on matter I0: 3 of 3 failures. China alone objects. It would have had to give "
        "up about half of that complaint.",
    ]
    (told_one,) = told_reasons(told)
    assert told_one.title == "Too much on matter I0: 3 of 3 failures"
    assert told_one.squeeze == ""
    assert told_one.cure == (
        "An indirect paragraph on matter I0 instead of an explicit one would have been enough in 3 of "
        "these 3."
    )
    assert cure_lines(told) == [
        "One paragraph worded otherwise would have been enough in 3 of 3 failures.",
        "Where the text says too much on matter I0 (3 of 3 failures): an indirect paragraph on matter I0 "
        "instead of an explicit one would have been enough in 3 of these 3.",
    ]


def test_a_squeeze_names_who_refuses_which_wording() -> None:
    told = forecast_of(squeezed(codes=TWO), disappointment_weight=INSISTENT)
    assert reason_lines(told)[1].endswith(
        "Every wording of matter I0 meets an objection. Explicit: China. Indirect: the United States. "
        "Silent: the United States."
    )
    assert cure_lines(told) == [
        "Neither one paragraph nor two worded otherwise would have been enough in any failure.",
        "Where the text says too much on matter I0 (3 of 3 failures): neither one paragraph nor two worded "
        "otherwise would have been enough.",
    ]


def test_a_disappointment_says_too_little() -> None:
    told = forecast_of(disappointed(codes=THREE))
    assert reason_lines(told)[1].startswith("Too little on matter I0: 3 of 3 failures. China alone")
    assert "an indirect paragraph on matter I0 instead of silence would" in cure_lines(told)[1]


def test_two_blockers_are_told_with_what_each_objects_over_and_the_pair() -> None:
    told = forecast_of(two_blockers(codes=THREE))
    line = reason_lines(told)[1]
    assert line.startswith("Too much on matter I0 and too much on matter I1: 3 of 3 failures. China ")
    assert "China objects over matter I0 in 3 of these 3; France over matter I1 in 3." in line
    assert "China would have had to give up about half of its complaint over matter I0." in line
    assert cure_lines(told)[0] == (
        "No single paragraph worded otherwise would have been enough, two at once in 3 of 3 failures."
    )
    assert (
        "two at once: an indirect paragraph on matter I0 instead of an explicit one and"
        in cure_lines(told)[1]
    )


def test_who_refuses_any_report_is_told_so() -> None:
    told = forecast_of(refuser(codes=TWO))
    assert reason_lines(told)[1] == "Over no paragraph: 3 of 3 failures. China alone objects."


def test_compensation_is_told_apart() -> None:
    told = forecast_of(compensated(codes=TWO), disappointment_weight=INSISTENT)
    assert cure_lines(told)[1].endswith(
        ": a trade: an indirect paragraph on matter I1 instead of silence would have bought consent in 3 of "
        "these 3."
    )


def test_where_nothing_fails_it_reads_well() -> None:
    sure = forecast_of(lone_blocker(position=1.0))
    assert reason_lines(sure) == ["None of the plays fails."]
    assert cure_lines(sure) == []
    assert reasons_table(sure)[1] == []
    assert json.loads(json.dumps(reasons_summary(sure)))["failures"] == 0


def test_where_it_is_put_to_the_vote_delegations_vote() -> None:
    table = squeezed(position=-1.0, codes=TWO, decision=TwoThirds())
    lines = reason_lines(forecast_of(table)) + cure_lines(forecast_of(table))
    assert any("China votes against in 3 of these 3" in line for line in lines)
    assert not any("object" in line for line in lines)
    few = disappointed(position=0.0, stakes=[-0.1, -0.1, 0.5], decision=PermanentMembers())
    told = forecast_of(few, blocking_cost=1.0)
    assert reason_lines(told)[1] == (
        "Too few in favour: 3 of 3 failures. Nobody votes against, but too few are in favour."
    )
    assert cure_lines(told)[1].startswith("Where too few are in favour (3 of 3 failures): ")
    assert reason_lines(forecast_of(lone_blocker(decision=SimpleMajority()))) == ["None of the plays fails."]


def test_a_change_is_told_from_what_to_what() -> None:
    told = forecast_of(lone_blocker())
    silent, indirect, explicit = Rung
    assert reworded(told, Amendment("I0", silent, explicit)) == (
        "an explicit paragraph on matter I0 instead of silence"
    )
    assert reworded(told, Amendment("I0", indirect, silent)) == (
        "silence instead of an indirect paragraph on matter I0"
    )


def test_reasons_for_few_failures_are_merged_and_the_first_is_told_in_counts(gge: Forecast) -> None:
    reasons, told = gge.reasons.reasons, told_reasons(gge, 99)
    assert [r.failures >= ENOUGH for r in reasons[1 : len(told)]] == [True] * (len(told) - 1)
    assert all(r.failures < ENOUGH for r in reasons[len(told) :])
    (rest,) = rest_lines(gge, 99)
    assert f"{len(reasons) - len(told)} other reasons" in rest
    small = replace(gge, outcomes=gge.outcomes[np.flatnonzero(~gge.outcomes.adopted)[:15]])
    (first,) = told_reasons(small)
    most = small.reasons.reasons[0]
    assert first.title.endswith(f": {most.failures} of 15 failures")
    assert f"of these {most.failures}" in first.who
    assert "%" not in " ".join(reason_lines(small) + cure_lines(small))


def test_a_delegation_with_two_complaints_is_named_once() -> None:
    told = forecast(load("gge-2016-2017"), runs=2400, seed=1)
    number = next(n for n, r in enumerate(told.reasons.reasons) if len(r.grievances) == 2)
    reason = told.reasons.reasons[number]
    assert reason.failures >= ENOUGH
    codes = [one.code for one in reason.aggrieved]
    assert codes.count("CHN") == 2
    line = told_reasons(told, number + 1)[number].who.split(". ")[0]
    assert line.count("China") == 1
    assert line.count(" over ") >= 2


def test_a_single_play_and_a_single_failure_read_well() -> None:
    one = forecast_of(lone_blocker(codes=THREE), runs=1)
    assert reason_lines(one)[0] == "The one play ends without a report."
    (told,) = told_reasons(one)
    assert told.title == "Too much on matter I0: the one failure"
    assert cure_lines(one)[0] == "One paragraph worded otherwise would have been enough in the one failure."


def test_rare_reasons_are_merged_in_telling_and_kept_in_data(gge: Forecast) -> None:
    lines, reasons = reason_lines(gge, most=2), gge.reasons.reasons
    assert len(lines) == 3
    assert lines[-1].startswith("The other ")
    assert f"{len(reasons) - 1} other reasons" in lines[-1]
    header, rows = reasons_table(gge)
    assert len(rows) == len(reasons)
    assert all(len(row) == len(header) for row in rows)
    kept = list(csv.DictReader(io.StringIO(as_csv(header, rows))))
    assert sum(float(row["share"]) for row in kept) == pytest.approx(1, abs=1e-4)
    assert kept[0]["objecting"].startswith("CHN ")


@pytest.mark.slow
def test_where_combinations_scatter_complaints_are_told_one_by_one() -> None:
    wild = forecast(load("oewg-2021-2025-apr2"), runs=150, priors={"decision_noise": 3.0})
    assert wild.reasons.reasons[0].share < 0.05
    told = reason_lines(wild)
    assert len(told) == 2
    assert "different combinations of complaints" in told[1]
    assert "Most often somebody objects: too " in told[1]


def test_sentences_have_no_empty_places(gge: Forecast) -> None:
    for line in reason_lines(gge) + cure_lines(gge):
        assert line.endswith(".")
        assert "  " not in line
        assert " ," not in line
        assert "None" not in line
        assert "nan" not in line.split()


def test_the_summary_is_plain_and_says_the_same(gge: Forecast) -> None:
    told = json.loads(json.dumps(reasons_summary(gge), allow_nan=False))
    assert told["failures"] == gge.runs - gge.outcomes.adoptions
    assert told["combinations"] == len(gge.reasons.reasons)
    assert len(told["reasons"]) <= MOST
    first, reason = told["reasons"][0], gge.reasons.reasons[0]
    assert first["share"]["share"] == pytest.approx(reason.share, abs=1e-6)
    assert (first["share"]["plays"], first["share"]["of"]) == (reason.failures, gge.failures)
    assert [cure["way"] for cure in first["cures"]] == [str(cure.way) for cure in reason.cures[:EACH]]
    assert first["complaints"][0]["issue"] == reason.grievances[0].issue
    assert [one["state"] for one in told["delegations"]][:3] == [o.code for o in gge.reasons.opponents[:3]]


@pytest.mark.slow
def test_where_combinations_scatter_no_reason_is_told_by_itself_and_cures_are_told_one_by_one() -> None:
    wild = forecast(load("oewg-2021-2025-apr2"), runs=150, priors={"decision_noise": 3.0})
    assert told_reasons(wild) == rest_lines(wild) == []
    first, *cures = cure_lines(wild)
    assert "would" in first
    best = [remedy for remedy in wild.reasons.remedies if remedy.share][:NAMED]
    assert len(cures) == len(best)
    for line, remedy in zip(cures, best, strict=True):
        assert line.lower().startswith(reworded(wild, remedy.amendment).lower())
        assert line[0].isupper()
        assert line.endswith(" failures.")


def with_reasons(told: Forecast, **changes: object) -> Forecast:
    """A forecast for whose plays other reasons were found."""
    return cast(Forecast, _Found(told, replace(told.reasons, **changes)))  # type: ignore[arg-type]


class _Found:
    def __init__(self, told: Forecast, reasons: Reasons) -> None:
        self._told, self.reasons = told, reasons

    def __getattr__(self, name: str) -> object:
        return getattr(self._told, name)


def test_if_only_the_first_failures_were_looked_at_it_is_told() -> None:
    told = forecast_of(lone_blocker(codes=THREE))
    some = with_reasons(told, failures=5000)
    assert reason_lines(some)[0] == (
        "5,000 of 3 plays end without a report. The first 3 of these are looked at. Of fewer than 50 "
        "failures only counts are given."
    )


def test_more_complaints_than_a_sentence_holds_are_counted(gge: Forecast) -> None:
    issues = [issue.code for issue in gge.scenario.issues][:5]
    five = tuple(Grievance(code, Kind.HARM) for code in issues)
    said = complaints(gge, five)
    assert said.startswith("the text says too much on ")
    assert said.endswith(" and 2 more complaints")
    assert said.count("too much on") == NAMED
    as_such = Grievance("", Kind.NONE)
    assert complaints(gge, [as_such]) == "somebody refuses a report as such, over no paragraph"
    assert complaints(gge, [five[0], as_such]).endswith(
        " and somebody refuses a report as such, over no paragraph"
    )
    first, *others = gge.reasons.reasons
    crowded = with_reasons(gge, reasons=(replace(first, grievances=five), *others))
    assert "and 2 more complaints: " in told_reasons(crowded)[0].title
