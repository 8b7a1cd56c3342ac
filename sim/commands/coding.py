"""`gge-sim coding`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from sim.commands.options import AsJson, Quiet, Raw, ScenarioName, console


def coding(
    scenario: ScenarioName,
    codings: Annotated[int, typer.Option(min=2, max=100_000, help="How often cells are coded anew.")] = 200,
    plays: Annotated[int, typer.Option(min=2, max=100_000, help="Plays of each coding.")] = 200,
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Seed of all chance.")] = 1,
    raw_shares: Raw = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Code weakly founded positions anew: how far the forecast moves, and by which cells."""
    from dataclasses import asdict

    from sim.report.coding_page import coding_page
    from sim.report.progress import Progress
    from sim.scenario.loading import load
    from sim.study.claims import check_raw
    from sim.study.coding import coding_sensitivity

    loaded = load(scenario)
    check_raw(raw_shares, loaded)
    with Progress(2 * codings * plays, quiet) as progress:
        result = coding_sensitivity(loaded, codings, plays, seed, progress)
    if as_json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    elif not quiet:
        console().print(coding_page(result))
