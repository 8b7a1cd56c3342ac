"""`gge-sim coding`: how far a forecast rests on weak codes, and whether a second coder gives the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sim.commands import options
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.shipped import shipped

#: What is done with a scenario if no other command is named: `gge-sim coding SCENARIO`.
DEFAULT = "effect"


class CodingGroup(TyperGroup):
    """Commands on coding; any other word is a scenario, or an option, of the first."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the first command before what names none."""
        named = args and (args[0] in self.commands or args[0] in ctx.help_option_names)
        if args and not named and (near := self._meant(args[0])):
            allowed = f"{', '.join(self.commands)}, or a scenario"
            raise BadInput([Fault("coding", f"is no command{near}", value=args[0], allowed=allowed)])
        return super().parse_args(ctx, args if named or not args else [DEFAULT, *args])

    def _meant(self, word: str) -> str:
        """Return which command a word that names no scenario is near to, as a question; empty if none."""
        if word.startswith("-") or word in shipped() or Path(word).suffix or Path(word).exists():
            return ""
        return hint(word, list(self.commands))


coding = typer.Typer(
    cls=CodingGroup,
    no_args_is_help=True,
    help="Test the coding: its effect on a forecast, and the agreement of a second coder. "
    "`gge-sim coding SCENARIO` is short for `gge-sim coding effect SCENARIO`.",
)
Scenarios = Annotated[
    list[str],
    typer.Argument(metavar="SCENARIO", help="Scenario files, or names of shipped ones.", show_default=False),
]


@coding.command()
def effect(
    scenario: options.ScenarioName,
    codings: Annotated[int, typer.Option(min=2, max=100_000, help="Number of recodings of the cells.")] = 200,
    plays: Annotated[int, typer.Option(min=2, max=100_000, help="Plays of each coding.")] = 200,
    seed: options.Seed = 1,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Recode weakly founded positions: how far the forecast moves, and which cells move it."""
    from sim.commands.printing import print_result
    from sim.report.coding import coding_document
    from sim.report.coding_columns import SUMMARY
    from sim.report.column import record
    from sim.report.progress import Progress
    from sim.scenario.loading import load
    from sim.study.claims import check_raw
    from sim.study.coding import coding_sensitivity

    loaded = load(scenario)
    check_raw(raw_shares, loaded)
    with Progress(2 * codings * plays, quiet) as progress:
        result = coding_sensitivity(loaded, codings, plays, seed, progress)
    print_result(coding_document(result), record(SUMMARY, result), as_json, quiet)


@coding.command()
def sheet(
    scenarios: Scenarios,
    positions: Annotated[
        int, typer.Option(min=0, max=10_000, help="Positions drawn by lot, of each sort.")
    ] = 20,
    seed: options.Seed = 1,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the sheets.")] = Path(
        "results/coding-sheets"
    ),
    quiet: options.Quiet = False,
) -> None:
    """Write sheets for a second coder: tables to fill in, and pages with what there is to know.

    They hold no values and no outcomes. A sheet that is there already is never overwritten.
    """
    from sim.report.coding_sheet import sheet_files
    from sim.scenario.loading import load
    from sim.study.coding_sheet import coding_sheet

    sheets = [coding_sheet(load(one), positions, seed) for one in scenarios]
    files = {name: content for one in sheets for name, content in sheet_files(one).items()}
    _write(files, out, quiet)


@coding.command()
def codes(
    scenarios: Scenarios,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder of the tables.")] = Path(
        "results/coding-codes"
    ),
    quiet: options.Quiet = False,
) -> None:
    """Write the codes of scenarios in the form of a sheet that is filled in, to compare them with one."""
    from sim.report.coding_sheet import codes_files
    from sim.scenario.loading import load
    from sim.study.codes import codes as coded

    loaded = [load(one) for one in scenarios]
    _write({k: v for one in loaded for k, v in codes_files(one.id, coded(one)).items()}, out, quiet)


@coding.command()
def agree(
    a: Annotated[str, typer.Argument(metavar="A", help="A filled-in sheet, or a folder of them.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The same of the other coder.")],
    resamples: Annotated[
        int, typer.Option(min=100, max=100_000, help="Bootstrap samples behind the intervals.")
    ] = 1000,
    seed: options.Seed = 1,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help="Also write page and tables to this folder."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare two coders: percent agreement, Cohen's kappa, Krippendorff's alpha, and where they differ."""
    from sim.commands.printing import print_result
    from sim.report.agreement import agreement_report
    from sim.report.file_names import result_names
    from sim.report.results_folder import Target
    from sim.study.agreement import agreement
    from sim.study.coded_table import coded

    target = Target.open(out, "agreement", result_names("agreement")) if out else None
    report = agreement_report(agreement(coded(a), coded(b), resamples, seed))
    if target:
        target.write(report.files())
    print_result(report.document, report.summary, as_json, quiet, f"Written to {out}" if out else "")


def _write(files: dict[str, bytes], out: Path, quiet: bool) -> None:
    """Write files that nobody has yet; raise BadInput, before any is written, if one is there."""
    from sim.report.results_folder import write_new

    write_new(out, files)
    if not quiet:
        print(f"Written to {out}: {', '.join(files)}")
