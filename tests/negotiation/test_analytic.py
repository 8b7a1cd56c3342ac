"""Cases whose outcome can be worked out by hand (docs/model.md, analytic checks)."""

import numpy as np
import pytest

from sim.negotiation.arrays import DISSOCIATES, EXPLICIT, INDIRECT, JOINS, OBJECTS, SILENT
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaint, Kind
from sim.testing.rooms import table_of
from tests.negotiation.tables import assert_twin_agrees, fixed


def played(table: Table, runs: int = 1, **parameters: float) -> Outcomes:
    """Play by the engine, and the first plays by the twin as well."""
    draws = draw(table, 1, runs, fixed(**parameters))
    outcomes = play(table, draws)
    assert_twin_agrees(table, draws[:3], outcomes)
    return outcomes


@pytest.mark.parametrize(
    ("stake", "indirect", "text"),
    [(0, True, None), (0.2, True, None), (0.5, True, INDIRECT), (0.5, False, None)],
)
def test_two_opponents_meet_in_indirect_text_if_the_report_is_worth_its_harm(
    stake: float, indirect: bool, text: int | None
) -> None:
    table = table_of([[1, -1]], stakes=[stake] * 2, ambition=[1], available=[[True, indirect, True]])
    outcome = played(table)
    assert outcome.adopted[0] == (text is not None)
    if text is not None:
        assert outcome.text[0, 0] == text
        assert outcome.worth[0].tolist() == pytest.approx([stake + 0.6 - 0.5, stake - 0.25])
    elif indirect:
        assert outcome.stances[0].tolist() == [JOINS, OBJECTS]
        assert Complaint.of(int(outcome.complaints[0, 1])) == (0, Kind.HARM)


def test_everybody_in_favour_writes_everything() -> None:
    outcome = played(table_of([[1] * 5] * 3), runs=50)
    assert outcome.adopted.all()
    assert (outcome.text == EXPLICIT).all()


def test_everybody_against_writes_nothing_and_adopts_it() -> None:
    outcome = played(table_of([[-1] * 5] * 3, own_text=[2, 2, 2]), runs=50)
    assert outcome.adopted.all()
    assert (outcome.text == SILENT).all()


@pytest.mark.parametrize(("outlets", "stake"), [(0, 0.8), (1, 0.4), (3, 0.1)])
def test_an_outlet_lowers_the_stake(outlets: int, stake: float) -> None:
    table = table_of([[0.0] * 2], stakes=[0.8] * 2, outlets=outlets)
    assert played(table, outlet_stake=0.5).worth[0] == pytest.approx([stake] * 2)


@pytest.mark.parametrize(("line", "adopted"), [(100, True), (0.5, True), (0.3, False)])
def test_no_gain_makes_up_for_a_red_line_that_is_crossed(line: float, adopted: bool) -> None:
    """The second loses 0.5 by the first paragraph, in which nothing can change, and gains 4 by the others."""
    table = table_of([[1, -0.5], *[[1, 1]] * 4], own_text=[2] * 5)
    outcome = played(table, moves=0, repairs=0, red_line=line)
    assert outcome.worth[0, 1] == pytest.approx(0.5 - 0.5 + 4 if line == 100 else line - 0.5)
    assert outcome.adopted[0] == adopted


@pytest.mark.parametrize(("line", "text"), [(0.6, EXPLICIT), (0.4, INDIRECT), (0.3, SILENT)])
def test_a_chair_trades_only_what_crosses_no_red_line(line: float, text: int) -> None:
    table = table_of([[1, -0.5], [-0.5, 1]], stakes=[0, 0])
    plain = {"indirect_harm": 0.7, "disappointment_weight": 0, "chair_ambition": 0.01}
    assert played(table, red_line=line, **plain).text[0].tolist() == [text, text]


@pytest.mark.parametrize(("realism", "missed"), [(0, 0.8), (0.5, 0.6), (1, 0.4)])
def test_a_claim_that_a_permanent_member_resists_is_made_less_of(realism: float, missed: float) -> None:
    table = table_of([[1, -0.5]], stakes=[1, 1], permanent=[False, True])
    outcome = played(table, moves=0, own_claim=0.8, realism=realism)
    assert outcome.worth[0, 0] == pytest.approx(1 - missed)


@pytest.mark.parametrize(("kept", "missed"), [(1, 0.0), (0.5, 0.5), (0, 1.0)])
def test_language_already_agreed_keeps_a_part_of_the_promise(kept: float, missed: float) -> None:
    table = table_of([[1.0]], stakes=[1.5], ambition=[1], acquis=[2], own_text=[0])
    outcome = played(table, moves=0, repairs=0, promise_kept=kept)
    assert outcome.worth[0, 0] == pytest.approx(1.5 - missed)


@pytest.mark.parametrize("members", [5, 15, 25, 60, 193])
def test_independent_doubt_kills_large_rooms(members: int) -> None:
    doubt = 0.02
    quantile = -2.053748910631823  # of the standard normal at 0.02
    table = table_of([[0.0] * members], stakes=[1.0] * members, readings=1)
    runs = 4000
    outcome = played(table, runs, stake_scale=1.0, decision_noise=-1 / quantile)
    expected = (1 - doubt) ** members
    error = np.sqrt(expected * (1 - expected) / runs)
    assert abs(outcome.adopted.mean() - expected) < 4 * error


@pytest.mark.parametrize("members", [5, 193])
def test_one_caucus_with_one_mind_doubts_as_one(members: int) -> None:
    table = table_of([[0.0] * members], stakes=[1.0] * members, readings=1)
    outcome = played(table, 4000, decision_noise=1 / 2.053748910631823, caucus_share=1)
    assert abs(outcome.adopted.mean() - 0.98) < 4 * np.sqrt(0.98 * 0.02 / 4000)


def test_symmetric_trade_needs_a_package() -> None:
    table = table_of([[1, -0.5], [-0.5, 1]], stakes=[0, 0])
    plain = {"indirect_harm": 0.7, "disappointment_weight": 0, "chair_ambition": 0.01}
    assert played(table, log_rolling=1, **plain).text[0].tolist() == [EXPLICIT, EXPLICIT]
    assert played(table, log_rolling=0, **plain).text[0].tolist() == [SILENT, SILENT]


def test_symmetric_trade_saves_a_mandate() -> None:
    table = table_of([[1, -0.5], [-0.5, 1]], stakes=[0, 0], ambition=[1, 1])
    plain = {"indirect_harm": 0.7, "disappointment_weight": 0.6, "chair_ambition": 0.01}
    with_trade, without = played(table, log_rolling=1, **plain), played(table, log_rolling=0, **plain)
    assert with_trade.adopted[0]
    assert not without.adopted[0]
    assert without.stances[0].tolist() == [OBJECTS, OBJECTS]


def lone_complaint(weights: list[float], eta: float = 1) -> Outcomes:
    """One paragraph that cannot be softened and that the first delegations suffer from."""
    members = len(weights)
    table = table_of([[-1] * members], weights=weights, stakes=[0] * members, own_text=[2], readings=1)
    return played(table, moves=0, repairs=0, blocking_cost=2, cover_exponent=eta)


def test_cover_turns_a_lone_dissociation_which_lets_the_report_pass_into_an_objection() -> None:
    alone, together = lone_complaint([0.2]), lone_complaint([0.2, 0.8])
    assert (alone.stances[0].tolist(), alone.adopted[0]) == ([DISSOCIATES], True)
    assert (together.stances[0].tolist(), together.adopted[0]) == ([OBJECTS, OBJECTS], False)
    assert lone_complaint([0.2, 0.8], eta=0).stances[0].tolist() == [DISSOCIATES, OBJECTS]


def test_a_larger_stake_never_makes_agreement_rarer() -> None:
    stakes = [0, 0.4, 0.8, 1.2, 1.6]
    table = table_of([[1, -1, 0.5], [-0.6, 0.8, -0.2]], ambition=[1, 0], stakes=[1, 1, 1])
    shares = [played(table, 400, stake_scale=b, decision_noise=0.3).adopted.mean() for b in stakes]
    assert shares == sorted(shares)
    assert shares[0] < 0.5 < 0.95 < shares[-1]


def test_repeating_ones_own_text_is_free() -> None:
    table = table_of([[-1, -1]], stakes=[0.05, 0.05], acquis=[2], own_text=[2])
    repeated = played(table, acquis_discount=1, chair_ambition=0)
    assert repeated.adopted[0]
    assert repeated.text[0, 0] == EXPLICIT
    assert not played(table, acquis_discount=0, moves=0, repairs=0).adopted[0]


def test_without_disappointment_everything_is_adopted() -> None:
    rng = np.random.default_rng(3)
    table = table_of(
        rng.uniform(-1, 1, (5, 9)).tolist(), ambition=[1] * 5, readings=12, spreads=[[0.1] * 9] * 5
    )
    assert played(table, 100, disappointment_weight=0, chair_ambition=0.01).adopted.all()


def test_an_unconditional_objector_without_cost_of_blocking_stops_everything() -> None:
    table = table_of([[1, 1, 1, 1]], stakes=[1, 1, 1, 0])
    stopped = play(table, draw(table, 1, 50, fixed(stake_noise=0)))
    assert stopped.adopted.all()
    table = table_of([[1, 1, 1, 0]], stakes=[1, 1, 1, 0], ambition=[0])
    hostile = draw(table, 1, 50, fixed(stake_noise=0, decision_noise=1))
    hostile.mood[:, :3] = 0
    hostile.mood[:, 3] = -9
    outcome = play(table, hostile)
    assert not outcome.adopted.any()
    assert (outcome.objects.sum(axis=1) == 1).all()
