from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest

from sim.negotiation.decisions import DECISIONS
from sim.negotiation.draw import draw
from sim.scenario.ict_issues import ict_issues
from sim.study.calibration.result import calibrated
from sim.study.comparison import Comparison, Side, compare, on_common_ground
from sim.study.forecast import forecast
from sim.study.lever import lever
from sim.study.paired import Contrast, Difference, paired_difference
from sim.study.setting import setting
from sim.study.turning import turned
from tests.scenario.files import shipped_scenario

FOURTH, FIFTH, PLASTICS = "gge-2014-2015", "gge-2016-2017", "plastics-council"
RUNS = 300


def side(name: str, *levers: str, behaviour: str = "calibrated") -> Side:
    scenario = shipped_scenario(name)
    played = setting(scenario, behaviour=behaviour)
    for text in levers:
        lever_name, _, value = text.partition("=")
        one = lever(lever_name, played, "--with")
        played = turned(played, {one: one.value(value, "--with")})
    return Side(name, scenario, played, levers)


@cache
def compared(a: str, b: str, *levers: str, runs: int = RUNS) -> Comparison:
    return compare(side(a), side(b, *levers), runs, seed=2)


def contrasts(found: Comparison) -> dict[str, Contrast]:
    language = {f"strength {p.issue.code}": p.strength for p in found.language}
    objects = {f"objects {d.code}": d.objects for d in found.delegations}
    dissociates = {f"dissociates {d.code}": d.dissociates for d in found.delegations}
    return {**found.measures, **language, **objects, **dissociates}


def differences(found: Comparison) -> dict[str, Difference | None]:
    told = {name: contrast.difference for name, contrast in contrasts(found).items()}
    within = {f"in both {p.issue.code}": p.in_both for p in found.language}
    return {"adopted": found.difference, **told, **within}


def test_against_itself_nothing_differs_and_nothing_is_certain() -> None:
    found = compared(FIFTH, FIFTH)
    assert len(differences(found)) == 1 + 8 + 2 * len(ict_issues()) + 2 * 25
    for name, difference in differences(found).items():
        assert difference is not None, name
        assert difference.value == 0, name
        assert difference.low < 0 < difference.high, name
    counts = found.counts
    assert counts["only_a"] == counts["only_b"] == 0
    assert counts["both"] == found.same_text == found.adopted[0]
    assert 0 < counts["both"] < RUNS


def test_a_side_is_what_a_forecast_of_it_plays() -> None:
    played = compared(FIFTH, FIFTH, "decision=two-thirds").played_a
    outcomes = forecast(shipped_scenario(FIFTH), RUNS, seed=2, behaviour="calibrated").outcomes
    assert (played.adopted == outcomes.adopted).all()
    assert (played.text == outcomes.text).all()
    assert (played.objects == outcomes.objects).all()
    assert (played.dissociated == outcomes.dissociated).all()
    for play, path in enumerate(outcomes.path):
        moved = [n for n in range(1, len(path)) if (path[n] != path[n - 1]).any()]
        assert played.readings[play] == max(moved, default=0)


def test_easier_rules_adopt_more() -> None:
    shares = {}
    for rule in DECISIONS:
        found = compared(FIFTH, FIFTH, f"decision={rule.name}")
        shares[rule.name] = found.adopted[1]
        assert found.counts["only_a"] == 0, rule.name
    assert shares["consensus"] < shares["permanent-members"] < shares["consensus-minus-one"]
    assert shares["consensus-minus-one"] < shares["two-thirds"] <= shares["simple-majority"]
    found = compared(FIFTH, FIFTH, "decision=two-thirds")
    assert found.difference.clear
    assert all(p.in_both is not None and not p.in_both.clear for p in found.language)


def test_to_swap_the_sides_turns_every_sign_and_nothing_else() -> None:
    there, back = compared(FOURTH, FIFTH), compared(FIFTH, FOURTH)
    for (name, one), (again, other) in zip(
        sorted(differences(there).items()), sorted(differences(back).items()), strict=True
    ):
        assert name == again
        if one is None or other is None:
            assert one is other, name
        else:
            assert other == (-one.value, -one.high, -one.low), name
    assert [p.issue.code for p in there.language] == [p.issue.code for p in back.language]
    assert [d.code for d in there.delegations] == [d.code for d in back.delegations]
    assert there.adopted == back.adopted[::-1]


def test_two_processes_of_the_record_meet_parameter_sets_that_know_neither() -> None:
    a, b = on_common_ground(side(FOURTH).setting, side(FIFTH).setting)
    assert a.known == b.known == tuple(n for n in calibrated().supports if n not in (FOURTH, FIFTH))
    numbers = np.arange(40)
    drawn = [draw(s.table, 5, numbers, s.given, s.ensemble).behaviour for s in (a, b)]
    for field in fields(drawn[0]):
        assert (getattr(drawn[0], field.name) == getattr(drawn[1], field.name)).all()
    found = compared(FOURTH, FIFTH)
    assert found.a.setting.known == found.b.setting.known == a.known


def test_priors_alone_stay_as_they_are() -> None:
    plain, fitted = side(FIFTH, behaviour="priors").setting, side(FIFTH).setting
    assert on_common_ground(plain, fitted) == (plain, fitted)
    assert on_common_ground(fitted, plain) == (fitted, plain)


def test_delegations_of_one_side_alone_have_no_difference() -> None:
    found = compared(FOURTH, FIFTH)
    rooms = [set(shipped_scenario(name).members) for name in (FOURTH, FIFTH)]
    assert {d.code for d in found.delegations} == rooms[0] | rooms[1]
    for d in found.delegations:
        for contrast in (d.objects, d.dissociates):
            assert (contrast.a is None, contrast.b is None) == tuple(d.code not in room for room in rooms)
            assert (contrast.difference is None) == (d.code not in rooms[0] & rooms[1])
    sizes = [d.objects.size for d in found.delegations]
    assert sizes == sorted(sizes, reverse=True)


def test_figures_are_those_of_the_plays() -> None:
    found = compared(FOURTH, FIFTH)
    a, b = found.played_a, found.played_b
    both = a.adopted & b.adopted
    assert found.counts["both"] == both.sum()
    assert sum(found.counts.values()) == RUNS
    assert found.difference == paired_difference(found.counts["only_a"], found.counts["only_b"], RUNS)
    codes = [issue.code for issue in shipped_scenario(FOURTH).issues]
    for p in found.language:
        k = codes.index(p.issue.code)
        means = a.text[a.adopted, k].mean() / 2, b.text[b.adopted, k].mean() / 2
        assert (p.strength.a, p.strength.b) == means
        assert p.strength.difference is not None
        assert p.strength.difference.value == means[1] - means[0]
        assert p.in_both is not None
        assert p.in_both.value == pytest.approx((b.text[both, k] - a.text[both, k]).mean() / 2)
        assert p.a is not None
        assert sum(p.a) == pytest.approx(1)
        assert p.a[2] == pytest.approx(((a.text[a.adopted, k] == 2).sum() + 0.5) / (a.adopted.sum() + 1.5))
    assert found.measures["objections"].b == b.objects.sum(axis=1).mean()
    assert found.measures["dissociations"].a == a.dissociated[a.adopted].sum(axis=1).mean()
    assert found.same_text == (a.text[both] == b.text[both]).all(axis=1).sum()


def test_without_a_common_issue_there_is_no_language() -> None:
    found = compared(PLASTICS, FIFTH)
    assert found.language == ()
    assert "strength" not in found.measures
    counted = {"objections", "dissociations", "readings"}
    assert set(found.measures) == {"adds", "procedural", "thin", "rich"} | counted
    assert found.difference.low < found.difference.value < found.difference.high


def test_only_shared_issues_are_compared() -> None:
    whole = shipped_scenario(FIFTH)
    few = [issue for issue in reversed(whole.issues) if issue.code in ("IL", "IHL", "ART51", "CM", "TREATY")]
    some = whole.model_copy(update={"issues": tuple(few)})
    found = compare(Side("some", some, setting(some)), side(FIFTH), 20)
    assert {p.issue.code for p in found.language} == {issue.code for issue in few}
    k, j = found.shared
    codes = found.b.setting.table.issues
    assert [found.a.setting.table.issues[n] for n in k] == [codes[n] for n in j]


def test_a_side_without_any_report_has_no_language() -> None:
    found = compared(FIFTH, FIFTH, runs=20)
    never = replace(found.played_b, adopted=np.zeros(20, bool), dissociated=found.played_b.objects & False)
    told = Comparison(found.a, found.b, found.seed, 20, found.played_a, never)
    assert told.difference.value == -told.adopted[0] / 20
    for p in told.language:
        assert p.a is not None
        assert (p.b, p.strength.b, p.strength.difference, p.in_both) == (None, None, None, None)
    assert told.measures["strength"].difference is None
    assert told.measures["readings"].difference is not None
