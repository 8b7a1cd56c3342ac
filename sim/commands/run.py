"""`gge-sim run`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.study.source import BehaviourSource


def run(
    context: typer.Context,
    scenario: options.ScenarioName,
    runs: options.Runs = 2000,
    seed: options.Seed = 1,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help="Results folder; results/NAME if not given."),
    ] = None,
    parameters: options.Parameters = None,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    strict: options.Strict = False,
    brief: options.Brief = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Play a scenario many times: the probability of consensus, the likely text, who stands in the way.

    Prints a page and writes a results folder with more detail: an HTML page, the same in Markdown, tables
    (CSV), figures (SVG, PNG) and a manifest. An interrupted forecast keeps its finished work, and the same
    command resumes it.
    """
    from sim.commands.input import warn
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.forecast import forecast_report
    from sim.scenario.loading import load_with_warnings
    from sim.scenario.shipped import locate
    from sim.study.forecast import forecast
    from sim.study.plays import task_spans

    path = locate(scenario)
    loaded, record, doubts = load_with_warnings(path)
    warn(doubts, strict)
    priors = load_parameters(parameters) if parameters else None
    study = Study.open(context, "forecast", out or Path("results") / path.stem, path, loaded, parameters)
    tasks = len(task_spans(len(loaded.issues), len(loaded.members), runs))
    with study.at_work(tasks, workers, cluster, quiet, steps=runs) as (executor, progress):
        result = forecast(loaded, runs, seed, priors, None, behaviour, progress, study.tasks, executor)
    study.deliver(forecast_report(result, record, study.command), as_json, quiet)
