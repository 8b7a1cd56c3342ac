"""`gge-sim compare-classes`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options

HERE = Path("results/classes-compared")


def compare_classes(
    places: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER...",
            help="Folders of classes, in one room or in several, or files of classes.",
            show_default=False,
        ),
    ],
    runs: options.Runs = 500,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Results folder.")] = HERE,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare what classes made of the same room: outcome, text, who stood apart, packages, brackets.

    The model's forecast for the room and what really happened stand beside them. The runs feed the forecast.
    """
    with options.of_the_classroom("compare-classes"):
        from sim.classroom.comparison.report import comparison_report
        from sim.classroom.comparison.saved import saved_classes
    from sim.classroom.comparison.columns import KIND
    from sim.commands.printing import print_result
    from sim.report.file_names import result_names
    from sim.report.provenance import typed
    from sim.report.results_folder import Target

    target = Target.open(out, KIND, result_names(KIND))
    found = saved_classes(places, runs)
    report = comparison_report(found, typed("compare-classes", *map(str, places)))
    target.write(report.files())
    print_result(report.document, report.summary, as_json, quiet, f"Written to {target.folder}: page.html")
