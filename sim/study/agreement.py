"""Agreement: how far two coders give the same codes, beyond chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.fault import BadInput, Fault
from sim.study.codes import SCALES, Code, Key, Kind, Scale, Value
from sim.study.estimate import Estimate

#: At least this much of the resamples has to have a coefficient, or there is no interval.
_ENOUGH = 0.5
#: Less disagreement than this is none, but for rounding.
_NOTHING = 1e-12
#: Coefficients from codes and their values, (N,) each.
Coefficient = Callable[[Floats, Floats, bool], float]


@dataclass(frozen=True)
class KindAgreement:
    """How far two coders agree on the codes of one kind, or on all.

    Parameters
    ----------
    kind : of code; empty for all kinds together
    codes : how many both have coded
    same : share of codes that are the same; positions within half a step
    kappa, alpha : Cohen's and Krippendorff's coefficient; NaN if all codes are the same value, so that
        chance alone would agree
    """

    kind: str
    codes: int
    same: float
    kappa: Estimate
    alpha: Estimate


@dataclass(frozen=True)
class Disagreement:
    """A code on which two coders differ: what each gave, and why."""

    key: Key
    a: Value
    b: Value
    note_a: str
    note_b: str

    @property
    def apart(self) -> float:
        """How far apart they are; 1 for words."""
        return abs(self.a - self.b) if isinstance(self.a, float) and isinstance(self.b, float) else 1.0


@dataclass(frozen=True)
class Agreement:
    """Two codings compared.

    Parameters
    ----------
    kinds : one entry for each kind that both have coded, in the order of the sheet
    overall : all kinds together: mean of the coefficients of the kinds, weighted by their codes
    only_a, only_b : codes that one of them alone has
    disagreements : the widest first, within each kind
    resamples, seed : of the bootstrap that gives the intervals
    """

    kinds: tuple[KindAgreement, ...]
    overall: KindAgreement
    only_a: tuple[Key, ...]
    only_b: tuple[Key, ...]
    disagreements: tuple[Disagreement, ...]
    resamples: int
    seed: int


def cohen(a: Floats, b: Floats, words: bool) -> float:
    """Return Cohen's kappa (1960); of numbers, weighted by the square of their distance (1968).

    NaN where chance alone would agree.
    """
    if words:
        observed = (a != b).mean()
        expected = 1 - sum((a == word).mean() * (b == word).mean() for word in np.unique((a, b)))
    else:
        observed = ((a - b) ** 2).mean()
        expected = a.var() + b.var() + (a.mean() - b.mean()) ** 2
    return float(1 - observed / expected) if expected > _NOTHING else float("nan")


def krippendorff(a: Floats, b: Floats, words: bool) -> float:
    """Return Krippendorff's alpha (2011) of two coders: nominal for words, by interval for numbers.

    NaN where all codes have one value.
    """
    pooled = np.concatenate((a, b))
    if words:
        observed = (a != b).mean()
        counts = np.unique(pooled, return_counts=True)[1]
        expected = 1 - (counts * (counts - 1)).sum() / (len(pooled) * (len(pooled) - 1))
    else:
        observed = ((a - b) ** 2).mean()
        expected = 2 * pooled.var(ddof=1)
    return float(1 - observed / expected) if expected > _NOTHING else float("nan")


def agreement(
    a: Mapping[Key, Code], b: Mapping[Key, Code], resamples: int = 1000, seed: int = 1
) -> Agreement:
    """Compare two codings on the codes that both have.

    The intervals are percentiles of a bootstrap over the codes of each kind. They treat codes as independent,
    so that they are too narrow where one reading of a document decides several.

    Raises BadInput if no code is in both.

    Parameters
    ----------
    resamples : of the bootstrap
    """
    both = [key for key in a if key in b]
    if not both:
        raise BadInput(
            [Fault("B", "has no code that A has too", allowed="two codings of the same processes")]
        )
    random = np.random.default_rng(seed)
    kinds, kappas, alphas = [], [], []
    for kind in (kind for kind in Kind if any(key.kind is kind for key in both)):
        keys = sorted(key for key in both if key.kind is kind)
        scale = SCALES[kind]
        pair = (numbers([a[key] for key in keys], scale), numbers([b[key] for key in keys], scale))
        picks = random.integers(len(keys), size=(resamples, len(keys)))
        kappas.append(_spread(cohen, *pair, scale.words, picks))
        alphas.append(_spread(krippendorff, *pair, scale.words, picks))
        same = float((np.abs(pair[0] - pair[1]) <= scale.near + 1e-9).mean())
        kinds.append(KindAgreement(kind, len(keys), same, _estimate(kappas[-1]), _estimate(alphas[-1])))
    counts = np.array([float(one.codes) for one in kinds])
    overall = KindAgreement(
        "",
        int(counts.sum()),
        float(np.average([one.same for one in kinds], weights=counts)),
        _estimate(_mean(np.array(kappas), counts)),
        _estimate(_mean(np.array(alphas), counts)),
    )
    differ = _disagreements(a, b, both)
    only_a, only_b = (tuple(key for key in one if key not in other) for one, other in ((a, b), (b, a)))
    return Agreement(tuple(kinds), overall, only_a, only_b, differ, resamples, seed)


def numbers(some: Sequence[Code], scale: Scale) -> Floats:
    """Return the values of codes as numbers; words by their place on the scale."""
    return np.array([scale.values.index(c.value) if scale.words else c.value for c in some], dtype=float)


def _spread(of: Coefficient, a: Floats, b: Floats, words: bool, picks: Any) -> Floats:
    """Return a coefficient, and behind it those of the resamples."""
    return np.array([of(a, b, words), *(of(a[pick], b[pick], words) for pick in picks)])


def _mean(coefficients: Floats, counts: Floats) -> Floats:
    """Return the mean over kinds (K, 1 + R), of those that have a coefficient."""
    weights = np.where(np.isnan(coefficients), 0.0, counts[:, None])
    total = weights.sum(axis=0)
    mean: Floats = np.full(len(total), np.nan)
    np.divide(np.nansum(coefficients * weights, axis=0), total, out=mean, where=total > 0)
    return mean


def _estimate(found: Floats) -> Estimate:
    value, resampled = float(found[0]), found[1:]
    if np.isnan(value) or np.isfinite(resampled).mean() < _ENOUGH:
        return Estimate(value, float("nan"), float("nan"))
    low, high = np.nanquantile(resampled, [0.025, 0.975])
    return Estimate(value, float(low), float(high))


def _disagreements(
    a: Mapping[Key, Code], b: Mapping[Key, Code], both: Sequence[Key]
) -> tuple[Disagreement, ...]:
    found = []
    for key in both:
        given, other = a[key].value, b[key].value
        assert given is not None
        assert other is not None
        one = Disagreement(key, given, other, a[key].note, b[key].note)
        if given != other and (SCALES[key.kind].words or one.apart > SCALES[key.kind].near + 1e-9):
            found.append(one)
    order = [*Kind]
    return tuple(sorted(found, key=lambda d: (order.index(d.key.kind), -d.apart, d.key)))
