from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.study.campaign.entries import entries
from tests.study.campaign.chronicles import some, told


@settings(max_examples=40)
@given(ends=arrays(np.bool_, st.tuples(st.integers(1, 30), st.just(4))), rung=st.sampled_from([1, 2]))
def test_every_history_enters_once_or_never(ends: np.ndarray, rung: int) -> None:
    found = told(ends)
    for k, entry in enumerate(entries(found, rung)):
        assert sum(part.successes for part in entry.plays) == len(ends)
        assert {part.trials for part in entry.plays} == {len(ends)}
        for process in range(4):
            here = ends[:, process] & (found.texts[:, process, k] >= rung)
            earlier = (ends[:, :process] & (found.texts[:, :process, k] >= rung)).any(axis=1)
            assert entry.plays[process].successes == (here & ~earlier).sum()
        assert entry.earlier.successes + entry.same.successes + entry.later.successes == len(ends)


def test_the_real_entry_is_read_from_the_records() -> None:
    cables, fund = entries(some())
    assert (cables.real, fund.real) == (1, None)
    assert [entry.real for entry in entries(some(), EXPLICIT)] == [2, None]
    assert cables.sought


def test_around_the_real_entry() -> None:
    found = some()
    cables, fund = entries(found, INDIRECT)
    assert cables.earlier.successes == cables.plays[0].successes
    assert cables.same.successes == cables.plays[1].successes
    assert cables.later.successes == sum(part.successes for part in cables.plays[2:])
    # In reality no decided process speaks of a fund; the fourth is not decided.
    assert fund.earlier.successes == sum(part.successes for part in fund.plays[:3])
    assert fund.same.successes == fund.plays[3].successes + fund.plays[4].successes
    assert fund.later.successes == 0


def test_a_share_of_the_histories_can_be_looked_at() -> None:
    found = some()
    rows = found.on_real_path
    assert 0 < rows.sum() < 300
    for entry in entries(found, INDIRECT, rows):
        assert sum(part.successes for part in entry.plays) == rows.sum()
        # The first process fails in all of them.
        assert entry.plays[0].successes == 0


def test_a_subject_that_no_coder_has_looked_for_has_no_real_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.study.campaign.histories.unscored", lambda: frozenset({"CABLES"}))
    cables, fund = entries(some())
    assert (cables.sought, cables.real) == (False, None)
    assert fund.sought


def test_a_wrong_rung_is_refused() -> None:
    with pytest.raises(ValueError, match="rung must be"):
        entries(some(), 0)


def test_a_hit_is_where_it_really_was_or_in_no_decided_process() -> None:
    for entry in entries(some(), INDIRECT):
        assert entry.hit == (
            entry.likeliest == entry.real if entry.real is not None else entry.likeliest >= 3
        )


def test_of_undecided_processes_nothing_is_a_hit() -> None:
    never = told(np.zeros((60, 4), dtype=bool))
    assert all(entry.likeliest == 4 for entry in entries(never))
    assert [entry.hit for entry in entries(replace(never, records=(None,) * 4))] == [None, None]
