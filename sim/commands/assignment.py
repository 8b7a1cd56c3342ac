"""`gge-sim assignment`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.scenario.fault import BadInput, Fault


def assignment(
    scenario: options.ScenarioName,
    seat: Annotated[
        str | None,
        typer.Option(
            "--seat", "-s", metavar="CODE", show_default=False,
            help="Code of the seat that everybody plays; by default, each student chooses.",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", "-u", metavar="DATE", show_default=False,
            help="Deadline: 2027-03-31 (the end of that day) or 2027-03-31T18:00, in this machine's time.",
        ),
    ] = None,
    readings: options.Readings = None,
    drawn: options.Drawn = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", show_default=False,
            help="File to write; by default, NAME-assignment.json.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Make an assignment: a small file that students open with gge-sim alone.

    It holds the scenario, the seat, the readings, the deadline, and a key that signs the result files.
    Keep your copy: gge-sim collect needs it.
    """
    from sim.classroom.alone.assignment import Assignment, check_seat
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate

    path = locate(scenario)
    check_seat(seat, load(path).members)
    made = Assignment.of(path, seat, readings, None if until is None else _seconds(until), drawn)
    file = out or Path(f"{path.stem}-assignment.json")
    if file.exists():
        raise BadInput([Fault(str(file), "already exists; name another file with --out")])
    file.write_bytes(made.file())
    print(f"Written to {file}: hand it out, and keep a copy.")
    print(f"Students run:  gge-sim alone {file.name}")
    print(f"You collect:   gge-sim collect FOLDER --assignment {file.name}")
    if made.deadline:
        print(f"Deadline: {made.deadline}.")


def _seconds(until: str) -> float:
    """Return a deadline in seconds since the epoch; a day alone ends at midnight."""
    try:
        told = datetime.fromisoformat(until)
    except ValueError:
        told = None
    if told is None:
        allowed = "a date such as 2027-03-31, or 2027-03-31T18:00"
        raise BadInput([Fault("--until", "is not a date", value=until, allowed=allowed)])
    if len(until) <= len("2027-03-31"):
        told = told.replace(hour=23, minute=59, second=59)
    return told.timestamp()
