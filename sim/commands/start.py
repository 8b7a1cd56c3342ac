"""`gge-sim start`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options


def start(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="First port to try; if it is taken, the next free one.")
    ] = 8070,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the private link, and open no browser.")
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the classes and kits.")
    ] = Path("results"),
) -> None:
    """Open the start page in the browser: choose a story, start a class or resume one, print the kit.

    Only this machine can open the page, and only with its private link. The page opens a class to phones when
    you press Start class. The same command again opens the same page. Ctrl-C, or Quit on the page, ends it.
    """
    with options.of_the_classroom("start"):
        from sim.classroom.site.start.program import open_page

    def say(link: str) -> None:
        print(f"The start page, for this machine alone:  {link}")
        print(f"Classes and kits are in {out}. Ctrl-C, or Quit on the page, ends the program.", flush=True)

    if open_page(out, port, not no_browser, say):
        print("Stopped; classes are saved.")
    else:
        print("It was already running.")
