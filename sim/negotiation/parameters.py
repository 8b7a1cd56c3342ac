"""The behavioural parameters: what each means, where it comes from, and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """One behavioural parameter: name, symbol of docs/model.md, meaning, prior, allowed range, source."""

    name: str
    symbol: str
    meaning: str
    prior: Prior
    allowed: tuple[float, float]
    source: str


def _uniform(low: float, high: float) -> Prior:
    return Prior("uniform", low, high)


def _log(low: float, high: float) -> Prior:
    return Prior("loguniform", low, high)


_UNIT = (0.0, 1.0)
_SCALE = (0.0, 100.0)
_CONVENTION = "convention of the model; not identified by the record"

#: Every behavioural parameter, in the order of docs/model.md.
PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "indirect_value",
        "phi",
        "worth of indirect text to those who want the explicit one",
        Prior.fixed(0.6),
        _UNIT,
        "more than half a loaf: Fischhendler 2008",
    ),
    Parameter(
        "indirect_harm",
        "psi",
        "harm of indirect text to those who resist the explicit one",
        _uniform(0.1, 0.5),
        _UNIT,
        "Fischhendler 2008 (qualitative)",
    ),
    Parameter(
        "harm_weight",
        "kappa",
        "weight of a harm against an equal gain",
        _log(1, 5),
        _SCALE,
        "loss aversion, about 2 to 2.5: Kahneman & Tversky 1979",
    ),
    Parameter(
        "disappointment_weight",
        "mu",
        "weight of falling short of what was promised or claimed",
        _log(0.3, 4),
        _SCALE,
        "cost of no agreement: Franchino & Mariotto 2021",
    ),
    Parameter(
        "own_claim",
        "chi",
        "how far a capital makes its own claim a condition",
        _uniform(0.1, 0.8),
        _UNIT,
        "instructions from capitals: Putnam 1988",
    ),
    Parameter(
        "scope_cost",
        "lambda",
        "cost to the chair of text that the mandate does not ask for",
        _log(0.01, 1),
        _SCALE,
        "mandate discipline; identified by the record's outcomes",
    ),
    Parameter(
        "inertia",
        "iota",
        "resistance of contested text to being touched",
        _log(0.001, 0.2),
        _SCALE,
        "single negotiating text: Fisher 1981; identified by language",
    ),
    Parameter(
        "outlet_factor",
        "rho",
        "disappointment left by each other outlet for a claim",
        _uniform(0.2, 0.9),
        _UNIT,
        "A/RES/73/266 compendium; Chair's summary of 2021",
    ),
    Parameter(
        "chair_partiality",
        "pi",
        "how much less a chair hears those outside his camp",
        _uniform(0, 0.8),
        _UNIT,
        "Tallberg 2010; Blavoukos & Bourantonis 2011",
    ),
    Parameter(
        "stake_scale",
        "b0",
        "worth of having a report at all",
        _log(0.2, 2),
        _SCALE,
        "level parameter of the field; not identified",
    ),
    Parameter(
        "blocking_cost",
        "d0",
        "cost of blocking alone, for a delegation without weight",
        _log(0.05, 1.2),
        _SCALE,
        "Buzan 1981",
    ),
    Parameter(
        "deadline_concession",
        "f0",
        "share of its complaints a delegation gives up at the deadline",
        _uniform(0.05, 0.35),
        (0.0, 0.9),
        "Roth, Murnighan & Schoumaker 1988",
    ),
    Parameter(
        "chair_ambition",
        "alpha",
        "weight of a stronger text to the chair against avoiding objections",
        _log(0.1, 1),
        _SCALE,
        "Tallberg 2010; not identified",
    ),
    Parameter(
        "decision_noise",
        "sigma_e",
        "spread of what moves a delegation and is not in the file",
        _log(0.05, 0.4),
        _SCALE,
        "level parameter of the field; not identified",
    ),
    Parameter(
        "acquis_discount",
        "delta",
        "how far repeating agreed language is free of gain and harm",
        _uniform(0.4, 1),
        _UNIT,
        "each report builds on the last: UNIDIR 2017",
    ),
    Parameter(
        "foreign_acquis",
        "xi",
        "share of that discount given to other bodies' language",
        _uniform(0, 1),
        _UNIT,
        "not identified; whole range kept",
    ),
    Parameter(
        "convexity",
        "gamma",
        "how much faster intensity grows than position",
        Prior.fixed(1.5),
        (0.1, 10.0),
        "1, 1.5 and 2.2 tie on the record",
    ),
    Parameter(
        "caucus_share",
        "c",
        "share of the noise that a caucus has in common",
        Prior.fixed(0.5),
        _UNIT,
        "Hampson & Hart 1995; independent noise alone would kill big rooms",
    ),
    Parameter(
        "cover_exponent",
        "eta",
        "how fast cover from fellow complainants lowers the cost of blocking",
        Prior.fixed(1.0),
        (0.0, 10.0),
        _CONVENTION,
    ),
    Parameter(
        "deadline_shape",
        "beta",
        "concession grows as (share of readings gone) to the power 1/beta",
        Prior.fixed(0.6),
        (0.05, 10.0),
        "Boulware form: Faratin, Sierra & Jennings 1998",
    ),
    Parameter(
        "stake_noise", "sigma_b", "spread of a delegation's stake", Prior.fixed(0.1), _SCALE, _CONVENTION
    ),
    Parameter(
        "moves",
        "n_m",
        "changes of the draft in one reading",
        Prior.fixed(2),
        (0.0, 20.0),
        "1 to 4 tie on the record",
    ),
    Parameter(
        "log_rolling",
        "n_p",
        "1 if the chair may trade two paragraphs when no single change helps, 0 if not",
        Prior.fixed(1),
        _UNIT,
        "Sebenius 1983; needed for packages",
    ),
    Parameter(
        "repairs",
        "n_r",
        "last-minute changes after somebody objects",
        Prior.fixed(3),
        (0.0, 20.0),
        "0 to 6 tie on the record",
    ),
)

#: Counts and switches: half a move would be a whole one, so nobody can ask for it.
WHOLE = frozenset({"moves", "log_rolling", "repairs"})
NAMES: Mapping[str, Parameter] = MappingProxyType({p.name: p for p in PARAMETERS})
SYMBOLS: Mapping[str, Parameter] = MappingProxyType({p.symbol: p for p in PARAMETERS})


def checked(priors: Mapping[str, Prior | float]) -> dict[str, Prior]:
    """Return given parameters as priors; their names and ranges are checked.

    Raises ValueError if there is no parameter of that name, or the value is out of its range.

    Parameters
    ----------
    priors : by parameter name; a number fixes the parameter
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
