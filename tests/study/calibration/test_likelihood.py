from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.calibration.likelihood import TEMPER, effective_sets, support, weights
from sim.study.calibration.simulation import Simulated
from sim.study.history import Process, decided_among
from tests.scenario.files import OWN

#: Two sets, nine plays: the first always adopts explicit text on both issues, the second never adopts.
TRIAL = Simulated(
    9,
    np.array([9.0, 0.0]),
    np.array([[[0.0, 0, 9], [0, 0, 9]], [[0, 0, 0], [0, 0, 0]]]),
    np.array([[0.0, 0, 0, 0, 0], [9, 3, 0, 0, 0]]),
    np.array([[0.0, 0, 6, 0, 0], [0, 0, 0, 0, 0]]),
)


def process(folder: Path, adopted: bool) -> Process:
    path = folder / "own.yaml"
    language = "language: {CABLES: explicit}, " if adopted else ""
    told = f"{{adopted: {str(adopted).lower()}, document: X/2, date: 2021-03-05, {language}source: x}}"
    path.write_text(f"{OWN}record: {told}\n", encoding="utf-8")
    return decided_among([path])[0]


def test_a_failure_supports_by_its_outcome_alone(tmp_path: Path) -> None:
    assert support(process(tmp_path, False), TRIAL) == pytest.approx(np.log([0.05, 0.95]))


def test_a_report_supports_by_its_outcome_and_its_tempered_language(tmp_path: Path) -> None:
    # Explicit on the first issue, silent on the second; half a play for every formulation.
    first = np.log(0.95) + TEMPER * (np.log(9.5 / 10.5) + np.log(0.5 / 10.5))
    second = np.log(0.05) + TEMPER * 2 * np.log(1 / 3)
    assert support(process(tmp_path, True), TRIAL) == pytest.approx([first, second])


def test_where_nothing_is_known_every_set_weighs_the_same() -> None:
    assert weights([], 8).tolist() == [0.125] * 8


def test_weights_are_products_of_likelihoods() -> None:
    told = [np.log([0.5, 0.25]), np.log([0.2, 0.8])]
    assert weights(told, 2) == pytest.approx([1 / 3, 2 / 3])
    assert weights(told[:1], 2) == pytest.approx([2 / 3, 1 / 3])


@given(st.lists(st.lists(st.floats(-5000, 0), min_size=6, max_size=6), max_size=5))
def test_weights_sum_to_one(told: list[list[float]]) -> None:
    weight = weights([np.array(row) for row in told], 6)
    assert weight.sum() == pytest.approx(1)
    assert weight.min() >= 0
    assert 1 - 1e-9 <= effective_sets(weight) <= 6 + 1e-9


def test_effective_sets_by_hand() -> None:
    assert effective_sets(np.full(7, 1 / 7)) == pytest.approx(7)
    assert effective_sets(np.array([1.0, 0, 0])) == 1
    assert effective_sets(np.array([0.5, 0.25, 0.25])) == pytest.approx(8 / 3)
