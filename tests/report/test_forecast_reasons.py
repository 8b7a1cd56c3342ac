"""Why plays fail, in sentences, as a table and as a JSON object."""

import json
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.negotiation.vocabulary import Kind
from sim.report.column import record
from sim.report.document import Bullets, Step
from sim.report.forecast_columns import summary
from sim.report.forecast_reasons import (
    cure_summary,
    further_reasons,
    others,
    reason_lines,
    reasons_in_words,
    what_would_carry,
    why_it_fails,
)
from sim.report.forecast_reasons_data import EACH, MOST, REASONS, TABLE
from sim.report.render.tables import csv_file
from sim.report.words.stances import NAMED, reworded
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast, forecast
from sim.study.reasons.findings import Amendment, Grievance, Reasons
from tests.report.reading import rows_of
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
ROOMS: dict[str, tuple[Forecast, Step, str]] = {
    "a lone blocker": (
        forecast_of(lone_blocker(codes=THREE)),
        Step(
            "Too much on matter I0: 3 of 3 failures",
            (
                "China alone objects. It would have had to give up about half of that complaint.",
                "An indirect paragraph on matter I0 instead of an explicit one would have been enough in 3 "
                "of these 3.",
            ),
        ),
        "One paragraph worded otherwise would have been enough in 3 of 3 failures.",
    ),
    "a squeeze, with who refuses which wording": (
        forecast_of(squeezed(codes=TWO), disappointment_weight=INSISTENT),
        Step(
            "Too much on matter I0: 3 of 3 failures",
            (
                "China alone objects. It would have had to give up about half of that complaint.",
                "Every wording of matter I0 meets an objection. Explicit: China. Indirect: the United "
                "States. Silent: the United States.",
                "Neither one paragraph nor two worded otherwise would have been enough.",
            ),
        ),
        "Neither one paragraph nor two worded otherwise would have been enough in any failure.",
    ),
    "a disappointment": (
        forecast_of(disappointed(codes=THREE)),
        Step(
            "Too little on matter I0: 3 of 3 failures", ("China alone", "An indirect paragraph on matter I0 ")
        ),
        "One paragraph worded otherwise would have been enough in 3 of 3 failures.",
    ),
    "two blockers, each over its own paragraph": (
        forecast_of(two_blockers(codes=THREE)),
        Step(
            "Too much on matter I0 and too much on matter I1: 3 of 3 failures",
            (
                "China objects over matter I0 in 3 of these 3; France over matter I1 in 3. China would have "
                "had to give up about half of its complaint over matter I0.",
                "Two at once: an indirect paragraph on matter I0 instead of an explicit one and",
            ),
        ),
        "No single paragraph worded otherwise would have been enough, two at once in 3 of 3 failures.",
    ),
    "who refuses any report": (
        forecast_of(refuser(codes=TWO)),
        Step("Over no paragraph: 3 of 3 failures", ("China alone objects.", "Neither one paragraph nor two")),
        "Neither one paragraph nor two worded otherwise would have been enough in any failure.",
    ),
    "a trade": (
        forecast_of(compensated(codes=TWO), disappointment_weight=INSISTENT),
        Step(
            "Too much on matter I0: 3 of 3 failures",
            (
                "China alone objects.",
                "A trade: an indirect paragraph on matter I1 instead of silence would have bought consent in "
                "3 of these 3.",
            ),
        ),
        "One paragraph worded otherwise would have been enough in 3 of 3 failures.",
    ),
    "too few in favour": (
        forecast_of(
            disappointed(position=0.0, stakes=[-0.1, -0.1, 0.5], decision=PermanentMembers()),
            blocking_cost=1.0,
        ),
        Step(
            "Too few in favour: 3 of 3 failures",
            ("Nobody votes no, but too few are in favour.", "Neither one paragraph"),
        ),
        "Neither one paragraph nor two worded otherwise would have been enough in any failure.",
    ),
    "a single play": (
        forecast_of(lone_blocker(codes=THREE), runs=1),
        Step("Too much on matter I0: the one failure", ("China alone objects.", "An indirect paragraph")),
        "One paragraph worded otherwise would have been enough in the one failure.",
    ),
}


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


@pytest.fixture(scope="module")
def wild() -> Forecast:
    """Failures of which hardly two have the same complaints."""
    found = forecast(load("oewg-2021-2025-apr2"), runs=150, priors={"decision_noise": 3.0})
    assert found.reasons.reasons[0].share < 0.05
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_made_up_room_fails_for_its_reason(room: str) -> None:
    found, expected, cure = ROOMS[room]
    (step,) = reasons_in_words(found)
    assert step.title == expected.title
    assert len(step.lines) == len(expected.lines)
    for line, begins in zip(step.lines, expected.lines, strict=True):
        assert line.startswith(begins)
    assert cure_summary(found) == [cure]


def test_the_reasons_stand_in_lines_below_how_many_plays_fail() -> None:
    assert reason_lines(ROOMS["a lone blocker"][0], 3) == [
        "3 of 3 plays end without a report. Of fewer than 50 failures only counts are given.",
        "Too much on matter I0: 3 of 3 failures. China alone objects. It would have had to give "
        "up about half of that complaint.",
    ]
    assert reason_lines(ROOMS["a single play"][0], 3)[0] == "The one play ends without a report."


@pytest.mark.parametrize("decision", [None, SimpleMajority()])
def test_where_nothing_fails_it_reads_well(decision: Any) -> None:
    room = lone_blocker(position=1.0) if decision is None else lone_blocker(decision=decision)
    sure = forecast_of(room)
    assert reason_lines(sure, 3) == ["None of the plays fails."]
    assert [*why_it_fails(sure, 5), *what_would_carry(sure, 5), *further_reasons(sure, 5)] == []
    assert list(TABLE.sheet(sure).rows) == []
    assert json.loads(json.dumps(record(REASONS, sure.reasons), allow_nan=False))["failures"] == 0


def test_where_it_is_put_to_the_vote_delegations_vote() -> None:
    (step,) = reasons_in_words(forecast_of(squeezed(position=-1.0, codes=TWO, decision=TwoThirds())))
    assert "China votes no in 3 of these 3" in step.lines[0]
    assert "object" not in " ".join((step.title, *step.lines))


def test_a_rewording_says_from_what_to_what() -> None:
    found = forecast_of(lone_blocker())
    silent, indirect, explicit = Rung
    assert reworded(found, Amendment("I0", silent, explicit)) == (
        "an explicit paragraph on matter I0 instead of silence"
    )
    assert reworded(found, Amendment("I0", indirect, silent)) == (
        "silence instead of an indirect paragraph on matter I0"
    )


def test_reasons_for_few_failures_are_merged_and_the_first_is_given_in_counts(gge: Forecast) -> None:
    reasons, steps = gge.reasons.reasons, reasons_in_words(gge, 99)
    assert [r.failures >= ENOUGH for r in reasons[1 : len(steps)]] == [True] * (len(steps) - 1)
    assert all(r.failures < ENOUGH for r in reasons[len(steps) :])
    for most in (2, 99):
        (rest,) = others(gge, most)
        assert rest.startswith("The other ")
        assert f"{len(reasons) - len(reasons_in_words(gge, most))} other reasons" in rest
    small = replace(gge, outcomes=gge.outcomes[np.flatnonzero(~gge.outcomes.adopted)[:15]])
    (first,) = reasons_in_words(small)
    most_frequent = small.reasons.reasons[0]
    assert first.title.endswith(f": {most_frequent.failures} of 15 failures")
    assert f"of these {most_frequent.failures}" in first.lines[0]
    assert "%" not in " ".join([*reason_lines(small, 5), *first.lines, *cure_summary(small)])


def test_a_delegation_with_two_complaints_is_named_once() -> None:
    found = forecast(load("gge-2016-2017"), runs=4000, seed=1)
    number = next(n for n, r in enumerate(found.reasons.reasons) if len(r.grievances) == 2)
    reason = found.reasons.reasons[number]
    assert reason.failures >= ENOUGH
    assert [one.code for one in reason.aggrieved].count("CHN") == 2
    who = reasons_in_words(found, number + 1)[number].lines[0].split(". ")[0]
    assert who.count("China") == 1
    assert who.count(" over ") >= 2


def test_every_reason_is_in_the_table_and_the_most_frequent_in_the_object(gge: Forecast) -> None:
    reasons = gge.reasons.reasons
    kept = rows_of({"reasons.csv": csv_file(TABLE.sheet(gge))}, "reasons.csv")
    assert len(kept) == len(reasons)
    assert sum(float(row["share"]) for row in kept) == pytest.approx(1, abs=1e-4)
    assert kept[0]["objecting"].startswith("CHN ")
    found = json.loads(json.dumps(summary(gge), allow_nan=False))["reasons"]
    assert found["failures"] == gge.runs - gge.outcomes.adoptions
    assert found["combinations"] == len(reasons)
    assert len(found["reasons"]) <= MOST
    first, reason = found["reasons"][0], reasons[0]
    assert first["share"]["share"] == pytest.approx(reason.share, abs=1e-6)
    assert (first["share"]["plays"], first["share"]["of"]) == (reason.failures, gge.failures)
    assert [cure["way"] for cure in first["cures"]] == [str(cure.way) for cure in reason.cures[:EACH]]
    assert first["complaints"][0]["issue"] == reason.grievances[0].issue
    assert [one["state"] for one in found["delegations"]][:3] == [o.code for o in gge.reasons.opponents[:3]]


def test_sentences_have_no_empty_places(gge: Forecast) -> None:
    lines = [line for step in reasons_in_words(gge) for line in step.lines]
    for line in [*reason_lines(gge, 5), *lines, *cure_summary(gge)]:
        assert line.endswith(".")
        assert not any(gap in line for gap in ("  ", " ,", "None"))
        assert "nan" not in line.split()


@pytest.mark.slow
def test_where_complaints_scatter_they_and_their_remedies_are_listed_one_by_one(wild: Forecast) -> None:
    assert reasons_in_words(wild) == others(wild) == []
    _, line = reason_lines(wild, 5)
    assert "different combinations of complaints" in line
    assert "Most often somebody objects: too " in line
    assert list(why_it_fails(wild, 5)) == [Bullets((line,))]
    (cures,) = [block.items for block in what_would_carry(wild, 5) if isinstance(block, Bullets)]
    best = [remedy for remedy in wild.reasons.remedies if remedy.share][:NAMED]
    for cure, remedy in zip(cures, best, strict=True):
        assert cure.lower().startswith(reworded(wild, remedy.amendment).lower())
        assert cure[0].isupper()
        assert cure.endswith(" failures.")


def with_reasons(found: Forecast, **changes: object) -> Forecast:
    """A forecast for whose plays other reasons were found."""
    return cast(Forecast, _Found(found, replace(found.reasons, **changes)))  # type: ignore[arg-type]


class _Found:
    def __init__(self, found: Forecast, reasons: Reasons) -> None:
        self._found, self.reasons = found, reasons

    def __getattr__(self, name: str) -> object:
        return getattr(self._found, name)


def test_if_only_the_first_failures_were_looked_at_it_is_said() -> None:
    some = with_reasons(forecast_of(lone_blocker(codes=THREE)), failures=5000)
    assert reason_lines(some, 5)[0] == (
        "5,000 of 3 plays end without a report. The first 3 of these are examined. Of fewer than 50 "
        "failures only counts are given."
    )


def test_more_complaints_than_a_sentence_holds_are_counted(gge: Forecast) -> None:
    five = tuple(Grievance(issue.code, Kind.HARM) for issue in gge.scenario.issues[:5])
    first, *rest = gge.reasons.reasons
    crowded = with_reasons(gge, reasons=(replace(first, grievances=five), *rest))
    title = reasons_in_words(crowded)[0].title
    assert "and 2 more complaints: " in title
    assert title.lower().count("too much on") == NAMED
