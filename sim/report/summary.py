"""The summary: a forecast as one JSON object, with keys that stay (docs/reference/json.md)."""

from __future__ import annotations

from typing import Any

from sim.negotiation.parameters import PARAMETERS, Parameter, Prior
from sim.report.account import odds
from sim.report.assumptions import assumptions
from sim.report.reasons_data import counted_data, reasons_summary
from sim.report.telling import tell, typical_rows
from sim.scenario.ladder import Rung
from sim.study.claims import Counted, knowledge
from sim.study.findings import DelegationForecast
from sim.study.forecast import Forecast
from sim.version import __version__

#: Shares are given to this many digits.
DIGITS = 6


def _share(value: float) -> float:
    return round(value, DIGITS)


def summary(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as plain values; every key is described in docs/reference/json.md."""
    scenario = forecast.scenario
    claim, knows = forecast.claim, knowledge(forecast.setting.known, scenario)
    typical = typical_rows(forecast)[0][1]
    apart = [d for d in forecast.delegations if d.objects > 0 or d.dissociates > 0]
    return {
        "schema": 2,
        "version": __version__,
        "scenario": scenario.id,
        "question": scenario.question,
        "body": scenario.body,
        "supported": forecast.supported,
        "probability": None if claim.probability is None else _share(claim.probability),
        "interval": None if claim.interval is None else [_share(end) for end in claim.interval],
        "share_adopted": None if claim.probability is None else _share(forecast.outcomes.share),
        "plays_adopted": None if claim.counted is None else claim.counted.successes,
        "fitted_to": str(knows),
        "runs": forecast.runs,
        "seed": forecast.seed,
        "chair": forecast.chair.name,
        "language": {
            p.issue.code: {
                "most_likely": p.likely.word,
                **dict(zip((rung.word for rung in Rung), odds(forecast, p), strict=True)),
                **({"texts": counts.tolist()} if forecast.supported else {}),
            }
            for p, counts in zip(forecast.language, forecast.wordings, strict=True)
        },
        "objectors": [_delegation(forecast, d, True) for d in apart if d.objects > 0],
        "dissociators": [
            _delegation(forecast, d, False)
            for d in sorted(apart, key=lambda d: (-d.dissociates, d.code))
            if d.dissociates > 0
        ],
        "reasons": reasons_summary(forecast),
        "typical_play": {
            "replicate": int(forecast.outcomes.replicates[typical]),
            "story": tell(forecast, typical),
        },
        "assumptions": assumptions(forecast),
        "behaviour": str(forecast.behaviour),
        "parameters": {p.name: in_use(forecast, p) for p in PARAMETERS},
    }


def _delegation(forecast: Forecast, one: DelegationForecast, objects: bool) -> dict[str, Any]:
    """Return who stands apart, and how often if that is claimed."""
    failures, shown = forecast.failures, forecast.supported
    often: dict[str, Any] = {}
    if shown:
        often["probability"] = _share(one.objects if objects else one.dissociates)
    if shown and objects:
        often["of_failures"] = counted_data(Counted.of(one.of_failures, failures))
        often["alone"] = counted_data(Counted.of(one.alone, failures))
    return {
        "state": one.code,
        "name": one.name,
        **often,
        "inferred": one.inferred,
        "paragraphs": [
            {
                "issue": c.issue,
                "complaint": c.kind,
                **({"share": counted_data(Counted.of(c.share, one.apart))} if shown else {}),
            }
            for c in one.complaints
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
