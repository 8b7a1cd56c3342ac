"""An ensemble: many parameter sets with weights, in place of a prior for each parameter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.random_streams import share


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Parameter sets that explain the record about as well as their weights say.

    Parameters
    ----------
    values : (S,) of each free parameter, by name
    weights : (S,) weight of each set; they sum to 1
    """

    values: Mapping[str, Floats]
    weights: Floats

    def pick(self, seed: int, replicates: Ints) -> Ints:
        """Draw the number of a set for each replicate (R,), each set as often as its weight says."""
        ends = np.cumsum(self.weights)
        shares = share(seed, replicates, "parameter set") * ends[-1]
        return np.asarray(np.minimum(np.searchsorted(ends, shares, side="right"), len(ends) - 1))

    @cached_property
    def digest(self) -> str:
        """Digest of the sets and their weights."""
        digest = hashlib.sha256(self.weights.tobytes())
        for name, values in self.values.items():
            digest.update(name.encode())
            digest.update(values.tobytes())
        return digest.hexdigest()

    def quantile(self, name: str, at: float) -> float:
        """Return the weighted quantile of a parameter."""
        order = np.argsort(self.values[name])
        ends = np.cumsum(self.weights[order])
        return float(self.values[name][order][np.searchsorted(ends, at * ends[-1])])
