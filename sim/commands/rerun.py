"""`gge-sim rerun`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sim.commands.options import Quiet


def rerun(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A results folder.", show_default=False)],
    quiet: Quiet = False,
) -> None:
    """Do a result again from its own folder and compare every byte: exit status 0 if all are the same."""
    from sim.report.progress import Progress
    from sim.report.rerun import compared, read_arguments, read_manifest, rerun_forecast, told

    if (made := read_arguments(folder)) is not None:
        again = _again(context, folder, made.arguments)
        comparison = compared(folder, [*made.files], again, made.version, made.files)
    else:
        with Progress(read_manifest(folder).runs, quiet) as progress:
            comparison = rerun_forecast(folder, progress)
    if not quiet or not comparison.reproduced:
        print(told(comparison))
    if not comparison.reproduced:
        raise typer.Exit(1)


def _again(context: typer.Context, folder: Path, arguments: tuple[str, ...]) -> Callable[[str], bytes | None]:
    """Do a study again in a folder of its own; return what reads a file of it."""
    from sim.commands.study import FOLDER

    name, *rest = arguments
    with tempfile.TemporaryDirectory(prefix="gge-sim.") as home:
        target = Path(home) / "again"
        given = [argument.replace(FOLDER, str(folder)) for argument in rest]
        commands = context.find_root().command
        commands.main([name, *given, "--out", str(target), "--quiet"], standalone_mode=False)
        found = {str(p.relative_to(target)): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    return found.get
