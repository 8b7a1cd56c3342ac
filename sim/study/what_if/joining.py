"""For each objection to a last text: the smallest change that would make the delegation join."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.negotiation.arrays import JOINS, OBJECTS, Floats, Ints
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import Reading, ceiling, net, open_reading
from sim.negotiation.stance import (
    ROUNDING,
    blocking_cost,
    by_conduct,
    cover,
    largest_complaint,
    price_of_blocking,
)
from sim.study.flexibility import flexibility_to_reach
from sim.study.plays import Replicates
from sim.study.rewording import counts, fewest, plays_together, reword
from sim.study.setting import BATCH
from sim.study.tasks import Arrays

#: What a result has for each objection; the rest are sums over all of them.
BY_OBJECTION = (
    "replicate", "objector", "complaint", "worth", "price", "flexibility", "flexibility_to_join",
    "flexibility_to_pass", "stake_to_join", "rungs_to_join", "rungs_to_pass", "uncovered", "outlet_stance",
    "outlet_adopted",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Joining(Replicates):
    """The task of finding what would make some delegations join, in replicates `first` to `last` - 1.

    An objection is one delegation objecting to the last text of one play. Its
    result has, for each of O objections,

    - replicate, objector (place among `seats`), complaint (as in `Outcomes`);
    - worth of the report to it, price of blocking, flexibility: where it stands;
    - flexibility_to_join, flexibility_to_pass: the share of its complaints that it would have to give up
      to join, or merely not to object; infinite if more than it can ever give up;
    - stake_to_join: how much more a report as such would have to be worth to it, on the file's scale;
    - rungs_to_join, rungs_to_pass: the fewest rungs by which a single paragraph must change; 0 if none is
      enough;
    - uncovered: whether it would only dissociate if nobody shared its complaint;
    - outlet_stance, outlet_adopted: its stance, and whether a report is adopted, in the play with the same
      luck and one more outlet;

    and the counts of `sim.study.rewording.counts`, and (I, N) `cover`: objections in which it would only
    dissociate if one other delegation joined.
    """

    keeps = "joining"

    seats: tuple[int, ...]

    def carry_out(self) -> Arrays:
        """Play, and look at every objection."""
        table, chair, seats = self.setting.table, self.setting.chair, np.array(self.seats)
        relieved = replace(table, outlets=table.outlets + 1)
        together = plays_together(table)
        parts = []
        for start in range(self.first, self.last, BATCH):
            draws = self.setting.draws(self.seed, np.arange(start, min(start + BATCH, self.last)))
            outcomes, elsewhere = play(table, draws, chair), play(relieved, draws, chair)
            rows = np.flatnonzero(outcomes.objects[:, seats].any(axis=1))
            for piece in range(0, max(1, len(rows)), together):
                some = rows[piece : piece + together]
                reading = open_reading(table, draws[some], weigh(table, draws[some]), table.readings)
                parts.append(look(reading, outcomes[some], elsewhere[some], seats))
        return joined(parts)


def joined(parts: list[Arrays]) -> Arrays:
    """Combine results: objections are concatenated, counts added."""
    return {
        name: np.concatenate([part[name] for part in parts])
        if name in BY_OBJECTION
        else np.sum([part[name] for part in parts], axis=0)
        for name in parts[0]
    }


def look(reading: Reading, outcomes: Outcomes, elsewhere: Outcomes, seats: Ints) -> Arrays:
    """Look at every objection of some delegations in R plays: see `Joining`.

    Parameters
    ----------
    elsewhere : how the same plays ended with one more outlet
    seats : (I,) places of the delegations
    """
    row, number = np.nonzero(outcomes.objects[:, seats])
    at = (row, seats[number])
    every = np.arange(len(outcomes))
    worth = net(reading, outcomes.text, every)
    complaint = largest_complaint(reading, outcomes.text, every)
    covered = cover(reading, worth, complaint)
    alone = price_of_blocking(reading, np.zeros_like(worth), every)
    price = price_of_blocking(reading, covered, every)

    to_join = flexibility_to_reach(np.zeros_like(price), reading, outcomes.text)
    to_pass = flexibility_to_reach(-price, reading, outcomes.text)
    spared = ceiling(reading, outcomes.text, every) >= 0
    found = reword(reading, outcomes.text)
    stances = np.take_along_axis(found.stances, seats[None, :], axis=1)
    rungs = {
        name: np.stack([fewest(found, flags[:, n]) for n in range(len(seats))], axis=1)
        for name, flags in (("join", stances == JOINS), ("pass", stances != OBJECTS))
    }
    by_objection = {
        "replicate": outcomes.replicates[row],
        "objector": number,
        "complaint": complaint[at],
        "worth": worth[at],
        "price": price[at],
        "flexibility": reading.flexibility[at],
        "flexibility_to_join": to_join[at],
        "flexibility_to_pass": to_pass[at],
        "stake_to_join": np.where(spared[at], -worth[at], np.inf)
        / np.maximum(reading.behaviour.stake_scale[row], ROUNDING),
        "rungs_to_join": rungs["join"][row, number],
        "rungs_to_pass": rungs["pass"][row, number],
        "uncovered": worth[at] >= -alone[at],
        "outlet_stance": elsewhere.stances[at],
        "outlet_adopted": elsewhere.adopted[row],
    }
    return {
        **by_objection,
        **counts(found, seats, outcomes.text.shape[1]),
        "cover": exposed(reading, worth, complaint, covered, seats, row, number),
    }


def exposed(
    reading: Reading, worth: Floats, complaint: Ints, covered: Floats, seats: Ints, row: Ints, number: Ints
) -> Ints:
    """Count the objections in which it would only dissociate if one other delegation joined (I, N).

    Only one who shares its complaint gives cover, and takes it away.
    """
    seat, members = seats[number], np.arange(worth.shape[1])
    behind = (covered / (1 - covered))[row, seat]
    shares = (worth[row] < 0) & (complaint[row] == complaint[row, seat][:, None])
    shares &= (complaint[row, seat] >= 0)[:, None] & (members != seat[:, None])
    left = np.maximum(behind[:, None] - reading.table.weights, 0.0)
    exponent = reading.behaviour.cover_exponent[row, None]
    price = blocking_cost(reading)[row, seat][:, None] * (1 / (left + 1)) ** exponent
    still = np.where(left > ROUNDING, left / (left + 1), 0.0)
    price = by_conduct(reading.table, seat, price.T, still.T).T
    out = np.zeros((len(seats), len(members)), np.int64)
    np.add.at(out, number, shares & (worth[row, seat][:, None] >= -price))
    return out
