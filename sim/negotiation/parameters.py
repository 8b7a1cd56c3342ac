"""The behavioural parameters: what each means, where it comes from, and what it may be."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.did_you_mean import hint


@dataclass(frozen=True)
class Prior:
    """What is known of a behavioural parameter before any fitting.

    Parameters
    ----------
    kind : ``uniform`` or ``loguniform`` from low to high, or ``fixed``
    low, high : ends of the range; the same for a fixed value
    """

    kind: str
    low: float
    high: float

    @classmethod
    def fixed(cls, value: float) -> Prior:
        """Return the prior of a parameter that is known."""
        return cls("fixed", float(value), float(value))

    def quantile(self, share: Floats) -> Floats:
        """The parameter's value at a share (0..1) of the prior."""
        if self.kind == "fixed":
            return np.full_like(share, self.low)
        if self.kind == "loguniform":
            return np.asarray(self.low * (self.high / self.low) ** share)
        return np.asarray(self.low + (self.high - self.low) * share)

    def describe(self) -> str:
        """The prior as a reader writes it."""
        if self.kind == "fixed":
            return f"{self.low:g}"
        return f"{self.kind} {self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Parameter:
    """One behavioural parameter, a row of data/parameters.csv.

    Its name, its symbol in docs/model.md, meaning, prior, allowed range and source.
    """

    name: str
    symbol: str
    meaning: str
    prior: Prior
    allowed: tuple[float, float]
    source: str


def _parameter(row: Mapping[str, str]) -> Parameter:
    # Whole numbers stay so: digests of settings are made from the numbers as they are written.
    low, high = (float(row[end]) if "." in row[end] else int(row[end]) for end in ("low", "high"))
    prior = Prior.fixed(low) if row["prior"] == "fixed" else Prior(row["prior"], low, high)
    allowed = float(row["least"]), float(row["most"])
    return Parameter(row["name"], row["symbol"], row["meaning"], prior, allowed, row["source"])


_TABLE = resources.files("sim.negotiation").joinpath("data/parameters.csv").read_text(encoding="utf-8")
#: Every behavioural parameter, in the order of docs/model.md.
PARAMETERS: tuple[Parameter, ...] = tuple(map(_parameter, csv.DictReader(_TABLE.splitlines())))

#: Counts and switches, which take whole numbers only.
WHOLE = frozenset({"moves", "log_rolling", "repairs"})
NAMES: Mapping[str, Parameter] = MappingProxyType({p.name: p for p in PARAMETERS})
SYMBOLS: Mapping[str, Parameter] = MappingProxyType({p.symbol: p for p in PARAMETERS})


def checked(priors: Mapping[str, Prior | float]) -> dict[str, Prior]:
    """Return given parameters as priors; their names and ranges are checked.

    Raises ValueError if there is no parameter of that name, or the value is out of its range.
    """
    found = {}
    for name, given in priors.items():
        if name not in NAMES:
            raise ValueError(f"no parameter {name!r}{hint(name, NAMES)}; there are {', '.join(NAMES)}")
        prior = given if isinstance(given, Prior) else Prior.fixed(given)
        low, high = NAMES[name].allowed
        if not low <= prior.low <= prior.high <= high:
            raise ValueError(f"{name} must lie within {low:g} to {high:g}")
        found[name] = prior
    return found
