"""`gge-sim assignment`."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.commands.place import place_of
from sim.scenario.fault import BadInput, Fault

if TYPE_CHECKING:
    from sim.classroom.alone.assignment import Assignment
    from sim.classroom.site.serve import Place


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
            help="Deadline: 2027-03-31 (the end of that day) or '2027-03-31 18:00', in this machine's time.",
        ),
    ] = None,
    readings: options.Readings = None,
    drawn: options.Drawn = None,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve", help="Let students play on this machine, by links, until the deadline; Ctrl-C stops."
        ),
    ] = False,
    roster: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", show_default=False,
            help="With --serve: list of students, each with a link of their own: a table with the columns "
            "name, seat, email, id. Without it, everybody who has the address can come in.",
        ),
    ] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="With --serve: open it to the local network.")
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="URL", show_default=False,
            help="With --serve: public address, such as https://gge.school.example, if a web server "
            "on this machine passes it on.",
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="With --serve: port to listen on.")] = 8080,
    language: options.InLanguage = "en",
    new: Annotated[
        bool,
        typer.Option("--new", help="With --serve: begin another; keep the previous one under another name."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="PATH", show_default=False,
            help="File to write; by default, NAME-assignment.json. With --serve, the folder of the "
            "assignment; by default, results/NAME-assignment.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Make an assignment: a file that students open with gge-sim alone, or links to this machine (--serve).

    The file holds the scenario, the seat, the readings, the deadline, and a key that signs the result files.
    Keep your copy: gge-sim collect needs it. With --serve, students need only a browser: each plays alone on
    this machine until the deadline, and can come back on any device. The command prints the address for
    students and the teacher's private link; the same command resumes a stopped server.
    """
    from sim.classroom.alone.assignment import Assignment, check_seat
    from sim.classroom.alone.deadline import seconds_of
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate

    path = locate(scenario)
    check_seat(seat, load(path).members)
    made = Assignment.of(path, seat, readings, None if until is None else seconds_of(until), drawn)
    if serve:
        with options.of_the_classroom("assignment"):
            place = place_of(lan, port, address)
        folder = out or Path("results") / f"{path.stem}-assignment"
        _serve(made, folder, roster, place, language, new)
        return
    for option, given in {"--roster": roster, "--lan": lan, "--address": address, "--new": new}.items():
        if given:
            raise BadInput([Fault(option, "is for an assignment on a server: add --serve")])
    file = out or Path(f"{path.stem}-assignment.json")
    if file.exists():
        raise BadInput([Fault(str(file), "already exists; name another file with --out")])
    file.write_bytes(made.file())
    print(f"Written to {file}: hand it out, and keep a copy.")
    print(f"Students run:  gge-sim alone {file.name}")
    print(f"You collect:   gge-sim collect FOLDER --assignment {file.name}")
    if made.deadline:
        print(f"Deadline: {made.deadline}.")


def _serve(
    made: Assignment, folder: Path, roster: Path | None, place: Place, language: str, new: bool
) -> None:
    """Serve an assignment until somebody stops it."""
    from sim.classroom.alone.served import ASSIGNMENT, served, set_aside
    from sim.classroom.hall.roster import read_roster
    from sim.classroom.site.address import EVERYWHERE, HERE, code_for_terminal
    from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
    from sim.classroom.site.serve import serve
    from sim.classroom.site.teacher_token import kept_token

    folder.mkdir(parents=True, exist_ok=True)
    if new and (folder / ASSIGNMENT).exists():
        set_aside(folder)
    token = kept_token(folder / "teacher.key")
    with closing(served(folder, made, token)) as files:
        hall = HostedAssignment(files, language)
        if hall.students:
            print(f"Resuming the assignment in {folder}: {len(hall.students)} students.")
        if roster:
            rows = read_roster(roster, [hall.desk.lesson], own=True)
            print(
                f"From the list: {hall.load(rows)} new of {len(rows)}. Their links are on the teacher's page."
            )
        if place.host == EVERYWHERE:
            print(code_for_terminal(place.address))
        print(f"Students:  {place.address}", flush=True)
        if place.host == HERE and HERE in place.address:
            print("Only this machine can open it; use --lan or --address for students elsewhere.")
        print(f"For the teacher alone:  {place.address}/teacher/{token}")
        print(f"Deadline: {hall.assignment.deadline or 'none'}.")
        print(f"Saved in {folder}; the same command resumes it. Ctrl-C stops.", flush=True)
        with suppress(KeyboardInterrupt):
            serve(place, hall)
        print("Stopped; everything is saved.")
