"""Parameter files: values or priors that replace the model's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.negotiation.parameters import NAMES, SYMBOLS, Prior, allowed, prior_from
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.yaml_file import read_yaml


def load_parameters(path: str | Path) -> dict[str, Prior]:
    """Load priors by parameter name.

    Each key is a parameter's name or symbol; each value a number, which fixes it, or ``{uniform: [low,
    high]}`` or ``{loguniform: [low, high]}``. Raises BadInput if a name is unknown or a value out of range.
    """
    parsed = read_yaml(Path(path))
    priors: dict[str, Prior] = {}
    faults: list[Fault] = []
    for key, value in parsed.content.items():
        parameter = NAMES.get(str(key)) or SYMBOLS.get(str(key))
        if parameter is None:
            problem = f"is not a parameter{hint(str(key), NAMES)}"
            faults.append(parsed.fault(Contradiction((key,), problem, allowed=", ".join(NAMES))))
        elif parameter.name in priors:
            faults.append(parsed.fault(Contradiction((key,), "is named twice")))
        elif (prior := prior_from(value, parameter)) is None:
            problem = "is not a value for it"
            faults.append(parsed.fault(Contradiction((key,), problem, _plain(value), allowed(parameter))))
        else:
            priors[parameter.name] = prior
    if faults:
        raise BadInput(faults)
    return priors


def _plain(value: Any) -> str:
    return str(dict(value)) if isinstance(value, dict) else str(value)


def as_in_a_file(prior: Prior) -> float | dict[str, list[float]]:
    """Return a prior as a parameter file writes it."""
    low, high = float(prior.low), float(prior.high)
    return low if prior.kind == "fixed" else {prior.kind: [low, high]}
