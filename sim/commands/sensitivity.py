"""`gge-sim sensitivity`."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.commands import options
from sim.study.sensitivity.method import Method, Target
from sim.study.source import BehaviourSource

#: Trajectories, or base samples, if no number is given.
SAMPLES = {Method.MORRIS: 50, Method.SOBOL: 256}


def sensitivity(
    context: typer.Context,
    scenario: options.ScenarioName,
    method: Annotated[
        Method, typer.Option(help="Screening for many factors, or shares of the variance for few.")
    ] = Method.MORRIS,
    over: Annotated[
        str, typer.Option(metavar="GROUPS", help="parameters, issues, delegations; separated by commas.")
    ] = "",
    factor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=LOW:HIGH", help="Vary a single lever; can be repeated."),
    ] = None,
    of: Annotated[Target, typer.Option(help="The outcome to explain.")] = Target.ADOPTED,
    samples: Annotated[
        int | None,
        typer.Option(min=1, help="Trajectories (Morris, 50) or base samples (Sobol, 256, a power of two)."),
    ] = None,
    runs: Annotated[
        int, typer.Option("--runs", "-n", min=2, max=1_000_000, help="Plays of each evaluation.")
    ] = 100,
    seed: options.Seed = 1,
    parameters: options.Parameters = None,
    behaviour: Annotated[
        BehaviourSource,
        typer.Option(help="Source of all other parameters: the record, or the priors alone."),
    ] = BehaviourSource.PRIORS,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    force: Annotated[bool, typer.Option("--force", help="Allow more than two million plays.")] = False,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Rank what moves an outcome most: parameters, positions, or any lever, over their ranges.

    An interrupted study keeps its finished work, and the same command resumes it. More --samples extend
    fewer. Needs the extra sensitivity (docs/how-to/run-a-study.md).
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.sensitivity import sensitivity_report
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate
    from sim.study.claims import check_raw
    from sim.study.sensitivity.analysis import sensitivity as analyse
    from sim.study.sensitivity.evaluations import Plan, check, tasks
    from sim.study.sensitivity.factors import Group, factors, groups_named
    from sim.study.setting import setting

    path = locate(scenario)
    loaded = load(path)
    played = setting(loaded, load_parameters(parameters) if parameters else None, behaviour=behaviour)
    groups = groups_named(over) if over or factor else (Group.PARAMETERS,)
    varied = factors(played, loaded, groups, factor or ())
    plan = Plan(varied, method, SAMPLES[method] if samples is None else samples, runs, seed)
    check(plan, force)
    rules = [str(step) for one in varied if one.lever == "decision" for step in one.steps]
    check_raw(raw_shares, loaded, *rules)
    study = Study.open(context, "sensitivity", out, path, loaded, parameters)
    with study.at_work(len(tasks(played, plan)), workers, cluster, quiet) as (executor, progress):
        result = analyse(loaded, played, plan, of, study.tasks, executor, progress)
    study.deliver(sensitivity_report(result, study.command), as_json, quiet)
