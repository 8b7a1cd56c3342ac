"""`gge-sim import`: positions and scenarios from the data sets of other researchers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options

importing = typer.Typer(
    help="Take positions or scenarios from data sets of other researchers.", no_args_is_help=True
)
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder for the files.")]
FILE = typer.Argument(metavar="FILE", help="Table of the data set.", show_default=False)


@importing.command()
def votes(
    file: Annotated[Path, FILE],
    issue: Annotated[
        list[str],
        typer.Option(
            metavar="ISSUE=RESOLUTIONS",
            help="Issue with the roll calls that tell of it (rcid or symbol), with commas, a minus before "
            "one that is against it: TREATY=R/73/27,-R/73/266; can be repeated.",
            show_default=False,
        ),
    ],
    out: Out,
    mandate: Annotated[
        str, typer.Option(metavar="RESOLUTION", help="Roll call on the mandate, for the stakes.")
    ] = "",
    date: Annotated[
        str, typer.Option(metavar="DAY", help="Day by which all were adopted, where the data have no dates.")
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="How to cite the data; the name of the file if not given.")
    ] = "",
    quiet: options.Quiet = False,
) -> None:
    """Derive positions from roll calls of the General Assembly, by the rule of the codebook.

    Reads Voeten's voting data and those of the UN library. Writes positions.csv, for `positions_file` of a
    scenario, and with --mandate stakes.yaml. No file is ever overwritten.
    """
    from sim.report.results_folder import write_new
    from sim.report.words.numbers import number_of
    from sim.scenario.imports.roll_calls import read_roll_calls, sides
    from sim.scenario.imports.voted import asked, positions_table

    wanted = asked(issue, "--issue")
    names = dict.fromkeys([name for one in wanted for name in one.resolutions] + [mandate] * bool(mandate))
    calls = read_roll_calls(file, tuple(names))
    source = source or file.name
    files = {"positions.csv": positions_table(wanted, calls, source, options.day(date))}
    if mandate:
        lists = "".join(f"  {side}: [{', '.join(codes)}]\n" for side, codes in sides(calls[mandate]))
        # A text in JSON is one in YAML.
        cited = json.dumps(f"{mandate} ({source})", ensure_ascii=False)
        files["stakes.yaml"] = f"stakes:\n{lists}  source: {cited}\n".encode()
    write_new(out, files)
    for call in () if quiet else calls.values():
        others = f"; no member states of today: {', '.join(call.others)}" if call.others else ""
        print(f"{call.name}: {number_of(len(call.votes), 'member state')}{others}")
    if not quiet:
        print(f"Written to {out}: {', '.join(files)}")


@importing.command()
def deu(file: Annotated[Path, FILE], out: Out, quiet: options.Quiet = False) -> None:
    """Write the proposals of the data set DEU III as scenario files, one for each.

    `docs/explanation/research-log.md`, 20, says how they are coded. No file is ever overwritten.
    """
    import yaml

    from sim.report.results_folder import write_new
    from sim.report.words.numbers import number_of
    from sim.scenario.imports.deu import read_deu, scenarios_of

    written = scenarios_of(str(file), read_deu(file))
    files = {
        name: yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110).encode()
        for name, content in written.items()
    }
    write_new(out, files)
    if not quiet:
        decided = sum("record" in one for one in written.values())
        print(f"Written to {out}: {number_of(len(written), 'scenario')}, {decided} decided")
