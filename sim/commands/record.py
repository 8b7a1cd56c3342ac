"""`gge-sim record`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.scenario.fault import BadInput, Fault
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.scenario.ict_issues import IctIssue


def record(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Folder of scenario files of your own, decided ones, in place of the record that ships.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="Results folder; by default record or wider in results, of a folder results/NAME-record.",
        ),
    ] = None,
    ensemble: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A calibration other than the one that ships.")
    ] = None,
    wider: Annotated[
        bool,
        typer.Option("--wider", help="Forecast decided processes of other fields, too (the wide record)."),
    ] = False,
    behaviour: Annotated[
        BehaviourSource,
        typer.Option(
            help="With --wider, source of behaviour where rules are left out: the priors alone, or fitted to "
            "the record."
        ),
    ] = BehaviourSource.PRIORS,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            help="Forecast without a rule, too: its name, several joined by +, or all for each; can be "
            "repeated.",
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            "--runs",
            "-n",
            min=10,
            max=1_000_000,
            help="Plays of each forecast; by default 2000, of a folder and with --wider 400.",
        ),
    ] = None,
    seed: options.Seed = 1,
    issues: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Issues to negotiate: codes, core, added or aside, with commas; core,added if not given.",
        ),
    ] = "",
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where finished tasks are kept; by default in the results folder."
        ),
    ] = None,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Forecast every decided process, of the record or of a folder, and score the model against baselines."""
    _check(context, wider, bool(without), folder is not None)
    if folder is not None:
        _own(context, folder, out, runs, seed, without or (), store, workers, cluster, as_json, quiet)
        return
    if wider:
        _wider(context, out or Path("results/wider"), runs, seed, behaviour, without or (), store, workers,
               cluster, as_json, quiet)  # fmt: skip
        return
    from sim.commands.printing import print_result
    from sim.report.file_names import TASKS, result_names
    from sim.report.progress import Progress
    from sim.report.provenance import typed
    from sim.report.record import record_report
    from sim.report.results_folder import Target
    from sim.study.calibration.result import calibrated, read_calibrated
    from sim.study.history import decided
    from sim.study.judged import Mode
    from sim.study.plays import RUNS
    from sim.study.record import judge_record, judge_without, ways_of_record
    from sim.study.workers import here
    from sim.study.workers import workers as provided

    out, runs = out or Path("results/record"), runs or RUNS
    target = Target.open(out, "record", result_names("record"), unfinished=True)
    sets = read_calibrated(ensemble) if ensemble else calibrated()
    ways = ways_of_record(without) if without else []
    processes = [process for process in decided(_issues(issues)) if process.id in sets.supports]
    with Progress(len(processes) * len(Mode) * runs, quiet) as progress:
        verdict = judge_record(processes, sets, runs, seed, progress)
    if ways:
        tasks = len(processes) * len(ways)
        with Progress(tasks, quiet) as progress, provided(workers or here(), cluster) as executor:
            verdict = judge_without(verdict, ways, store or out / TASKS, executor, progress)
    other = ["--ensemble", "FOLDER"] if ensemble else []
    other += ["--issues", issues] if issues else []
    other += [word for rule in without or () for word in ("--without", rule)]
    command = typed("record", "--runs", str(runs), "--seed", str(seed), *other)
    report = record_report(verdict, command)
    target.write(report.files())
    print_result(report.document, report.summary, as_json, quiet, f"Written to {out}")


def _issues(names: str) -> tuple[IctIssue, ...]:
    from sim.scenario.ict_issues import issues_named, names_of_issues, unknown_names

    asked = [name.strip() for name in names.split(",")] if names else []
    allowed = ", ".join(names_of_issues())
    faults = [
        Fault("--issues", problem, value=name, allowed=allowed) for name, problem in unknown_names(asked)
    ]
    if faults:
        raise BadInput(faults)
    return issues_named(asked)


def _check(context: typer.Context, wider: bool, without: bool, own: bool) -> None:
    """Refuse an option that the kind of record at hand does not know."""
    refused = dict.fromkeys(("ensemble", "issues"), "does not go with --wider") if wider else {}
    if own:
        refused = dict.fromkeys(("ensemble", "issues", "wider"), "does not go with a folder")
    if not wider or own:
        refused["behaviour"] = "goes only with --wider"
    if not wider and not without and not own:
        refused |= dict.fromkeys(("store", "workers", "cluster"), "goes only with --wider or --without")
    for name, problem in refused.items():
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise BadInput([Fault(f"--{name}", problem)])


def _own(
    context: typer.Context,
    folder: Path,
    out: Path | None,
    runs: int | None,
    seed: int,
    without: Sequence[str],
    store: Path | None,
    workers: int,
    cluster: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    from sim.commands.input import warn
    from sim.commands.study import APART, Study
    from sim.report.own_record import own_record_report
    from sim.scenario.loading import SCENARIO, scenario_files
    from sim.study.own_record import RUNS, judge_own, read_folder, ways_of_own

    ways, found = ways_of_own(without), read_folder(folder)
    inputs = {
        f"{APART}/{path.name if name == SCENARIO else name}": content
        for path in found.paths
        for name, content in scenario_files(path).items()
    }
    target = out or Path("results") / f"{folder.resolve().name}-record"
    study = Study.begin(context, "own-record", target, inputs, {str(folder): APART})
    warn(found.doubts, strict=False)
    with study.at_work(len(found.processes) * len(ways), workers, cluster, quiet) as (executor, progress):
        result = judge_own(found, runs or RUNS, seed, without, store or study.tasks, executor, progress)
    study.deliver(own_record_report(result, study.command), as_json, quiet)


def _wider(
    context: typer.Context,
    out: Path,
    runs: int | None,
    seed: int,
    behaviour: BehaviourSource,
    without: Sequence[str],
    store: Path | None,
    workers: int,
    cluster: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    from sim.commands.study import Study
    from sim.report.wider import wider_report
    from sim.study.history import decided_wider
    from sim.study.wider import RUNS, forecast_wider, ways_of_wider

    study = Study.begin(context, "wider", out, {}, {})
    ways, processes = ways_of_wider(without, behaviour), decided_wider()
    with study.at_work(len(processes) * len(ways), workers, cluster, quiet) as (executor, progress):
        result = forecast_wider(
            processes, runs or RUNS, seed, behaviour, without, store or study.tasks, executor, progress
        )
    study.deliver(wider_report(result, study.command), as_json, quiet)
