"""Flexibility needed: what is found is what makes the delegation join, or not object, by brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.arrays import JOINS, OBJECTS, Rungs
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.payoff import weigh
from sim.negotiation.play import conclude
from sim.negotiation.reading import Reading, net, open_reading, total
from sim.negotiation.stance import cover, price_of_blocking
from sim.study.flexibility import flexibility_lacking
from sim.study.setting import setting
from tests.scenario.files import shipped_scenario

PLAYS = 60
#: More than the arithmetic is off by.
NEAR = 1e-6


def giving_up(reading: Reading, share: np.ndarray) -> Reading:
    """The same room with other shares of their complaints given up."""
    return replace(reading, flexibility=share)


@pytest.mark.parametrize("line", [0.5, 1.5, 100])
@pytest.mark.parametrize("rung", [0, 1, 2])
def test_a_delegation_that_gives_up_what_it_lacks_consents_and_one_that_gives_up_less_does_not(
    line: float, rung: int
) -> None:
    played = setting(shipped_scenario("gge-2016-2017"), {"red_line": line})
    table, every = played.table, np.arange(PLAYS)
    draws = played.draws(2, every)
    reading = open_reading(table, draws, weigh(table, draws), table.readings)
    text: Rungs = np.tile(np.where(table.available[:, rung], rung, 0).astype(np.int8), (PLAYS, 1))
    outcomes = conclude(draws, reading, [text], text)
    worth = net(reading, text, every)
    covered = cover(reading, worth, outcomes.complaints.astype(np.int64))
    price = price_of_blocking(reading, covered, every)
    crossed = 0
    for lacking, enough, out in zip(
        flexibility_lacking(reading, outcomes),
        (np.zeros_like(price), -price),
        (outcomes.stances != JOINS, outcomes.stances == OBJECTS),
        strict=True,
    ):
        assert (lacking[~out] == 0).all()
        assert (lacking[out] > 0).all()
        some = out & np.isfinite(lacking)
        never = out & np.isinf(lacking)
        most = np.where(never, MOST, reading.flexibility)
        assert (net(giving_up(reading, most), text, every) < enough + NEAR)[never].all()
        more = np.where(some, lacking, 0.0)
        for step, consents in ((NEAR, True), (-NEAR, False)):
            then = net(giving_up(reading, reading.flexibility + more + step), text, every)
            assert ((then >= enough) == consents)[some].all()
        crossed += int((some & (total(reading, text, every) >= enough)).sum())
    if line != 1.5:
        assert (crossed > 0) == (line < 1)
