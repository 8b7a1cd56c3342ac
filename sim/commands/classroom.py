"""`gge-sim classroom`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sim.scenario.fault import BadInput, Fault

if TYPE_CHECKING:
    from sim.classroom.store import Store


def classroom(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENARIO]",
            help="A scenario file, or the name of a shipped scenario; without it, only the explorer.",
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
    readings: Annotated[
        int | None,
        typer.Option(
            "--readings", "-r", min=1, max=40, help="Number of readings; by default, the scenario's."
        ),
    ] = None,
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
            "--out", "-o", metavar="FOLDER", help="Folder of the class; by default, results/NAME-class."
        ),
    ] = None,
    grace: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=1, max=3600, help="Seconds before the computer replaces an absentee."
        ),
    ] = 25.0,
) -> None:
    """Let a class negotiate a scenario in the browser: phones, one laptop, no internet.

    The command prints the address for students, its QR code, and the teacher's private link. A stopped
    class resumes where it left off. Ctrl-C stops the server.
    """
    try:
        from sim.classroom.site.address import EVERYWHERE, HERE, network_address, port_taken
        from sim.classroom.site.lesson.hosted_class import HostedClass
        from sim.classroom.site.serve import Place, serve
    except ImportError as error:
        problem = f"needs the package {error.name}, which is not installed: pip install 'gge-sim[classroom]'"
        raise BadInput([Fault("classroom", problem)]) from None

    found = network_address() if lan else HERE
    if found is None:
        raise BadInput([Fault("--lan", "this machine is not on a network")])
    place = Place(EVERYWHERE if lan else HERE, port, f"http://{found}:{port}")
    if port_taken(place.host, port):
        raise BadInput([Fault("--port", f"another program already listens on port {port}", value=str(port))])
    if scenario is None:
        _say_where(place.address, lan)
        with suppress(KeyboardInterrupt):
            serve(place, None)
        return
    from sim.classroom.site.teacher_token import kept_token
    from sim.scenario.shipped import locate

    path = locate(scenario)
    folder = out or Path("results") / f"{path.stem}-class"
    folder.mkdir(parents=True, exist_ok=True)
    token = kept_token(folder / "teacher.key")
    with _opened(folder / "class.sqlite", path, token, new, drawn, readings) as store:
        _say_where(place.address, lan)
        if not lan:
            print("Only this machine can open it; use --lan for phones.")
        print(f"For the teacher alone:  {place.address}/teacher/{token}")
        print(f"Saved in {store.path}; the same command resumes the class. Ctrl-C stops.", flush=True)
        with suppress(KeyboardInterrupt):
            serve(place, HostedClass(store, grace))
        print("Stopped; the class is saved.")


def _opened(
    file: Path, scenario: Path, token: str, new: bool, drawn: int | None, readings: int | None
) -> Store:
    """Open the class in a file, or begin one."""
    from sim.classroom.room import key_of
    from sim.classroom.store import ClassSetup, Store

    if new and file.exists():
        number = next(n for n in range(1, 10**6) if not file.with_name(f"class-{n}.sqlite").exists())
        # Opening and closing it makes SQLite move everything from its side files into the file itself.
        with Store.resume(file):
            pass
        file.rename(file.with_name(f"class-{number}.sqlite"))
    if not file.exists():
        seed, coded = (1, True) if drawn is None else (drawn, False)
        founding = ClassSetup.of(scenario, key_of(token), seed, readings=readings, coded=coded)
        return Store.create(file, founding)
    store = Store.resume(file)
    if store.founding.teacher != key_of(token):
        store.close()
        beside = file.with_name("teacher.key")
        raise BadInput([Fault(str(beside), f"is not the key of {file}; use --new to begin another class")])
    if store.founding.readings != readings and readings is not None:
        store.close()
        problem = f"has a class with {store.case.last} readings; use --new to begin another"
        raise BadInput([Fault(str(file), problem, key="--readings", value=str(readings))])
    if drawn is not None and (store.case.coded or store.founding.seed != drawn):
        store.close()
        problem = "has a class with other instructions; use --new to begin another"
        raise BadInput([Fault(str(file), problem, key="--drawn", value=str(drawn))])
    count = len(store.lesson.players)
    people = "1 person" if count == 1 else f"{count} people"
    print(f"Resuming the class in {file}: {people}, {store.lesson.phase}.")
    return store


def _say_where(address: str, lan: bool) -> None:
    from sim.classroom.site.address import code_for_terminal, own_addresses

    if lan:
        print(code_for_terminal(address))
        print("Open to the local network: everybody on it can come in. The traffic is not encrypted.")
        if others := [one for one in own_addresses() if one != urlsplit(address).hostname]:
            print(f"If phones cannot reach it, try this machine's other addresses: {' and '.join(others)}.")
    print(f"Students and visitors:  {address}", flush=True)
