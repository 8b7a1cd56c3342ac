import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import Floats
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.scenario.fault import BadInput
from sim.scenario.schema import Scenario
from sim.study.lever import lever
from sim.study.play_counts import count_plays
from sim.study.sensitivity import evaluations
from sim.study.sensitivity.analysis import judged, sensitivity
from sim.study.sensitivity.convergence import agreement, compared, convergence
from sim.study.sensitivity.evaluations import MANY, Evaluations, Plan, check, evaluated
from sim.study.sensitivity.factors import Factor, Group, factors, groups_named
from sim.study.sensitivity.indices import Design, Indices
from sim.study.sensitivity.method import Method, Target
from sim.study.setting import Setting, setting
from sim.study.turning import turned
from tests.scenario.files import shipped_scenario

pytest.importorskip("SALib")

NAME = "gge-2016-2017"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return shipped_scenario(NAME)


@pytest.fixture(scope="module")
def played(scenario: Scenario) -> Setting:
    return setting(scenario)


def numbers(*ranges: tuple[float, float]) -> tuple[Factor, ...]:
    return tuple(
        Factor(f"x{n}", f"x{n}", "", Prior("uniform", low, high)) for n, (low, high) in enumerate(ranges)
    )


def plan_of(method: Method, samples: int, varied: tuple[Factor, ...], seed: int = 1) -> Plan:
    return Plan(varied, method, samples, 10, seed)


def told(plan: Plan, function: Callable[[Floats], Floats]) -> Floats:
    """A known function in place of plays, the same on both halves of the replicates."""
    values = np.array(plan.values(plan.design.points()), dtype=float)
    return np.stack([function(values)] * 2)


def ishigami(x: Floats) -> Floats:
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


PI = numbers(*[(-np.pi, np.pi)] * 4)


# Known functions


def test_morris_finds_the_slopes_of_a_plane() -> None:
    plan = plan_of(Method.MORRIS, 10, numbers((0, 1), (-1, 1), (0, 5)))
    found, enough, agree = judged(plan, told(plan, lambda x: 2 * x[:, 0] - 3 * x[:, 1] + 1))
    assert found.strength == pytest.approx([2, 6, 0])
    assert found.direction == pytest.approx([2, -6, 0])
    assert found.sigma == pytest.approx([0, 0, 0], abs=1e-12)
    assert np.isnan(found.first).all()
    assert enough.converged
    assert agree.agree


def test_sobol_finds_the_shares_of_ishigami() -> None:
    plan = plan_of(Method.SOBOL, 1024, PI)
    found, _, _ = judged(plan, told(plan, ishigami))
    assert found.first == pytest.approx([0.3139, 0.4424, 0, 0], abs=0.04)
    assert found.strength == pytest.approx([0.5576, 0.4424, 0.2437, 0], abs=0.04)
    assert (np.abs(found.strength[:3] - [0.5576, 0.4424, 0.2437]) < 1.5 * found.strength_error[:3]).all()
    assert found.strength[3] == found.first[3] == found.direction[3] == 0


def test_slopes_of_sobol_are_those_of_a_straight_line() -> None:
    plan = plan_of(Method.SOBOL, 256, numbers((0, 1), (0, 1), (0, 1)))
    plane, _, _ = judged(plan, told(plan, lambda x: 2 * x[:, 0] - x[:, 1]))
    assert plane.direction == pytest.approx([2, -1, 0])
    assert plane.strength == pytest.approx([0.8, 0.2, 0], abs=0.03)
    bent, _, _ = judged(plan, told(plan, lambda x: x[:, 0] ** 2 + (x[:, 1] - 0.5) ** 2))
    assert bent.direction == pytest.approx([1, 0, 0], abs=0.05)
    assert abs(bent.direction[1]) < bent.direction_error[1]


@pytest.mark.parametrize("method", Method)
def test_an_output_that_never_changes_moves_with_nothing(method: Method) -> None:
    plan = plan_of(method, 8, PI)
    found, enough, agree = judged(plan, told(plan, lambda x: np.full(len(x), 0.3)))
    assert not found.strength.any()
    assert not found.direction.any()
    assert enough.converged
    assert agree.agree
    assert agree.growth == 0


@given(st.sampled_from(Method), st.integers(1, 9), st.integers(0, 3))
@settings(max_examples=40)
def test_a_factor_of_few_values_changes_by_its_full_range(method: Method, last: int, low: int) -> None:
    whole = Factor(
        "n", "n", "", Prior("uniform", low, low + last), tuple(map(float, range(low, low + last + 1)))
    )
    plan = plan_of(method, 64, (whole, *numbers((0, 1))))
    found, _, _ = judged(plan, told(plan, lambda x: 3 * x[:, 0] + x[:, 1]))
    if method is Method.MORRIS:
        assert found.strength == pytest.approx([3 * last, 1])
        assert found.sigma == pytest.approx([0, 0], abs=1e-9)
    assert found.direction == pytest.approx([3 * last, 1], rel=0.05)


def test_steps_of_a_sobol_design_are_equally_frequent() -> None:
    words = Factor("w", "w", "", Prior.fixed(0), ("a", "b", "c"))
    shares = np.linspace(0, 1, 3000, endpoint=False)
    values = words.values(shares, on_grid=False)
    assert [values.count(word) for word in "abc"] == [1000, 1000, 1000]
    assert words.values(np.array([0.0, 1 / 3, 2 / 3, 1.0]), on_grid=True) == ["a", "b", "b", "c"]
    assert words.values(np.array([1.0]), on_grid=False) == ["c"]


# Designs


@pytest.mark.parametrize("method", Method)
def test_more_samples_begin_with_the_same_points(method: Method) -> None:
    few, more = Design(method, 5, 8, seed=3), Design(method, 5, 16, seed=3)
    assert more.points()[: few.evaluations].tolist() == few.points().tolist()
    assert few.points().shape == (few.evaluations, 5)
    assert more.half() == few
    assert Design(method, 5, 8, seed=4).points().tolist() != few.points().tolist()


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("seed", [0, 7, 2**80])
def test_the_same_seed_gives_the_same_intervals_whatever_global_chance(method: Method, seed: int) -> None:
    plan = plan_of(method, 16, PI, seed)
    output = told(plan, ishigami)
    np.random.seed(1)
    one = judged(plan, output)[0].strength_error
    np.random.seed(2)
    assert judged(plan, output)[0].strength_error.tolist() == one.tolist()
    assert (one[:2] > 0).all()


@pytest.mark.parametrize("part", ["sample.morris", "analyze.sobol"])
def test_without_salib_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setitem(sys.modules, f"SALib.{part}", None)
    method = Method.MORRIS if "morris" in part else Method.SOBOL
    plan = plan_of(method, 8, PI)
    with pytest.raises(BadInput, match=r'pip install "gge-sim\[sensitivity\]"'):
        judged(plan, told(plan, ishigami))


# Factors


def test_parameters_are_the_free_ones_over_their_priors(scenario: Scenario, played: Setting) -> None:
    found = factors(played, scenario, [Group.PARAMETERS])
    free = [p for p in PARAMETERS if p.prior.kind != "fixed"]
    assert [f.lever for f in found] == [p.name for p in free]
    for factor, parameter in zip(found, free, strict=True):
        low, middle, high = factor.values(np.array([0, 0.5, 1]), on_grid=True)
        assert (low, high) == pytest.approx((parameter.prior.low, parameter.prior.high))
        assert parameter.prior.low <= low < high <= parameter.prior.high
        log = parameter.prior.kind == "loguniform"
        assert middle == pytest.approx(np.sqrt(low * high) if log else (low + high) / 2)
        assert factor.span.endswith("log") == log


def test_a_parameter_that_the_scenario_knows_is_not_varied(scenario: Scenario) -> None:
    known = setting(scenario, {"inertia": 0.05, "scope_cost": Prior("uniform", 0.2, 0.3)})
    found = {f.lever: f for f in factors(known, scenario, [Group.PARAMETERS])}
    assert "inertia" not in found
    assert found["scope_cost"].span == "0.2 to 0.3"


def test_issues_and_delegations_are_shifted_by_a_point(scenario: Scenario, played: Setting) -> None:
    found = factors(played, scenario, groups_named(" issues,delegations , issues"))
    table = played.table
    assert [f.lever for f in found] == [
        *(f"shift.*.{issue}" for issue in table.issues),
        *(f"shift.{code}.*" for code in table.codes),
    ]
    assert {f.span for f in found} == {"-1 to 1 points"}
    assert {"Humanitarian law (IHL)", "China"} <= {f.title for f in found}


def test_single_levers_come_with_their_own_range(scenario: Scenario, played: Setting) -> None:
    single = ["iota=0.01:0.1", "phi=0.4:0.8", "outlets=1:3", "decision=two-thirds:consensus"]
    found = factors(played, scenario, [Group.PARAMETERS], single)
    assert [f.lever for f in found[:4]] == ["inertia", "indirect_value", "outlets", "decision"]
    assert [f.lever for f in found].count("inertia") == 1
    inertia, value, outlets, decision = found[:4]
    assert inertia.prior == Prior("loguniform", 0.01, 0.1)
    assert value.prior == Prior("uniform", 0.4, 0.8)
    assert outlets.steps == (1, 2, 3)
    assert decision.steps == ("two-thirds", "consensus")
    assert decision.span == "two-thirds, consensus"


@pytest.mark.parametrize(
    ("groups", "single", "message"),
    [
        ("parametres", [], "--over: parametres: is not a group of factors; allowed: parameters"),
        ("", [], "--over: names nothing to vary"),
        ("", ["iota"], "allowed: inertia=LOW:HIGH"),
        ("", ["iota=1"], "has no range"),
        ("", ["iota=0:0.1:0.2"], "has no range"),
        ("", ["iota=0.2:0.1"], "inertia = 0.2:0.1: must go from a smaller number to a larger one"),
        ("", ["iota=0:101"], "allowed: a number from 0 to 100"),
        ("", ["outlets=0:1.5"], "a whole number"),
        ("", ["decision=consensus"], "allowed: decision=WORD:WORD…"),
        ("", ["decision=consensus:consensus"], "names a value twice"),
        ("", ["decision=consensus:lottery"], "is not one of the values allowed"),
        ("", ["inertai=0:1"], "did you mean inertia"),
        ("", ["shift.XXX.IHL=-1:1"], "names XXX"),
        ("", ["iota=0.1:0.2", "inertia=0.1:0.3"], "inertia: is named twice"),
    ],
)
def test_what_cannot_be_varied_is_refused(
    scenario: Scenario, played: Setting, groups: str, single: list[str], message: str
) -> None:
    with pytest.raises(BadInput) as refused:
        factors(played, scenario, groups_named(groups), single)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"samples": 3}, "--samples: 3: is too few; allowed: 4 or more"),
        ({"method": Method.SOBOL, "samples": 100}, "100: is not a power of two, which Sobol needs"),
        ({"method": Method.SOBOL, "samples": 100}, "; allowed: 64 or 128"),
        ({"runs": 1}, "--runs: 1: is too few"),
        ({"samples": 100_000}, "500,000 evaluations of 10 plays are 5,000,000 plays"),
    ],
)  # fmt: skip
def test_a_plan_that_makes_no_sense_is_refused(change: dict[str, object], message: str) -> None:
    plan = replace(plan_of(Method.MORRIS, 10, PI), **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refused:
        check(plan)
    assert message in str(refused.value)


def test_force_lets_a_large_plan_through_and_nothing_else() -> None:
    plan = plan_of(Method.SOBOL, 2**16, PI)
    assert plan.plays == 2**16 * 6 * 10 > MANY
    with pytest.raises(BadInput, match="--method morris, fewer"):
        check(plan)
    check(plan, force=True)
    check(plan_of(Method.MORRIS, 10, PI))
    with pytest.raises(BadInput, match="power of two"):
        check(replace(plan, samples=100_000), force=True)


# Plays

SINGLE = [
    "iota=0.001:0.2",
    "outlets=0:2",
    "chair.strategy=mediator:dropper",
    "decision=consensus:two-thirds",
    "shift.CHN.*=-2:2",
    "acquis.IHL=silent:explicit",
    "own_text.ART51=silent:explicit",
    "ambition.CM=0:1",
]


def small(played: Setting, scenario: Scenario, **change: object) -> Plan:
    plan = Plan(factors(played, scenario, (), SINGLE), Method.MORRIS, 4, 7, 5)
    return replace(plan, **change)  # type: ignore[arg-type]


def test_an_evaluation_is_the_mean_over_plays_of_the_turned_setting(
    scenario: Scenario, played: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluations, "BATCH", 3)  # luck is drawn by batches, the last one short
    plan = small(played, scenario)
    halves = evaluated(played, plan)
    values = plan.values(plan.design.points())
    assert halves.shape == (2, len(values) + 1, len(Target))
    for row, point in [*[*enumerate(values)][::5], (len(values), ())]:
        levers = {lever(f.lever, played, "test"): v for f, v in zip(plan.factors, point, strict=bool(point))}
        alone = count_plays(turned(played, levers).play(plan.seed, np.arange(plan.runs)))
        for half in (0, 1):
            some = alone.replicates % 2 == half
            assert halves[half, row].tolist() == pytest.approx(
                [
                    alone.adopted[some].mean(),
                    alone.strength[some].mean() / (2 * len(played.table.issues)),
                    alone.dissociations[some].mean(),
                    alone.objections[some].mean(),
                ]
            )
    whole = plan.whole(halves)[-1, 0]
    assert whole == pytest.approx(count_plays(played.play(5, np.arange(7))).share)


def test_what_has_no_part_in_a_process_moves_nothing(scenario: Scenario, played: Setting) -> None:
    """The fifth group has no outlet, so that what one would leave of a disappointment is without effect."""
    varied = factors(played, scenario, (), ["outlet_factor=0.2:0.9", "disappointment_weight=0.3:4"])
    found = sensitivity(scenario, played, Plan(varied, Method.MORRIS, 6, 20, 1))
    assert found.indices.strength[0] == 0
    assert found.indices.strength[1] > 0.1
    assert found.indices.direction[1] < 0
    assert found.order == [1, 0]
    assert found.output.tolist() == found.outputs[:, 0].tolist()


def test_an_outcome_of_the_same_plays_needs_no_new_ones(
    tmp_path: Path, scenario: Scenario, played: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small(played, scenario)
    sensitivity(scenario, played, plan, Target.ADOPTED, tmp_path)
    monkeypatch.setattr(Evaluations, "carry_out", None)
    found = sensitivity(scenario, played, plan, Target.OBJECTIONS, tmp_path)
    assert found.output.max() > 1


# Convergence


def strengths(*values: float, error: float = 0.0) -> Indices:
    nothing = np.zeros(len(values))
    return Indices(np.array(values), np.full(len(values), error), *[nothing] * 5)


@pytest.mark.parametrize(
    ("method", "error", "settled"),
    [
        (Method.SOBOL, 0.024, True),
        (Method.SOBOL, 0.026, False),
        (Method.MORRIS, 0.19, True),
        (Method.MORRIS, 0.21, False),
    ],
)
def test_values_settle_when_the_widest_interval_is_narrow(
    method: Method, error: float, settled: bool
) -> None:
    found = strengths(2, 1, 0.5, error=error)
    enough = convergence(method, 64, found, found)
    assert enough.values is enough.converged is settled
    assert enough.ranks
    assert enough.advice >= 128


def test_intervals_that_are_twice_too_wide_need_four_times_the_samples() -> None:
    found = strengths(1, 0.2, error=0.2)
    assert convergence(Method.MORRIS, 50, found, found).advice == 200
    found = strengths(1, 0.2, error=0.05)
    assert convergence(Method.SOBOL, 128, found, found).advice == 512


def test_ranks_settle_when_those_that_matter_keep_their_place() -> None:
    all_samples = strengths(0.9, 0.5, 0.02, 0.01)
    swapped_below = convergence(Method.SOBOL, 64, all_samples, strengths(0.9, 0.5, 0.01, 0.02))
    assert swapped_below.ranks
    assert swapped_below.half.correlation < 1
    swapped_above = convergence(Method.SOBOL, 64, all_samples, strengths(0.01, 0.5, 0.02, 0.9))
    assert not swapped_above.ranks
    assert not swapped_above.converged
    assert swapped_above.half.places == pytest.approx(3 * 2 * 0.81 / (2 * 0.81 + 0.25 + 0.0004))


def test_halves_of_the_replicates_agree_or_not() -> None:
    whole = strengths(1, 0.5, 0.1)
    same = agreement(Method.MORRIS, 100, whole, strengths(1.1, 0.6, 0.1), strengths(1, 0.5, 0.1))
    assert same.agree
    assert same.halves.difference == pytest.approx(0.1 / 1.1)
    assert same.growth == pytest.approx(0.1 / 1.6)
    other = agreement(Method.MORRIS, 100, whole, strengths(1.3, 0.5, 0.1), strengths(0.7, 0.5, 0.1))
    assert not other.agree
    assert other.advice == 540
    turned_round = agreement(Method.MORRIS, 100, whole, strengths(0.99, 1, 1.01), strengths(1.01, 1, 0.99))
    assert turned_round.halves.difference < 0.05
    assert not turned_round.agree
    assert turned_round.advice == 200


def test_few_replicates_of_a_noisy_function_disagree() -> None:
    plan = plan_of(Method.MORRIS, 10, PI)
    noise = np.random.default_rng(1).normal(0, 20, (2, plan.design.evaluations))
    agree = judged(plan, told(plan, ishigami) + noise)[2]
    assert not agree.agree
    assert agree.growth > 0.1
    assert judged(plan, told(plan, ishigami))[2].growth == pytest.approx(0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12))
def test_rank_correlation_is_spearmans(pairs: list[tuple[int, int]]) -> None:
    from scipy.stats import spearmanr

    one, other = (strengths(*map(float, side)) for side in zip(*pairs, strict=True))
    found = compared(Method.SOBOL, one, other)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of constant sides, which have no correlation
        expected = spearmanr(one.strength, other.strength).statistic
    if np.isnan(expected):
        assert found.correlation == float(np.ptp(one.strength) == np.ptp(other.strength) == 0)
    else:
        assert found.correlation == pytest.approx(expected)
    assert found.places >= 0
    assert compared(Method.SOBOL, one, one).places == 0
