"""`gge-sim alone`."""

from __future__ import annotations

import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.commands.place import refuse_taken
from sim.scenario.fault import BadInput, Fault

if TYPE_CHECKING:
    from sim.classroom.alone.assignment import Assignment

#: Seconds until the browser opens: the server listens by then.
_SOON = 1.0


def alone(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO",
            help="A scenario file, the name of a shipped scenario, or an assignment file (.json).",
            show_default=False,
        ),
    ],
    seat: Annotated[
        str | None,
        typer.Option(
            "--seat", "-s", metavar="CODE", help="Code of your seat; by default, you choose on the page.",
            show_default=False,
        ),
    ] = None,
    readings: options.Readings = None,
    drawn: options.Drawn = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8090,
    new: Annotated[
        bool, typer.Option("--new", help="Begin another play; keep the previous one under another name.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FOLDER", help="Folder of the play; by default, results/NAME-alone.",
            show_default=False,
        ),
    ] = None,
    language: options.InLanguage = "en",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether to open the browser.")
    ] = True,
) -> None:  # fmt: skip
    """Play one seat yourself against computers, in the browser of this machine.

    Nobody leads the room: a reading ends when you are done. At the end there is a debrief, and a result
    file that you can hand in. A stopped play resumes where it left off. Ctrl-C stops.
    """
    with options.of_the_classroom("alone"):
        from sim.classroom.site.address import HERE
        from sim.classroom.site.alone.beginning import opened_alone
        from sim.classroom.site.alone.hosted_alone import RESULT, HostedAlone
        from sim.classroom.site.serve import Place, serve
    from sim.scenario.shipped import locate

    assignment = _assignment(scenario, seat, readings, drawn)
    path = None if assignment else locate(scenario)
    name = f"{assignment.name}-{assignment.id}" if assignment else path.stem if path else ""
    folder = out or Path("results") / f"{name}-alone"
    place = Place(HERE, port, f"http://{HERE}:{port}")
    wanted = assignment.seat if assignment else seat
    with opened_alone(folder, path, assignment, wanted, readings, drawn, new) as store:
        refuse_taken(place)
        if assignment and assignment.deadline:
            late = assignment.until is not None and time.time() > assignment.until
            print(f"Deadline: {assignment.deadline}." + (" It has passed: what you do now is late." * late))
        print(f"Play at:  {place.address}", flush=True)
        print(f"Saved in {store.path}; the same command resumes it. Ctrl-C stops.", flush=True)
        if browser:
            opening = Timer(_SOON, webbrowser.open, [place.address])
            opening.daemon = True
            opening.start()
        hall = HostedAlone(store, assignment, language)
        with suppress(KeyboardInterrupt):
            serve(place, hall)
        result = folder / RESULT
        print(f"Stopped. Hand in {result}." if result.exists() else "Stopped; the play is saved.")


def _assignment(
    scenario: str, seat: str | None, readings: int | None, drawn: int | None
) -> Assignment | None:
    """Read an assignment, if the argument is one; it says what the options say otherwise."""
    from sim.classroom.alone.assignment import read_assignment

    if not scenario.endswith(".json"):
        return None
    given = {"--seat": seat, "--readings": readings, "--drawn": drawn}
    for option, value in given.items():
        if value is not None:
            raise BadInput([Fault(option, "is for scenarios: the assignment says it", value=str(value))])
    return read_assignment(Path(scenario))
