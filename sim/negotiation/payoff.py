"""What each formulation of each paragraph is worth to each delegation (docs/model.md, equations 1 to 6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import INDIFFERENCE, RUNGS, STRENGTH, Bools, Floats, Ints, Rungs, wording
from sim.negotiation.behaviour import Behaviour
from sim.negotiation.caucus import mood
from sim.negotiation.draw import Draws
from sim.negotiation.past import Past
from sim.negotiation.table import Table


@dataclass(frozen=True, eq=False)
class Interests:
    """What is at stake for everybody in R plays, before anybody concedes.

    Parameters
    ----------
    position : (R, K, N) the positions as instructed, -1 to 1
    base : (R, N) worth of having a report at all, and the mood of the day
    gain : (R, K, M, N) what a formulation gives to those who want the paragraph, >= 0
    complaint : (R, K, M, N) the harm it does to those who resist the paragraph, or the
        disappointment of those who want more of it, >= 0; the sign of the position says which
    """

    position: Floats
    base: Floats
    gain: Floats
    complaint: Floats

    def over(self, draft: Rungs, rows: Ints) -> tuple[Floats, Floats]:
        """Return what drafts of some plays give, and what is complained of in them (A, K, N)."""
        return wording(self.gain, draft, rows), wording(self.complaint, draft, rows)


@dataclass(frozen=True, eq=False)
class Weighed:
    """The same by what gains and complaints are made from; they are worked out where they are asked for.

    Parameters
    ----------
    position, base : as in `Interests`
    wants, resists : (R, K, N) how much each cares who wants the paragraph, and who resists it; 0 for others
    promised : (R, K, N) how strong a text each was promised, or claims
    value, harm : (R, K, M) what each formulation gives and harms beyond the language already agreed
    standing : (R, K, M) strength of each formulation, with what is already agreed
    sting : (R,) how much falling short of a promise or claim hurts
    """

    position: Floats
    base: Floats
    wants: Floats
    resists: Floats
    promised: Floats
    value: Floats
    harm: Floats
    standing: Floats
    sting: Floats

    @cached_property
    def table(self) -> Interests:
        """The same for all formulations."""
        wants, resists, promised = (each[:, :, None] for each in (self.wants, self.resists, self.promised))
        value, harm, standing = (each[..., None] for each in (self.value, self.harm, self.standing))
        stung = wants * self.sting[:, None, None, None]
        return Interests(
            self.position, self.base, wants * value, complained(resists, harm, stung, promised, standing)
        )

    @property
    def gain(self) -> Floats:
        """See `Interests`."""
        return self.table.gain

    @property
    def complaint(self) -> Floats:
        """See `Interests`."""
        return self.table.complaint

    def over(self, draft: Rungs, rows: Ints) -> tuple[Floats, Floats]:
        """Return what drafts of some plays give, and what is complained of in them (A, K, N)."""
        if "table" in vars(self):  # looked up, if somebody has asked for all formulations
            return self.table.over(draft, rows)
        at = rows[:, None], np.arange(draft.shape[1]), draft
        value, harm, standing = (each[at][..., None] for each in (self.value, self.harm, self.standing))
        some: Ints | slice = rows
        if np.array_equal(rows, np.arange(len(self.base))):
            some = slice(None)  # nothing is copied
        wants, resists, promised = self.wants[some], self.resists[some], self.promised[some]
        stung = wants * self.sting[some, None, None]
        return wants * value, complained(resists, harm, stung, promised, standing)


def complained(resists: Floats, harm: Floats, stung: Floats, promised: Floats, standing: Floats) -> Floats:
    """Return what is complained of in a formulation: its harm, or how far it falls short of the promise.

    Of arrays that fit each other, or of numbers.
    """
    return resists * harm + stung * np.maximum(promised - standing, 0.0)


def instructed(table: Table, draws: Draws) -> Floats:
    """Return the positions that delegations arrive with (R, K, N), each in -1..1 (equation 1)."""
    return np.clip(table.positions + table.spreads * draws.position, -1.0, 1.0)


def intensity(position: Floats, salience: Floats, convexity: Floats) -> Floats:
    """Return how much each delegation cares about each issue (R, K, N), >= 0 (equation 2)."""
    return np.asarray(salience[:, None] * np.abs(position) ** convexity[:, None, None])


def beyond_acquis(worth: Floats, past: Past, behaviour: Behaviour) -> Floats:
    """Return what a formulation is worth beyond the language already agreed (R, K, M) (equation 4).

    Parameters
    ----------
    worth : (R, M) worth of silent, indirect and explicit text on a fresh subject
    """
    rungs = np.arange(RUNGS)
    plays = np.arange(len(worth))[:, None, None]
    of_any_body = np.minimum(rungs, past.acquis[:, :, None])
    of_own = np.minimum(of_any_body, past.own_text[:, :, None])
    foreign = behaviour.foreign_acquis[:, None, None]
    repeated = foreign * worth[plays, of_any_body] + (1 - foreign) * worth[plays, of_own]
    return np.asarray(worth[:, None, :] - behaviour.acquis_discount[:, None, None] * repeated)


def strongest_resistance(position: Floats, permanent: Bools) -> Floats:
    """Return how strongly any permanent member resists each paragraph (R, K), 0 to 1."""
    against = -position[:, :, permanent].min(axis=2, initial=0.0)
    return np.where(against > INDIFFERENCE, against, 0.0)


def promise(position: Floats, past: Past, behaviour: Behaviour, permanent: Bools) -> Floats:
    """Return how strong a text each delegation was promised, or claims (R, K, N).

    The promise is the mandate's ambition or the delegation's own claim, which it makes less of where a
    permanent member resists (equation 6).

    Parameters
    ----------
    permanent : (N,) who is a permanent member of the Security Council
    """
    hopeless = behaviour.realism[:, None] * strongest_resistance(position, permanent)
    claim = (behaviour.own_claim[:, None] * (1 - hopeless))[:, :, None] * position
    return np.maximum(past.ambition[:, :, None], claim, out=claim)


def weigh(table: Table, draws: Draws) -> Weighed:
    """Work out what every formulation would do to every delegation (equations 1 to 6)."""
    behaviour, past = draws.behaviour, draws.past
    position = instructed(table, draws)
    minded = intensity(position, table.salience, behaviour.convexity)

    ones, zeros = np.ones(len(draws)), np.zeros(len(draws))
    value = np.stack([zeros, behaviour.indirect_value, ones], axis=1)
    harm = np.stack([zeros, behaviour.indirect_harm, ones], axis=1)

    stake = table.stakes + behaviour.weather_effect[:, None] * table.weather
    stake = stake + behaviour.stake_noise[:, None] * draws.stake
    needed = behaviour.stake_scale * behaviour.outlet_stake**table.outlets
    return Weighed(
        position,
        base=needed[:, None] * stake + mood(table, draws),
        wants=minded * (position > 0),
        resists=minded * (position < 0),
        promised=promise(position, past, behaviour, table.permanent),
        value=beyond_acquis(value, past, behaviour),
        harm=behaviour.harm_weight[:, None, None] * beyond_acquis(harm, past, behaviour),
        # Silence about a settled point loses nothing, or little.
        standing=np.maximum(STRENGTH, behaviour.promise_kept[:, None, None] * past.settled[:, :, None]),
        sting=behaviour.disappointment_weight * behaviour.outlet_factor**table.outlets,
    )
