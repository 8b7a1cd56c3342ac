"""`gge-sim replay`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.commands.input import WHAT, difference, read_input
from sim.study.source import BehaviourSource

#: Where neither the user nor a result says otherwise.
SEED = 1
#: A replicate lies among as many plays as `gge-sim run` can be asked for.
MOST = 10_000_000


def replay(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=f"What is played: {WHAT}.", show_default=False)],
    seed: options.SeedOrResult = None,
    replicate: Annotated[
        int,
        typer.Option(
            "--replicate", "-r", min=0, max=MOST - 1, help="Which play of that seed, as in plays.csv."
        ),
    ] = 0,
    parameters: options.Parameters = None,
    behaviour: options.BehaviourOrResult = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FOLDER", help="Results folder; results/NAME-replay-S-R if not given."
        ),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Show one play of a forecast reading by reading: who moved what, for whom, and how it ended.

    The same play as that replicate of `gge-sim run`, to the last bit.
    """
    from sim.commands.study import Study, name_taken
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.provenance import scenario_argument
    from sim.report.replay import replay_report
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.loading import load_with_record
    from sim.study.replay import replay as play_again

    given = read_input(file, "input")
    made = given.made
    priors = {**(made.priors if made else {}), **(load_parameters(parameters) if parameters else {})}
    seed = (made.seed if made else SEED) if seed is None else seed
    source = behaviour or (made.behaviour if made else BehaviourSource.PRIORS)
    files, places = dict(given.files), {given.given: given.place}
    if parameters:
        if parameters.name in files:
            raise BadInput([name_taken(parameters)])
        files[parameters.name], places[str(parameters)] = parameters.read_bytes(), parameters.name
    note = difference(given, seed, source, priors)
    if made and not note and replicate >= made.runs:
        problem, allowed = "this result has no such play", f"0 to {made.runs - 1:,}"
        raise BadInput(
            [Fault(given.given, problem, key="--replicate", value=str(replicate), allowed=allowed)]
        )
    target = out or Path("results") / f"{given.name}-replay-{seed}-{replicate}"
    scenario, record = load_with_record(given.path)
    called = {} if made else {given.place: scenario_argument(scenario, given.path, given.place)}
    study = Study.begin(context, "replay", target, files, places, called)
    played = play_again(scenario, seed, replicate, priors, behaviour=source)
    study.deliver(replay_report(played, record, note, study.command), as_json, quiet)
    if note and (as_json or not quiet):
        print(note, file=sys.stderr if as_json else sys.stdout)
