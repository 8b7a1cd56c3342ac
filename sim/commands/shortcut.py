"""`gge-sim shortcut`."""

from __future__ import annotations

import io
import platform
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import options
from sim.scenario.fault import BadInput, Fault

#: What the icon is called, and what its file is called, by system.
NAME = "gge-sim"
_ENDINGS = {"Windows": "lnk", "Darwin": "app"}
_ICONS = {"Windows": "start/icons/icon.ico", "Darwin": "start/icons/icon.icns"}
#: Letters that the files of the icon cannot hold in a path.
_ODD = frozenset('"`$%\\&<>\n')


def shortcut(
    remove: Annotated[bool, typer.Option("--remove", help="Take the icon away.")] = False,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the classes and kits.")
    ] = Path("results"),
) -> None:
    """Put an icon on the desktop that opens the start page: see gge-sim start.

    On Windows and Linux it is also in the menu of programs.
    """
    library = _library()
    if remove:
        gone = [place for place in _places(library) if _removed(place)]
        print("\n".join(f"Removed {place}" for place in gone) or "There was no icon.")
        return
    system, folders = platform.system(), library.get_folders()
    python = Path(sys.executable)
    if system == "Windows" and (quiet := python.with_name("pythonw.exe")).exists():
        python = quiet  # without a window of its own
    results = Path(out).resolve()
    try:
        results.mkdir(parents=True, exist_ok=True)
        library.make_shortcut(
            # -P: nothing is imported from the folder that it works in.
            f"-P -m sim start --out {_quoted(results)}",
            name=NAME,
            description="Start a class",
            icon=str(
                Path(__file__).parents[1] / "classroom" / "site" / _ICONS.get(system, "assets/icon.svg")
            ),
            working_dir=str(results),
            # The application that macOS would need without one cannot be made on every version of it.
            terminal=system == "Darwin",
            desktop=Path(folders.desktop).is_dir(),
            # Windows puts the program's path between quotation marks by itself.
            executable=python.as_posix() if system == "Windows" else _quoted(python),
        )
    except OSError as error:
        raise BadInput(
            [Fault(str(error.filename or "shortcut"), f"cannot be written: {error.strerror}")]
        ) from None
    made = [place for place in _places(library) if place.exists()]
    print("\n".join(f"Made {place}" for place in made))
    print(f"It opens the start page. Classes and kits are in {results}.")
    if system == "Linux":
        print("Some desktops ask first: press the icon with the right button, then Allow Launching.")


def _library() -> Any:
    # On Windows it prints a remark when it is imported.
    with options.of_the_classroom("shortcut"), redirect_stdout(io.StringIO()):
        import pyshortcuts
    return pyshortcuts


def _places(library: Any) -> list[Path]:
    """Return where the icon may be: on the desktop, and in the menu of programs, if there is one."""
    folders = library.get_folders()
    file = f"{NAME}.{_ENDINGS.get(platform.system(), 'desktop')}"
    return [Path(folder) / file for folder in (folders.desktop, folders.startmenu) if folder]


def _removed(place: Path) -> bool:
    if place.is_dir():  # on macOS an application is a folder
        shutil.rmtree(place)
        return True
    there = place.is_file() or place.is_symlink()
    place.unlink(missing_ok=True)
    return there


def _quoted(path: Path) -> str:
    told = path.as_posix()
    if odd := sorted(_ODD & set(told)):
        raise BadInput(
            [Fault(told, f"an icon cannot open a path with {' '.join(odd)} in it; name another folder")]
        )
    return f'"{told}"' if " " in told else told
