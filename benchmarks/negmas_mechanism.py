"""A multilateral negotiation of the same size in NegMAS, a general platform for automated negotiation.

The protocol is another one. Here a chair keeps one text and changes it where that brings the
room closer; there every party in turn accepts the offer on the table or makes its own (the
stacked alternating offers protocol, Aydogan et al. 2017), until all agree or the steps run
out. So the ratio is no verdict on either: it says what one negotiation among as many parties,
over as many issues with three values each, in as many rounds, takes on a general platform, and
so how many of them a study can afford. The parties' utilities are those of one play:
linear additive, with the worth of every formulation to every delegation.

Two kinds of party stand for the range: one that repeats its best offer, about the least that
any party can do, and NegMAS's usual one, which concedes with time and for that has to search
the 3^16 outcomes.
"""

from __future__ import annotations

import time
import warnings
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.engines import ENGINES, playing
from benchmarks.part import Cell, Part
from benchmarks.rooms import Room, room_of
from benchmarks.side_by_side import one_core, ratio
from sim.negotiation.arrays import RUNGS
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import open_reading

COLUMNS = (
    "seats", "party", "steps held", "NegMAS s/negotiation",
    *(f"{engine}{what}" for engine in ENGINES for what in (" s/play", " times", " quartiles")),
)  # fmt: skip
PLAYS = {15: 256, 25: 256, 193: 64}
PARTIES = ("repeats its best offer", "concedes with time")
#: No negotiation may take longer; one that is stopped counts with the time it took for what it did.
LIMIT = 60.0
#: After so many seconds no further turn begins, so that the slow ones do not hold up the report.
PATIENCE = 10.0


def measure(repetitions: int) -> Part:
    """Time negotiations of each size, the slow ones once."""
    title = "Engine against a mechanism of the same size in NegMAS, whose protocol is another one"
    if find_spec("negmas") is None:
        return Part(title, COLUMNS, notes=("Skipped: NegMAS is not installed (pip install negmas).",))
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            for party in PARTIES:
                rows.append((seats, party, *compared(room, party, repetitions)))
    return Part(
        title,
        COLUMNS,
        rows,
        (
            where,
            "Setting up the mechanism is counted, as the engine's weighing of interests is. A negotiation is "
            f"stopped after {LIMIT:.0f} s; after {PATIENCE:.0f} s no turn begins, so slow ones come once.",
        ),
    )


def compared(room: Room, party: str, repetitions: int) -> tuple[Cell, ...]:
    """Return steps held, seconds of each, and their ratios, by turns until time is up."""
    negotiate(room_of(15, 1), party, steps=1)  # what is imported and set up at first use
    ours = playing(room.table, room.draws)
    seconds: dict[str, list[float]] = {name: [] for name in ("theirs", *ours)}
    steps = 0
    for work in ours.values():
        work()
    began = time.monotonic()
    while len(seconds["theirs"]) < repetitions and time.monotonic() - began < PATIENCE:
        start = time.process_time()
        steps = negotiate(room, party, room.table.readings)
        seconds["theirs"].append(time.process_time() - start)
        for engine, work in ours.items():
            start = time.process_time()
            work()
            seconds[engine].append((time.process_time() - start) / len(room.draws))
    slow = np.array(seconds["theirs"])
    cells: list[Cell] = [f"{steps} of {room.table.readings}", float(np.median(slow))]
    for engine in ours:
        times = ratio(slow, np.array(seconds[engine]))
        spread = times.spread if len(slow) > 1 else "once"
        cells += [float(np.median(seconds[engine])), times.median, spread]
    return tuple(cells)


def negotiate(room: Room, party: str, steps: int) -> int:
    """Hold one negotiation in NegMAS; return how many steps were held."""
    worth, reserved = utilities(room)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mechanism = mechanism_of(worth, reserved, steps, party)
        mechanism.run()
    return int(mechanism.state.step)


def utilities(room: Room) -> tuple[np.ndarray, np.ndarray]:
    """Return what every formulation is worth at the last reading (K, M, N), and no report (N,)."""
    first = room.draws[:1]
    interests = weigh(room.table, first)
    reading = open_reading(room.table, first, interests, room.table.readings)
    return reading.worth[0], -interests.base[0]


def mechanism_of(worth: np.ndarray, reserved: np.ndarray, steps: int, party: str) -> Any:
    """Set up the stacked alternating offers protocol with a party for each delegation."""
    from negmas.outcomes import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun
    from negmas.sao import SAOMechanism
    from negmas.sao.negotiators import AspirationNegotiator, ToughNegotiator

    kind = dict(zip(PARTIES, (ToughNegotiator, AspirationNegotiator), strict=True))[party]
    paragraphs, _, members = worth.shape
    issues = [make_issue(RUNGS, f"paragraph {k}") for k in range(paragraphs)]
    mechanism = SAOMechanism(issues=issues, n_steps=steps, time_limit=LIMIT)
    for seat in range(members):
        utility = LinearAdditiveUtilityFunction(
            values=[TableFun({m: float(worth[k, m, seat]) for m in range(RUNGS)}) for k in range(paragraphs)],
            weights=[1.0] * paragraphs,
            issues=issues,
            reserved_value=float(reserved[seat]),
        )
        mechanism.add(kind(name=f"delegation {seat}"), ufun=utility)
    return mechanism
