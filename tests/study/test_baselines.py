from dataclasses import replace
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.table import Table
from sim.scenario.ict_issues import ict_issues
from sim.scenario.ladder import Rung
from sim.scenario.shipped import shipped
from sim.study import baselines
from sim.study.history import Process, decided_among
from sim.testing.rooms import table_of
from tests.scenario.files import OWN

BASE = decided_among([shipped()["gge-2016-2017"]])[0]


def process(adopted: bool = True, members: int = 40, language: dict[str, Rung] | None = None) -> Process:
    """A process that counts only by its outcome, its size and its language."""
    record = BASE.record.model_copy(update={"adopted": adopted, "language": language or {}})
    scenario = BASE.scenario.model_copy(update={"members": BASE.scenario.members[:1] * members})
    found = Process(scenario, record)
    found.__dict__["table"] = BASE.table
    return found


def at_table(table: Table, **language: Rung) -> Process:
    found = process(language=language)
    found.__dict__["table"] = table
    return found


def own(folder: Path) -> Process:
    path = folder / "own.yaml"
    told = "{adopted: true, document: X/2, date: 2021-03-05, language: {CABLES: indirect}, source: x}"
    path.write_text(f"{OWN}record: {told}\n", encoding="utf-8")
    return decided_among([path])[0]


def test_the_base_rate_adds_one_success_and_one_failure() -> None:
    assert baselines.base_rate([]) == 0.5
    assert baselines.base_rate([process()]) == pytest.approx(2 / 3)
    assert baselines.base_rate([process(False)]) == pytest.approx(1 / 3)
    assert baselines.base_rate([process()] * 9 + [process(False)] * 2) == pytest.approx(10 / 13)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 193)), max_size=25), st.integers(1, 193))
def test_by_size_solves_the_regression(known: list[tuple[bool, int]], members: int) -> None:
    """Two predictions give both coefficients, at which the slope of the posterior is nought."""

    def predicted(size: int) -> float:
        found = baselines.by_size([process(*case) for case in known], process(members=size))
        assert 0 < found < 1
        return log(found / (1 - found))

    constant, steep = predicted(40), (predicted(80) - predicted(40)) / log(2)
    assert predicted(members) == pytest.approx(constant + steep * log(members / 40), abs=1e-6)
    slope = np.array([-constant, -steep]) / 6.25
    for adopted, size in known:
        x = log(size / 40)
        slope += (adopted - 1 / (1 + exp(-constant - steep * x))) * np.array([1, x])
    assert slope == pytest.approx([0, 0], abs=1e-6)


def test_the_win_set_without_readings_tells_willing_rooms_from_blocked_ones() -> None:
    few: dict[str, Any] = {"sets": 12, "plays": 3}
    willing = baselines.static_win_set(at_table(table_of(np.ones((2, 4)).tolist(), stakes=[1] * 4)), **few)
    rift = table_of([[1, 1, -1, -1], [-1, -1, 1, 1]], stakes=[0] * 4, ambition=[1, 1], acquis=[2, 2])
    blocked = baselines.static_win_set(at_table(rift), **few)
    assert 0 < blocked < willing < 1


def test_the_win_set_knows_no_readings_and_no_camp() -> None:
    plain = table_of([[1, -0.6, 0.3], [-0.5, 1, 0.2]], ambition=[1, 0.5])
    found = baselines.static_win_set(at_table(plain), sets=12, plays=3)
    assert found == baselines.static_win_set(at_table(plain), sets=12, plays=3)
    other = replace(plain, readings=12, in_camp=np.array([True, False, False]))
    assert found == baselines.static_win_set(at_table(other), sets=12, plays=3)


def test_the_last_text_is_the_bodys_own_if_it_has_one() -> None:
    silent, spoken = [0, 0, 0], [0, 2, 1]
    grid = np.zeros((3, 2)).tolist()
    assert baselines.last_text(at_table(table_of(grid, own_text=spoken, acquis=[2, 2, 2]))).tolist() == spoken
    assert baselines.last_text(at_table(table_of(grid, own_text=silent, acquis=[2, 0, 1]))).tolist() == [
        2,
        0,
        1,
    ]


def test_the_usual_language_is_the_most_frequent() -> None:
    table = table_of(np.zeros((3, 2)).tolist())
    reports = [
        at_table(table, I0=Rung.EXPLICIT, I1=Rung.INDIRECT),
        at_table(table, I0=Rung.EXPLICIT, I1=Rung.EXPLICIT),
        at_table(table, I0=Rung.INDIRECT, I1=Rung.EXPLICIT, I2=Rung.INDIRECT),
    ]
    assert baselines.usual_language(reports, at_table(table)).tolist() == [2, 2, 0]
    assert baselines.usual_language(reports[:2], at_table(table)).tolist() == [2, 1, 0]
    assert baselines.usual_language([], at_table(table)).tolist() == [0, 0, 0]
    assert baselines.usual_language([process(False)], process()).tolist() == [0] * len(ict_issues())


def test_the_compromise_is_the_mean_position_by_standing(tmp_path: Path) -> None:
    # CHN and FRA 0.8, KEN and PER 0.2, TON nothing.
    cables = (-1 * 0.8 + 1 * 0.8 + 0.5 * 0.2 + 0) / 2
    fund = (1 / 3 * 0.8 - 1 / 3 * 0.8 + 1 * 0.2 + 2 / 3 * 0.2) / 2
    assert baselines.compromise(own(tmp_path)) == pytest.approx([cables, fund])


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_compromise_lies_among_the_positions(positions: list[list[float]]) -> None:
    found = baselines.compromise(at_table(table_of(positions, weights=[0.2, 0.5, 0.8])))
    for here, row in zip(found, positions, strict=True):
        assert min(row) - 1e-12 <= here <= max(row) + 1e-12
        assert -1 <= here <= 1


def level(*means: float, **language: Rung) -> Process:
    """A room in which everybody stands at these points."""
    return at_table(table_of([[mean, mean] for mean in means]), **language)


def test_the_compromise_is_cut_at_the_usual_points_where_nothing_is_known() -> None:
    found = baselines.compromise_language([], level(-0.9, 0.25, 0.35, 0.45, 0.55, 1))
    assert found.tolist() == [0, 0, 1, 1, 2, 2]


def test_the_compromise_is_cut_where_it_fits_what_is_known() -> None:
    known = level(-0.4, -0.3, 0.0, 0.1, 0.6, 0.7, I2=Rung.INDIRECT, I3=Rung.INDIRECT, I4=Rung(2), I5=Rung(2))
    found = baselines.compromise_language([known], level(-0.4, -0.3, 0.0, 0.1, 0.6, 0.7))
    assert found.tolist() == [0, 0, 1, 1, 2, 2]
    everything = level(-0.4, 0.6, I0=Rung.EXPLICIT, I1=Rung.EXPLICIT)
    assert baselines.compromise_language([everything], level(-0.4, 0.6)).tolist() == [2, 2]


def test_the_compromise_is_cut_by_what_is_known_alone() -> None:
    known = [level(0.22, 0.4, I0=Rung.INDIRECT, I1=Rung.EXPLICIT)]
    target = level(0.0, 0.2, I0=Rung.EXPLICIT, I1=Rung.EXPLICIT)
    other = level(0.0, 0.2, I1=Rung.INDIRECT)
    found = baselines.compromise_language(known, target).tolist()
    assert found == [1, 1]
    assert found == baselines.compromise_language(known, other).tolist()
    assert found != baselines.compromise_language([target], target).tolist()


def test_extremity_is_the_salient_distance_from_the_mean() -> None:
    table = table_of([[1, -1, 0], [0.5, 0.5, -1]], salience=[1.5, 0.5])
    found = baselines.extremity(at_table(table))
    expected = [sqrt(1.5 + 0.5 * 0.25), sqrt(1.5 + 0.5 * 0.25), sqrt(0.5)]
    assert found == pytest.approx(expected)
    assert baselines.extremity(level(0.3, -0.8)) == pytest.approx([0, 0])
