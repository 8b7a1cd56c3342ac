"""Parameter files: values or priors that replace the model's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.negotiation.parameters import NAMES, SYMBOLS, WHOLE, Parameter, Prior
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.yaml_file import YamlFile, read_yaml

_KINDS = ("uniform", "loguniform")


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
        elif (prior := _prior(value, parameter)) is None:
            faults.append(_bad_value(parsed, str(key), value, parameter))
        else:
            priors[parameter.name] = prior
    if faults:
        raise BadInput(faults)
    return priors


def _bad_value(parsed: YamlFile, key: str, value: Any, parameter: Parameter) -> Fault:
    low, high = parameter.allowed
    forms = "a number, {uniform: [low, high]} or {loguniform: [low, high]}"
    allowed = f"{low:g} to {high:g}: {'a whole number' if parameter.name in WHOLE else forms}"
    return parsed.fault(Contradiction((key,), "is not a value for it", _plain(value), allowed))


def _plain(value: Any) -> str:
    return str(dict(value)) if isinstance(value, dict) else str(value)


def _prior(value: Any, parameter: Parameter) -> Prior | None:
    if _is_number(value):
        prior = Prior.fixed(float(value))
    elif isinstance(value, dict) and len(value) == 1 and next(iter(value)) in _KINDS:
        (kind, ends), *_ = value.items()
        if not (isinstance(ends, list) and len(ends) == 2 and all(_is_number(end) for end in ends)):
            return None
        prior = Prior(kind, float(ends[0]), float(ends[1]))
        if kind == "loguniform" and prior.low <= 0:
            return None
    else:
        return None
    if parameter.name in WHOLE and not (prior.kind == "fixed" and prior.low.is_integer()):
        return None
    low, high = parameter.allowed
    return prior if low <= prior.low <= prior.high <= high else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def as_in_a_file(prior: Prior) -> float | dict[str, list[float]]:
    """Return a prior as a parameter file writes it."""
    low, high = float(prior.low), float(prior.high)
    return low if prior.kind == "fixed" else {prior.kind: [low, high]}
