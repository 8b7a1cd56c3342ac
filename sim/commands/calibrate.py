"""`gge-sim calibrate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands.options import Quiet, Workers

Sets = Annotated[int, typer.Option(min=10, max=1_000_000, help="Parameter sets drawn from the priors.")]
StoreFolder = Annotated[
    Path, typer.Option("--store", metavar="FOLDER", help="Where finished trials are kept.")
]


def calibrate(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the ensemble is written.")
    ] = Path("results/ensemble"),
    store: StoreFolder = Path("results/calibration"),
    sets: Sets = 6000,
    workers: Workers = 0,
    date: Annotated[str, typer.Option(help="The day that the ensemble is to carry, as YYYY-MM-DD.")] = "",
    quiet: Quiet = False,
) -> None:
    """Put parameter sets from the priors to trial on the whole record, and weigh them.

    Can be interrupted: what is done is kept in the store, and the same command goes on from there.
    """
    from sim.report.target import Target
    from sim.study.calibrated import FILES, as_files, calibrated_from
    from sim.study.calibration import Effort
    from sim.study.foreseen import FORESEEN, foresee
    from sim.study.history import decided

    day = _day(date)
    target = Target.open(out, "ensemble", (*FILES, FORESEEN))
    effort, processes = Effort(sets), decided()
    found = _trials(effort, processes, store, workers, quiet)
    result = calibrated_from(processes, found, effort, day)
    files = {**as_files(result), FORESEEN: foresee(processes, result)}
    target.write({name: text.encode() for name, text in files.items()})
    if not quiet:
        print(f"{sets} sets on {len(processes)} processes; {result.about['effective_sets']} carry the weight")
        print(f"Written to {out}")


def _day(text: str) -> str:
    import datetime as dt

    from sim.scenario.fault import BadInput, Fault

    try:
        return (dt.date.fromisoformat(text) if text else dt.date.today()).isoformat()
    except ValueError:
        raise BadInput([Fault("--date", "is not a day", value=text, allowed="YYYY-MM-DD")]) from None


def _trials(effort: Any, processes: Any, store: Path, number: int, quiet: bool) -> Any:
    from sim.report.progress import Progress
    from sim.study.calibration import tasks, trials
    from sim.study.workers import here
    from sim.study.workers import workers as provided

    with Progress(len(tasks(processes, effort)), quiet) as progress, provided(number or here()) as executor:
        return trials(processes, effort, store, executor, progress)
