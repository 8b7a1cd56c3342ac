"""The mediator: one text, changed a little after each reading, wherever the change brings the room closer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.negotiation.arrays import INDIFFERENCE, STRENGTH, Bools, Floats, Ints, Rungs, wording
from sim.negotiation.chairs.chair import ChairStrategy, hearing
from sim.negotiation.changes import apply_change, one_step_changes
from sim.negotiation.payoff import Interests, Weighed
from sim.negotiation.reading import Reading, burdens, has_red_lines, margin
from sim.negotiation.red_line import Largest, largest, most_left
from sim.negotiation.stance import blocking_cost
from sim.negotiation.table import Table

#: A paragraph is fully contested once this share of the room's weight resists it. Convention of the model.
FULLY_CONTESTED = 0.1
#: Smaller improvements than this are rounding.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Lines:
    """Red lines in A plays.

    Parameters
    ----------
    margin : (A, N) how large a single complaint may be before it reaches the chair
    burden : (A, K, N) complaints over the paragraphs as the draft stands
    most : the largest of these
    after : (V, N) complaints over the paragraph of each change, as it then reads
    """

    margin: Floats
    burden: Floats
    most: Largest
    after: Floats


@dataclass(frozen=True, eq=False)
class Options:
    """The one-step changes in A plays that might help the chair, V in all, play after play.

    Parameters
    ----------
    targets : (A, 2K) new rung of each change, -1 where there is none
    play : (V,) which of the plays a change belongs to
    number : (V,) which of the 2K changes it is
    ease : (A, N) how far each delegation is from having to complain to the chair, by the sum over the
        paragraphs; negative if it does
    after : (V, N) the same after each change
    lines : the red lines, which complaints over single paragraphs may cross; None if nobody has any
    heard : (A, N) how well the chair hears each
    merit : (V,) what each change adds to the chair's aim apart from complaints, less inertia
    trouble : (A,) complaints that reach the chair as the draft stands
    """

    targets: Rungs
    play: Ints
    number: Ints
    ease: Floats
    after: Floats
    lines: Lines | None
    heard: Floats
    merit: Floats
    trouble: Floats

    def value(self, merit: Floats, play: Ints, ease: Floats) -> Floats:
        """Return what some ways to go on would add to the chair's aim (C,).

        Parameters
        ----------
        merit : (C,) what each adds apart from complaints
        play : (C,) in which play
        ease : (C, N) how far each delegation would be from having to complain
        """
        return merit + self.trouble[play] - complaints(self.heard[play], ease)

    def eased(self, play: Ints, ease: Floats, *changes: Ints) -> Floats:
        """Return how far each is from having to complain after some changes, red lines regarded (C, N).

        Parameters
        ----------
        ease : (C, N) how far it would be by the sum over the paragraphs
        changes : one or two (C,) places of changes in `after`
        """
        if self.lines is None:
            return ease
        half = self.targets.shape[1] // 2
        paragraphs = tuple(self.number[change] % half for change in changes)
        burdens = tuple(self.lines.after[change] for change in changes)
        left = most_left(self.lines.most, self.lines.burden, play, paragraphs, burdens)
        return np.minimum(ease, self.lines.margin[play] - left)

    def by_play(self, values: Floats, some: Ints | slice = slice(None)) -> Floats:
        """Lay out what is known of some of the changes, -inf for all others (A, 2K)."""
        grid = np.full(self.targets.shape, -np.inf)
        grid[self.play[some], self.number[some]] = values
        return grid


def complaints(heard: Floats, ease: Floats) -> Floats:
    """Sum the complaints that reach the chair (C,)."""
    return np.asarray(-np.einsum("cn,cn->c", heard, ease.clip(-np.inf, 0.0)))


class Mediator(ChairStrategy):
    """The chair of the single negotiating text (docs/model.md, equation 9)."""

    name = "mediator"
    story = (
        "Keeps one text. After each reading tries the changes that move one paragraph by one step, and "
        "where none helps a trade of two, and makes the one that brings most of the room closer to a "
        "yes, writes a stronger text if it costs nobody's consent, stays inside the mandate, and leaves "
        "alone what is contested unless it is worth the quarrel."
    )
    source = (
        "single negotiating text: Fisher & Ury 1981; Tallberg 2010; Odell 2005; Sebenius 1983 on packages"
    )

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Make the best change, or where none helps the best trade."""
        options = survey(reading, draft, rows, trade)
        eased = options.eased(options.play, options.after, np.arange(len(options.play)))
        value = options.by_play(options.value(options.merit, options.play, eased))
        best = value.argmax(axis=1)
        helps = value[np.arange(len(rows)), best] > ROUNDING

        draft = draft.copy()
        apply_change(draft, np.flatnonzero(helps), best[helps], options.targets)
        stalled = ~helps & (reading.behaviour.log_rolling[rows] > 0)
        if trade and stalled.any():
            traded, first, second = best_trade(options, stalled)
            apply_change(draft, traded, first, options.targets)
            apply_change(draft, traded, second, options.targets)
        return draft


@dataclass(frozen=True, eq=False)
class Concerns:
    """What the chair considers throughout R plays.

    Parameters
    ----------
    heard : (R, N) how well the chair hears each delegation
    voice : (R, N) the same by weight, as a share of the room
    patience : (R, N) how far below nothing the text may be worth to each before it complains to the chair
    scope : (R, K, M) what it costs to write what the mandate does not ask for
    inertia : (R, K) what it costs to touch each paragraph
    """

    heard: Floats
    voice: Floats
    patience: Floats
    scope: Floats
    inertia: Floats


@lru_cache(maxsize=1)
def concerns(reading: Reading) -> Concerns:
    """Work out what stays the same between the changes of a reading; it is the same at every reading."""
    table, behaviour, past = reading.table, reading.behaviour, reading.past
    heard = hearing(reading)
    voice = heard * table.weights / max(table.weights.sum(), ROUNDING)
    unasked = np.maximum(STRENGTH - STRENGTH[past.own_text][..., None], 0.0) * (past.ambition == 0)[..., None]
    scope = behaviour.scope_cost[:, None, None] * unasked
    contested = np.minimum(1.0, resistance(table, reading.interests) / FULLY_CONTESTED)
    return Concerns(heard, voice, blocking_cost(reading) / 2, scope, behaviour.inertia[:, None] * contested)


@lru_cache(maxsize=1)
def merits(reading: Reading) -> Floats:
    """Return what each formulation adds to the chair's aim apart from complaints (R, K, M)."""
    known, ambition = concerns(reading), reading.behaviour.chair_ambition
    served = ambition[:, None, None] * np.einsum("rkmn,rn->rkm", reading.worth, known.voice)
    return np.asarray(served - known.scope)


@lru_cache(maxsize=1)
def resistance(table: Table, interests: Interests | Weighed) -> Floats:
    """Return the share of the room's weight that resists each paragraph (R, K)."""
    resisting = interests.position < -INDIFFERENCE
    return np.asarray((resisting * table.weights).sum(axis=-1) / max(table.weights.sum(), ROUNDING))


def survey(reading: Reading, draft: Rungs, rows: Ints, trade: bool) -> Options:
    """Return the effects of the one-step changes that might help, alone or in a trade.

    No change spares the chair more complaints than there are, so that one of too little merit cannot help.
    """
    known = concerns(reading)
    targets = one_step_changes(reading.table, draft)
    paragraphs = np.arange(draft.shape[1])
    both = np.concatenate([paragraphs, paragraphs])
    standing = wording(reading.worth, draft, rows)
    ease = reading.interests.base[rows] + standing.sum(axis=1) + known.patience[rows]
    heard = known.heard[rows]
    worst = ease
    if crossed := has_red_lines(reading):
        burden = burdens(reading, draft, rows)
        most = margin(reading, rows)[:, None] + known.patience[rows]
        worst = np.minimum(ease, most - (heaviest := largest(burden)).first)
    trouble = complaints(heard, worst)

    of_all = merits(reading)
    drafted = of_all[rows[:, None], paragraphs, draft] + known.inertia[rows]
    merit = of_all[rows[:, None], both, targets] - np.concatenate([drafted, drafted], axis=1)
    merit[targets < 0] = -np.inf
    beside = np.maximum(merit.max(axis=1), 0.0) if trade else 0.0
    play, number = np.nonzero(merit + (beside + trouble)[:, None] > ROUNDING)
    paragraph = both[number]

    without = np.subtract(ease[:, None, :], standing, out=standing)
    after = reading.worth[rows[play], paragraph, targets[play, number]]
    after += without[play, paragraph]
    lines = None
    if crossed:
        at = rows[play], paragraph, targets[play, number]
        lines = Lines(
            most, burden, heaviest, (1 - reading.flexibility[at[0]]) * reading.interests.complaint[at]
        )
    return Options(targets, play, number, ease, after, lines, heard, merit[play, number], trouble)


@lru_cache(maxsize=8)
def trades(paragraphs: int) -> tuple[Ints, Ints]:
    """Return the two changes of every trade of two paragraphs, at least one of them strengthened."""
    first, second = np.meshgrid(
        np.arange(2 * paragraphs), np.arange(paragraphs, 2 * paragraphs), indexing="ij"
    )
    distinct = (first % paragraphs != second % paragraphs) & (first < second)
    return first[distinct], second[distinct]


def best_trade(options: Options, stalled: Bools) -> tuple[Ints, Ints, Ints]:
    """Find the best trade of two paragraphs, at least one of them strengthened, in each stalled play.

    A change cannot help more beside another than its gains alone would: the relief from complaints, being
    concave, only shrinks. That bounds every trade by the sum of two numbers, and only those that might help
    are worked out. Where red lines are crossed the bound leaves them out of account: what they add to the
    complaints now may go as well. Returns which plays have a trade that helps, and the two changes of each.

    Parameters
    ----------
    stalled : (A,) the plays to look at
    """
    some = np.flatnonzero(stalled[options.play])
    play = options.play[some]
    kept = np.maximum(options.after[some], options.ease[play])
    crossing = options.trouble - complaints(options.heard, options.ease)
    bound = options.by_play(options.value(options.merit[some], play, kept) - crossing[play], some)
    most = np.partition(bound, -2, axis=1)[:, -2:].sum(axis=1) + crossing
    hopeful = np.flatnonzero(most > 0)

    first, second = trades(options.targets.shape[1] // 2)
    bound = bound[hopeful]
    at, pair = np.nonzero(bound[:, first] + bound[:, second] + crossing[hopeful, None] > 0)
    play = hopeful[at]
    place = np.zeros(options.targets.shape, dtype=np.int64)
    place[options.play, options.number] = np.arange(len(options.play))
    one, two = place[play, first[pair]], place[play, second[pair]]

    after = options.after[one] + options.after[two] - options.ease[play]
    after = options.eased(play, after, one, two)
    value = options.value(options.merit[one] + options.merit[two], play, after)
    best = np.full(len(stalled), ROUNDING)
    np.maximum.at(best, play, value)
    winners = np.flatnonzero((value == best[play]) & (value > ROUNDING))
    traded, where = np.unique(play[winners], return_index=True)
    chosen = winners[where]
    return traded, options.number[one[chosen]], options.number[two[chosen]]
