"""The play as coded: nothing is drawn, so the screens match the printed role sheets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.negotiation.behaviour import Behaviour
from sim.negotiation.draw import Draws
from sim.negotiation.parameters import PARAMETERS
from sim.study.setting import Setting

#: The draws that concern delegations.
_LUCK = ("position", "stake", "flexibility", "mood", "caucus_mood")


def as_coded(draws: Draws, played: Setting) -> Draws:
    """Return the same plays without chance: positions and stakes as coded, no moods, common behaviour.

    Parameters
    ----------
    draws : of the plays; the past that they build on stays
    played : the setting of the draws
    """
    luck = {name: np.zeros_like(getattr(draws, name)) for name in _LUCK}
    return replace(draws, behaviour=common_behaviour(played, len(draws)), **luck)


def common_behaviour(played: Setting, plays: int) -> Behaviour:
    """Return the mean of every parameter over the ensemble; the middle of its prior where it has none.

    This set was not fitted to the record. It is what a role sheet, printed before any play, can say about
    how capitals behave.
    """
    ensemble, values = played.ensemble, {}
    for parameter in PARAMETERS:
        name = parameter.name
        if ensemble is not None and name in ensemble.values and name not in played.given:
            value = float(np.average(ensemble.values[name], weights=ensemble.weights))
        else:
            value = float(played.given.get(name, parameter.prior).quantile(np.array([0.5]))[0])
        values[name] = np.full(plays, value)
    return Behaviour(**values)
