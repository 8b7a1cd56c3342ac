"""`gge-sim compare`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.commands.input import WHAT, Input, read_input
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.negotiation.parameters import Prior
    from sim.study.comparison import Side

#: Plays of each side and seed, where neither the user nor a result says otherwise.
RUNS, SEED = 2000, 1
#: Longest name of a folder that is made up from what is compared.
_LONGEST = 100


def compare(
    context: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help=f"One side: {WHAT}.", show_default=False)],
    b: Annotated[
        str | None,
        typer.Argument(metavar="B", help="The other side; A itself if not given.", show_default=False),
    ] = None,
    turned: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="NAME=VALUE",
            help="Turn a lever in B: decision=two-thirds, outlets=1, readings, chair.strategy, stake.STATE, "
            "position.STATE.ISSUE, any behavioural parameter; can be repeated.",
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            "--runs",
            "-n",
            min=1,
            max=10_000_000,
            help="Plays of each side; by default the result's or 2000.",
        ),
    ] = None,
    seed: options.SeedOrResult = None,
    parameters: options.Parameters = None,
    behaviour: options.BehaviourOrResult = None,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help="Results folder; results/…-compare if not given."),
    ] = None,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare two scenarios or results, or one scenario with a change, play by play with the same luck.

    Shows how far adoption, language and objections differ, with paired 95 % intervals.
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.comparison import comparison_report
    from sim.report.provenance import scenario_argument
    from sim.scenario.fault import BadInput, Fault
    from sim.study import comparison
    from sim.study.claims import check_raw

    levers = turned or []
    if b is None and not levers:
        allowed = "a second scenario or results folder, or --with NAME=VALUE"
        raise BadInput([Fault("compare", "there is nothing to compare with", value=a, allowed=allowed)])
    inputs = [read_input(a, "a")] + ([read_input(b, "b")] if b else [])
    sides = _sides(inputs, load_parameters(parameters) if parameters else {}, behaviour)
    one, other = sides[0], _turn(sides[-1], levers)
    for side in (one, other):
        check_raw(raw_shares, side.scenario, side.setting.table.decision.name)
    made = one.result or other.result or (SEED, RUNS)
    seed, runs = made[0] if seed is None else seed, made[1] if runs is None else runs
    files = {name: content for side in inputs for name, content in side.files.items()}
    places = {side.given: side.place for side in reversed(inputs)}
    if parameters:
        files[parameters.name], places[str(parameters)] = parameters.read_bytes(), parameters.name
    called = re.sub(r"[^\w.]+", "-", "-".join([*(side.name for side in inputs), *levers]))[:_LONGEST]
    folder = out or Path("results") / f"{called}-compare"
    shown = {
        given.place: scenario_argument(side.scenario, given.path, given.place)
        for given, side in zip(inputs, sides, strict=True)
        if not given.made
    }
    study = Study.begin(context, "compare", folder, files, places, shown)
    total = len(comparison.tasks(one, other, runs, seed))
    with study.at_work(total, workers, cluster, quiet) as (executor, progress):
        found = comparison.compare(one, other, runs, seed, study.tasks, executor, progress)
    study.deliver(comparison_report(found, study.command), as_json, quiet)


def _sides(
    inputs: Sequence[Input], priors: Mapping[str, Prior], behaviour: BehaviourSource | None
) -> list[Side]:
    """Put the sides together; a scenario beside a result draws its parameters from where that one did."""
    from sim.scenario.loading import load
    from sim.study.comparison import Side
    from sim.study.setting import setting

    usual = next((side.made.behaviour for side in inputs if side.made), BehaviourSource.PRIORS)
    sides = []
    for side in inputs:
        made = side.made
        given = made.priors if made else {}
        scenario, source = load(side.path), behaviour or (made.behaviour if made else usual)
        played = setting(scenario, {**given, **priors}, behaviour=source)
        sides.append(Side(side.name, scenario, played, result=(made.seed, made.runs) if made else None))
    return sides


def _turn(side: Side, levers: Sequence[str]) -> Side:
    """Turn the levers that the user names."""
    from sim.scenario.fault import BadInput, Fault
    from sim.study.lever import Lever, Value, lever
    from sim.study.turning import turned

    values: dict[Lever, Value] = {}
    for text in levers:
        name, equals, value = text.partition("=")
        if not equals or not name:
            problem, form = "does not name a lever and its value", "NAME=VALUE, such as decision=two-thirds"
            raise BadInput([Fault("--with", problem, value=text, allowed=form)])
        one = lever(name, side.setting, "--with")
        values[one] = one.value(value, "--with")
    return replace(side, setting=turned(side.setting, values, "--with"), turned=tuple(levers))
