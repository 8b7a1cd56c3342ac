"""`gge-sim record`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options


def record(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Results folder.")] = Path(
        "results/record"
    ),
    ensemble: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A calibration other than the one that ships.")
    ] = None,
    runs: Annotated[
        int, typer.Option("--runs", "-n", min=10, max=1_000_000, help="Plays of each forecast.")
    ] = 2000,
    seed: options.Seed = 1,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Forecast every decided process in three modes, and score the model against simple baselines."""
    from sim.commands.printing import print_result
    from sim.report.file_names import result_names
    from sim.report.progress import Progress
    from sim.report.provenance import typed
    from sim.report.record import record_report
    from sim.report.results_folder import Target
    from sim.study.calibration.result import calibrated, read_calibrated
    from sim.study.history import decided
    from sim.study.record import Mode, judge_record

    target = Target.open(out, "record", result_names("record"))
    sets = read_calibrated(ensemble) if ensemble else calibrated()
    processes = [process for process in decided() if process.id in sets.supports]
    with Progress(len(processes) * len(Mode) * runs, quiet) as progress:
        verdict = judge_record(processes, sets, runs, seed, progress)
    other = ["--ensemble", "FOLDER"] if ensemble else []
    command = typed("record", "--runs", str(runs), "--seed", str(seed), *other)
    report = record_report(verdict, command)
    target.write(report.files())
    print_result(report.document, report.summary, as_json, quiet, f"Written to {out}")
