"""Truth drawn from the model: forecasts stay calibrated when stances are seen, and get sharper."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.loading import load
from tests.scenario.files import OWN, written
from tests.study.follow.simulated import checked


def test_forecasts_after_sightings_are_calibrated_and_sharper(tmp_path: Path) -> None:
    found = checked(load(written(tmp_path, OWN)), 4000, 2000, 6, 0.2, reading=5, behaviour="priors").claimed
    assert len(found.after) > 1900, "most forecasts rest on enough plays"
    assert abs(found.departure) < 3
    assert abs(found.bias) < 3
    before, after = found.scores
    assert after < before - 0.01
    assert found.sharpness > 0.08, "before anything is seen, all forecasts are the same"


def test_the_check_notices_weights_that_trust_too_much(tmp_path: Path) -> None:
    own = load(written(tmp_path, OWN))
    found = checked(own, 4000, 1000, 6, 0.6, reading=5, assumed=0.01, behaviour="priors")
    assert found.departure > 4
