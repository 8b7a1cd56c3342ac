from pathlib import Path

import numpy as np
import pytest

from sim.scenario.shipped import shipped, shipped_wider
from sim.study.group_scores import BASE_RATE, GroupScore
from sim.study.history import Process, decided_among, decided_wider
from sim.study.references import ICT
from sim.study.source import BehaviourSource
from sim.study.wider import FITTED, PRIORS, Wider, forecast_wider

#: Two families of small rooms, one process of a standing body, and one of the record itself.
NAMES = ("smallarms-1997", "milex-2011", "paros-2019", "tcbm-2013", "cd-1999-2025")


@pytest.fixture(scope="module")
def some() -> list[Process]:
    return decided_among([*(shipped_wider()[name] for name in NAMES), shipped()["gge-2009-2010"]])


@pytest.fixture(scope="module")
def wider(some: list[Process]) -> Wider:
    return forecast_wider(some, runs=60)


def of(wider: Wider, way: str) -> dict[str, GroupScore]:
    return {score.group: score for score in wider.scores if score.forecast == way}


def test_one_off_bodies_standing_ones_every_kind_and_every_family_are_scored(wider: Wider) -> None:
    for way in (BASE_RATE, PRIORS, FITTED, "rules as built"):
        assert {group: score.processes for group, score in of(wider, way).items()} == {
            "one-off": 5, "standing": 1, "all": 6, "GGE": 5, "standing body": 1, ICT: 1,
            "conventional arms": 2, "nuclear": 1, "space and missiles": 2,
        }  # fmt: skip


def test_the_base_rate_is_that_of_the_other_families_and_of_one_off_bodies_for_their_kinds(
    wider: Wider,
) -> None:
    one_off = [f for f in wider.forecasts if f.kind == "GGE"]
    happened = [f.process.record.adopted for f in one_off]
    base = [
        (sum(o.process.record.adopted for o in others) + 1) / (len(others) + 2)
        for f in one_off
        for others in [[o for o in one_off if o.family != f.family]]
    ]
    wanted = np.mean((np.array(base) - happened) ** 2)
    assert of(wider, BASE_RATE)["GGE"].brier == pytest.approx(wanted)
    assert of(wider, BASE_RATE)["one-off"].brier == pytest.approx(wanted)


def test_the_error_of_a_gain_counts_families_and_not_processes(some: list[Process]) -> None:
    once = of(forecast_wider(some, runs=60), PRIORS)["all"]
    twice = of(forecast_wider([p for p in some for _ in range(2)], runs=60), PRIORS)["all"]
    assert once.gain_error > 0
    assert twice.gain_error == pytest.approx(once.gain_error, rel=0.2)


def test_how_far_forecasts_move_without_a_rule_is_told_by_kind_of_body(some: list[Process]) -> None:
    found = forecast_wider(some, runs=60, without=["disappointment", "log-rolling+repairs", "inertia"])
    assert [(s.kind, s.rule, s.processes) for s in found.spreads] == [
        (kind, rule, n)
        for kind, n in (("GGE", 5), ("standing body", 1))
        for rule in ("disappointment", "inertia")
    ]
    standing = next(f for f in found.forecasts if f.kind == "standing body")
    odds = [np.log(p / (1 - p)) for p in (standing.shares[PRIORS], standing.shares["no disappointment"])]
    told = next(s for s in found.spreads if (s.kind, s.rule) == ("standing body", "disappointment"))
    assert told.shift == pytest.approx(odds[1] - odds[0])
    assert told.square == pytest.approx(told.shift**2)


def test_an_interrupted_study_goes_on_and_gives_the_same(some: list[Process], tmp_path: Path) -> None:
    done: list[int] = []
    first = forecast_wider(some[:3], runs=60, folder=tmp_path)
    again = forecast_wider(some, runs=60, folder=tmp_path, progress=done.append)
    assert [f.shares for f in again.forecasts][:3] == [f.shares for f in first.forecasts]
    assert sum(done) == len(some) * len(again.ways)
    assert len([*tmp_path.rglob("*.npz")]) <= len(some) * len(again.ways)


def test_rules_are_left_out_of_the_priors_or_of_the_fitted_ensemble(some: list[Process]) -> None:
    left_out = {
        behaviour: forecast_wider(some, 60, behaviour=behaviour, without=["inertia"])
        for behaviour in BehaviourSource
    }
    for f, g in zip(*(wider.forecasts for wider in left_out.values()), strict=True):
        assert (f.shares[PRIORS], f.shares[FITTED]) == (g.shares[PRIORS], g.shares[FITTED])
    fitted, plain = ([f.shares["no inertia"] for f in w.forecasts] for w in left_out.values())
    assert fitted != plain
    full = {s.forecast: s for s in left_out[BehaviourSource.CALIBRATED].scores if s.group == "all"}
    assert full[FITTED].over_full == 0 != full[PRIORS].over_full


def test_the_wide_record_has_a_family_for_every_process_of_another_field() -> None:
    processes = decided_wider()
    named = {process.id for process in processes if process.record.family}
    assert named == set(shipped_wider())
    assert len(processes) == 95 + sum(path.parent.name == "record" for path in shipped().values())
