"""`gge-sim cite`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.scenario.fault import BadInput, Fault


def cite(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="A results folder, or the folder of a registry.", show_default=False
        ),
    ],
    author: Annotated[
        list[str] | None,
        typer.Option("--author", metavar="NAME", help="Who is to be cited; can be repeated."),
    ] = None,
    licence: Annotated[
        str, typer.Option("--license", metavar="ID", help="Licence of the files, by its SPDX identifier.")
    ] = "CC-BY-4.0",
    doi: Annotated[
        str,
        typer.Option(
            "--doi",
            metavar="DOI",
            help="DOI of the deposit, once there is one, such as 10.5281/zenodo.1234567.",
        ),
    ] = "",
    quiet: options.Quiet = False,
) -> None:
    """Say how to cite a result or a registry; with --author also describe it, for a deposit.

    Writes CITATION.cff and ro-crate-metadata.json (RO-Crate 1.2) into the folder.
    """
    from sim.report.citation import CITATION, CRATE, citation_files, deposit, in_words
    from sim.report.results_folder import write_new

    if doi and not re.fullmatch(r"10\.[0-9]{4,9}/\S+", doi):
        raise BadInput([Fault("--doi", "is not a DOI", value=doi, allowed="such as 10.5281/zenodo.1234567")])
    if not re.fullmatch(r"[A-Za-z0-9.+-]+", licence):
        raise BadInput([Fault("--license", "is not an SPDX identifier", value=licence, allowed="CC-BY-4.0")])
    found = deposit(folder)
    if author:
        if there := [name for name in (CITATION, CRATE) if (folder / name).exists()]:
            problem, allowed = "is there already", "the command again, once it has been moved away"
            raise BadInput([Fault(str(folder / name), problem, allowed=allowed) for name in there])
        write_new(folder, citation_files(found, author, licence, doi))
    if not quiet:
        print(in_words(found))
        if author:
            print(f"Written to {folder}: {CITATION}, {CRATE}")
