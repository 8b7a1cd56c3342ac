from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.report.document import Step
from sim.report.forecast_objectors import FAIR, HARDLY, best_of, objectors
from sim.report.words.numbers import sure
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast, forecast
from sim.study.reasons.findings import Amendment, Offer
from tests.study.reasons.rooms import (
    INSISTENT,
    disappointed,
    forecast_of,
    lone_blocker,
    refuser,
    squeezed,
    two_blockers,
)

TWO, THREE = ("CHN", "USA"), ("CHN", "FRA", "USA")
SILENT, INDIRECT, EXPLICIT = Rung
#: All of sixty plays, with the interval.
ALL = "100 % (60; 94 to 100)"


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=600, seed=1)


def offer(end: Rung, share: float, cures: float, costs: float, start: Rung = SILENT) -> Offer:
    some, of, lost = (Counted.of(part, 1000) for part in (share, cures, costs))
    return Offer(Amendment("I0", start, end), some, of, lost, (("USA", lost),) if costs else ())


def described(told: Forecast, most: int = 5) -> list[Step]:
    return list(objectors(told, most))


def test_a_lone_blocker_is_told_with_what_would_carry_the_report() -> None:
    # Silence would end its objections as well, and lose those who were promised the paragraph.
    assert described(forecast_of(lone_blocker(codes=THREE), runs=60)) == [
        Step(
            f"China objects in {ALL} of failures, alone in {ALL}; {ALL} of all plays",
            (
                f"In the failures in which it objects: too much on matter I0 in {ALL}.",
                "It would have had to give up about half of its main complaint. An indirect paragraph on "
                f"matter I0 instead of an explicit one would have carried the report in {ALL} of these.",
            ),
        )
    ]


def test_few_objections_are_counted() -> None:
    (step,) = described(forecast_of(lone_blocker(codes=THREE)))
    assert step.title == "China objects in 3 of 3 failures, alone in 3; 3 of 3 plays"
    assert step.lines[0] == "In the 3 failures in which it objects: too much on matter I0 in 3."
    assert step.lines[1].endswith("would have carried the report in 3 of these 3.")


def test_what_only_makes_others_object_is_no_offer() -> None:
    (step,) = described(forecast_of(squeezed(codes=TWO), disappointment_weight=INSISTENT))
    assert step.lines[1].endswith(
        "No single rewording that wins it over would have carried the report: others would newly object, "
        "the United States."
    )


def test_what_leaves_another_objecting_is_no_offer() -> None:
    told = described(forecast_of(two_blockers(codes=THREE), runs=60))
    assert len(told) == 2
    for step in told:
        assert step.lines[1].endswith("No single rewording that wins it over would have carried the report.")


def test_who_refuses_any_report_is_told_so() -> None:
    assert described(forecast_of(refuser(codes=TWO), runs=60)) == [
        Step(
            f"China objects in {ALL} of failures, alone in {ALL}; {ALL} of all plays",
            (
                f"In the failures in which it objects: over no paragraph in {ALL}.",
                "No single rewording would win it over.",
            ),
        )
    ]


def test_the_best_carries_most_often_however_many_objections_another_ends() -> None:
    ends, carries = offer(INDIRECT, 0.77, 0.19, 0.58), offer(EXPLICIT, 0.6, 0.31, 0.28)
    assert best_of([ends, carries]) is carries


def test_of_rewordings_that_hardly_differ_the_smallest_is_told() -> None:
    far, near = offer(EXPLICIT, 0.9, 0.5, 0.1), offer(INDIRECT, 0.9, 0.5 - 0.8 * HARDLY, 0.1)
    assert best_of([far, near]) is near
    assert best_of([far, replace(near, cures=Counted.of(0.5 - 1.2 * HARDLY, 1000))]) is far
    # Nothing that carries too rarely to be offered takes the place of what does not.
    assert (
        best_of(
            [replace(far, cures=Counted.of(FAIR, 1000)), replace(near, cures=Counted.of(FAIR - 0.01, 1000))]
        ).cures
        == FAIR
    )


def test_every_card_says_how_often_its_offer_carries(gge: Forecast) -> None:
    told = described(gge, 99)
    often = [o for o in gge.reasons.opponents if o.share.successes >= ENOUGH]
    assert len(told) == len(often) > 1
    for step, one in zip(told, often, strict=True):
        best = best_of(one.offers)
        assert best.cures >= max(o.cures for o in one.offers) - HARDLY
        carried = sure(best.cures)
        assert f"carried the report in {carried} of these" in step.lines[1]
        assert ("No single rewording" in step.lines[1]) == (best.cures < FAIR)
        seat = gge.table.codes.index(one.code)
        objects, failed = gge.outcomes.objects[:, seat], ~gge.outcomes.adopted
        failures = Counted(int(objects[failed].sum()), int(failed.sum()))
        assert f" in {sure(failures)} of failures" in step.title
        assert step.title.endswith(f"; {sure(Counted(int(objects.sum()), len(objects)))} of all plays")
        assert np.isclose(best.cures * objects[failed].sum(), round(best.cures * objects[failed].sum()))


def test_where_it_is_put_to_the_vote_delegations_vote() -> None:
    (step,) = described(forecast_of(squeezed(position=-1.0, codes=TWO, decision=TwoThirds())))[:1]
    told = " ".join([step.title, *step.lines])
    assert "votes no" in told
    assert "object" not in told
    few = disappointed(position=0.0, stakes=[-0.1, -0.1, 0.5], decision=PermanentMembers())
    assert described(forecast_of(few, blocking_cost=1.0)) == []


def test_where_nothing_fails_nobody_is_told_of() -> None:
    assert described(forecast_of(lone_blocker(position=1.0))) == []
