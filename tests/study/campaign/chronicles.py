"""Histories for tests: any arrays, on a small campaign of four processes of which three are decided."""

import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from sim.scenario.campaign import Campaign, load_campaign_with_records
from sim.scenario.record import Record
from sim.study.campaign.histories import Histories
from sim.study.source import BehaviourSource
from tests.scenario.campaigns import campaign, process, record

#: Whether the processes of the small campaign really adopted; the third began before the second had ended.
REAL = (False, True, True, None)
TEXTS = {
    "a": process("a", "2011-01-10", "2012-01-10", worth=0.4, china=-1)
    + record("X/a", "2012-01-10", adopted=False),
    "b": process("b", "2012-02-10", "2013-01-10", worth=0.4, china=-1)
    + record("X/b", "2013-01-10", language="{CABLES: indirect}"),
    "c": process("c", "2012-06-10", "2014-01-10", worth=0.4, china=-1)
    + record("X/c", "2014-01-10", language="{CABLES: explicit}"),
    "d": process("d", "2014-02-10", "2015-01-10", worth=0.4, china=-1, body="other"),
}


@cache
def small() -> tuple[Campaign, tuple[Record | None, ...]]:
    """The small campaign and its records."""
    with tempfile.TemporaryDirectory() as folder:
        return load_campaign_with_records(campaign(Path(folder), TEXTS))


def told(adopted: np.ndarray, seed: int = 1) -> Histories:
    """Histories that end so (R, 4); everything else about them is drawn at random."""
    rng = np.random.default_rng(seed)
    many = len(adopted)
    rungs = np.array([[0, 1, 2], [0, 0, 2]], dtype=np.int8)

    def texts(*shape: int) -> np.ndarray:
        return rungs[np.arange(2), rng.integers(0, 3, (*shape, 2))]

    turned = rng.random((many, 4, 4)) < 0.6
    turned[:, np.arange(4), np.arange(4)] = ~adopted
    loaded, records = small()
    return Histories(
        loaded, records, seed, BehaviourSource.CALIBRATED, np.arange(many), adopted, texts(many, 4),
        texts(many, 4), rng.random((many, 4)) < 0.6, texts(many, 4), turned, texts(many, 4, 4),
    )  # fmt: skip


def some(many: int = 300, seed: int = 1) -> Histories:
    """Histories whose ends hang together."""
    rng = np.random.default_rng(seed)
    common = rng.random(many)
    return told(rng.random((many, 4)) < 0.2 + 0.6 * common[:, None], seed)
