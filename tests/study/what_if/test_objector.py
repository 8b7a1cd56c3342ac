from math import inf

import numpy as np

from sim.negotiation.table import Table
from sim.study.tasks import Arrays
from sim.study.what_if.objector import Objector, objector
from sim.testing.rooms import table_of

OBJECTIONS = 40
TABLE: Table = table_of([[-1.0, 0.0], [-1.0, 0.0], [1.0, 0.0]], stakes=[0.75, 0.5])


def result(joins: dict[tuple[int, int, int], int], **changed: np.ndarray) -> Arrays:
    """A result with one delegation: how often it joins by paragraph, rung in the last text, rung instead."""
    n, shape = OBJECTIONS, (1, 3, 3, 3)
    counts = np.zeros(shape, np.int64)
    for at, often in joins.items():
        counts[(0, *at)] = often
    possible = np.zeros(shape, np.int64)
    possible[:, :, 2, :2] = n
    possible[:, :, 1, :] = n
    plain = {
        "objector": np.zeros(n, np.int64),
        "complaint": np.array([0] * 25 + [2] * 10 + [-1] * 5),
        "flexibility": np.full(n, 0.1),
        "flexibility_to_join": np.full(n, 0.3),
        "flexibility_to_pass": np.full(n, 0.2),
        "stake_to_join": np.linspace(0.0, 0.5, n),
        "rungs_to_join": np.array([1] * 20 + [2] * 15 + [0] * 5),
        "outlet_stance": np.array([0] * 10 + [1] * 10 + [2] * 20),
        "outlet_adopted": np.arange(n) < 15,
        "uncovered": np.arange(n) < 3,
        "plays": possible,
        "joins": counts,
        "passes": counts,
        "costs": counts // 2,
        "carries": counts // 4,
        "estranged": np.zeros((*shape, 2), np.int32),
        "cover": np.array([[0, 4]]),
    }
    return {**plain, **changed}


def told(joins: dict[tuple[int, int, int], int], **changed: np.ndarray) -> Objector:
    return objector(TABLE, (0,), 0, result(joins, **changed))


def test_the_smallest_has_the_fewest_rungs_and_the_surest_joins_most_often() -> None:
    one = told({(0, 2, 0): 30, (1, 2, 1): 12, (2, 1, 2): 9})
    assert one.smallest is not None
    assert one.surest is not None
    assert (one.smallest.issue, one.smallest.rungs, one.smallest.joins) == ("I1", -1, 12)
    assert (one.surest.issue, one.surest.rungs, one.surest.joins) == ("I0", -2, 30)
    assert [r.joins for r in one.rewordings] == sorted((r.joins for r in one.rewordings), reverse=True)


def test_what_ends_less_than_a_tenth_of_objections_is_too_rare_to_be_the_smallest() -> None:
    one = told({(0, 2, 0): 30, (1, 2, 1): 3})
    assert one.smallest is one.surest
    rare = told({(1, 2, 1): 3})
    assert rare.smallest is None
    assert rare.surest is not None
    assert rare.surest.joins == 3


def test_wordings_as_many_rungs_apart_are_taken_together() -> None:
    one = told({(0, 2, 1): 5, (0, 1, 0): 8})
    assert one.smallest is not None
    assert (one.smallest.joins, one.smallest.costs, one.smallest.carries) == (13, 6, 3)
    assert [(s.word, e.word, n) for s, e, n in one.smallest.wordings] == [
        ("indirect", "silent", 8),
        ("explicit", "indirect", 5),
    ]


def test_counts_and_quartiles() -> None:
    needed = np.array([0.2] * 10 + [0.4] * 15 + [inf] * 15)
    one = told({}, flexibility_to_join=needed)
    assert one.surest is None
    assert one.objections == OBJECTIONS
    assert one.complaints == ((0, 25), (2, 10), (-1, 5))
    assert one.by_rungs == (20, 15, 5)
    assert np.allclose(one.flexibility.more[:2], (0.1, 0.3))
    assert (one.flexibility.more[2], one.flexibility.never) == (inf, 15)
    # A stake of .75 can rise by a quarter.
    assert one.stake.never == int((np.linspace(0, 0.5, OBJECTIONS) > 0.25).sum())
    assert one.outlet == (10, 20, 15)
    assert (one.uncovered, one.cover) == (3, (("A001", 4),))
