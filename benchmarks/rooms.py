"""The rooms that speed is measured in: processes of the record, by the number of seats."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.floor import AS_BUILT
from sim.negotiation.convene import convene
from sim.negotiation.draw import Draws, draw
from sim.negotiation.table import Table
from sim.scenario.loading import load

#: A group of 15 experts, one of 25, and a working group open to all 193 members; all have a mediator.
ROOMS = {15: "gge-2009-2010", 25: "gge-2016-2017", 193: "oewg-2019-2021"}


@dataclass(frozen=True, eq=False)
class Room:
    """A table and the chance of some plays at it."""

    seats: int
    table: Table
    draws: Draws


def room_of(seats: int, plays: int, seed: int = 1) -> Room:
    """Return the room with so many seats, and draws for so many plays, under rules that all loops play."""
    scenario = load(ROOMS[seats])
    assert scenario.chair.strategy == "mediator"
    table = convene(scenario)
    assert len(table.codes) == seats
    return Room(seats, table, draw(table, seed, plays, AS_BUILT))
