"""The mediator: one text, changed a little after each reading, wherever the change brings the room closer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import STRENGTH, Floats, Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy, hearing
from sim.negotiation.changes import apply_change, one_step_changes
from sim.negotiation.reading import Reading
from sim.negotiation.stance import INDIFFERENCE, blocking_cost

#: A paragraph is fully contested once this share of the room's weight resists it. Convention of the model.
FULLY_CONTESTED = 0.1
#: Smaller improvements than this are rounding.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Options:
    """All one-step changes open to the chair in A plays, and what they would do.

    Parameters
    ----------
    targets : (A, 2K) new rung of each change, -1 where there is none
    ease : (A, N) how far each delegation is from having to complain to the chair; negative if it does
    heard : (A, N) how well the chair hears each
    change : (A, 2K, N) what each change is worth to each delegation
    merit : (A, 2K) what each change adds to the chair's aim apart from complaints, less inertia
    """

    targets: Rungs
    ease: Floats
    heard: Floats
    change: Floats
    merit: Floats

    def __getitem__(self, rows: Ints) -> Options:
        """Return the options in some of the plays."""
        return Options(
            self.targets[rows], self.ease[rows], self.heard[rows], self.change[rows], self.merit[rows]
        )

    @property
    def trouble(self) -> Floats:
        """Complaints that reach the chair as the draft stands (A,)."""
        return complaints(self.heard, self.ease)


def complaints(heard: Floats, ease: Floats) -> Floats:
    """Sum the complaints that reach the chair, over the last axis."""
    return np.asarray((heard * np.maximum(-ease, 0.0)).sum(axis=-1))


class Mediator(ChairStrategy):
    """The chair of the single negotiating text (docs/model.md, equation 9)."""

    name = "mediator"
    story = (
        "Keeps one text. After each reading tries the changes that move one paragraph by one step, and "
        "where none helps a trade of two, and makes the one that brings most of the room closer to a "
        "yes, writes a stronger text if it costs nobody's consent, stays inside the mandate, and leaves "
        "alone what is contested unless it is worth the quarrel."
    )
    source = "single negotiating text: Fisher 1981; Tallberg 2010; Odell 2005; Sebenius 1983 on packages"

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Make the best change, or where none helps the best trade."""
        options = survey(reading, draft, rows)
        then = complaints(options.heard[:, None, :], options.ease[:, None, :] + options.change)
        value = options.merit + options.trouble[:, None] - then
        best = value.argmax(axis=1)
        helps = np.take_along_axis(value, best[:, None], axis=1)[:, 0] > ROUNDING

        draft = draft.copy()
        apply_change(draft, np.flatnonzero(helps), best[helps], options.targets)
        stalled = np.flatnonzero(~helps & (reading.behaviour.log_rolling[rows] > 0))
        if trade and len(stalled):
            traded, first, second = best_trade(options[stalled])
            apply_change(draft, stalled[traded], first, options.targets)
            apply_change(draft, stalled[traded], second, options.targets)
        return draft


def survey(reading: Reading, draft: Rungs, rows: Ints) -> Options:
    """Work out what every one-step change would do."""
    table, behaviour, past = reading.table, reading.behaviour[rows], reading.past[rows]
    paragraphs = np.arange(draft.shape[1])
    both = np.concatenate([paragraphs, paragraphs])
    targets = one_step_changes(table, draft)

    standing = reading.worth[rows[:, None], paragraphs, draft]
    change = reading.worth[rows[:, None], both, targets]
    change -= np.concatenate([standing, standing], axis=1)
    net = reading.interests.base[rows] + standing.sum(axis=1)
    ease = net + blocking_cost(reading)[rows] / 2

    heard = hearing(reading)[rows]
    voice = heard * table.weights / max(table.weights.sum(), ROUNDING)
    ambition = behaviour.chair_ambition[:, None] * (change * voice[:, None, :]).sum(axis=-1)

    plays = np.arange(len(rows))[:, None]
    unasked = np.maximum(STRENGTH - STRENGTH[past.own_text][..., None], 0.0) * (past.ambition == 0)[..., None]
    strayed = unasked[plays, both, targets] - unasked[plays, both, np.concatenate([draft, draft], axis=1)]
    scope = behaviour.scope_cost[:, None] * strayed

    resisting = reading.interests.position[rows] < -INDIFFERENCE
    share = (resisting * table.weights).sum(axis=-1) / max(table.weights.sum(), ROUNDING)
    inertia = behaviour.inertia[:, None] * np.minimum(1.0, share / FULLY_CONTESTED)

    merit = ambition - scope - np.concatenate([inertia, inertia], axis=1)
    return Options(targets, ease, heard, change, np.where(targets < 0, -np.inf, merit))


def best_trade(options: Options) -> tuple[Ints, Ints, Ints]:
    """Find the best trade of two paragraphs, at least one of them strengthened, in each play.

    A change cannot help more beside another than its gains alone would: the
    relief from complaints, being concave, only shrinks. That bounds every
    trade by the sum of two numbers, and only those that might help are worked out.

    Returns
    -------
    which plays have a trade that helps, and the two changes of each
    """
    plays, changes = options.merit.shape
    paragraphs = changes // 2
    kept = np.maximum(options.change, 0.0)
    relief = options.trouble[:, None] - complaints(options.heard[:, None, :], options.ease[:, None, :] + kept)
    bound = options.merit + relief

    first, second = np.meshgrid(np.arange(changes), np.arange(paragraphs, changes), indexing="ij")
    distinct = (first % paragraphs != second % paragraphs) & (first < second)
    first, second = first[distinct], second[distinct]
    play, pair = np.nonzero(bound[:, first] + bound[:, second] > 0)
    one, two = first[pair], second[pair]

    after = options.ease[play] + options.change[play, one] + options.change[play, two]
    value = (
        options.merit[play, one]
        + options.merit[play, two]
        + options.trouble[play]
        - complaints(options.heard[play], after)
    )
    best = np.full(plays, ROUNDING)
    np.maximum.at(best, play, value)
    winners = np.flatnonzero((value == best[play]) & (value > ROUNDING))
    traded, where = np.unique(play[winners], return_index=True)
    chosen = winners[where]
    return traded, one[chosen], two[chosen]
