"""Commands that play the whole record, or a scenario in many ways; no logic of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")]
ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A scenario file, or the name of a shipped one.", show_default=False
    ),
]
Sets = Annotated[int, typer.Option(min=10, max=1_000_000, help="Parameter sets drawn from the priors.")]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, max=1024, help="Processes on this machine.")]
StoreFolder = Annotated[
    Path, typer.Option("--store", metavar="FOLDER", help="Where finished trials are kept.")
]


def console() -> Console:
    """Return the console that pages are printed on: as wide as the terminal, or 110 columns."""
    return Console(width=None if sys.stdout.isatty() else 110, highlight=False)


def calibrate(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the ensemble is written.")
    ] = Path("results/ensemble"),
    store: StoreFolder = Path("results/calibration"),
    sets: Sets = 6000,
    workers: Workers = 2,
    date: Annotated[str, typer.Option(help="The day that the ensemble is to carry, as YYYY-MM-DD.")] = "",
    quiet: Quiet = False,
) -> None:
    """Put parameter sets from the priors to trial on the whole record, and weigh them.

    Can be interrupted: what is done is kept in the store, and the same command goes on from there.
    """
    from sim.report.folder import check_parent, write_plain
    from sim.study.calibrated import as_files, calibrated_from
    from sim.study.calibration import Effort
    from sim.study.history import decided

    day = _day(date)
    check_parent(out, "ensemble.json")
    effort, processes = Effort(sets), decided()
    found = _trials(effort, processes, store, workers, quiet)
    result = calibrated_from(processes, found, effort, day)
    write_plain(out, {name: text.encode() for name, text in as_files(result).items()})
    if not quiet:
        print(f"{sets} sets on {len(processes)} processes; {result.about['effective_sets']} carry the weight")
        print(f"Written to {out}")


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
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Seed of all chance.")] = 1,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Forecast every decided process in three modes, and score the model beside simple forecasts."""
    from sim.report.folder import check_parent, write_plain
    from sim.report.progress import Progress
    from sim.report.record_folder import record_files
    from sim.report.record_page import record_page, record_summary
    from sim.study.calibrated import calibrated, read_calibrated
    from sim.study.history import decided
    from sim.study.record import Mode, judge_record

    check_parent(out, "record.json")
    sets = read_calibrated(ensemble) if ensemble else calibrated()
    processes = [process for process in decided() if process.id in sets.supports]
    with Progress(len(processes) * len(Mode) * runs, quiet) as progress:
        verdict = judge_record(processes, sets, runs, seed, progress)
    write_plain(out, record_files(verdict))
    if as_json:
        print(json.dumps(record_summary(verdict), ensure_ascii=False))
    elif not quiet:
        console().print(record_page(verdict))
        print(f"\nWritten to {out}")


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
    from sim.study.workers import workers

    with Progress(len(tasks(processes, effort)), quiet) as progress, workers(number) as executor:
        return trials(processes, effort, store, executor, progress)


def coding(
    scenario: ScenarioName,
    codings: Annotated[int, typer.Option(min=2, max=100_000, help="How often cells are coded anew.")] = 200,
    plays: Annotated[int, typer.Option(min=2, max=100_000, help="Plays of each coding.")] = 200,
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Seed of all chance.")] = 1,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Code weakly founded positions anew: how far the forecast moves, and by which cells."""
    from dataclasses import asdict

    from sim.report.coding_page import coding_page
    from sim.report.progress import Progress
    from sim.scenario.loading import load
    from sim.study.coding import coding_sensitivity

    loaded = load(scenario)
    with Progress(2 * codings * plays, quiet) as progress:
        result = coding_sensitivity(loaded, codings, plays, seed, progress)
    if as_json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    elif not quiet:
        console().print(coding_page(result))
