from pathlib import Path

import numpy as np
import pytest

from sim.scenario.shipped import shipped, shipped_wider
from sim.study.baselines import base_rate
from sim.study.history import Process, decided_among, decided_wider
from sim.study.scores import brier
from sim.study.source import BehaviourSource
from sim.study.wider import ICT, Wider, forecast_wider

#: Two families of small rooms, one process of a standing body, and one of the record itself.
NAMES = ("smallarms-1997", "milex-2011", "paros-2019", "tcbm-2013", "cd-1999-2025")


@pytest.fixture(scope="module")
def some() -> list[Process]:
    return decided_among([*(shipped_wider()[name] for name in NAMES), shipped()["gge-2009-2010"]])


@pytest.fixture(scope="module")
def wider(some: list[Process]) -> Wider:
    return forecast_wider(some, runs=60)


def test_one_off_bodies_standing_ones_and_every_family_are_scored(wider: Wider) -> None:
    sizes = {score.group: score.processes for score in wider.scores}
    assert sizes == {
        "one-off": 5, "standing": 1, "all": 6, ICT: 1, "conventional arms": 2, "nuclear": 1,
        "space and missiles": 2,
    }  # fmt: skip


def test_a_score_is_that_of_the_shares_beside_the_rate_of_the_other_families(wider: Wider) -> None:
    arms = next(score for score in wider.scores if score.group == "conventional arms")
    own = [f for f in wider.forecasts if f.family == "conventional arms"]
    happened = np.array([f.process.record.adopted for f in own])
    assert arms.brier == pytest.approx(brier(np.array([f.share for f in own]), happened).mean())
    rate = base_rate([f.process for f in wider.forecasts if f.family != "conventional arms"])
    assert arms.base_brier == pytest.approx(brier(np.full(2, rate), happened).mean())
    assert arms.gain == pytest.approx(arms.base_brier - arms.brier)
    assert np.isnan(arms.gain_error)


def test_the_error_of_a_gain_counts_families_and_not_processes(some: list[Process]) -> None:
    once = {s.group: s for s in forecast_wider(some, runs=60).scores}
    twice = {s.group: s for s in forecast_wider([p for p in some for _ in range(2)], runs=60).scores}
    assert once["all"].gain_error > 0
    assert twice["all"].gain_error == pytest.approx(once["all"].gain_error, rel=0.2)


def test_an_interrupted_study_goes_on_and_gives_the_same(some: list[Process], tmp_path: Path) -> None:
    done: list[int] = []
    first = forecast_wider(some[:3], runs=60, folder=tmp_path)
    again = forecast_wider(some, runs=60, folder=tmp_path, progress=done.append)
    assert [f.share for f in again.forecasts][:3] == [f.share for f in first.forecasts]
    assert sum(done) == len(some)
    assert len([*tmp_path.rglob("*.npz")]) == len(some)


def test_priors_and_the_fitted_ensemble_play_differently(some: list[Process], wider: Wider) -> None:
    fitted = forecast_wider(some, runs=60, behaviour=BehaviourSource.CALIBRATED)
    assert [f.share for f in fitted.forecasts] != [f.share for f in wider.forecasts]


def test_the_wide_record_has_a_family_for_every_process_of_another_field() -> None:
    processes = decided_wider()
    named = {process.id for process in processes if process.record.family}
    assert named == set(shipped_wider())
    assert len(processes) == 95 + sum(path.parent.name == "record" for path in shipped().values())
