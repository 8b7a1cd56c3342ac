"""`gge-sim rerun`."""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.scenario.fault import on_one_line


def rerun(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A results folder.", show_default=False)],
    quiet: options.Quiet = False,
) -> None:
    """Reproduce a result from its own folder and compare every byte: exit status 0 if all are equal."""
    from sim.report.rerun import compared, in_words, read_manifest

    made = read_manifest(folder)
    comparison = compared(folder, made, _again(context, folder, made.arguments, quiet))
    if not quiet or not comparison.reproduced:
        print(in_words(comparison))
    if not comparison.reproduced:
        raise typer.Exit(1)


def _again(context: typer.Context, folder: Path, arguments: tuple[str, ...], quiet: bool) -> dict[str, bytes]:
    """Reproduce a result in a temporary folder; return its files by name, without finished tasks."""
    from sim.commands.manifest_arguments import given_again
    from sim.report.file_names import TASKS

    group = context.find_root().command
    name, *rest = arguments
    command = group.get_command(context, name)  # type: ignore[attr-defined]
    words = given_again(command, rest, folder)
    if sys.stderr.isatty() and not quiet:
        print(on_one_line(f"Running: {shlex.join(['gge-sim', name, *words])}"), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="gge-sim.") as home:
        target = Path(home) / "again"
        group.main([name, "--out", str(target), "--quiet", *words], standalone_mode=False)
        files = {p.relative_to(target).as_posix(): p for p in target.rglob("*") if p.is_file()}
        return {name: path.read_bytes() for name, path in files.items() if not name.startswith(f"{TASKS}/")}
