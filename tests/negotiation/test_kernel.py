"""Compiled code and NumPy play the same negotiations, byte by byte."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation import kernel
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import open_reading
from sim.negotiation.table import Table
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.study.setting import setting
from sim.testing.rooms import draws_for, table_of, tables
from tests.negotiation.tables import assert_twin_agrees, fixed

SCENARIOS = sorted(Path("scenarios").rglob("*.yaml"))


@pytest.fixture(scope="module", autouse=True)
def _begin_again() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "_weighed", 0)
        yield


def played(table: Table, draws: Draws, enough: float) -> Outcomes:
    """Play with NumPy if never enough was played, and with compiled code if nothing is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "ENOUGH", enough)
        return play(table, draws)


def assert_same(table: Table, draws: Draws) -> Outcomes:
    pytest.importorskip("numba")
    by_numpy, compiled = played(table, draws, np.inf), played(table, draws, 0)
    for field in fields(Outcomes):
        one, other = getattr(by_numpy, field.name), getattr(compiled, field.name)
        assert (one.dtype, one.tobytes()) == (other.dtype, other.tobytes()), field.name
    return compiled


@settings(max_examples=150, deadline=None, derandomize=True)
@given(tables(most_members=12, most_paragraphs=6), st.integers(0, 2**32))
def test_on_any_small_table(table: Table, seed: int) -> None:
    assert_same(table, draws_for(table, seed, runs=16))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables(), st.integers(0, 2**32), st.sampled_from([0.3, 1, 3, 100]))
def test_where_trades_are_common_and_red_lines_are_crossed(table: Table, seed: int, line: float) -> None:
    hard = {"disappointment_weight": 3.0, "harm_weight": 4.0, "inertia": 0.001, "red_line": line}
    assert_same(table, draws_for(table, seed, runs=16, **hard))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(tables(), st.integers(0, 2**32))
def test_the_twin_agrees(table: Table, seed: int) -> None:
    draws = draws_for(table, seed)
    assert_twin_agrees(table, draws, assert_same(table, draws))


@pytest.mark.slow
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_on_every_scenario(path: Path) -> None:
    try:
        scenario = load(path)
    except BadInput:
        pytest.skip("no scenario of one negotiation")
    given = setting(scenario)
    assert_same(given.table, given.draws(5, np.arange(100)))


def test_a_choice_between_equals_is_left_to_numpy() -> None:
    pytest.importorskip("numba")
    table = table_of([[1.0, 1.0], [1.0, 1.0]])
    draws = draws_for(table, 1, **{name: prior.low for name, prior in fixed(moves=1).items()})
    last = open_reading(table, draws, weigh(table, draws), table.readings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "ENOUGH", 0)
        found = kernel.search_readings(kernel.Mediator(), last, draws, draws.past.own_text)
    assert found is not None
    assert not found[1].any()
    assert assert_same(table, draws).path[0].tolist()[1] == [1, 0]


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A process that has not tried to compile anything yet."""
    monkeypatch.setattr(kernel, "_working", True)
    kernel._compiled.cache_clear()
    yield monkeypatch
    kernel._compiled.cache_clear()


def test_numpy_plays_where_numba_is_missing(afresh: pytest.MonkeyPatch) -> None:
    afresh.setattr(kernel, "find_spec", lambda name: None)
    assert kernel._compiled() is None
    assert len(played(table_of([[1.0, -1.0]]), draws_for(table_of([[1.0, -1.0]]), 1), 0)) == 4


def test_numpy_plays_where_numba_cannot_be_imported(
    afresh: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    afresh.setattr(kernel, "find_spec", lambda name: name)
    afresh.setitem(sys.modules, "sim.negotiation.compiling", None)
    assert kernel._compiled() is None
    assert "plays without Numba" in capsys.readouterr().err
    assert kernel._compiled() is None
    assert not capsys.readouterr().err, "said once"


def test_numpy_plays_where_numba_cannot_compile(
    afresh: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("numba")

    def too_new(*given: object) -> None:
        raise TypeError("no such option\nand much more")

    afresh.setattr("sim.negotiation.compiling.compiled", lambda function: too_new)
    table = table_of([[1.0, -1.0]])
    draws = draws_for(table, 1)
    by_numpy, other = played(table, draws, np.inf), played(table, draws, 0)
    assert by_numpy.path.tolist() == other.path.tolist()
    assert capsys.readouterr().err == "gge-sim: plays without Numba: no such option\n", "in one line, once"


def test_what_is_compiled_is_kept_under_the_digest_of_all_its_files(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    from sim.negotiation.compiling import _digest

    (tmp_path / "search.py").write_text("one")
    (tmp_path / "payoff.py").write_text("other")
    before = _digest(tmp_path)
    (tmp_path / "payoff.py").write_text("another")
    assert _digest(tmp_path) != before
    hold = kernel._compiled()
    assert hold is not None
    assert _digest(Path(kernel.__file__).parent) in hold.__qualname__


def test_a_few_plays_do_not_load_it() -> None:
    code = (
        "import sys; from sim.negotiation.play import play; from sim.testing.rooms import *;"
        "t = table_of([[1.0, -1.0]]); play(t, draws_for(t, 1)); assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
