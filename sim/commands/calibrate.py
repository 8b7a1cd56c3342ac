"""`gge-sim calibrate`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options


def calibrate(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the ensemble is written.")
    ] = Path("results/ensemble"),
    store: Annotated[
        Path, typer.Option("--store", metavar="FOLDER", help="Where finished tasks are kept.")
    ] = Path("results/calibration"),
    sets: Annotated[
        int, typer.Option(min=10, max=1_000_000, help="Parameter sets drawn from the priors.")
    ] = 6000,
    workers: options.Workers = 0,
    date: Annotated[str, typer.Option(help="Date of the ensemble, as YYYY-MM-DD; today if not given.")] = "",
    quiet: options.Quiet = False,
) -> None:
    """Play parameter sets from the priors on the whole record, and weight them by how well they explain it.

    An interrupted calibration keeps its finished tasks in the store, and the same command resumes it.
    """
    from sim.report.progress import Progress
    from sim.report.results_folder import Target
    from sim.study.calibration.foreseen import FORESEEN, foresee
    from sim.study.calibration.result import FILES, as_files, as_read, calibrated_from
    from sim.study.calibration.tasks import Effort, simulate_record, tasks
    from sim.study.history import decided, decided_elsewhere
    from sim.study.workers import here
    from sim.study.workers import workers as provided

    day = options.day(date) or dt.date.today().isoformat()
    target = Target.open(out, "ensemble", (*FILES, FORESEEN))
    effort, processes = Effort(sets), decided()
    todo = len(tasks(processes, effort))
    with Progress(todo, quiet) as progress, provided(workers or here()) as executor:
        simulated = simulate_record(processes, effort, store, executor, progress)
    result = calibrated_from(processes, simulated, effort, day)
    written = as_files(result)
    files = {**written, FORESEEN: foresee(processes, decided_elsewhere(), as_read(written))}
    target.write({name: text.encode() for name, text in files.items()})
    if not quiet:
        print(f"{sets} sets on {len(processes)} processes; {result.about['effective_sets']} effective sets")
        print(f"Written to {out}")
