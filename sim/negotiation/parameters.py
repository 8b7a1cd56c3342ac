"""The behavioural parameters: what each means, where it comes from, and what it may be."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.whole_numbers import is_number
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
#: Priors that are drawn, as a parameter file names them.
_KINDS = ("uniform", "loguniform")
NAMES: Mapping[str, Parameter] = MappingProxyType({p.name: p for p in PARAMETERS})
SYMBOLS: Mapping[str, Parameter] = MappingProxyType({p.symbol: p for p in PARAMETERS})


def allowed(parameter: Parameter) -> str:
    """Say which values a parameter may be given, as a file writes them."""
    low, high = parameter.allowed
    forms = "a number, {uniform: [low, high]} or {loguniform: [low, high]}"
    return f"{low:g} to {high:g}: {'a whole number' if parameter.name in WHOLE else forms}"


def checked(priors: Mapping[str, Any]) -> dict[str, Prior]:
    """Return given parameters as priors, by name; names, forms and ranges are those of a parameter file.

    Raises ValueError if there is no parameter of a name or symbol, one is named twice, or a value cannot be
    its own.
    """
    if not isinstance(priors, Mapping):
        raise ValueError(f"priors must be values by the names of parameters, not {priors!r}")
    found: dict[str, Prior] = {}
    for name, given in priors.items():
        parameter = NAMES.get(name) or SYMBOLS.get(name)
        if parameter is None:
            raise ValueError(f"no parameter {name!r}{hint(str(name), NAMES)}; there are {', '.join(NAMES)}")
        if parameter.name in found:
            raise ValueError(f"{parameter.name} is named twice")
        if (prior := prior_from(given, parameter)) is None:
            raise ValueError(f"{name} = {given!r} is not a value for it; allowed: {allowed(parameter)}")
        found[parameter.name] = prior
    return found


def prior_from(value: object, parameter: Parameter) -> Prior | None:
    """Return a value as a prior of a parameter; None if it is none for it.

    Parameters
    ----------
    value : a `Prior`, a number, which fixes it, or ``{"uniform": [low, high]}``, or the same of
        ``"loguniform"``
    """
    prior = value if isinstance(value, Prior) else _written(value)
    if prior is None or (prior.kind == "loguniform" and prior.low <= 0):
        return None
    if parameter.name in WHOLE and not (prior.kind == "fixed" and float(prior.low).is_integer()):
        return None
    low, high = parameter.allowed
    return prior if low <= prior.low <= prior.high <= high else None


def _written(value: object) -> Prior | None:
    if is_number(value):
        return Prior.fixed(float(value))
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    (kind, ends), *_ = value.items()
    two = isinstance(ends, list | tuple) and len(ends) == 2 and all(map(is_number, ends))
    return Prior(kind, float(ends[0]), float(ends[1])) if two and kind in _KINDS else None
