"""The mediator's search in compiled code: the second statement of `Mediator.change`, for many plays.

It adds in an order of its own, so its numbers differ from NumPy's in the last digits. Therefore it decides
only where no rounding could turn the choice, and gives every other play back: what it decides is what NumPy
decides, on any machine (`sim.negotiation.kernel`).

Arrays are handed on one by one and indexed where they are used: Numba counts each use of an array that is
taken from a tuple, or cut from another one, by an atomic instruction. That takes longer than a sum over a
small room.
"""

from __future__ import annotations

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.compiling import within
from sim.negotiation.payoff import complained
from sim.negotiation.search_space import (
    BORNE,
    EASE,
    FELT,
    FIRST,
    FLOOR,
    GOT,
    HEARD,
    HOPE,
    LIMIT,
    NOTHING,
    SPOKEN,
    THIRD,
    VOICE,
    SearchedPlays,
    Space,
)  # fmt: skip
from sim.negotiation.search_sums import add_up, after_one, after_two, measure, spoken_for

#: Answers of a search: no change helps, one is made, or only NumPy can tell.
DONE, CHANGED, UNSURE = 0, 1, 2
#: In place of the number of a change.
NONE = -1
complained_of = within(complained)


def hold_readings(
    plays: SearchedPlays, steps: Rungs, enough: float, space: Space, conceded: Floats, rows: Ints,
    path: Rungs, sure: Bools,
) -> None:  # fmt: skip
    """Hold some readings of A out of R plays.

    Parameters
    ----------
    steps : (2, K, M) the next weaker and the next stronger formulation; -1 where there is none
    enough : smaller improvements are rounding
    conceded : (T, R, N) share of its complaints that each gives up
    rows : (A,) which plays those are
    path : (T + 1, A, K) the first draft is read, those after the readings are written
    sure : (A,) written: whether these are NumPy's
    """
    (base, wants, resists, promised, value, harm, standing, sting,
     patience, line, heard, voice, scope, inertia, moves, rolling) = plays  # fmt: skip
    gain, complaint, seats, draft, served, merit, change, bound, order = space
    paragraphs, rungs, members = len(draft), merit.shape[1], base.shape[1]
    for a in range(len(rows)):
        r = rows[a]
        for n in range(members):
            seats[FLOOR, n] = base[r, n] + patience[r, n]
            seats[LIMIT, n] = line[r] + patience[r, n]
            seats[HEARD, n] = heard[r, n]
            seats[VOICE, n] = voice[r, n]
        for k in range(paragraphs):
            draft[k] = path[0, a, k]
            for m in range(rungs):
                good, bad, kept = value[r, k, m], harm[r, k, m], standing[r, k, m]
                for n in range(members):
                    stung = wants[r, k, n] * sting[r]
                    gain[k, m, n] = wants[r, k, n] * good
                    complaint[k, m, n] = complained_of(resists[r, k, n], bad, stung, promised[r, k, n], kept)
                served[k, m] = spoken_for(gain, k, m, seats, VOICE) - scope[r, k, m]
        rounding = measure(gain, complaint, scope, inertia, r, seats, line[r])
        add_up(gain, complaint, seats, draft)
        answer = DONE
        for t in range(len(conceded)):
            for n in range(members):
                seats[FELT, n] = 1 - conceded[t, r, n]
                seats[SPOKEN, n] = seats[VOICE, n] * seats[FELT, n]
            for k in range(paragraphs):
                for m in range(rungs):
                    merit[k, m] = served[k, m] - spoken_for(complaint, k, m, seats, SPOKEN)
            made = 0
            while made < moves[r] and answer != UNSURE:
                for k in range(paragraphs):
                    for way in range(2):
                        to = steps[way, k, draft[k]]
                        worth = merit[k, to] - merit[k, draft[k]] - inertia[r, k]
                        change[2 * k + way] = worth if to >= 0 else NOTHING
                answer, one, two = search(
                    gain, complaint, steps, seats, draft, change, bound, order, enough, rounding,
                    rolling[r] > 0,
                )  # fmt: skip
                if answer != CHANGED:
                    break
                for j in (one, two):
                    if j != NONE:
                        draft[j // 2] = steps[j % 2, j // 2, draft[j // 2]]
                add_up(gain, complaint, seats, draft)
                made += 1
            for k in range(paragraphs):
                path[t + 1, a, k] = draft[k]
        sure[a] = answer != UNSURE


@within
def search(
    gain: Floats, complaint: Floats, steps: Rungs, seats: Floats, draft: Rungs, change: Floats,
    bound: Floats, order: Ints, enough: float, rounding: float, trade: bool,
) -> tuple[int, int, int]:  # fmt: skip
    """Find the best change, or where none helps the best trade: the answer, and one or two changes or -1."""
    trouble = 0.0
    for n in range(seats.shape[1]):
        seats[EASE, n] = seats[GOT, n] - seats[FELT, n] * seats[BORNE, n]
    for n in range(seats.shape[1]):
        e = min(seats[EASE, n], seats[LIMIT, n] - seats[FELT, n] * seats[FIRST, n])
        trouble -= seats[HEARD, n] * min(e, 0.0)
    best, second, chosen, most = NOTHING, NOTHING, NONE, 0.0
    for j in range(len(change)):
        most = max(most, change[j])
        # No change spares the chair more complaints than there are.
        if change[j] + trouble > max(best, enough) - rounding:
            k = j // 2
            value = (
                change[j]
                + trouble
                - after_one(gain, complaint, seats, k, draft[k], steps[j % 2, k, draft[k]])
            )
            if value > best:
                best, second, chosen = value, best, j
            elif value > second:
                second = value
    if best > enough - rounding:
        clear = best > enough + rounding and best - second > rounding
        return (CHANGED if clear else UNSURE), chosen, NONE
    if not trade:
        return DONE, NONE, NONE
    # No trade spares the chair more complaints than there are.
    least = enough - rounding - most - trouble
    found = rank(gain, complaint, steps, seats, draft, change, bound, order, least)
    return best_trade(
        gain, complaint, steps, seats, draft, change, bound, order, found, enough, rounding, trouble
    )


@within
def rank(
    gain: Floats, complaint: Floats, steps: Rungs, seats: Floats, draft: Rungs, change: Floats,
    bound: Floats, order: Ints, least: float,
) -> int:  # fmt: skip
    """Order the changes of some merit by the most that each may add to a trade; return how many there are.

    That is what it adds if it harms only where no other change makes up for it, and if the other change of
    the trade lets it spare what lies beyond red lines.
    """
    found, plain = 0, 0.0
    for n in range(seats.shape[1]):
        plain -= seats[HEARD, n] * min(seats[EASE, n], 0.0)
        seats[HOPE, n] = seats[EASE, n]
    for j in range(len(change)):
        if change[j] > least:
            k = j // 2
            m = draft[k]
            to = steps[j % 2, k, m]
            for n in range(seats.shape[1]):
                more = (
                    gain[k, to, n]
                    - gain[k, m, n]
                    - seats[FELT, n] * (complaint[k, to, n] - complaint[k, m, n])
                )
                seats[HOPE, n] = max(seats[HOPE, n], seats[EASE, n] + more)
    for j in range(len(change)):
        if change[j] > least:
            k, left = j // 2, 0.0
            m = draft[k]
            to = steps[j % 2, k, m]
            for n in range(seats.shape[1]):
                gone, new = complaint[k, m, n], complaint[k, to, n]
                more = gain[k, to, n] - gain[k, m, n] - seats[FELT, n] * (new - gone)
                e = seats[EASE, n] + max(more, 0.0)
                still = max(seats[FELT, n] * max(seats[THIRD, n], new), seats[LIMIT, n])
                over = max(seats[FELT, n] * seats[FIRST, n] - still, 0.0)
                spared = over if gone == seats[FIRST, n] else 0.0
                harm = min(seats[HOPE, n], 0.0) - min(seats[HOPE, n] + min(more, 0.0), 0.0)
                harm = harm if seats[FELT, n] * seats[FIRST, n] <= seats[LIMIT, n] else 0.0
                left -= seats[HEARD, n] * (min(e, 0.0) + spared - harm)
            bound[j] = change[j] + plain - left
            at = found
            while at > 0 and bound[order[at - 1]] < bound[j]:
                order[at] = order[at - 1]
                at -= 1
            order[at] = j
            found += 1
    return found


@within
def best_trade(
    gain: Floats, complaint: Floats, steps: Rungs, seats: Floats, draft: Rungs, change: Floats,
    bound: Floats, order: Ints, found: int, enough: float, rounding: float, trouble: float,
) -> tuple[int, int, int]:  # fmt: skip
    """Find the best trade of two paragraphs, at least one of them strengthened, as `search` does."""
    best, second, one, two = NOTHING, NOTHING, NONE, NONE
    for a in range(found - 1):
        i = order[a]
        k = i // 2
        for b in range(a + 1, found):
            j = order[b]
            p = j // 2
            if bound[i] + bound[j] <= max(best, enough) - rounding:
                break
            if k != p and (i % 2 == 1 or j % 2 == 1):
                to, too = steps[i % 2, k, draft[k]], steps[j % 2, p, draft[p]]
                left = after_two(gain, complaint, seats, k, draft[k], to, p, draft[p], too)
                value = change[i] + change[j] + trouble - left
                if value > best:
                    best, second, one, two = value, best, i, j
                elif value > second:
                    second = value
    if best <= enough - rounding:
        return DONE, NONE, NONE
    clear = best > enough + rounding and best - second > rounding
    return (CHANGED if clear else UNSURE), one, two
