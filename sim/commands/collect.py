"""`gge-sim collect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options


def collect(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder of result files.", show_default=False)
    ],
    assignment: Annotated[
        Path | None,
        typer.Option(
            "--assignment", "-a", metavar="FILE", show_default=False,
            help="The assignment that the files belong to; without it, files of free practice.",
        ),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--scenario", metavar="SCENARIO", show_default=False,
            help="Scenario of files of free practice; by default, the shipped one that they name.",
        ),
    ] = None,
    runs: options.Runs = 500,
    out: options.Out = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:  # fmt: skip
    """Collect what students hand in who played alone: tables, and figures of all students against the model.

    Every file is checked: the program repeats its actions, and refuses one whose outcome they do not give.
    """
    from sim.classroom.alone.assignment import read_assignment
    from sim.classroom.alone.collected import collect as collected
    from sim.classroom.alone.collected_report import collected_report
    from sim.commands.printing import print_result
    from sim.report.file_names import result_names
    from sim.report.results_folder import Target
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.shipped import locate

    if assignment and scenario:
        raise BadInput([Fault("--scenario", "is for free practice: the assignment says it", value=scenario)])
    given = read_assignment(assignment) if assignment else None
    name = folder.resolve().name or "folder"
    target = Target.open(out or Path("results") / f"{name}-collect", "collect", result_names("collect"))
    report = collected_report(collected(folder, locate(scenario) if scenario else None, given, runs))
    target.write(report.files())
    print_result(report.document, report.summary, as_json, quiet, f"Written to {target.folder}")
