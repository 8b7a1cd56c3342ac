from pathlib import Path

import pytest

from sim.negotiation.parameter_file import load_parameters
from sim.negotiation.parameters import NAMES, PARAMETERS, Parameter, Prior
from sim.scenario.fault import BadInput


def written(folder: Path, text: str) -> Path:
    path = folder / "parameters.yaml"
    path.write_text(text)
    return path


def test_a_parameter_is_fixed_or_given_a_prior_by_name_or_symbol(tmp_path: Path) -> None:
    text = "psi: 0.25\nharm_weight: {uniform: [1, 2]}\nb0: {loguniform: [0.5, 1]}\nmoves: 3\n"
    assert load_parameters(written(tmp_path, text)) == {
        "indirect_harm": Prior.fixed(0.25),
        "harm_weight": Prior("uniform", 1.0, 2.0),
        "stake_scale": Prior("loguniform", 0.5, 1.0),
        "moves": Prior.fixed(3.0),
    }


def test_every_prior_of_the_model_can_be_written_to_a_file(tmp_path: Path) -> None:
    lines = [
        f"{p.name}: {p.prior.low!r}"
        if p.prior.kind == "fixed"
        else f"{p.name}: {{{p.prior.kind}: [{p.prior.low!r}, {p.prior.high!r}]}}"
        for p in PARAMETERS
    ]
    assert load_parameters(written(tmp_path, "\n".join(lines))) == {p.name: p.prior for p in PARAMETERS}


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(tmp_path: Path, parameter: Parameter) -> None:
    low, high = parameter.allowed
    for value in (low, high):
        given = load_parameters(written(tmp_path, f"{parameter.name}: {value}\n"))
        assert given == {parameter.name: Prior.fixed(value)}
    for value in (low - 1, high + 1):
        with pytest.raises(BadInput, match="is not a value for it"):
            load_parameters(written(tmp_path, f"{parameter.name}: {value}\n"))


#: The text of a file, and what must be said of it.
FAULTS = {
    "empty": ("", "parameters.yaml: is empty"),
    "list": ("- psi\n", "parameters.yaml:1: must contain keys and values"),
    "unknown name": ("\nharm_wait: 2\n", "yaml:2: harm_wait: is not a parameter; did you mean harm_weight?"),
    "name of before": (
        "inertia: 0\nveiled_harm: 0.2\n",
        "yaml:2: veiled_harm: is not a parameter; it is now called indirect_harm; allowed: ",
    ),
    "number for a name": ("3: 2\n", "parameters.yaml:1: 3: is not a parameter"),
    "key twice": ("psi: 0.2\npsi: 0.3\n", "parameters.yaml:2: psi: is named twice"),
    "name and symbol": ("psi: 0.2\nindirect_harm: 0.3\n", "parameters.yaml:2: indirect_harm: is named twice"),
    "like nothing": ("qqqqqq: 2\n", "yaml:1: qqqqqq: is not a parameter; allowed: indirect_value, "),
    "too high, in all words": (
        "psi: 1.5\n",
        "allowed: 0 to 1: a number, {uniform: [low, high]} or {loguniform: [low, high]}",
    ),
    "mapping": ("psi: {normal: [0.1, 0.2]}\n", "psi = {'normal': [0.1, 0.2]}: is not a value"),
    "too high": ("psi: 1.5\n", "parameters.yaml:1: psi = 1.5: is not a value for it; allowed: 0 to 1"),
    "too low": ("kappa: -1\n", "kappa = -1: is not a value for it; allowed: 0 to 100"),
    "not a number": ("psi: .nan\n", "psi = nan"),
    "without end": ("kappa: .inf\n", "kappa = inf"),
    "true": ("psi: true\n", "psi = True"),
    "text": ("psi: high\n", "psi = high"),
    "quoted": ("psi: '0.2'\n", "psi = 0.2"),
    "nothing": ("psi:\n", "psi"),
    "bare list": ("psi: [0.1, 0.2]\n", "psi = [0.1, 0.2]"),
    "unknown kind": ("psi: {normal: [0.1, 0.2]}\n", "{uniform: [low, high]}"),
    "two kinds": ("psi: {uniform: [0.1, 0.2], loguniform: [0.1, 0.2]}\n", "is not a value for it"),
    "no kind": ("psi: {}\n", "is not a value for it"),
    "one end": ("psi: {uniform: [0.1]}\n", "is not a value for it"),
    "ends of text": ("psi: {uniform: [low, high]}\n", "is not a value for it"),
    "ends the wrong way round": ("psi: {uniform: [0.2, 0.1]}\n", "is not a value for it"),
    "an end out of range": ("psi: {uniform: [0.2, 1.1]}\n", "is not a value for it"),
    "logarithm of nothing": ("psi: {loguniform: [0, 1]}\n", "is not a value for it"),
    "half a move": ("n_m: 2.5\n", "n_m = 2.5: is not a value for it; allowed: 0 to 20: a whole number"),
    "half a trade": ("log_rolling: 0.5\n", "allowed: 0 to 1: a whole number"),
    "repairs between": ("repairs: {uniform: [0, 3]}\n", "allowed: 0 to 20: a whole number"),
    "a number of 400 digits": (f"kappa: {'9' * 400}\n", "yaml:1: is not valid YAML: a number is too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    text, said = FAULTS[name]
    with pytest.raises(BadInput) as refused:
        load_parameters(written(tmp_path, text))
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = "".join(f"{name}: -1\n" for name in NAMES)
    with pytest.raises(BadInput) as refused:
        load_parameters(written(tmp_path, text))
    assert len(refused.value.faults) == len(NAMES)
    assert len(str(refused.value).splitlines()) == 8
