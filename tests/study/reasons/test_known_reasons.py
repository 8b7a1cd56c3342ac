"""Rooms built to fail for one reason give that reason, and their mirror images do not."""

import re

import pytest

from sim.negotiation.decisions.consensus_minus_one import ConsensusMinusOne
from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.table import Table
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


def test_a_lone_blocker_is_named_with_its_paragraph_and_the_wording_that_would_do() -> None:
    found = reasons_of(lone_blocker())
    reason = only(found)
    assert reason.grievances == (Grievance("I0", Kind.HARM),)
    (one,) = reason.aggrieved
    assert (one.code, one.share, one.alone) == ("A000", 1, 1)
    # The report is worth .5 to it as such, the paragraph costs it 1, blocking costs nothing.
    assert one.far == pytest.approx(0.5)
    softer = Amendment("I0", EXPLICIT, INDIRECT)
    assert [cure.amendments for cure in reason.cures] == [(softer,)]
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


def third(table: Table) -> Table:
    """A third paragraph, which A002 resists: A000 can only be compensated, and A002 only be relieved."""
    positions = [[*row, 0.0] for row in table.positions]
    return room([*positions, [0.0, 0.0, -1.0]], [2, 0, 2], ambition=[1.0, 0.0, 0.0])


#: Those who are indifferent lose a little by any report, less than voting no would cost them.
IDLE = {"position": 0.0, "stakes": [-0.1, -0.1, 0.5], "decision": PermanentMembers()}
INSISTING = {"disappointment_weight": INSISTENT}
#: Rooms built to fail for a reason, and the parameters that are not plain.
ROOMS = {
    "a missing promise": (disappointed(), {}),
    "two refuse the same wording": (squeezed(position=-1.0), INSISTING),
    # A report as such costs it something, so that not even silence on the paragraph helps.
    "one refuses every wording": (lone_blocker(stakes=[-0.5, 0.5, 0.5]), {"indirect_harm": 0.75}),
    "two blockers": (two_blockers(), {}),
    # A002 has all of the other paragraph, and bears even silence on this one.
    "one of the two won over": (two_blockers(second=1.0), {}),
    "any report is refused": (refuser(), {}),
    "something else granted": (compensated(), INSISTING),
    "something else not wanted": (compensated(wish=-1.0), INSISTING),
    # The others bear indirect text, so that both would do; the compensation is worth more to the room.
    "two ways": (compensated(), {}),
    "one relieved, one compensated": (third(compensated()), INSISTING),
    "a vote with nobody against": (disappointed(**IDLE), {"blocking_cost": 1.0}),
}
#: Who is aggrieved over what; the cures in order, with their ways, "..." for more of the last way; and how
#: often one rewording is enough, two, or none, and the text is squeezed.
KNOWN = """
a missing promise | A000 disappointment I0 |
    removal I0 silent>indirect, removal I0 silent>explicit | 1 0 0 0
two refuse the same wording | A000 harm I0, A001 harm I0 | removal I0 explicit>indirect, ... | 1 0 0 0
one refuses every wording | A000 harm I0 | | 0 0 1 0
two blockers | A000 harm I0, A001 harm I1 | removal I0 explicit>indirect & I1 explicit>indirect | 0 1 0 0
one of the two won over | A000 harm I0 | removal I0 explicit>indirect, removal I0 explicit>silent | 1 0 0 0
any report is refused | A000 none | | 0 0 1 0
something else granted | A000 harm I0 |
    compensation I1 silent>indirect, compensation I1 silent>explicit | 1 0 0 0
something else not wanted | A000 harm I0 | | 0 0 1 1
two ways | A000 harm I0 | removal I0 explicit>indirect, compensation I1 silent>indirect, ... | 1 0 0 0
one relieved, one compensated | A000 harm I0, A002 harm I2 |
    both I1 silent>indirect & I2 explicit>indirect, ... | 0 1 0 1
a vote with nobody against | | | 0 0 1 0
"""


@pytest.mark.parametrize("row", re.sub(r"\n +", " ", KNOWN.strip()).splitlines())
def test_a_room_built_to_fail_for_a_reason_gives_that_reason(row: str) -> None:
    name, aggrieved, cures, counts = (cell.strip() for cell in row.split("|"))
    table, parameters = ROOMS[name]
    reason = only(reasons_of(table, **parameters))
    held = [(one.code, one.grievance) for one in reason.aggrieved]
    who = sorted(f"{code} {grievance.kind or 'none'} {grievance.issue}".strip() for code, grievance in held)
    assert ", ".join(who) == aggrieved
    assert {grievance for _, grievance in held} == set(reason.grievances)
    found = [
        f"{cure.way} {' & '.join(f'{a.issue} {a.start.word}>{a.end.word}' for a in cure.amendments)}"
        for cure in reason.cures
    ]
    told, more = cures.removesuffix(", ..."), cures.endswith("...")
    assert ", ".join(found[: told.count(",") + 1 if more else None]) == told
    assert {cure.split()[0] for cure in found} == set(re.findall(r"removal|compensation|both", told))
    assert [cure.first for cure in reason.cures] == [1, *[0] * len(found)][: len(found)]
    assert counts == f"{reason.by_one:g} {reason.by_two:g} {reason.by_none:g} {reason.squeezed:g}"


def test_how_far_off_a_refuser_is() -> None:
    stuck = only(reasons_of(ROOMS["one refuses every wording"][0], indirect_harm=0.75))
    assert stuck.aggrieved[0].far == pytest.approx(1.5)
    found = reasons_of(refuser())
    (one,) = only(found).aggrieved
    assert (one.alone, one.far, found.opponents[0].offers) == (1, None, ())


@pytest.mark.parametrize(
    "table",
    [
        lone_blocker(position=1.0),
        lone_blocker(decision=ConsensusMinusOne()),
        lone_blocker(decision=SimpleMajority()),
        disappointed(position=-1.0),
        refuser(stake=1.0),
    ],
)
def test_a_room_without_the_cause_or_that_passes_it_over_does_not_fail(table: Table) -> None:
    assert reasons_of(table) == Reasons(0, 0, (), 0.0, 0.0, 0.0, 0.0, (), ())
