"""`gge-sim classroom`."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sim.commands import options
from sim.commands.place import place_of
from sim.scenario.fault import BadInput, Fault

if TYPE_CHECKING:
    from sim.classroom.hall.opening import OpenHall
    from sim.classroom.site.hall.hosted_hall import HostedHall
    from sim.classroom.site.lesson.hosted_class import HostedClass
    from sim.classroom.store import Store


def classroom(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Scenario files, or names of shipped scenarios: a room for each; without any, only the "
            "explorer.",
            show_default=False,
        ),
    ] = None,
    rooms: Annotated[
        str,
        typer.Option(
            metavar="NUMBER",
            help="Rooms of each scenario: 3, or one number for each scenario, such as 2,1.",
        ),
    ] = "1",
    roster: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="List of students for several rooms: a table with the columns name, room, seat, email, id.",
            show_default=False,
        ),
    ] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="Open the class to the local network, not only to this machine.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8080,
    new: Annotated[
        bool, typer.Option("--new", help="Begin another class; keep the previous one under another name.")
    ] = False,
    readings: options.Readings = None,
    drawn: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="SEED",
            help="Draw the coders' possible errors in the instructions; by default, they are as coded, like "
            "the printed role sheets.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="Folder of the class; by default, results/NAME-class, or "
            "results/NAME-rooms for several rooms.",
        ),
    ] = None,
    quiz: Annotated[
        bool,
        typer.Option(
            "--quiz",
            help="Ask the class the same concepts before and after the lesson; answers have no names.",
        ),
    ] = False,
    grace: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=1, max=3600, help="Seconds before the computer replaces an absentee."
        ),
    ] = 25.0,
    language: options.InLanguage = "en",
) -> None:
    """Let a class negotiate a scenario in the browser: phones, one laptop, no internet.

    The command prints the address for students, its QR code, and the teacher's private link. A stopped
    class resumes where it left off. Ctrl-C stops the server. Several rooms have one address, one lobby and
    one page for the teacher.
    """
    with options.of_the_classroom("classroom"):
        from sim.classroom.site.hall.hosted_hall import HostedHall
        from sim.classroom.site.lesson.hosted_class import HostedClass
        from sim.classroom.site.serve import serve

    place = place_of(lan, port)
    if not scenarios:
        if rooms != "1" or roster:
            option = "--roster" if roster else "--rooms"
            raise BadInput([Fault(option, "needs a scenario")])
        _say_where(place.address, lan)
        with suppress(KeyboardInterrupt):
            serve(place, None)
        return
    from sim.classroom.hall.counts import room_counts
    from sim.classroom.site.quiz.desk import quiz_of
    from sim.classroom.site.teacher_token import kept_token
    from sim.scenario.shipped import locate

    paths = [locate(scenario) for scenario in scenarios]
    each = [
        path for path, count in zip(paths, room_counts(rooms, len(paths)), strict=True) for _ in range(count)
    ]
    if len(each) == 1 and roster:
        raise BadInput([Fault("--roster", "is for a class in several rooms; see --rooms")])
    kind = "class" if len(each) == 1 else "rooms"
    folder = out or Path("results") / f"{paths[0].stem}-{kind}"
    folder.mkdir(parents=True, exist_ok=True)
    token = kept_token(folder / "teacher.key")
    with ExitStack() as closing:
        hall: HostedClass | HostedHall
        if len(each) == 1:
            store = closing.enter_context(
                _opened(folder / "class.sqlite", each[0], token, new, drawn, readings)
            )
            hall, saved = HostedClass(store, grace, language=language), store.path
        else:
            files = closing.enter_context(_opened_hall(folder, each, token, new, drawn, readings))
            hall, saved = HostedHall(files, grace, language), folder
        if roster and isinstance(hall, HostedHall):
            _load(roster, hall, token)
        hall.quiz = quiz_of(saved, quiz)
        _say_where(place.address, lan)
        if not lan:
            print("Only this machine can open it; use --lan for phones.")
        print(f"For the teacher alone:  {place.address}/teacher/{token}")
        print(f"Saved in {saved}; the same command resumes the class. Ctrl-C stops.", flush=True)
        with suppress(KeyboardInterrupt):
            serve(place, hall)
        print("Stopped; the class is saved.")


def _opened(
    file: Path, scenario: Path, token: str, new: bool, drawn: int | None, readings: int | None
) -> Store:
    """Open the class in a file, or begin one."""
    from sim.classroom.open_class import open_class, set_aside
    from sim.classroom.quiz.file import quiz_path

    if new and file.exists():
        aside = set_aside(file)
        if quiz_path(file).exists():
            quiz_path(file).rename(quiz_path(aside))
    there = file.exists()
    store = open_class(file, scenario, token, readings, drawn)
    if there:
        count = len(store.lesson.players)
        people = "1 person" if count == 1 else f"{count} people"
        print(f"Resuming the class in {file}: {people}, {store.lesson.phase}.")
    return store


def _opened_hall(
    folder: Path, scenarios: list[Path], token: str, new: bool, drawn: int | None, readings: int | None
) -> OpenHall:
    """Open the class in several rooms in a folder, or begin one."""
    from sim.classroom.hall.opening import open_hall, set_aside
    from sim.classroom.hall.settings import SETTINGS

    if new and (folder / SETTINGS).exists():
        set_aside(folder)
    there = (folder / SETTINGS).exists()
    files = open_hall(folder, scenarios, token, readings, drawn)
    if there:
        print(f"Resuming the class in {folder}: {len(files.rooms)} rooms.")
    return files


def _load(roster: Path, hall: HostedHall, token: str) -> None:
    """Give everybody on a list a place and a link."""
    from sim.classroom.hall.roster import read_roster
    from sim.classroom.site.hall.links import load_roster

    rows = read_roster(roster, [room.desk.lesson for room in hall.rooms])
    count = load_roster(hall, rows, token)
    print(f"From the list: {count} new of {len(rows)}. Their links are on the teacher's page.")


def _say_where(address: str, lan: bool) -> None:
    from sim.classroom.site.address import code_for_terminal, own_addresses

    if lan:
        print(code_for_terminal(address))
        print("Open to the local network: everybody on it can come in. The traffic is not encrypted.")
        if others := [one for one in own_addresses() if one != urlsplit(address).hostname]:
            print(f"If phones cannot reach it, try this machine's other addresses: {' and '.join(others)}.")
    print(f"Students and visitors:  {address}", flush=True)
