"""The command line: the names of the commands and what they print; no logic of its own."""

from __future__ import annotations

import io
import json
import os
import sys
from concurrent.futures import BrokenExecutor, CancelledError
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Any, NoReturn

import typer

from sim.commands.alone import alone
from sim.commands.assignment import assignment
from sim.commands.calibrate import calibrate
from sim.commands.campaign import campaign
from sim.commands.cite import cite
from sim.commands.classroom import classroom
from sim.commands.coding import coding
from sim.commands.collect import collect
from sim.commands.compare import compare
from sim.commands.compare_classes import compare_classes
from sim.commands.follow import follow
from sim.commands.importing import importing
from sim.commands.input import warn
from sim.commands.kit import kit
from sim.commands.options import AsJson, ScenarioName, Strict, console
from sim.commands.own_study import WithPlugIns
from sim.commands.package import package
from sim.commands.record import record
from sim.commands.registry import registry
from sim.commands.replay import replay
from sim.commands.rerun import rerun
from sim.commands.run import run
from sim.commands.sensitivity import sensitivity
from sim.commands.shortcut import shortcut
from sim.commands.start import start
from sim.commands.surroundings import nowhere, put_right, shadowed_library
from sim.commands.sweep import sweep
from sim.commands.text import text
from sim.commands.what_if import what_if
from sim.scenario.fault import BadInput, Fault, on_one_line, without_middle
from sim.version import __version__

#: Columns that the boxes of the help need.
BOXED = 80
#: Name of the standard output in messages.
_PRINTED = "standard output"
#: Letters of a usage error that are shown.
_SAID = 400
_KEPT = "interrupted; finished work is kept, and the same command resumes it"


class Guarded(WithPlugIns):
    """Commands that never show a traceback.

    Exit status: 0 done, 1 a rerun came out different, 2 bad input, 70 a fault of the
    program, 75 a worker died, 130 interrupted.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run a command; report in a few lines what stopped it."""
        try:
            return super().invoke(ctx)
        except BadInput as error:
            _leave(2, str(error))
        except KeyboardInterrupt:
            _leave(130, _interrupted(ctx.invoked_subcommand or ""))
        except BrokenPipeError:
            nowhere(sys.stdout)
            sys.exit(0)
        except SystemExit as left:
            # Rich exits like this when the output is no longer read, and reports a failure.
            if not isinstance(left.__context__, BrokenPipeError):
                raise
            sys.exit(0)
        except OSError as error:
            if error.filename is None:  # files written by name are handled elsewhere
                nowhere(sys.stdout)
            _leave(2, str(Fault(str(error.filename or _PRINTED), error.strerror or str(error))))
        except (BrokenExecutor, CancelledError):
            _leave(75, f"the workers have stopped; {_KEPT.partition('; ')[2]}")
        except MemoryError:
            _leave(2, "not enough memory for this many plays; lower --runs")
        except Exception as error:
            if hasattr(error, "exit_code"):  # a usage error or an exit, which Typer reports
                if isinstance(said := getattr(error, "message", None), str):
                    error.message = without_middle(on_one_line(said), _SAID)  # type: ignore[attr-defined]
                raise
            if os.environ.get("GGE_SIM_TRACEBACK"):
                raise
            if shadowed := shadowed_library():
                _leave(2, shadowed)
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            _leave(70, f"a program error, not one in your input ({what}); GGE_SIM_TRACEBACK=1 shows where")


def _interrupted(command: str) -> str:
    """Say what an interruption leaves: studies keep their finished tasks."""
    from sim.report.rerun import KINDS
    from sim.scenario.family import STUDIES

    if command == "record":
        return "interrupted; with a folder or --wider finished work is kept, and the same command resumes it"
    kept = {*KINDS, *STUDIES.names, "calibrate"} - {"replay"}
    return _KEPT if command in kept else "interrupted; nothing was written"


def _leave(status: int, message: str) -> NoReturn:
    try:
        for line in message.splitlines():
            print(f"gge-sim: {line}", file=sys.stderr)
    except OSError:
        nowhere(sys.stderr)
    sys.exit(status)


app = typer.Typer(
    name="gge-sim",
    cls=Guarded,
    help="Simulate how the United Nations negotiates the security of ICTs: whether a consensus report "
    "emerges, what it says, and who stands in its way.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(run)


@app.command()
def check(scenario: ScenarioName, strict: Strict = False) -> None:
    """Check a scenario: exit status 0 if it is sound, 2 if not; warns about what is probably not intended."""
    from sim.negotiation.convene import convene
    from sim.scenario.loading import load_with_warnings

    loaded, _, doubted = load_with_warnings(scenario)
    warnings = warn(doubted, strict)
    table = convene(loaded)
    paragraphs, members = table.shape
    sound = f"sound, with {warnings} warning{'s' * (warnings > 1)}" if warnings else "sound"
    print(f"{scenario}: {sound}; {members} delegations, {paragraphs} issues, {table.readings} readings")


@app.command()
def scenarios(
    wider: Annotated[
        bool, typer.Option("--wider", help="List the wide record: decided processes outside ICT security.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the scenarios that ship with the program."""
    from sim.report.terminal_table import Grid
    from sim.scenario.loading import load
    from sim.scenario.shipped import shipped, shipped_wider

    names, others = (shipped_wider(), {}) if wider else (shipped(), shipped_wider())
    loaded = {name: load(path) for name, path in names.items()}
    if as_json:
        listed = [{"name": name, "title": s.title, "members": len(s.members)} for name, s in loaded.items()]
        print(json.dumps(listed))
        return
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("name", no_wrap=True)
    grid.add_column("process")
    grid.add_column("seats", no_wrap=True, justify="right")
    for name, s in loaded.items():
        grid.add_row(name, s.title, str(len(s.members)))
    console().print(grid)
    if others:
        print(f"\n{len(others)} decided processes of other fields: gge-sim scenarios --wider")


@app.command()
def show(
    scenario: ScenarioName,
    sources: Annotated[
        bool, typer.Option("--sources", help="List every position with its source or rule instead.")
    ] = False,
    figure: Annotated[
        Path | None,
        typer.Option(
            "--figure", "-f", metavar="FILE", help="Also draw the heat map to this file (.svg, .png or .pdf)."
        ),
    ] = None,
) -> None:
    """Draw the room: who wants what, delegations by issues."""
    from sim.negotiation.convene import convene
    from sim.report.room_table import room_page, sources_page
    from sim.scenario.loading import load

    loaded = load(scenario)
    table = convene(loaded)
    if figure:
        from sim.report.figures import room
        from sim.report.figures.drawing import save_figure

        save_figure(room(loaded, table), figure)
    console().print(sources_page(loaded) if sources else room_page(loaded, table))
    if figure:
        print(f"Drawn to {figure}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check them."""
    from sim.scenario.json_schema import json_schema

    print(json_schema(), end="")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"gge-sim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before a command."""


STUDIES = (
    replay,
    compare,
    compare_classes,
    text,
    package,
    follow,
    sweep,
    what_if,
    sensitivity,
    campaign,
    record,
    calibrate,
    rerun,
    cite,
)
for command in (*STUDIES, start, shortcut, classroom, kit, alone, assignment, collect):
    app.command(command.__name__.replace("_", "-"))(command)
app.add_typer(coding, name="coding")
app.add_typer(importing, name="import")
app.add_typer(registry, name="registry")


def main() -> None:
    """Run the command line."""
    put_right()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Escape characters that the terminal or pipe cannot encode.
        sys.stdout.reconfigure(errors="backslashreplace")
    # In a narrow terminal, the boxes of the help would cut the names of options.
    app.rich_markup_mode = "rich" if get_terminal_size().columns >= BOXED else None
    try:
        app(prog_name="gge-sim")
    except OSError as error:  # from Typer, which prints help and usage errors itself
        nowhere(sys.stdout)
        _leave(2, str(Fault(_PRINTED, error.strerror or str(error))))
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            nowhere(sys.stdout)
        except OSError as error:
            nowhere(sys.stdout)
            _leave(2, str(Fault(_PRINTED, error.strerror or str(error))))
