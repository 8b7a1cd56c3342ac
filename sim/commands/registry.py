"""`gge-sim registry`: dated forecasts of what is open, in a chain, scored when the record is filled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.scenario.fault import BadInput, Fault
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.report.result import Report

registry = typer.Typer(
    no_args_is_help=True,
    help="Keep a registry of dated forecasts: each is entered with its digest, never changed, and scored "
    "once the scenario has a record.",
)
Folder = Annotated[
    Path,
    typer.Option("--registry", metavar="FOLDER", help="Folder of the registry, with its registry.jsonl."),
]
Noted = Annotated[
    str | None,
    typer.Option(
        metavar="DIGEST",
        help="A digest that was noted earlier, or its first 12 digits or more; its entry has to be there "
        "still.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Also write page and tables to this folder."),
]
HERE = Path("results/registry")


@registry.command()
def add(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...", help="Scenario files, or names of shipped ones.", show_default=False
        ),
    ] = None,
    all_open: Annotated[
        bool, typer.Option("--open", help="Also every shipped process whose outcome is open.")
    ] = False,
    folder: Folder = HERE,
    date: Annotated[
        str, typer.Option(metavar="DAY", help="Date of the entries, as YYYY-MM-DD; today if not given.")
    ] = "",
    runs: options.Runs = 4000,
    seed: options.Seed = 1,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    workers: options.Workers = 0,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Forecast processes that are open, and add an entry of each to the registry.

    Nothing that is in the registry is ever changed. If anything is wrong with a scenario or with the
    registry, nothing is added.
    """
    from sim.report.progress import Progress
    from sim.report.registry import registry_report
    from sim.scenario.shipped import shipped_open
    from sim.study.registry.registry import registry as read
    from sim.study.workers import here
    from sim.study.workers import workers as provided

    asked = [*(scenarios or ()), *(shipped_open() if all_open else ())]
    if not asked:
        raise BadInput([Fault("registry add", "names no scenario", allowed="scenarios, or --open")])
    found = read(folder)
    with Progress(len(asked) * runs, quiet) as progress, provided(workers or here(), None) as executor:
        after = found.add(
            asked, date, runs=runs, seed=seed, behaviour=behaviour, executor=executor, progress=progress
        )
    added = after.entries[len(found.entries) :]
    said = f"Added to {after.path}: {len(added)}; last digest {after.last}"
    _deliver(registry_report(replace(after, entries=added)), None, as_json, quiet, said)


@registry.command()
def show(
    folder: Folder = HERE,
    noted: Noted = None,
    out: Out = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Check the registry, and show every entry: exit status 2 if one was changed or removed."""
    from sim.report.registry import registry_report
    from sim.study.registry.registry import registry as read

    _deliver(registry_report(read(_there(folder), noted)), out, as_json, quiet)


@registry.command()
def score(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Scenario files with a record, beside those that ship.",
            show_default=False,
        ),
    ] = None,
    folder: Folder = HERE,
    noted: Noted = None,
    out: Out = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Score the entries whose process has a record by now, beside the base rate of the reference class."""
    from sim.report.registry import scores_report
    from sim.study.registry.registry import registry as read
    from sim.study.registry.scoring import score_registry

    found = score_registry(read(_there(folder), noted), scenarios or ())
    _deliver(scores_report(found), out, as_json, quiet)


def _there(folder: Path) -> Path:
    """Return a folder that holds a registry."""
    from sim.study.registry.registry import FILE

    if not (folder / FILE).exists():
        allowed = f"the folder of a {FILE}, which `gge-sim registry add` makes"
        raise BadInput([Fault(str(folder), "holds no registry", allowed=allowed)])
    return folder


def _deliver(report: Report, out: Path | None, as_json: bool, quiet: bool, said: str = "") -> None:
    from sim.commands.printing import print_result
    from sim.report.file_names import result_names
    from sim.report.results_folder import Target

    if out:
        Target.open(out, report.kind, result_names(report.kind)).write(report.files())
        said = f"Written to {out}"
    print_result(report.document, report.summary, as_json, quiet, said)
