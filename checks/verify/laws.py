"""Laws of a play: each plays a random negotiation in two ways that have to come out alike.

Each function returns the two outcomes, the second brought back into the terms of the first, or nothing
where the law does not apply to the case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from unittest import mock

import numpy as np

from checks.verify.rooms import chance, random_table, with_behaviour
from sim.negotiation import play as playing
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.decisions.consensus_minus_one import ConsensusMinusOne
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.past import past_of
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaints
from sim.testing.rooms import permuted, recoded

Both = tuple[Outcomes, Outcomes] | None
LUCK = ("position", "stake", "flexibility", "mood", "caucus_mood")


@dataclass(frozen=True, eq=False)
class Room:
    """A random negotiation: its table, its draws, its number."""

    table: Table
    draws: Draws
    case: int

    def play(self, table: Table | None = None, draws: Draws | None = None) -> Outcomes:
        """Play it, or another table with its luck."""
        return play(table or self.table, draws or self.draws)

    def other(self, **changed: Any) -> "Room":
        """Return the room with another table, whose past goes with it."""
        table = replace(self.table, **changed)
        return Room(table, replace(self.draws, past=past_of(table, len(self.draws))), self.case)

    def whatever(self, **values: tuple[float, float]) -> tuple[Outcomes, Outcomes]:
        """Play with some parameters at two values each."""
        first, second = (
            with_behaviour(self.draws, **{name: ends[n] for name, ends in values.items()}) for n in (0, 1)
        )
        return self.play(draws=first), self.play(draws=second)


def _chosen(table: Table, issues: np.ndarray, seats: np.ndarray) -> Table:
    """Return the table of some issues and some seats, in an order of one's own."""
    grid = np.ix_(issues, seats)
    per_seat = ("stakes", "weights", "caucuses", "in_camp", "permanent", "decides")
    per_issue = ("salience", "ambition", "acquis", "own_text", "available")
    return replace(
        table, positions=table.positions[grid], spreads=table.spreads[grid],
        codes=tuple(table.codes[i] for i in seats), conduct=tuple(table.conduct[i] for i in seats),
        issues=tuple(table.issues[k] for k in issues),
        **{name: getattr(table, name)[seats] for name in per_seat},
        **{name: getattr(table, name)[issues] for name in per_issue},
    )  # fmt: skip


def _seats_back(outcome: Outcomes, order: np.ndarray) -> Outcomes:
    back = np.argsort(order)
    return replace(
        outcome, worth=outcome.worth[:, back], complaints=outcome.complaints[:, back],
        stances=outcome.stances[:, back],
    )  # fmt: skip


def _contiguous(outcome: Outcomes) -> Outcomes:
    return Outcomes(**{f.name: np.ascontiguousarray(getattr(outcome, f.name)) for f in fields(outcome)})


def in_batches(room: Room) -> Both:
    """Each play alone, and all in another order."""
    order = chance(41, room.case).permutation(len(room.draws))
    alone = Outcomes.join([room.play(draws=room.draws[np.array([row])]) for row in range(len(order))])
    mixed = room.play(draws=room.draws[order])[np.argsort(order)]
    whole = room.play()
    apart = any(
        getattr(alone, f.name).tobytes() != getattr(whole, f.name).tobytes() for f in fields(Outcomes)
    )
    return whole, (alone if apart else mixed)


def in_other_chunks(room: Room) -> Both:
    """A batch cut into other pieces."""
    with mock.patch.object(playing, "CHUNK", int(chance(42, room.case).integers(1, 400))):
        cut = room.play()
    return room.play(), cut


def drawn_otherwise(room: Room) -> Both:
    """Luck of some replicates across borders of blocks: at once, or one by one from the last to the first."""
    numbers = chance(43, room.case).choice(600, 4, replace=False)
    whole = draw(room.table, room.case, 600)[numbers]
    single = [play(room.table, draw(room.table, room.case, np.array([n]))) for n in numbers[::-1]]
    return play(room.table, whole), Outcomes.join(single[::-1])


def renamed(room: Room) -> Both:
    """Other codes and names, with the same luck."""
    codes = tuple(f"Z{n:03d}" for n in range(len(room.table.codes)))
    named = replace(
        room.table,
        codes=codes,
        events=recoded(room.table.events, dict(zip(room.table.codes, codes, strict=True))),
        issues=tuple(f"X{n}" for n in range(len(room.table.issues)))[::-1],
        caucus_names=tuple(f"friends {n}" for n in range(len(room.table.caucus_names))),
    )
    return room.play(), room.play(named)


def caucuses_renumbered(room: Room) -> Both:
    """Caucuses in another order, and one that nobody belongs to."""
    groups = len(room.table.caucus_names)
    order = chance(44, room.case).permutation(groups + 1)
    moods = np.concatenate([room.draws.caucus_mood, np.full((len(room.draws), 1), 99.0)], axis=1)
    place = np.argsort(order)
    names = (*room.table.caucus_names, "nobody")
    table = replace(
        room.table, caucuses=place[room.table.caucuses], caucus_names=tuple(names[i] for i in order)
    )
    return room.play(), room.play(table, replace(room.draws, caucus_mood=moods[:, order]))


def reseated(room: Room) -> Both:
    """Delegations in other seats, each with its own luck."""
    order = chance(45, room.case).permutation(len(room.table.codes))
    luck = {name: getattr(room.draws, name)[..., order] for name in LUCK if name != "caucus_mood"}
    there = room.play(permuted(room.table, order.tolist()), replace(room.draws, **luck))
    return room.play(), _contiguous(_seats_back(there, order))


def reordered(room: Room) -> Both:
    """Paragraphs in another order, each with its own luck; complaints are told by the old numbers."""
    k = len(room.table.issues)
    order = chance(46, room.case).permutation(k)
    table = replace(_chosen(room.table, order, np.arange(len(room.table.codes))), issues=room.table.issues)
    draws = replace(room.draws, position=room.draws.position[:, order], past=past_of(table, len(room.draws)))
    there = room.play(table, draws)
    back = np.argsort(order)
    found = Complaints(there.complaints)
    old = Complaints.over(order[found.issue], found.kind).numbers
    second = replace(
        there, path=there.path[:, :, back], text=there.text[:, back], complaints=old.astype(np.int16)
    )
    return room.play(), _contiguous(second)


def with_an_onlooker(room: Room) -> Both:
    """One more delegation that minds nothing, weighs nothing and likes reports, in a caucus of its own."""
    n, plays = len(room.table.codes), len(room.draws)
    table = room.table
    whole = replace(
        table, codes=(*table.codes, "ZZZ"), positions=np.pad(table.positions, ((0, 0), (0, 1))),
        spreads=np.pad(table.spreads, ((0, 0), (0, 1))), stakes=np.append(table.stakes, 1.0),
        weights=np.append(table.weights, 0.0), caucuses=np.append(table.caucuses, len(table.caucus_names)),
        caucus_names=(*table.caucus_names, "onlooker"), in_camp=np.append(table.in_camp, False),
        permanent=np.append(table.permanent, False), decides=np.append(table.decides, True),
        conduct=(*table.conduct, table.conduct[0]),
    )  # fmt: skip
    quiet = {name: np.pad(getattr(room.draws, name), ((0, 0), (0, 1))) for name in LUCK if name != "position"}
    position = np.pad(room.draws.position, ((0, 0), (0, 0), (0, 1)))
    there = room.play(whole, replace(room.draws, position=position, **quiet))
    assert there.stances.shape == (plays, n + 1)
    cut = {name: getattr(there, name)[:, :n] for name in ("worth", "complaints", "stances")}
    return room.play(), _contiguous(replace(there, **cut))


def with_an_idle_issue(room: Room) -> Both:
    """One more paragraph that nobody minds: last in the text, and nobody touches it."""
    table, k = room.table, len(room.table.issues)
    whole = replace(
        table, issues=(*table.issues, "IDLE"), positions=np.pad(table.positions, ((0, 1), (0, 0))),
        spreads=np.pad(table.spreads, ((0, 1), (0, 0))), salience=np.append(table.salience, 1.0),
        ambition=np.append(table.ambition, 0.0), acquis=np.append(table.acquis, 0).astype(np.int8),
        own_text=np.append(table.own_text, 0).astype(np.int8),
        available=np.pad(table.available, ((0, 1), (0, 0)), constant_values=True),
    )  # fmt: skip
    position = np.pad(room.draws.position, ((0, 0), (0, 1), (0, 0)))
    past = past_of(whole, len(room.draws))
    there = room.play(whole, replace(room.draws, position=position, past=past))
    if (there.text[:, k] != 0).any():
        return room.play(), there
    return room.play(), _contiguous(replace(there, path=there.path[:, :, :k], text=there.text[:, :k]))


def in_another_unit(room: Room) -> Both:
    """Everything that is worth something is worth twice as much, so nothing changes but the worth."""
    # A complaint below 1e-12 is none in whatever unit; with convexity 10 there are some as small as that.
    tame = with_behaviour(room.draws, convexity=np.minimum(room.draws.behaviour.convexity, 1.5))
    scaled = ("stake_scale", "decision_noise", "blocking_cost", "scope_cost", "inertia", "red_line")
    doubled = with_behaviour(tame, **{name: 2 * getattr(tame.behaviour, name) for name in scaled})
    there = room.play(replace(room.table, salience=2 * room.table.salience), doubled)
    return room.play(draws=tame), replace(there, worth=there.worth / np.float32(2))


def lighter(room: Room) -> Both:
    """Half the weight for everybody: without a cost of blocking only the shares of weight count."""
    free = with_behaviour(room.draws, blocking_cost=0)
    return room.play(draws=free), room.play(replace(room.table, weights=room.table.weights / 2), free)


def one_outlet_as_good_as_two(room: Room) -> Both:
    """Disappointment is cooled by rho for every outlet, and omega of the stake is left."""
    once = {name: getattr(room.draws.behaviour, name) ** 2 for name in ("outlet_factor", "outlet_stake")}
    two, one = replace(room.table, outlets=2), replace(room.table, outlets=1)
    return room.play(two), room.play(one, with_behaviour(room.draws, **once))


def easier_rules(room: Room) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Yield pairs of rules by which the same text is adopted: the strict one, and the easier one."""
    same = with_behaviour(room.draws, repairs=0)
    rules = (Consensus(), ConsensusMinusOne(), TwoThirds(), SimpleMajority())
    adopted = {rule.name: room.play(replace(room.table, decision=rule), same).adopted for rule in rules}
    for strict, lax in (("consensus", "consensus-minus-one"), ("two-thirds", "simple-majority")):
        yield f"{strict} adopts what {lax} does not", adopted[strict], adopted[lax]


def another_seed(case: int) -> dict[str, bool]:
    """Return for each kind of luck whether two seeds, or two plays, have any of it in common."""
    table = random_table(case)
    first, second = draw(table, case, 3), draw(table, case + 1, 3)
    found = {}
    for name in LUCK:
        one, two = getattr(first, name), getattr(second, name)
        found[f"{name} of another seed"] = bool((one == two).any())
        found[f"{name} of another play"] = bool((one[0] == one[1]).any())
    return found


def luck_stays(case: int) -> bool:
    """Return whether in a smaller room, over fewer issues, the same people have the same luck."""
    table = random_table(case)
    k, n = table.shape
    rng = chance(47, case)
    seats, issues = np.flatnonzero(rng.random(n) < 0.6), np.flatnonzero(rng.random(k) < 0.6)
    seats, issues = (seats if len(seats) else np.array([0])), (issues if len(issues) else np.array([0]))
    small = _chosen(table, issues, seats)
    whole, part = draw(table, case, 300), draw(small, case, 300)
    same = [np.array_equal(whole.position[:, issues][:, :, seats], part.position)]
    same += [
        np.array_equal(getattr(whole, f)[:, seats], getattr(part, f))
        for f in ("stake", "flexibility", "mood")
    ]
    same += [np.array_equal(whole.caucus_mood, part.caucus_mood)]
    return all(same)
