"""Options that several commands have, each told once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sim.study.source import BehaviourSource

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")]
ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A scenario file, or the name of a shipped one.", show_default=False
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Take what the file can hardly mean as an error, not as a warning.")
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        "-w",
        min=0,
        max=1024,
        help="Processes on this machine; 0 for as many as it has cores, 1 for this one alone.",
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="A Dask scheduler to work there instead, tcp://HOST:PORT."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Results folder; results/NAME-COMMAND if not given."),
]
Runs = Annotated[int, typer.Option("--runs", "-n", min=1, max=10_000_000, help="How many plays.")]
Seed = Annotated[
    int, typer.Option("--seed", "-s", min=0, help="Seed of all chance; the same seed, the same result.")
]
Parameters = Annotated[
    Path | None,
    typer.Option(
        "--parameters",
        "-p",
        metavar="FILE",
        help="Parameter file; its values replace the model's priors.",
    ),
]


Raw = Annotated[
    bool,
    typer.Option(
        "--raw-shares", help="Give shares of plays also where no probability is claimed for the body or rule."
    ),
]
Behaviour = Annotated[
    BehaviourSource,
    typer.Option(help="Where all other parameters come from: fitted to the record, or the priors alone."),
]


def console() -> Console:
    """Return the console that pages are printed on: as wide as the terminal, or 110 columns.

    Square brackets are drafting signs here, and mark up nothing.
    """
    return Console(width=None if sys.stdout.isatty() else 110, highlight=False, markup=False, emoji=False)
