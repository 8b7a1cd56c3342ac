"""The summary: a forecast as one JSON object, with keys that stay (docs/reference/json.md)."""

from __future__ import annotations

from typing import Any

from sim.negotiation.parameters import PARAMETERS, Parameter, Prior
from sim.report.assumptions import assumptions
from sim.report.reasons_data import reasons_summary
from sim.report.telling import tell
from sim.study.forecast import Forecast
from sim.version import __version__

#: Shares are given to this many digits.
DIGITS = 6


def _share(value: float) -> float:
    return round(value, DIGITS)


def summary(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as plain values; every key is described in docs/reference/json.md."""
    scenario = forecast.scenario
    low, high = forecast.interval
    apart = [d for d in forecast.delegations if d.objects > 0 or d.dissociates > 0]
    return {
        "schema": 1,
        "version": __version__,
        "scenario": scenario.id,
        "question": scenario.question,
        "body": scenario.body,
        "supported": forecast.supported,
        "probability": _share(forecast.probability) if forecast.supported else None,
        "interval": [_share(low), _share(high)] if forecast.supported else None,
        "share_adopted": _share(forecast.share),
        "runs": forecast.runs,
        "seed": forecast.seed,
        "chair": forecast.chair.name,
        "language": {
            p.issue.code: {
                "most_likely": p.likely.word,
                "silent": _share(p.silent),
                "indirect": _share(p.indirect),
                "explicit": _share(p.explicit),
            }
            for p in forecast.language
        },
        "objectors": [
            {**_delegation(d, d.objects), "of_failures": _share(d.of_failures), "alone": _share(d.alone)}
            for d in apart
            if d.objects > 0
        ],
        "dissociators": [
            _delegation(d, d.dissociates)
            for d in sorted(apart, key=lambda d: (-d.dissociates, d.code))
            if d.dissociates > 0
        ],
        "reasons": reasons_summary(forecast),
        "typical_play": {
            "replicate": int(forecast.outcomes.replicates[forecast.typical]),
            "story": tell(forecast, forecast.typical),
        },
        "assumptions": assumptions(forecast),
        "behaviour": str(forecast.behaviour),
        "parameters": {p.name: in_use(forecast, p) for p in PARAMETERS},
    }


def _delegation(delegation: Any, share: float) -> dict[str, Any]:
    return {
        "state": delegation.code,
        "name": delegation.name,
        "probability": _share(share),
        "inferred": delegation.inferred,
        "paragraphs": [
            {"issue": c.issue, "complaint": c.kind, "share": _share(c.share)}
            for c in delegation.complaints
            if c.kind != "none"
        ],
    }


def in_use(forecast: Forecast, parameter: Parameter) -> float | dict[str, list[float]]:
    """Return a parameter as it was drawn: fixed, by a prior, or the 10 and 90 % points of the ensemble."""
    if parameter.name in forecast.given:
        return written(forecast.given[parameter.name])
    ensemble = forecast.ensemble
    if ensemble is None or parameter.name not in ensemble.values:
        return written(parameter.prior)
    return {"calibrated": [_share(ensemble.quantile(parameter.name, at)) for at in (0.1, 0.9)]}


def written(prior: Prior) -> float | dict[str, list[float]]:
    """Return a prior as a parameter file writes it."""
    low, high = float(prior.low), float(prior.high)
    return low if prior.kind == "fixed" else {prior.kind: [low, high]}
