"""Options that several commands share, each declared once."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sim.scenario.fault import BadInput, Fault
from sim.study.source import BehaviourSource

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")]
ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A scenario file, or the name of a shipped one.", show_default=False
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings about the file as errors.")]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        "-w",
        min=0,
        max=1024,
        help="Processes on this machine; 0 for one per core, 1 for this process alone.",
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Address of a Dask scheduler to use instead, tcp://HOST:PORT."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Results folder; results/NAME-COMMAND if not given."),
]
Runs = Annotated[int, typer.Option("--runs", "-n", min=1, max=10_000_000, help="Number of plays.")]
Readings = Annotated[
    int | None,
    typer.Option(
        "--readings", "-r", min=1, max=40, help="Number of readings; by default, the scenario's.",
        show_default=False,
    ),
]  # fmt: skip
Drawn = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="SEED", show_default=False,
        help="Draw the coders' possible errors in the instructions; by default, they are as coded.",
    ),
]  # fmt: skip
Seed = Annotated[
    int, typer.Option("--seed", "-s", min=0, help="Random seed; the same seed gives the same result.")
]


def _known_language(code: str) -> str:
    from sim.classroom.words.languages import LANGUAGES, PSEUDO

    if code not in LANGUAGES:
        allowed = ", ".join(f"{one.code} ({one.name})" for one in LANGUAGES.values() if one.code != PSEUDO)
        raise BadInput([Fault("--language", "is not a language of the class", value=code, allowed=allowed)])
    return code


InLanguage = Annotated[
    str,
    typer.Option(
        "--language",
        "-l",
        metavar="CODE",
        callback=_known_language,
        help="Language of what students read: en, ar, es, fr, ru or zh.",
    ),
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

Brief = Annotated[
    bool,
    typer.Option("--brief", help="Also write a brief of two pages, brief.pdf and brief.docx (extra brief)."),
]
Raw = Annotated[
    bool,
    typer.Option(
        "--raw-shares", help="Show shares of plays even where no probability is claimed for the body or rule."
    ),
]
Behaviour = Annotated[
    BehaviourSource,
    typer.Option(help="Source of all other parameters: fitted to the record, or the priors alone."),
]
#: Of a command that also takes a result in place of a scenario.
ScenarioOrResult = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, the name of a shipped one, or a results folder of `gge-sim run`: then its "
        "options hold.",
        show_default=False,
    ),
]
#: Of a command that also takes a result, whose own seed and source then hold.
SeedOrResult = Annotated[
    int | None, typer.Option("--seed", "-s", min=0, help="Random seed; by default the result's, or 1.")
]
RunsOrResult = Annotated[
    int | None,
    typer.Option(
        "--runs",
        "-n",
        min=1,
        max=10_000_000,
        help="Number of plays; by default the result's, or 1,000 (package: 2,000).",
    ),
]
BehaviourOrResult = Annotated[
    BehaviourSource | None,
    typer.Option(help="Fitted to the record, or the priors alone; by default the result's, or the priors."),
]


def needs(package: str, command: str) -> None:
    """Refuse a command that needs a package of the extra `classroom`, if it is not installed."""
    if find_spec(package) is None:
        raise _lacks(package, command)


@contextmanager
def of_the_classroom(command: str) -> Iterator[None]:
    """Refuse a command whose imports, made within, need a package of that extra that is not installed."""
    try:
        yield
    except ImportError as error:
        raise _lacks(error.name, command) from None


def _lacks(package: str | None, command: str) -> BadInput:
    problem = f"needs the package {package}, which is not installed: pip install 'gge-sim[classroom]'"
    return BadInput([Fault(command, problem)])


def console() -> Console:
    """Return the console for pages, as wide as the terminal, or 110 columns; brackets are no markup."""
    return Console(width=None if sys.stdout.isatty() else 110, highlight=False, markup=False, emoji=False)


#: Of the commands on texts.
TextFiles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[TEXTS]...",
        help="Files of texts (YAML or a table), each with one or more.",
        show_default=False,
    ),
]
SetIssue = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="ISSUE=FORMULATION", help="A text by options: IHL=explicit; can be repeated."
    ),
]
Base = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="What the text of --set says elsewhere: own-text, silent, or another text."
    ),
]
Also = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORD",
        help="A text without a file: likeliest, own-text, silent, indirect, explicit, play:7 (of that play), "
        "play:7:3 (after its reading 3); can be repeated.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Of the texts of the files, only those of this name; can be repeated."),
]
After = Annotated[
    int, typer.Option("--after", min=0, max=800, metavar="READINGS", help="Readings held before it is put.")
]


def day(text: str) -> str:
    """Return the day that --date gives, or nothing; raise BadInput if it is none."""
    try:
        if not text or dt.date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise BadInput([Fault("--date", "is not a date", value=text, allowed="YYYY-MM-DD")])
