"""The input of a command: a scenario, or a results folder of `gge-sim run` with the settings that made it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.scenario.fault import BadInput, Fault, on_lines
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.negotiation.parameters import Prior

#: The command whose results may be given.
RUN = "run"
#: What a user may give, in the words of a help text.
WHAT = "a scenario file, the name of a shipped one, or a results folder of `gge-sim run`"


@dataclass(frozen=True)
class Made:
    """How a result was made: its seed, number of plays, source of behaviour, and parameters given."""

    seed: int
    runs: int
    behaviour: BehaviourSource
    priors: Mapping[str, Prior]


@dataclass(frozen=True)
class Input:
    """An input as the user gives it.

    Parameters
    ----------
    given : as it was written
    name : of the scenario file, or of the results folder
    path : the scenario file
    made : how the result was made, if it is one
    place : where it is kept in the folder of what is done with it
    files : what is kept there, by name
    """

    given: str
    name: str
    path: Path
    made: Made | None
    place: str
    files: Mapping[str, bytes]


def difference(given: Input, seed: int, behaviour: BehaviourSource, priors: Mapping[str, Prior]) -> str:
    """Return why this play is not one of the given result; empty if it is."""
    made = given.made
    if made is None:
        return ""
    changed = [f"seed {seed} instead of {made.seed}"] * (seed != made.seed)
    changed += [f"behaviour {behaviour} instead of {made.behaviour}"] * (behaviour != made.behaviour)
    other = [name for name in priors if made.priors.get(name) != priors[name]]
    changed += [f"other parameters ({', '.join(other)})"] * bool(other)
    return f"This play is not one of the result {given.name}: {'; '.join(changed)}." if changed else ""


def read_input(given: str, home: str) -> Input:
    """Identify an input, and read its files.

    Raises BadInput if there is no such thing, or it is a result of another command than `gge-sim run`.

    Parameters
    ----------
    home : what the folder is called in which a scenario is kept; a result in HOME-NAME
    """
    from sim.report.file_names import MANIFEST
    from sim.report.rerun import KINDS, read_manifest
    from sim.scenario.loading import SCENARIO, scenario_files
    from sim.scenario.shipped import locate

    path = locate(given)
    if not path.is_dir():
        files = {f"{home}/{name}": content for name, content in scenario_files(path).items()}
        place = f"{home}/{path.stem}.yaml"
        files[place] = files.pop(f"{home}/{SCENARIO}")
        return Input(given, path.stem, path, None, place, files)
    manifest = read_manifest(path)
    if manifest.kind != KINDS[RUN]:
        problem = f"is a result of gge-sim {manifest.arguments[0]}"
        raise BadInput([Fault(given, problem, allowed="a result of gge-sim run, or a scenario")])
    made, parameters = _made(path, manifest.arguments)
    # The same name again when it is done again from its own folder.
    name = path.resolve().name.removeprefix(f"{home}-")
    files = {MANIFEST: (path / MANIFEST).read_bytes(), **scenario_files(path / SCENARIO), **parameters}
    place = f"{home}-{name}"
    files = {f"{place}/{file}": content for file, content in files.items()}
    return Input(given, name, path / SCENARIO, made, place, files)


def _made(folder: Path, arguments: Sequence[str]) -> tuple[Made, dict[str, bytes]]:
    """Return how a forecast was made, and its parameter file by name, if it has one."""
    from sim.commands.manifest_arguments import given_again
    from sim.commands.run import run
    from sim.negotiation.convene import own_priors
    from sim.negotiation.parameter_file import load_parameters
    from sim.scenario.loading import SCENARIO, load
    from sim.scenario.text import read_raw

    alone = typer.Typer()
    alone.command(RUN)(run)
    command: Any = typer.main.get_command(alone)
    words = given_again(command, arguments[1:], folder)
    with command.make_context(RUN, words) as again:
        given = again.params
    file = given["parameters"]
    priors = load_parameters(file) if file else {}
    own = own_priors(load(folder / SCENARIO))
    made = Made(given["seed"], given["runs"], given["behaviour"], own | priors)
    return made, {file.name: read_raw(file, str(file))} if file else {}


def warn(doubted: Sequence[Fault], strict: bool) -> int:
    """Print warnings about a file to standard error; return the number of lines.

    Raises BadInput if it is an error and something is doubted.
    """
    if strict and doubted:
        raise BadInput(doubted)
    lines = on_lines(doubted).splitlines()
    for line in lines:
        print(f"gge-sim: warning: {line}", file=sys.stderr)
    return len(lines)
