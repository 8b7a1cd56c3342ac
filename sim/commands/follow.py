"""`gge-sim follow`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.scenario.schema import Scenario

#: The history in the results folder; where the inputs that may have the name of a result lie; the history
#: that was there before.
HISTORY, APART = "history.jsonl", "given"
PAST = f"{APART}/earlier-history.jsonl"


def follow(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A follow file: what happens, dated and with its source; or the name of a shipped one.",
            show_default=False,
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Count only entries up to this date.", show_default=False),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="A scenario in place of the one that the file names."),
    ] = None,
    runs: options.Runs = 4000,
    seed: options.Seed = 1,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    parameters: options.Parameters = None,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    raw_shares: options.Raw = False,
    history: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Earlier history to go on with; by default that of the results folder, if there is one.",
        ),
    ] = None,
    brief: options.Brief = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Follow a process: what each thing that happens changes in the forecast, and how good it was.

    Statements replace coded positions, drafts the text on the table; stances that were seen weigh the plays.
    The results folder keeps every forecast as it was first made, in a chain of digests (history.jsonl). Use
    the same folder again, and the chain goes on.
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.follow import follow_report
    from sim.scenario.follow_loading import follow_paths, load_follow
    from sim.study.chain import written
    from sim.study.claims import check_raw
    from sim.study.follow import question
    from sim.study.follow.history import continued, earlier

    paths = follow_paths(file, scenario)
    followed = load_follow(*paths[:2])
    check_raw(raw_shares, followed.scenario)
    priors = load_parameters(parameters) if parameters else None
    states = list(question.states_of(followed, until, priors, behaviour))
    target = out or Path("results") / f"{paths[0].stem}-follow"
    past, links = earlier(target / HISTORY, history, followed)
    inputs, called = _inputs(paths, followed.scenario, past, parameters)
    places = {file: f"{APART}/{paths[0].name}", str(parameters): parameters.name if parameters else ""}
    study = Study.begin(context, "follow", target, inputs, places, called)
    total = len({task.key for state in states for task in question.tasks(state, runs, seed)})
    with study.at_work(total, workers, cluster, quiet) as (executor, progress):
        found = question.follow(
            followed,
            until,
            runs=runs,
            seed=seed,
            priors=priors,
            behaviour=behaviour,
            raw_shares=raw_shares,
            folder=study.tasks,
            executor=executor,
            progress=progress,
        )
    kept = continued(links, found)
    if kept == continued((), found):  # made again, it is the same without its past
        past = b""
        study = replace(study, inputs={name: inputs[name] for name in inputs if name != PAST})
    study = replace(study, arguments=_again(study.arguments, bool(past)))
    study.deliver(follow_report(found, kept, study.command), as_json, quiet, {HISTORY: written(kept)})


def _inputs(
    paths: tuple[Path, Path, Path | None], scenario: Scenario, past: bytes, parameters: Path | None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the inputs by their names in the results folder, and what a page calls some of them."""
    from sim.commands.study import name_taken
    from sim.report.provenance import scenario_argument
    from sim.scenario.fault import BadInput
    from sim.scenario.loading import SCENARIO, scenario_files
    from sim.scenario.shipped import shipped_follows
    from sim.scenario.tabular.table import file_and_sheet
    from sim.scenario.text import read_raw

    path, place, texts = paths
    inputs = scenario_files(place)
    for given in (path, texts):
        if given:
            beside, _ = file_and_sheet(given)
            inputs[f"{APART}/{beside.name}"] = read_raw(beside, str(beside))
    if past and PAST in inputs:
        raise BadInput([name_taken(PAST)])
    inputs |= {PAST: past} if past else {}
    if parameters:
        if parameters.name in inputs:
            raise BadInput([name_taken(parameters)])
        inputs[parameters.name] = read_raw(parameters, str(parameters))
    called = {name: Path(name).name for name in inputs if name.startswith(f"{APART}/")}
    ours = shipped_follows().get(path.stem)
    if ours and read_raw(ours, str(ours)) == inputs[f"{APART}/{path.name}"]:
        called[f"{APART}/{path.name}"] = path.stem
    return inputs, {**called, SCENARIO: scenario_argument(scenario, place)}


def _again(arguments: Sequence[str], past: bool) -> tuple[str, ...]:
    """Return the arguments with the scenario and the history as they lie in the results folder."""
    from sim.report.manifest import FOLDER
    from sim.scenario.loading import SCENARIO

    words = list(arguments)
    for option in ("--scenario", "--history"):
        if option in words:
            del words[words.index(option) : words.index(option) + 2]
    words += ["--scenario", f"{FOLDER}/{SCENARIO}"]
    return (*words, *(["--history", f"{FOLDER}/{PAST}"] if past else []))
