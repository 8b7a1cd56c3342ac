"""What each formulation of each paragraph is worth to each delegation (docs/model.md, equations 1 to 6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import INDIFFERENCE, RUNGS, STRENGTH, Bools, Floats
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


def shortfall(position: Floats, past: Past, behaviour: Behaviour, permanent: Bools) -> Floats:
    """Return how far each formulation stays behind what was promised or claimed (R, K, M, N).

    The promise is the mandate's ambition or the delegation's own claim, which it makes less of where a
    permanent member resists; silence about a settled point loses nothing, or little (equation 6).

    Parameters
    ----------
    permanent : (N,) who is a permanent member of the Security Council
    """
    hopeless = behaviour.realism[:, None] * strongest_resistance(position, permanent)
    claim = (behaviour.own_claim[:, None] * (1 - hopeless))[:, :, None] * position
    promised = np.maximum(past.ambition[:, :, None], claim)
    standing = np.maximum(STRENGTH, behaviour.promise_kept[:, None, None] * past.settled[:, :, None])
    missing = promised[:, :, None, :] - standing[..., None]
    return np.asarray(np.maximum(missing, 0.0, out=missing))


def weigh(table: Table, draws: Draws) -> Interests:
    """Work out what every formulation would do to every delegation (equations 1 to 6)."""
    behaviour = draws.behaviour
    position = instructed(table, draws)
    minded = intensity(position, table.salience, behaviour.convexity)
    wants = (minded * (position > 0))[:, :, None, :]
    resists = (minded * (position < 0))[:, :, None, :]

    ones, zeros = np.ones(len(draws)), np.zeros(len(draws))
    value = np.stack([zeros, behaviour.indirect_value, ones], axis=1)
    harm = np.stack([zeros, behaviour.indirect_harm, ones], axis=1)

    gain = wants * beyond_acquis(value, draws.past, behaviour)[..., None]
    complaint = (
        resists
        * (behaviour.harm_weight[:, None, None] * beyond_acquis(harm, draws.past, behaviour))[..., None]
    )
    sting = behaviour.disappointment_weight * behaviour.outlet_factor**table.outlets
    missed = shortfall(position, draws.past, behaviour, table.permanent)
    missed *= wants * sting[:, None, None, None]
    complaint += missed

    stake = table.stakes + behaviour.weather_effect[:, None] * table.weather
    stake = stake + behaviour.stake_noise[:, None] * draws.stake
    needed = behaviour.stake_scale * behaviour.outlet_stake**table.outlets
    base = needed[:, None] * stake + mood(table, draws)
    return Interests(position, base, gain, complaint)
