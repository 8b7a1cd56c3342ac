"""Membership: who is in the room, by rule, so that rooms of different sizes can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.random_streams import share
from sim.negotiation.table import Table
from sim.negotiation.whole_numbers import whole
from sim.scenario.fault import BadInput, Fault
from sim.scenario.roster import roster


class Rule(StrEnum):
    """How a room is chosen from the pool."""

    RANDOM = "random"
    """Any members; each size and each room is drawn independently."""
    EQUITABLE = "equitable"
    """The permanent members, and the regional groups in the shares that they had in the real GGEs."""
    LIKE_MINDED = "like-minded"
    """Members of one caucus alone; a larger room contains the smaller."""
    NESTED = "nested"
    """Any members, but a larger room contains the smaller."""
    REAL = "real"
    """A real group growing seat by seat; once it is complete, others join it."""


#: Seats of each UN regional group in the GGEs of 2004, 2009, 2012, 2014, 2016 and 2019, the permanent members
#: left out: counted in scenarios/record (Henderson 2015; UNIDIR 2017, figure 3; Cybil Portal 2019).
GGE_SEATS: Mapping[str, tuple[int, ...]] = {
    "AFR": (2, 1, 1, 3, 4, 4),
    "APG": (4, 3, 3, 4, 5, 6),
    "EEG": (1, 2, 2, 2, 2, 2),
    "GRULAC": (2, 1, 1, 3, 3, 3),
    "WEOG": (1, 3, 3, 3, 6, 5),
}


def group_shares() -> dict[str, Fraction]:
    """Return the share of each regional group among the elected seats of a GGE: the mean of the six."""
    totals = [sum(seats) for seats in zip(*GGE_SEATS.values(), strict=True)]
    return {
        group: sum((Fraction(n, total) for n, total in zip(seats, totals, strict=True)), Fraction())
        / len(totals)
        for group, seats in GGE_SEATS.items()
    }


def group_turns(available: Mapping[str, int]) -> list[str]:
    """Return the order in which the regional groups take seats, until nobody is left.

    Each seat goes to the group with the largest share over twice its seats plus one (Sainte-Lague 1910), so
    that after n turns a group is within one seat of n times its share; a group whose members are all seated
    is skipped. Not by largest remainder, under which a larger room can give a group fewer seats (the
    81st and the 98th elected seat do), so that rooms could not contain each other.
    """
    shares, taken = group_shares(), dict.fromkeys(available, 0)
    turns: list[str] = []
    while open_groups := [group for group in sorted(available) if taken[group] < available[group]]:
        turn = max(open_groups, key=lambda group: shares[group] / (2 * taken[group] + 1))
        taken[turn] += 1
        turns.append(turn)
    return turns


def rooms(
    rule: Rule,
    pool: Table,
    sizes: Sequence[int],
    rooms: int,
    seed: int,
    real: Sequence[str] = (),
    camp: str = "West",
) -> list[list[tuple[str, ...]]]:
    """Choose rooms of some sizes from a pool.

    Room j of a size is the same whatever other sizes and however many rooms are asked for. Under every rule
    but random, room j of a larger size contains room j of a smaller one. Raises ValueError if no such rooms
    can be chosen, with the reason. Returns sorted codes, by size and by room.

    Parameters
    ----------
    sizes : numbers of seats, ascending
    real : members of the real group, for that rule
    camp : name of the caucus, for the rule like-minded
    """
    rule = Rule(rule)
    check_sizes(sizes, len(pool.codes))
    whole(1, rooms=rooms)
    whole(seed=seed)
    if rule is Rule.RANDOM:
        orders = [_shuffled(pool.codes, _lots(rule, pool.codes, rooms, seed, str(size))) for size in sizes]
    else:
        orders = [_orders(rule, pool, sizes, _lots(rule, pool.codes, rooms, seed), real, camp)] * len(sizes)
    return [
        [tuple(sorted(order[:size])) for order in of_size]
        for size, of_size in zip(sizes, orders, strict=True)
    ]


def check_sizes(sizes: Sequence[int], most: int) -> None:
    """Check that sizes ascend, from 1 to a largest one at most; raise ValueError if they do not."""
    if not sizes:
        raise ValueError("no size is given")
    for size in sizes:
        if not 1 <= size <= most:
            raise ValueError(f"a room has from 1 to {most} seats, not {size}")
    for smaller, larger in pairwise(sizes):
        if larger <= smaller:
            raise ValueError(f"sizes ascend, but {larger} comes after {smaller}")


_SIZES = "a list such as 5,15,25, or start:stop:step such as 5:193:4"


def sizes_from(text: str) -> tuple[int, ...]:
    """Read sizes as a user writes them: ``5,15,25``, or ``5:193:4`` for every fourth and the last.

    Raises BadInput if that is no such text.
    """

    def fault(problem: str) -> BadInput:
        return BadInput([Fault("--sizes", problem, value=text, allowed=_SIZES)])

    parts = [part.strip() for part in text.split(":" if ":" in text else ",")]
    if not all(re.fullmatch("[0-9]{1,9}", part) for part in parts):
        raise fault("is not made of whole numbers")
    numbers = tuple(int(part) for part in parts)
    most = len(roster())
    try:
        if ":" in text:
            if len(numbers) != 3 or not numbers[2]:
                raise ValueError("has no start, stop and step of at least 1")
            start, stop, step = numbers
            check_sizes(sorted({start, stop}), most)
            if stop < start:
                raise ValueError("stops before it starts")
            return (*range(start, stop, step), stop)
        check_sizes(numbers, most)
    except ValueError as error:
        raise fault(str(error)) from None
    return numbers


#: The arrays of a table whose last axis runs over the delegations.
PER_DELEGATION = ("positions", "spreads", "stakes", "weights", "caucuses", "in_camp", "permanent", "decides")


def seat(table: Table, codes: Sequence[str]) -> Table:
    """Return the table with only some of its delegations.

    Caucuses keep their names, so that they meet the same luck. Where nobody of the chair's camp is left the
    chair counts as neutral. Raises ValueError if nobody is left, a code is not at the table, or one is named
    twice.
    """
    seated = sorted(codes)
    if not seated:
        raise ValueError("a room has at least one delegation")
    _at_the_table(table, seated)
    if len(set(seated)) < len(seated):
        raise ValueError(f"named twice: {', '.join(sorted({c for c in seated if seated.count(c) > 1}))}")
    places = np.searchsorted(table.codes, seated)
    cut: dict[str, Any] = {name: np.take(getattr(table, name), places, axis=-1) for name in PER_DELEGATION}
    conduct = tuple(table.conduct[place] for place in places)
    return replace(table, codes=tuple(seated), conduct=conduct, **cut)


def _at_the_table(table: Table, codes: Sequence[str]) -> None:
    if strangers := sorted(set(codes) - set(table.codes)):
        raise ValueError(f"not among those who may be seated: {', '.join(strangers)}")


def _lots(rule: Rule, codes: Sequence[str], rooms: int, seed: int, *more: str) -> Floats:
    """Draw a lot for every state in every room (J, N)."""
    numbers = np.arange(rooms)
    return np.stack([share(seed, numbers, "room", rule.value, *more, code) for code in codes], axis=1)


def _shuffled(codes: Sequence[str], lots: Floats) -> list[list[str]]:
    """Return the codes in the order of their lots, by room."""
    return [[codes[place] for place in order] for order in lots.argsort(axis=1, kind="stable")]


def _orders(
    rule: Rule, pool: Table, sizes: Sequence[int], lots: Floats, real: Sequence[str], camp: str
) -> list[list[str]]:
    """Return for each room the order in which members come in, if larger rooms contain the smaller."""
    shuffled = _shuffled(pool.codes, lots)
    if rule is Rule.LIKE_MINDED:
        like_minded = members_of_caucus(pool, camp)
        if sizes[-1] > len(like_minded):
            held = f"the caucus {camp} has {len(like_minded)} members in the pool"
            raise ValueError(f"{held}, too few for a room of {sizes[-1]}")
        return [[code for code in order if code in like_minded] for order in shuffled]
    if rule is Rule.REAL:
        if not real:
            raise ValueError("the rule real needs the members of the real group")
        _at_the_table(pool, real)
        return [sorted(order, key=lambda code: code not in real) for order in shuffled]
    if rule is Rule.EQUITABLE:
        if others := [code for code in pool.codes if code not in roster()]:
            raise ValueError(
                f"an equitable room is drawn by regional group, and {', '.join(others)} "
                f"{'is' if len(others) == 1 else 'are'} no member state; use --rule random or nested"
            )
        permanent = [code for code in pool.codes if roster()[code].permanent]
        if sizes[0] < len(permanent):
            raise ValueError(
                f"an equitable room has the {len(permanent)} permanent members in it, so it cannot have "
                f"{sizes[0]} seats"
            )
        return [[*permanent, *_in_turn(order)] for order in shuffled]
    return shuffled


def members_of_caucus(pool: Table, camp: str) -> frozenset[str]:
    """Return who is in a caucus; raise ValueError if nobody is."""
    caucuses = dict(zip(pool.codes, (pool.caucus_names[number] for number in pool.caucuses), strict=True))
    if camp not in caucuses.values():
        known = ", ".join(sorted(set(caucuses.values())))
        raise ValueError(f"nobody in the pool is in the caucus {camp}; there are {known}")
    return frozenset(code for code, name in caucuses.items() if name == camp)


def _in_turn(order: Sequence[str]) -> list[str]:
    """Return all but the permanent members, group by group in turn, and within a group in their order."""
    queues: dict[str, list[str]] = {group: [] for group in GGE_SEATS}
    for code in order:
        if not roster()[code].permanent:
            queues[roster()[code].group].append(code)
    turns = group_turns({group: len(queue) for group, queue in queues.items()})
    waiting = {group: iter(queue) for group, queue in queues.items()}
    return [next(waiting[turn]) for turn in turns]
