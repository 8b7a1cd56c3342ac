"""The mediator's search in compiled code: the second statement of `Mediator.change`, for many plays.

It adds in an order of its own, so its numbers differ from NumPy's in the last digits. Therefore it decides
only where no rounding could turn the choice, and gives every other play back: what it decides is what NumPy
decides, on any machine (`sim.negotiation.kernel`).

All functions stand in this one file, since Numba compiles anew when it changes. Rows are indexed where they
are used, and functions have one way out: otherwise the loops do not become vector instructions.
"""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.compiling import within
from sim.negotiation.search_space import SearchedDraft, SearchedPlay

#: Two sums of so many terms, in two orders, differ by less than this times their number times their size.
DIFFERENCE = 4 * float(np.finfo(np.float64).eps)
NOTHING = -1e300
#: Answers of a search: no change helps, one is made, or only NumPy can tell.
DONE, CHANGED, UNSURE = 0, 1, 2


def hold_readings(
    plays: SearchedPlay, space: SearchedDraft, base: Floats, conceded: Floats, patience: Floats, line: Floats,
    moves: Floats, rolling: Floats, rows: Ints, path: Rungs, sure: Bools,
) -> None:  # fmt: skip
    """Hold some readings of A out of R plays.

    Parameters
    ----------
    plays : R plays, the first axis of each array but `steps`
    space : what is written in it is of no use afterwards
    base, patience : as in `Interests` and `Concerns`
    conceded : (T, R, N) share of its complaints that each gives up
    line : (R,) how large a single complaint may be; infinite where there is no red line
    moves, rolling : (R,) changes that a reading allows, and whether the chair trades
    rows : (A,) which plays those are
    path : (T + 1, A, K) the first draft is read, those after the readings are written
    sure : (A,) written: whether these are NumPy's
    """
    for a in range(len(rows)):
        r = rows[a]
        play = SearchedPlay(
            plays.gain[r], plays.complaint[r], plays.heard[r], plays.voice[r], plays.inertia[r],
            plays.scope[r], plays.steps, plays.enough,
        )  # fmt: skip
        draft = path[0, a].copy()
        terms = len(draft) + base.shape[1]
        rounding = DIFFERENCE * terms * measure(play, base[r], patience[r], line[r])
        answer = DONE
        for t in range(conceded.shape[0]):
            if answer != UNSURE and moves[r] > 0:
                open_draft(play, space, draft, base[r], conceded[t, r], patience[r], line[r])
                answer = revise(play, space, draft, rounding, moves[r], rolling[r] > 0, line[r] < np.inf)
            path[t + 1, a] = draft
        sure[a] = answer != UNSURE


@within
def measure(play: SearchedPlay, base: Floats, patience: Floats, line: float) -> float:
    """Return a bound for all numbers that are added up anywhere in a play."""
    size, widest, spoken = 1.0, 0.0, 1.0
    for n in range(len(base)):
        size += abs(base[n]) + patience[n] + (line if line < np.inf else 0.0)
        spoken += play.voice[n]
    for k in range(len(play.gain)):
        wide = 0.0
        for n in range(len(base)):
            most = 0.0
            for m in range(play.gain.shape[1]):
                here = abs(play.gain[k, m, n]) + play.complaint[k, m, n]
                most = here if here > most else most
            wide += most
        size += wide + play.inertia[k] + play.scope[k].sum()
        widest = max(widest, wide)
    return (size + 4 * widest) * spoken


@within
def open_draft(
    play: SearchedPlay,
    space: SearchedDraft,
    draft: Rungs,
    base: Floats,
    conceded: Floats,
    patience: Floats,
    line: float,
) -> None:
    """Weigh a draft and all its changes."""
    for n in range(len(base)):
        space.felt[n] = 1 - conceded[n]
        space.ease[n] = base[n] + patience[n]
        space.limit[n] = line + patience[n]
    for k in range(len(draft)):
        m = draft[k]
        for n in range(len(base)):
            space.ease[n] += play.gain[k, m, n] - space.felt[n] * play.complaint[k, m, n]
        weigh_changes(play, space, draft, k, line < np.inf)


@within
def weigh_changes(play: SearchedPlay, space: SearchedDraft, draft: Rungs, k: int, crossed: bool) -> None:
    """Weigh the two changes of a paragraph."""
    gain, complaint, felt, voice, worth = play.gain, play.complaint, space.felt, play.voice, space.worth
    rung = draft[k]
    for way in range(2):
        j = k + way * len(draft)
        to = play.steps[way, k, rung]
        space.target[j] = to
        if to < 0:
            continue
        served = 0.0
        for n in range(len(felt)):
            more = gain[k, to, n] - gain[k, rung, n] - felt[n] * (complaint[k, to, n] - complaint[k, rung, n])
            worth[j, n] = more
            served += voice[n] * more
        space.merit[j] = served - (play.scope[k, to] - play.scope[k, rung]) - play.inertia[k]
        if crossed:
            for n in range(len(felt)):
                space.after[j, n] = felt[n] * complaint[k, to, n]
    if crossed:
        for n in range(len(felt)):
            space.burden[k, n] = felt[n] * complaint[k, rung, n]


@within
def revise(
    play: SearchedPlay,
    space: SearchedDraft,
    draft: Rungs,
    rounding: float,
    moves: float,
    trade: bool,
    crossed: bool,
) -> int:
    """Make the changes of one reading, in place; say whether NumPy would make the same."""
    made = 0
    while made < moves:
        answer, one, two = search(play, space, draft, rounding, trade, crossed)
        if answer != CHANGED:
            return answer
        made += 1
        for j in (one, two):
            if j >= 0:
                draft[j % len(draft)] = space.target[j]
                for n in range(len(space.ease)):
                    space.ease[n] += space.worth[j, n]
        for j in (one, two):
            if j >= 0 and made < moves:
                weigh_changes(play, space, draft, j % len(draft), crossed)
    return CHANGED


@within
def search(
    play: SearchedPlay, space: SearchedDraft, draft: Rungs, rounding: float, trade: bool, crossed: bool
) -> tuple[int, int, int]:
    """Find the best change, or where none helps the best trade: the answer, and one or two changes or -1."""
    if crossed:
        find_largest(space)
    trouble = complaints(play, space, -1, -1, crossed)
    best, second, chosen = NOTHING, NOTHING, -1
    for j in range(len(space.target)):
        # No change spares the chair more complaints than there are.
        if space.target[j] < 0 or space.merit[j] + trouble <= max(best, play.enough) - rounding:
            continue
        value = space.merit[j] + trouble - complaints(play, space, j, -1, crossed)
        if value > best:
            best, second, chosen = value, best, j
        elif value > second:
            second = value
    if best > play.enough - rounding:
        clear = best > play.enough + rounding and best - second > rounding
        return (CHANGED if clear else UNSURE), chosen, -1
    return best_trade(play, space, draft, rounding, trouble, crossed) if trade else (DONE, -1, -1)


@within
def complaints(play: SearchedPlay, space: SearchedDraft, one: int, two: int, crossed: bool) -> float:
    """Sum the complaints that reach the chair after no, one or, where red lines are, two changes."""
    heard, ease = play.heard, space.ease
    left = 0.0
    if crossed:
        half = len(space.burden)
        k, also_k = one if one < half else one - half, two if two < half else two - half
        for n in range(len(ease)):
            e, first, next_, third = ease[n], space.most[0, n], space.most[1, n], space.most[2, n]
            heaviest = first
            if one >= 0:
                gone, new = space.burden[k, n], space.after[one, n]
                e += space.worth[one, n]
                heaviest = max(next_ if gone == first else first, new)
                if two >= 0:
                    also, newer = space.burden[also_k, n], space.after[two, n]
                    e += space.worth[two, n]
                    next_ = third if min(gone, also) == next_ else next_
                    heaviest = max(next_ if max(gone, also) == first else first, max(new, newer))
            e = min(e, space.limit[n] - heaviest)
            left -= heard[n] * (e if e < 0.0 else 0.0)
    elif one < 0:
        for n in range(len(ease)):
            e = ease[n]
            left -= heard[n] * (e if e < 0.0 else 0.0)
    else:
        for n in range(len(ease)):
            e = ease[n] + space.worth[one, n]
            left -= heard[n] * (e if e < 0.0 else 0.0)
    return left


@within
def find_largest(space: SearchedDraft) -> None:
    """Write the three largest complaints of each, equal ones counted apart."""
    most = space.most
    for n in range(most.shape[1]):
        most[0, n] = most[1, n] = most[2, n] = -np.inf
    for k in range(len(space.burden)):
        for n in range(most.shape[1]):
            here = space.burden[k, n]
            most[2, n] = max(most[2, n], min(most[1, n], here))
            most[1, n] = max(most[1, n], min(most[0, n], here))
            most[0, n] = max(most[0, n], here)


@within
def rank(play: SearchedPlay, space: SearchedDraft, least: float, crossed: bool) -> int:
    """Order the changes of some merit by the most that each may add to a trade; return how many there are."""
    heard, ease, half = play.heard, space.ease, len(space.burden)
    found, plain = 0, 0.0
    for n in range(len(ease)):
        plain -= heard[n] * (ease[n] if ease[n] < 0.0 else 0.0)
    for j in range(len(space.target)):
        if space.target[j] < 0 or space.merit[j] <= least:
            continue
        left = 0.0
        for n in range(len(ease)):
            e = ease[n] + (space.worth[j, n] if space.worth[j, n] > 0.0 else 0.0)
            left -= heard[n] * (e if e < 0.0 else 0.0)
        space.bound[j] = space.merit[j] + plain - left
        if crossed:
            space.bound[j] += uncrossed(play, space, j, j if j < half else j - half)
        at = found
        while at > 0 and space.bound[space.order[at - 1]] < space.bound[j]:
            space.order[at] = space.order[at - 1]
            at -= 1
        space.order[at] = j
        found += 1
    return found


@within
def uncrossed(play: SearchedPlay, space: SearchedDraft, j: int, k: int) -> float:
    """Return the most that a change spares the chair in red lines, if the other of a trade helps."""
    spared, most = 0.0, space.most
    for n in range(len(space.ease)):
        still = max(most[2, n], space.after[j, n], space.limit[n])
        over = most[0, n] - still
        spared += play.heard[n] * (over if over > 0.0 and space.burden[k, n] == most[0, n] else 0.0)
    return spared


@within
def best_trade(
    play: SearchedPlay, space: SearchedDraft, draft: Rungs, rounding: float, trouble: float, crossed: bool
) -> tuple[int, int, int]:
    """Find the best trade of two paragraphs, at least one of them strengthened, as `search` does."""
    heard, ease, order, bound, half = play.heard, space.ease, space.order, space.bound, len(draft)
    best, second, one, two, most = NOTHING, NOTHING, -1, -1, 0.0
    for j in range(len(space.target)):
        if space.target[j] >= 0 and space.merit[j] > most:
            most = space.merit[j]
    # No trade spares the chair more complaints than there are.
    found = rank(play, space, play.enough - rounding - most - trouble, crossed)
    for a in range(found - 1):
        i = order[a]
        for b in range(a + 1, found):
            j = order[b]
            if bound[i] + bound[j] <= max(best, play.enough) - rounding:
                break
            if i - j == half or j - i == half or (i < half and j < half):
                continue
            if crossed:
                left = complaints(play, space, i, j, crossed)
            else:
                left = 0.0
                for n in range(len(ease)):
                    e = ease[n] + space.worth[i, n] + space.worth[j, n]
                    left -= heard[n] * (e if e < 0.0 else 0.0)
            value = space.merit[i] + space.merit[j] + trouble - left
            if value > best:
                best, second, one, two = value, best, i, j
            elif value > second:
                second = value
    if best <= play.enough - rounding:
        return DONE, -1, -1
    clear = best > play.enough + rounding and best - second > rounding
    return (CHANGED if clear else UNSURE), one, two
