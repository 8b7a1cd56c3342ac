"""`gge-sim run`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands.options import (
    AsJson,
    Behaviour,
    Cluster,
    Parameters,
    Quiet,
    Runs,
    ScenarioName,
    Seed,
    Strict,
    Workers,
)
from sim.study.source import BehaviourSource


def run(
    context: typer.Context,
    scenario: ScenarioName,
    runs: Runs = 2000,
    seed: Seed = 1,
    workers: Workers = 0,
    cluster: Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FOLDER", help="Results folder; results/<name of the file> if not given."
        ),
    ] = None,
    parameters: Parameters = None,
    behaviour: Behaviour = BehaviourSource.CALIBRATED,
    strict: Strict = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Play a scenario many times: the probability of consensus, the likely text, who stands in the way.

    Prints a page and writes a results folder: the same and more as one HTML page and as Markdown, tables
    (CSV), figures (SVG, PNG), manifest. A long forecast can be interrupted at any moment: what is done is
    kept, and the same command goes on from there.
    """
    from sim.commands.input import warn
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.forecast import forecast_report
    from sim.scenario.loading import load_with_warnings
    from sim.scenario.shipped import locate
    from sim.study.forecast import forecast
    from sim.study.plays import negotiations
    from sim.study.setting import setting

    path = locate(scenario)
    loaded, record, doubts = load_with_warnings(path)
    warn(doubts, strict)
    priors = load_parameters(parameters) if parameters else None
    study = Study.open(context, "forecast", out or Path("results") / path.stem, path, parameters)
    tasks = len(negotiations(setting(loaded, priors, behaviour=behaviour), runs, seed))
    with study.at_work(tasks, workers, cluster, quiet, steps=runs) as (executor, progress):
        result = forecast(loaded, runs, seed, priors, None, behaviour, progress, study.tasks, executor)
    study.deliver(forecast_report(result, record, study.command), as_json, quiet)
