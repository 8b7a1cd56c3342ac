"""A set of behavioural parameters for each replicate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.negotiation.random_streams import share

#: Streams of luck keep the names that these parameters had before, so that every draw stays as it was.
_STREAMS = {"indirect_value": "veiled_value", "indirect_harm": "veiled_harm"}


@dataclass(frozen=True)
class Behaviour:
    """The behavioural parameters of every replicate, each an array of shape (R,).

    Meaning, symbol, range and source of each are in docs/model.md and in `sim.negotiation.parameters`.
    """

    indirect_value: Floats
    indirect_harm: Floats
    harm_weight: Floats
    disappointment_weight: Floats
    own_claim: Floats
    scope_cost: Floats
    inertia: Floats
    outlet_factor: Floats
    chair_partiality: Floats
    stake_scale: Floats
    blocking_cost: Floats
    deadline_concession: Floats
    chair_ambition: Floats
    decision_noise: Floats
    acquis_discount: Floats
    foreign_acquis: Floats
    outlet_stake: Floats
    red_line: Floats
    realism: Floats
    promise_kept: Floats
    convexity: Floats
    caucus_share: Floats
    cover_exponent: Floats
    deadline_shape: Floats
    stake_noise: Floats
    weather_effect: Floats
    moves: Floats
    log_rolling: Floats
    repairs: Floats

    def __len__(self) -> int:
        return len(self.indirect_value)

    def __getitem__(self, rows: slice | Ints) -> Behaviour:
        """Return the sets of some replicates."""
        return Behaviour(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


def draw_behaviour(
    priors: Mapping[str, Prior], seed: int, replicates: Ints, ensemble: Ensemble | None = None
) -> Behaviour:
    """Draw a parameter set for every replicate.

    Each parameter has a stream of its own, so that fixing one leaves the others' luck alone.

    Parameters
    ----------
    priors : prior by parameter name; what is not named comes from the ensemble, or the model's priors
    seed : non-negative integer
    replicates : (R,) numbers of the replicates
    ensemble : weighted parameter sets, from which each replicate takes one whole
    """
    values = {}
    picked = ensemble.pick(seed, replicates) if ensemble else None
    for parameter in PARAMETERS:
        if ensemble and parameter.name in ensemble.values and parameter.name not in priors:
            values[parameter.name] = ensemble.values[parameter.name][picked]
            continue
        prior = priors.get(parameter.name, parameter.prior)
        if prior.kind == "fixed":
            values[parameter.name] = np.full(len(replicates), float(prior.low))
        else:
            shares = share(seed, replicates, "parameter", _STREAMS.get(parameter.name, parameter.name))
            values[parameter.name] = prior.quantile(shares)
    return Behaviour(**values)
