"""`gge-sim coding`."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.commands import options


def coding(
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
