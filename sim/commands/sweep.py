"""`gge-sim sweep`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.study.source import BehaviourSource


def sweep(
    context: typer.Context,
    scenario: options.ScenarioName,
    sizes: Annotated[
        str,
        typer.Option(
            "--sizes",
            metavar="SIZES",
            help="Numbers of seats: 5,15,25, or 5:193:4 for every fourth and the last; "
            "the scenario's own members if not given.",
        ),
    ] = "",
    rule: Annotated[
        str,
        typer.Option(
            "--rule",
            metavar="RULES",
            help="Who is in the room: random, equitable, like-minded, nested, real; or several, separated by "
            "commas.",
        ),
    ] = "equitable",
    camp: Annotated[
        str, typer.Option("--camp", metavar="NAME", help="Caucus that like-minded rooms are drawn from.")
    ] = "West",
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over",
            metavar="NAME=VALUES",
            help="Vary a lever: outlets=0,1,2 or inertia=0.01:0.2:0.01; twice for a heat map.",
        ),
    ] = None,
    points: Annotated[
        Path | None,
        typer.Option(
            "--points",
            metavar="FILE",
            help="Table (CSV or .xlsx): a column for each lever, and for seats and rule if wanted; a row for "
            "each point.",
        ),
    ] = None,
    rooms: Annotated[
        int, typer.Option("--rooms", min=2, max=10_000, help="Rooms at each point, each with its own luck.")
    ] = 20,
    runs: Annotated[
        int, typer.Option("--runs", "-n", min=2, max=1_000_000, help="Plays of each room.")
    ] = 100,
    seed: options.Seed = 1,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    parameters: options.Parameters = None,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Play a process in rooms of many sizes, or with other levers varied, all with the same luck.

    An interrupted sweep keeps its finished work, and the same command resumes it.
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.sweep import sweep_report
    from sim.scenario.all_members import with_all_members
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate
    from sim.study.claims import check_raw
    from sim.study.membership import sizes_from
    from sim.study.setting import setting
    from sim.study.sweep import Effort, grid
    from sim.study.sweep import sweep as play_sweep
    from sim.study.sweep_points import axes, points_from, rule_named

    path = locate(scenario)
    loaded = load(path)
    base = setting(with_all_members(loaded) if sizes or points else loaded)
    if points:
        if sizes or over:
            raise BadInput([Fault("--points", "lists every point; omit --sizes and --over")])
        where = points_from(points, base)
    else:
        if not sizes and not over:
            ways = "--sizes 5:193:4, --over outlets=0,1,2, --points FILE"
            raise BadInput([Fault("sweep", "has nothing to vary", allowed=ways)])
        if len(over or []) > 2:
            raise BadInput([Fault("--over", "is given more than twice; give a list of points with --points")])
        who = [rule_named(name.strip(), "--rule") for name in rule.split(",")]
        where = grid(axes(over or (), base), who, sizes_from(sizes) if sizes else ())
    rules = {str(value) for point in where for name, value in point.values if name == "decision"}
    check_raw(raw_shares, loaded, *rules)
    study = Study.open(context, "sweep", out, path, loaded, points, parameters)
    priors = load_parameters(parameters) if parameters else None
    effort = Effort(rooms, runs, seed)
    with study.at_work(len(where) * rooms, workers, cluster, quiet) as (executor, progress):
        work = (study.tasks, executor, progress)
        result = play_sweep(loaded, where, effort, camp, priors, None, behaviour, *work, skip=points is None)
    study.deliver(sweep_report(result, study.command), as_json, quiet)
