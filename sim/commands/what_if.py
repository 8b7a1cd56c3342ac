"""`gge-sim what-if`."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.commands.options import (
    AsJson,
    Behaviour,
    Cluster,
    Out,
    Parameters,
    Quiet,
    Raw,
    Runs,
    ScenarioName,
    Seed,
    Workers,
)
from sim.study.source import BehaviourSource

Top = Annotated[
    int,
    typer.Option(
        "--top",
        min=1,
        max=193,
        help="How many objectors are studied, and how many changes of a kind are shown.",
    ),
]


def what_if(
    context: typer.Context,
    scenario: ScenarioName,
    runs: Runs = 2000,
    seed: Seed = 1,
    top: Top = 10,
    workers: Workers = 0,
    cluster: Cluster = None,
    out: Out = None,
    parameters: Parameters = None,
    behaviour: Behaviour = BehaviourSource.CALIBRATED,
    raw_shares: Raw = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the smallest change that would make each likely objector join, and what moves adoption most.

    Every change is made by itself, and played again with the same luck.
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.what_if import what_if_report
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate
    from sim.study.claims import check_raw
    from sim.study.what_if.question import most_tasks
    from sim.study.what_if.question import what_if as study_what_if

    path = locate(scenario)
    loaded = load(path)
    check_raw(raw_shares, loaded)
    study = Study.open(context, "what-if", out, path, parameters)
    priors = load_parameters(parameters) if parameters else None
    with study.at_work(most_tasks(loaded, runs), workers, cluster, quiet) as (executor, progress):
        result = study_what_if(loaded, runs, seed, top, priors, behaviour, study.tasks, executor, progress)
    study.deliver(what_if_report(result, top, study.command), as_json, quiet)
