"""Rooms built to fail for one reason give that reason, and their mirror images do not."""

from __future__ import annotations

import pytest

from sim.negotiation.decisions.consensus_minus_one import ConsensusMinusOne
from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.vocabulary import Kind
from sim.scenario.ladder import Rung
from sim.study.reasons.findings import Amendment, Grievance, Reason, Reasons, Way
from tests.study.reasons.rooms import (
    INSISTENT,
    compensated,
    disappointed,
    lone_blocker,
    reasons_of,
    refuser,
    room,
    squeezed,
    two_blockers,
)

SILENT, INDIRECT, EXPLICIT = Rung


def only(found: Reasons) -> Reason:
    """The one reason there is, for all failures."""
    assert len(found.reasons) == 1
    reason = found.reasons[0]
    assert (reason.share, reason.failures) == (1, found.studied)
    assert found.studied == found.failures == 3
    return reason


def changed(reason: Reason) -> list[tuple[Amendment, ...]]:
    return [cure.amendments for cure in reason.cures]


def test_a_lone_blocker_is_named_with_its_paragraph_and_the_wording_that_would_do() -> None:
    found = reasons_of(lone_blocker())
    reason = only(found)
    assert reason.grievances == (Grievance("I0", Kind.HARM),)
    (one,) = reason.aggrieved
    assert (one.code, one.share, one.alone) == ("A000", 1, 1)
    # The report is worth .5 to it as such, the paragraph costs it 1, blocking costs nothing.
    assert one.far == pytest.approx(0.5)
    softer = Amendment("I0", EXPLICIT, INDIRECT)
    assert changed(reason) == [(softer,)]
    assert (reason.cures[0].way, reason.cures[0].share, reason.cures[0].first) == (Way.REMOVAL, 1, 1)
    assert (reason.by_one, reason.by_two, reason.by_none, reason.squeezed) == (1, 0, 0, 0)
    assert reason.typical == 0
    (opponent,) = found.opponents
    offers = {offer.amendment.end: offer for offer in opponent.offers}
    assert (offers[INDIRECT].cures, offers[INDIRECT].costs, offers[INDIRECT].estranged) == (1, 0, ())
    assert (offers[SILENT].share, offers[SILENT].cures, offers[SILENT].costs) == (1, 0, 1)
    assert offers[SILENT].estranged == (("A001", 1), ("A002", 1))
    assert {r.amendment: (r.possible, r.share, r.removal) for r in found.remedies} == {
        softer: (1, 1, 1),
        Amendment("I0", EXPLICIT, SILENT): (1, 0, 0),
    }


def test_without_the_blocker_nothing_fails_and_nothing_is_found() -> None:
    found = reasons_of(lone_blocker(position=1.0))
    assert found == Reasons(0, 0, (), 0.0, 0.0, 0.0, 0.0, (), ())


def test_a_missing_promise_is_a_disappointment_and_is_cured_by_the_fewest_rungs() -> None:
    reason = only(reasons_of(disappointed()))
    assert reason.grievances == (Grievance("I0", Kind.DISAPPOINTMENT),)
    assert [one.code for one in reason.aggrieved] == ["A000"]
    assert changed(reason) == [
        (Amendment("I0", SILENT, INDIRECT),),
        (Amendment("I0", SILENT, EXPLICIT),),
    ]
    assert [(cure.share, cure.first) for cure in reason.cures] == [(1, 1), (1, 0)]
    assert not reasons_of(disappointed(position=-1.0)).failures


def test_opposite_wordings_refused_by_two_are_a_squeeze() -> None:
    found = reasons_of(squeezed(), disappointment_weight=INSISTENT)
    reason = only(found)
    assert reason.grievances == (Grievance("I0", Kind.HARM),)
    assert (reason.by_none, reason.squeezed, found.squeezed, reason.cures) == (1, 1, 1, ())
    (squeeze,) = reason.squeezes
    assert (squeeze.issue, squeeze.share) == ("I0", 1)
    assert squeeze.refused == (
        (SILENT, (("A001", 1),)),
        (INDIRECT, (("A001", 1),)),
        (EXPLICIT, (("A000", 1),)),
    )


def test_two_who_refuse_the_same_wording_are_no_squeeze() -> None:
    found = reasons_of(squeezed(position=-1.0), disappointment_weight=INSISTENT)
    reason = only(found)
    assert (reason.squeezed, reason.squeezes, reason.by_one) == (0, (), 1)
    assert {one.code for one in reason.aggrieved} == {"A000", "A001"}


def test_one_who_refuses_every_wording_is_no_squeeze() -> None:
    # A report as such costs it something, so that not even silence on the paragraph helps.
    stuck = reasons_of(lone_blocker(stakes=[-0.5, 0.5, 0.5]), indirect_harm=0.75)
    assert only(stuck).grievances == (Grievance("I0", Kind.HARM),)
    assert (only(stuck).squeezed, only(stuck).by_none) == (0, 1)
    assert only(stuck).aggrieved[0].far == pytest.approx(1.5)


def test_two_blockers_over_two_paragraphs_need_both_reworded() -> None:
    reason = only(reasons_of(two_blockers()))
    assert reason.grievances == (Grievance("I0", Kind.HARM), Grievance("I1", Kind.HARM))
    assert {(one.code, one.grievance.issue, one.share, one.alone) for one in reason.aggrieved} == {
        ("A000", "I0", 1, 0),
        ("A001", "I1", 1, 0),
    }
    pair = (Amendment("I0", EXPLICIT, INDIRECT), Amendment("I1", EXPLICIT, INDIRECT))
    assert changed(reason) == [pair]
    assert reason.cures[0].way is Way.REMOVAL
    assert (reason.by_one, reason.by_two, reason.by_none, reason.squeezed) == (0, 1, 0, 0)


def test_with_one_of_the_two_won_over_one_paragraph_is_enough() -> None:
    reason = only(reasons_of(two_blockers(second=1.0)))
    assert reason.grievances == (Grievance("I0", Kind.HARM),)
    # A002 has all of the other paragraph, and bears even silence on this one.
    assert changed(reason) == [
        (Amendment("I0", EXPLICIT, INDIRECT),),
        (Amendment("I0", EXPLICIT, SILENT),),
    ]


def test_who_would_refuse_any_report_has_no_grievance_and_no_cure() -> None:
    found = reasons_of(refuser())
    reason = only(found)
    assert reason.grievances == (Grievance("", Kind.NONE),)
    (one,) = reason.aggrieved
    assert (one.code, one.alone, one.far) == ("A000", 1, None)
    assert (reason.by_none, reason.cures, reason.squeezed) == (1, (), 0)
    assert found.opponents[0].offers == ()
    assert not reasons_of(refuser(stake=1.0)).failures


def test_something_else_granted_is_a_compensation() -> None:
    reason = only(reasons_of(compensated(), disappointment_weight=INSISTENT))
    assert reason.grievances == (Grievance("I0", Kind.HARM),)
    assert changed(reason) == [
        (Amendment("I1", SILENT, INDIRECT),),
        (Amendment("I1", SILENT, EXPLICIT),),
    ]
    assert {cure.way for cure in reason.cures} == {Way.COMPENSATION}
    # A text that one paragraph would save is not squeezed.
    assert (reason.by_one, reason.squeezed) == (1, 0)


def test_what_it_does_not_want_is_no_compensation() -> None:
    reason = only(reasons_of(compensated(wish=-1.0), disappointment_weight=INSISTENT))
    assert (reason.by_none, reason.cures, reason.squeezed) == (1, (), 1)


def test_cures_of_the_grievance_are_told_before_compensation() -> None:
    # The others bear indirect text, so that both would do; the compensation is worth more to the room.
    reason = only(reasons_of(compensated()))
    assert changed(reason)[0] == (Amendment("I0", EXPLICIT, INDIRECT),)
    assert {cure.way for cure in reason.cures} == {Way.REMOVAL, Way.COMPENSATION}
    assert [cure.first for cure in reason.cures] == [1] + [0] * (len(reason.cures) - 1)


def test_a_pair_can_remove_one_complaint_and_compensate_another() -> None:
    # A000 can only be compensated for the first paragraph, A001 only be relieved of the third.
    table = compensated()
    positions = [[*table.positions[0], 0.0], [*table.positions[1], 0.0], [0.0, 0.0, -1.0]]
    three = room(positions, [2, 0, 2], ambition=[1.0, 0.0, 0.0])
    reason = only(reasons_of(three, disappointment_weight=INSISTENT))
    assert reason.by_two == 1
    assert {cure.way for cure in reason.cures} == {Way.BOTH}
    assert changed(reason)[0] == (Amendment("I1", SILENT, INDIRECT), Amendment("I2", EXPLICIT, INDIRECT))


def test_a_lone_blocker_is_no_reason_where_it_is_passed_over() -> None:
    assert not reasons_of(lone_blocker(decision=ConsensusMinusOne())).failures
    assert not reasons_of(lone_blocker(decision=SimpleMajority())).failures


def test_a_vote_can_fail_with_nobody_against() -> None:
    # Those who are indifferent lose a little by any report, less than voting no would cost them.
    table = disappointed(position=0.0, stakes=[-0.1, -0.1, 0.5], decision=PermanentMembers())
    reason = only(reasons_of(table, blocking_cost=1.0))
    assert (reason.grievances, reason.aggrieved, reason.by_none) == ((), (), 1)
