"""`gge-sim what-if`."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.commands import options
from sim.study.source import BehaviourSource


def what_if(
    context: typer.Context,
    scenario: options.ScenarioName,
    runs: options.Runs = 2000,
    seed: options.Seed = 1,
    top: Annotated[
        int, typer.Option(min=1, max=193, help="Objectors to study, and changes of each kind to show.")
    ] = 10,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    parameters: options.Parameters = None,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Find the smallest change that would make each likely objector join, and what moves adoption most.

    Each change is made alone and played again with the same luck.
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
    study = Study.open(context, "what-if", out, path, loaded, parameters)
    priors = load_parameters(parameters) if parameters else None
    with study.at_work(most_tasks(loaded, runs), workers, cluster, quiet) as (executor, progress):
        result = study_what_if(loaded, runs, seed, top, priors, behaviour, study.tasks, executor, progress)
    study.deliver(what_if_report(result, top, study.command), as_json, quiet)
