"""The analytic checks of the model (its section 9), held against the plain telling alone."""

from dataclasses import replace
from random import Random

import pytest

from tests.reference.twin import Case, Luck, Play, Theta, cover, enter, play, stance

WHOLE, NO_VEIL = [True, True, True], [True, False, True]
SILENT, INDIRECT, EXPLICIT = 0, 1, 2

PLAIN: dict[str, float] = {
    "indirect_value": 0.6,
    "indirect_harm": 0.25,
    "harm_weight": 1.0,
    "disappointment_weight": 1.0,
    "own_claim": 0.5,
    "scope_cost": 0.5,
    "inertia": 0.03,
    "outlet_factor": 0.4,
    "chair_partiality": 0.5,
    "stake_scale": 1.0,
    "blocking_cost": 0.0,
    "deadline_concession": 0.0,
    "chair_ambition": 0.05,
    "decision_noise": 0.0,
    "acquis_discount": 0.65,
    "foreign_acquis": 0.5,
    "convexity": 1.5,
    "caucus_share": 0.5,
    "cover_exponent": 1.0,
    "deadline_shape": 0.6,
    "stake_noise": 0.1,
    "moves": 2,
    "log_rolling": 1,
    "repairs": 3,
}


def told(positions: list[list[float]], stake: float = 0.0, spread: float = 0.0) -> Case:
    """A new body with a full mandate, a neutral chair and equal delegations."""
    paragraphs, delegations = len(positions), len(positions[0])
    return Case(
        positions=positions,
        spreads=[[spread] * delegations for _ in range(paragraphs)],
        stakes=[stake] * delegations,
        weights=[0.5] * delegations,
        caucuses=[i % 2 for i in range(delegations)],
        in_camp=[False] * delegations,
        salience=[1.0] * paragraphs,
        ambition=[1.0] * paragraphs,
        acquis=[SILENT] * paragraphs,
        own_text=[SILENT] * paragraphs,
        outlets=0,
        readings=3,
        available=[WHOLE] * paragraphs,
        conduct=["instructed"] * delegations,
    )


def no_luck(case: Case) -> Luck:
    """A play in which everything falls on its mean."""
    zeros = [0.0] * len(case.weights)
    return Luck([zeros] * len(case.salience), zeros, zeros, zeros, [0.0] * (max(case.caucuses) + 1))


def luck(case: Case, seed: int) -> Luck:
    """One draw of all chance; the same seed gives the same draw."""
    rng = Random(seed)

    def normals(size: int) -> list[float]:
        return [rng.gauss(0, 1) for _ in range(size)]

    size = len(case.weights)
    position = [normals(size) for _ in case.salience]
    caucuses = max(case.caucuses) + 1
    return Luck(position, normals(size), normals(size), normals(size), normals(caucuses))


def share_adopted(case: Case, theta: Theta, plays: int) -> float:
    """The share of plays that end with a report, with the same luck for every case."""
    return sum(play(case, theta, luck(case, seed)).adopted for seed in range(plays)) / plays


def mixed_case(seed: int, delegations: int = 6, paragraphs: int = 4) -> Case:
    """An invented process in which everything differs, so that no two moves tie."""
    rng = Random(seed)
    camp = [rng.random() < 0.4 for _ in range(delegations)]
    acquis = [rng.randrange(3) for _ in range(paragraphs)]
    salience = [rng.uniform(0.3, 1.0) for _ in range(paragraphs)]
    mean = sum(salience) / paragraphs
    return Case(
        positions=[[rng.uniform(-1, 1) for _ in range(delegations)] for _ in range(paragraphs)],
        spreads=[[0.18] * delegations for _ in range(paragraphs)],
        stakes=[rng.choice([0.2, 0.6, 1.0]) for _ in range(delegations)],
        weights=[rng.choice([0.2, 0.5, 0.8]) for _ in range(delegations)],
        caucuses=[rng.randrange(3) for _ in range(delegations)],
        in_camp=camp if seed % 2 else [False] * delegations,
        salience=[s / mean for s in salience],
        ambition=[rng.choice([0.0, 0.5, 1.0]) for _ in range(paragraphs)],
        acquis=acquis,
        own_text=[rng.randint(0, q) for q in acquis],
        outlets=rng.randrange(3),
        readings=4,
        available=[rng.choice([WHOLE, WHOLE, NO_VEIL]) for _ in range(paragraphs)],
        conduct=["instructed"] * delegations,
    )


FULL = PLAIN | {
    "harm_weight": 2.0,
    "indirect_harm": 0.29,
    "blocking_cost": 0.22,
    "deadline_concession": 0.2,
    "chair_ambition": 0.31,
    "decision_noise": 0.15,
}


# 1. One paragraph, one delegation for it and one against.


@pytest.mark.parametrize("stake", [0.0, 0.2])
def test_no_agreement_when_the_stake_is_below_the_harm_of_an_indirect_text(stake: float) -> None:
    case = told([[1, -1]], stake)
    outcome = play(case, PLAIN, no_luck(case))
    assert not outcome.adopted
    assert outcome.stances == ["joins", "objects"]
    assert outcome.complaints[1] == 0


def test_an_indirect_text_is_adopted_when_the_stake_bears_it() -> None:
    case = told([[1, -1]], stake=0.5)
    outcome = play(case, PLAIN, no_luck(case))
    assert outcome.adopted
    assert outcome.text == [INDIRECT]
    assert outcome.net == pytest.approx([0.5 + 0.6 - 0.5, 0.5 - 0.25])


def test_without_an_indirect_rung_the_same_two_do_not_agree() -> None:
    case = replace(told([[1, -1]], stake=0.5), available=[NO_VEIL])
    outcome = play(case, PLAIN, no_luck(case))
    assert not outcome.adopted
    assert outcome.text != [INDIRECT]


# 2. Everybody of one mind.


def test_what_everybody_wants_is_written_explicitly() -> None:
    case = told([[1] * 5] * 3, stake=0.2, spread=0.12)
    for seed in range(100):
        outcome = play(case, PLAIN, luck(case, seed))
        assert outcome.adopted
        assert outcome.text == [EXPLICIT] * 3
        assert outcome.path[0] == [SILENT] * 3


def test_what_nobody_wants_leaves_a_silent_report() -> None:
    case = told([[-1] * 5] * 3, stake=0.6, spread=0.12)
    for seed in range(100):
        outcome = play(case, PLAIN, luck(case, seed))
        assert outcome.adopted
        assert outcome.text == [SILENT] * 3
        assert outcome.complaints == [-1] * 5


# 4. Two delegations, each wanting what the other dislikes by half.
# The check leaves stake, harm weight and inertia open. A single indirect paragraph must hurt its
# resister more than the stake covers and more than it relieves the other, or no trade is needed;
# and with nobody in distress only the chair's small ambition pays for the inertia of two.

TRADE = PLAIN | {
    "indirect_harm": 0.7,
    "harm_weight": 2.0,
    "chair_ambition": 0.1,
    "inertia": 0.001,
}


def exchange(mu: float, trades: bool) -> Play:
    """Play the exchange with or without disappointment (mu) and pair moves."""
    case = told([[1, -0.5], [-0.5, 1]], stake=0.3)
    theta = TRADE | {"disappointment_weight": mu, "log_rolling": int(trades)}
    return play(case, theta, no_luck(case))


def test_a_trade_ends_explicit_on_both() -> None:
    outcome = exchange(mu=0, trades=True)
    assert outcome.text == [EXPLICIT, EXPLICIT]
    assert outcome.adopted


def test_without_trades_both_stay_silent() -> None:
    outcome = exchange(mu=0, trades=False)
    assert outcome.text == [SILENT, SILENT]
    assert outcome.adopted


def test_a_trade_saves_the_report_that_the_mandate_demands() -> None:
    assert exchange(mu=0.6, trades=True).adopted
    failed = exchange(mu=0.6, trades=False)
    assert not failed.adopted
    assert failed.stances == ["objects", "objects"]


# 5. Cover. The chair makes no moves, so the silent text disappoints exactly by 1.

BARE = PLAIN | {"blocking_cost": 2.0, "moves": 0, "repairs": 0}


def test_a_lone_weak_complainant_dissociates_and_the_report_passes() -> None:
    case = replace(told([[1, -1]]), weights=[0.2, 0.8])
    outcome = play(case, BARE, no_luck(case))
    assert outcome.net == [-1, 0]
    assert outcome.stances == ["dissociates", "joins"]
    assert outcome.adopted


def test_beside_a_strong_co_complainant_both_object() -> None:
    case = replace(told([[1, 1]]), weights=[0.2, 0.8])
    outcome = play(case, BARE, no_luck(case))
    assert outcome.net == [-1, -1]
    assert outcome.stances == ["objects", "objects"]
    room = enter(case, BARE, no_luck(case))
    assert cover(room, outcome.net, outcome.complaints, 0) == pytest.approx(0.8 / 1.8)
    # The weak one's threshold falls from 1.6 to .889.
    assert stance(room, [-0.888, -1], [1, 1], 0) == "dissociates"
    assert stance(room, [-0.889, -1], [1, 1], 0) == "objects"


def test_another_complaint_or_none_gives_no_cover() -> None:
    case = replace(told([[1, 1]]), weights=[0.2, 0.8])
    room = enter(case, BARE, no_luck(case))
    assert cover(room, [-1, -1], [1, 3], 0) == 0
    assert cover(room, [-1, -1], [-1, -1], 0) == 0
    assert cover(room, [-1, 0.1], [1, 1], 0) == 0


def test_where_cover_does_not_count_the_weak_one_only_dissociates() -> None:
    case = replace(told([[1, 1]]), weights=[0.2, 0.8])
    outcome = play(case, BARE | {"cover_exponent": 0.0}, no_luck(case))
    assert outcome.stances == ["dissociates", "objects"]


# 6. Stake, and the price of repeating one's own text.


def test_agreement_does_not_become_rarer_with_the_stake() -> None:
    stakes = (0.0, 0.4, 0.8, 1.2, 1.6)
    cases = [told([[1, -1]] * 3, stake, spread=0.18) for stake in stakes]
    shares = [share_adopted(case, FULL, 200) for case in cases]
    assert shares == sorted(shares)
    assert shares[0] < 0.05
    assert shares[-1] > 0.95


@pytest.mark.parametrize(("discount", "text"), [(1.0, [EXPLICIT]), (0.0, [SILENT])])
def test_repeating_ones_own_text_is_free_where_the_acquis_counts_in_full(
    discount: float, text: list[int]
) -> None:
    case = replace(told([[1, -1]], stake=0.05), acquis=[EXPLICIT], own_text=[EXPLICIT])
    outcome = play(case, PLAIN | {"acquis_discount": discount}, no_luck(case))
    assert outcome.adopted
    assert outcome.text == text


# 7. Play depends on its inputs alone.


@pytest.mark.parametrize("seed", range(10))
def test_the_same_case_and_luck_give_the_same_play(seed: int) -> None:
    case = mixed_case(seed)
    first = play(case, FULL, luck(case, seed))
    assert play(case, FULL, luck(case, seed)) == first
    assert first.path[0] == case.own_text
    assert len(first.path) == case.readings + 1


def test_without_disappointment_nearly_everything_passes() -> None:
    # The pathology that disappointment is there to cure.
    theta = FULL | {"disappointment_weight": 0.0, "decision_noise": 0.05}
    cases = [replace(mixed_case(seed), stakes=[0.6] * 6) for seed in range(100)]
    passed = sum(play(case, theta, luck(case, seed)).adopted for seed, case in enumerate(cases))
    assert passed >= 95


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_delegations_does_not_matter(seed: int) -> None:
    case = mixed_case(seed)
    fate = luck(case, seed)
    order = Random(seed).sample(range(6), 6)
    moved_case = replace(
        case,
        positions=[[row[i] for i in order] for row in case.positions],
        stakes=[case.stakes[i] for i in order],
        weights=[case.weights[i] for i in order],
        caucuses=[case.caucuses[i] for i in order],
        in_camp=[case.in_camp[i] for i in order],
    )
    moved_fate = replace(
        fate,
        position=[[row[i] for i in order] for row in fate.position],
        stake=[fate.stake[i] for i in order],
        flexibility=[fate.flexibility[i] for i in order],
        mood=[fate.mood[i] for i in order],
    )
    outcome, moved = play(case, FULL, fate), play(moved_case, FULL, moved_fate)
    assert moved.path == outcome.path
    assert moved.text == outcome.text
    assert moved.net == pytest.approx([outcome.net[i] for i in order])
    assert moved.complaints == [outcome.complaints[i] for i in order]
    assert moved.stances == [outcome.stances[i] for i in order]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_paragraphs_does_not_matter(seed: int) -> None:
    case = mixed_case(seed)
    fate = luck(case, seed)
    order = Random(seed).sample(range(4), 4)
    moved_case = replace(
        case,
        positions=[case.positions[k] for k in order],
        salience=[case.salience[k] for k in order],
        ambition=[case.ambition[k] for k in order],
        acquis=[case.acquis[k] for k in order],
        own_text=[case.own_text[k] for k in order],
        available=[case.available[k] for k in order],
    )
    moved_fate = replace(fate, position=[fate.position[k] for k in order])
    outcome, moved = play(case, FULL, fate), play(moved_case, FULL, moved_fate)
    assert moved.path == [[draft[k] for k in order] for draft in outcome.path]
    assert moved.net == pytest.approx(outcome.net)
    place = {old: new for new, old in enumerate(order)}
    expected = [c if c == -1 else 2 * place[c // 2] + c % 2 for c in outcome.complaints]
    assert moved.complaints == expected
    assert moved.stances == outcome.stances
