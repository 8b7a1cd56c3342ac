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

Named = Annotated[
    str | None,
    typer.Argument(
        metavar="[SCENARIO]",
        help="A scenario file, or the name of a shipped one; without it, the explorer alone.",
        show_default=False,
    ),
]
Lan = Annotated[
    bool, typer.Option("--lan", help="Let everybody on the local network in; otherwise this machine alone.")
]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen at.")]
New = Annotated[
    bool, typer.Option("--new", help="Begin another class; the one before is kept under another name.")
]
Readings = Annotated[
    int | None,
    typer.Option(
        "--readings", "-r", min=1, max=40, help="Readings that the class holds; as the scenario if not given."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Where the class is kept; results/NAME-class."),
]
Drawn = Annotated[
    int | None,
    typer.Option(
        "--drawn",
        min=0,
        metavar="SEED",
        help="Draw what the coders may have missed of the instructions; otherwise they are as coded, as on "
        "the printed role sheets.",
        show_default=False,
    ),
]
Grace = Annotated[
    float,
    typer.Option(
        "--grace",
        metavar="SECONDS",
        min=1,
        max=3600,
        help="Seconds until the computer takes over from somebody who is gone.",
    ),
]


def classroom(
    scenario: Named = None,
    lan: Lan = False,
    port: Port = 8080,
    new: New = False,
    readings: Readings = None,
    drawn: Drawn = None,
    out: Out = None,
    grace: Grace = 25.0,
) -> None:
    """Let a class negotiate a scenario in the browser: phones, one laptop, no internet.

    Prints the address for students, its QR code, and the teacher's private link. A class that was stopped
    goes on where it was left. Ctrl-C stops the server.
    """
    try:
        from sim.classroom.site.address import EVERYWHERE, HERE, network_address, port_taken
        from sim.classroom.site.hosted_class import Hall
        from sim.classroom.site.serve import Place, serve
    except ImportError as error:
        problem = f"needs the package {error.name}, which is not installed: pip install 'gge-sim[classroom]'"
        raise BadInput([Fault("classroom", problem)]) from None

    found = network_address() if lan else HERE
    if found is None:
        raise BadInput([Fault("--lan", "this machine is in no network")])
    place = Place(EVERYWHERE if lan else HERE, port, f"http://{found}:{port}")
    if port_taken(place.host, port):
        raise BadInput([Fault("--port", f"something else listens at port {port} already", value=str(port))])
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
            print("Only this machine can open it; --lan lets phones in.")
        print(f"For the teacher alone:  {place.address}/teacher/{token}")
        print(f"Kept in {store.path}; the same command goes on from there. Ctrl-C stops.", flush=True)
        with suppress(KeyboardInterrupt):
            serve(place, Hall(store, grace))
        print("Stopped; the class is kept.")


def _opened(
    file: Path, scenario: Path, token: str, new: bool, drawn: int | None, readings: int | None
) -> Store:
    """Open the class that a file holds, or begin one."""
    from sim.classroom.room import key_of
    from sim.classroom.store import Founding, Store

    if new and file.exists():
        number = next(n for n in range(1, 10**6) if not file.with_name(f"class-{n}.sqlite").exists())
        # What SQLite has not yet written into the file itself lies beside it, and belongs to it.
        with Store.resume(file):
            pass
        file.rename(file.with_name(f"class-{number}.sqlite"))
    if not file.exists():
        seed, coded = (1, True) if drawn is None else (drawn, False)
        founding = Founding.of(scenario, key_of(token), seed, readings=readings, coded=coded)
        return Store.create(file, founding)
    store = Store.resume(file)
    if store.founding.teacher != key_of(token):
        store.close()
        beside = file.with_name("teacher.key")
        raise BadInput([Fault(str(beside), f"is not the key of {file}; --new begins another class")])
    if store.founding.readings != readings and readings is not None:
        store.close()
        problem = f"is of a class with {store.case.last} readings; --new begins another"
        raise BadInput([Fault(str(file), problem, key="--readings", value=str(readings))])
    if drawn is not None and (store.case.coded or store.founding.seed != drawn):
        store.close()
        problem = "is of a class with other instructions; --new begins another"
        raise BadInput([Fault(str(file), problem, key="--drawn", value=str(drawn))])
    print(f"The class in {file} goes on: {len(store.lesson.players)} people, {store.lesson.phase}.")
    return store


def _say_where(address: str, lan: bool) -> None:
    from sim.classroom.site.address import code_for_terminal, own_addresses

    if lan:
        print(code_for_terminal(address))
        print("Open to the local network: everybody on it can come in, and what is sent is not encrypted.")
        if others := [one for one in own_addresses() if one != urlsplit(address).hostname]:
            print(f"If phones do not find it, this machine is also {' and '.join(others)}.")
    print(f"Students, or whoever comes:  {address}", flush=True)
