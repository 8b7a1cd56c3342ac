from pathlib import Path

import pytest

from sim.negotiation.rules import ADDED, RULES, without
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped
from sim.study.history import Process, decided_among
from sim.study.setting import setting
from sim.study.source import BehaviourSource
from sim.study.ways import AS_BUILT, Way, ablations, played

PRIORS = BehaviourSource.PRIORS


@pytest.fixture(scope="module")
def some() -> list[Process]:
    return decided_among([shipped()[name] for name in ("gge-2004-2005", "gge-2016-2017")])


def test_all_stands_for_every_rule_and_plus_joins_them() -> None:
    assert [way.off for way in ablations(["all"], PRIORS)] == [ADDED, *((name,) for name in RULES)]
    joined = ablations(["red-line+realism", "red-line", "red-line"], PRIORS)
    assert [way.off for way in joined] == [ADDED, ("red-line", "realism"), ("red-line",)]
    assert [way.name for way in joined] == [AS_BUILT, "no red-line+realism", "no red-line"]


def test_what_is_no_rule_is_refused_with_what_is_meant() -> None:
    with pytest.raises(BadInput, match="red-lin: is not a rule; did you mean red-line"):
        ablations(["outlet", "realism+red-lin"], PRIORS)


def test_a_rule_is_off_with_the_priors_and_with_the_ensemble(some: list[Process]) -> None:
    scenario = some[0].scenario
    for behaviour in BehaviourSource:
        plain = setting(scenario, behaviour=behaviour)
        changed = Way("", behaviour, ("scope",)).of(plain)
        assert changed.given == {**plain.given, **without(["scope"])}
        assert (changed.known, changed.table) == (plain.known, plain.table)
        assert changed.digest != plain.digest


def test_ways_have_the_same_luck_and_an_interrupted_one_goes_on(some: list[Process], tmp_path: Path) -> None:
    ways = [Way("all", PRIORS), Way("again", PRIORS), Way("none", PRIORS, ("disappointment",))]
    first = played(some[:1], ways, 40, 1, tmp_path)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")}
    found = played(some, ways, 40, 1, tmp_path)
    assert len(kept) == 2  # the same plays are played once
    assert all(path.stat().st_mtime_ns == time for path, time in kept.items())
    assert [c.adopted.tolist() for c in found[0]] == [c.adopted.tolist() for c in first[0]]
    for whole, again, hardly in found:
        assert whole.adopted.tolist() == again.adopted.tolist()
        assert hardly.share >= whole.share
