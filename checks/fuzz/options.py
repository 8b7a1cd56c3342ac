"""Options and arguments of the command line, with values from lists that nobody would type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from checks.fuzz.attempt import Case, Outcome, Step
from checks.fuzz.beside import strange_files
from checks.fuzz.values import NUMBERS, PATHS, TEXTS, some_text
from sim.scenario.shipped import shipped

#: Commands, with what makes them cheap to carry out.
_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "run": ("s.yaml", "--runs", "2", "--quiet"),
    "check": ("s.yaml",),
    "show": ("s.yaml",),
    "scenarios": (),
    "schema": (),
    "kit": ("s.yaml", "--runs", "2", "--quiet"),
    "replay": ("s.yaml", "--quiet"),
    "compare": ("s.yaml", "--with", "outlets=1", "--runs", "2", "--workers", "1", "--quiet"),
    "sweep": ("s.yaml", "--over", "outlets=0,1", "--rooms", "2", "--runs", "2", "--workers", "1", "--quiet"),
    "what-if": ("s.yaml", "--runs", "2", "--top", "1", "--workers", "1", "--quiet"),
    "sensitivity": ("s.yaml", "--samples", "4", "--runs", "2", "--workers", "1", "--quiet"),
    "coding": ("s.yaml", "--codings", "2", "--plays", "2", "--quiet"),
    "rerun": ("nothing",),
    "campaign": ("c.yaml", "--runs", "2", "--workers", "1", "--quiet"),
}
#: Never given: they make a command work for hours, or on other machines, which is what was asked for.
_NOT = {"cluster", "workers", "help", "install_completion", "show_completion", "force"}
#: Where a large number is a large order, no larger one is given.
_LARGEST = {"runs": 50, "rooms": 6, "samples": 8, "codings": 5, "plays": 20, "top": 300, "readings": 40}
_WRITTEN = (
    "0", "1", "-1", "2", "1.0", "1e3", "0x10", "1_000", " 5", "５", "٣", "", "nan", "inf", "-inf",
    "1e999", "NaN",
    "99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "18446744073709551615",
    "1" + "0" * 400, "1,2", "1:2", "1:2:0", "5:193:4", "193:5:4", "5,5", "5,4", "1:1:1", "0:193:1",
    "1:999999999:1",
    "5:193:999999999", "5:193:-1", ",", ":", "5,", "5,,6", "5,15,25", "real", "equitable",
    "random,real", "random,random",
    "outlets=0,1", "outlets=0,0", "outlets=", "=1", "=", "outlets=0:1:0.5", "outlets=0:1e9:1",
    "outlets=1:0:-1",
    "inertia=0:1:1e-9", "inertia=nan", "inertia=0:nan:1", "inertia=inf:inf:1", "inertia=0.1:0.2:inf", "x.y=1",
    "decision=two-thirds,consensus", "chair.strategy=mediator", "stake.PAN=0.5", "stake.XXX=0.5",
    "position.PAN.LIMIT=3",
    "position.PAN=3", "position..=3", "readings=1,2", "readings=1000000000",
    "readings=0:1000000:100000", "harm_weight=1",
    "inertia=0.1:0.2", "outlets=1:2", "adopted", "text", "parameters", "issues,delegations",
    "parameters,parameters",
    "morris", "sobol", "priors", "calibrated", "2026-01-01", "2026-02-30", "--help", "--", "-",
    "-n", "s.yaml",
)  # fmt: skip


@cache
def _options() -> Mapping[str, tuple[Any, ...]]:
    from typer.main import get_command

    from sim.cli import app

    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return {name: tuple(p for p in commands[name].params if p.name not in _NOT) for name in _COMMANDS}


def case(seed: int, number: int) -> Case:
    """Return the case of that number: `checks.fuzz.attempt`."""
    chance = Random(f"options {seed} {number}")
    name = sorted(_COMMANDS)[number % len(_COMMANDS)]
    words: list[str] = list(_COMMANDS[name])
    chosen = chance.sample(_options()[name], min(len(_options()[name]), chance.choice((1, 1, 1, 2, 3))))
    for parameter in chosen:
        if parameter.param_type_name == "argument":
            words[:1] = [_argument(chance)]
        elif getattr(parameter, "is_flag", False):
            words.append(parameter.opts[0])
        else:
            words += [parameter.opts[0], _value(parameter.name, chance)]
    if chance.random() < 0.05:
        words.insert(chance.randrange(len(words) + 1), some_text(chance))
    if chance.random() < 0.3 or name == "rerun":
        words = [word for word in words if word != "--quiet"]
    # What the system hands over as an argument has no zero in it, and is bytes: half a surrogate is one.
    typed = tuple(_as_typed(word) for word in (name, *words))
    statuses = (0, 1, 2) if name == "rerun" else (0, 2)
    return Case(name, _files(), (Step(typed, promised=_in_place, statuses=statuses),), strange_files)


def _files() -> dict[str, bytes]:
    return {
        "s.yaml": shipped()["lone-blocker"].read_bytes(),
        "c.yaml": b"id: c\ntitle: C\nprocesses: [lone-blocker]\n",
        "p.yaml": b"psi: 0.5\n",
        "points.csv": b"outlets\n0\n1\n",
        "sub/x": b"",
        "file": b"x",
        "full/notes.txt": b"mine",
    }


def _as_typed(word: str) -> str:
    return word.replace("\x00", "").encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


def _argument(chance: Random) -> str:
    return chance.choice(
        (*PATHS, *TEXTS, "s.yaml", "lone-blocker", "sub", "fifo", "file", "full", "c.yaml", "--", "-x")
    )


def _value(name: str, chance: Random) -> str:
    """Return a value for an option; no large number where that is a large order."""
    kind = chance.random()
    if kind < 0.6:
        text = chance.choice(_WRITTEN)
    elif kind < 0.75:
        text = chance.choice(
            ("p.yaml", "points.csv", "sub", "file", "full", "new", "new/deeper", "fifo", "out", *PATHS)
        )
    elif kind < 0.9:
        text = str(chance.choice(NUMBERS))
    else:
        text = some_text(chance)
    try:
        large = name in _LARGEST and int(text) > _LARGEST[name]
    except ValueError:
        large = False
    return str(_LARGEST[name]) if large else text


def _in_place(folder: Path, outcome: Outcome) -> list[str]:
    """Check that nothing which stood there before is gone."""
    kept = {"full/notes.txt": b"mine", "file": b"x"}
    return [f"{name} is gone" for name, content in kept.items() if (folder / name).read_bytes() != content]
