"""`gge-sim campaign`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import options
from sim.study.source import BehaviourSource


def campaign(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="CAMPAIGN",
            help="A campaign file, or the name of a shipped one, such as 2004-2026.",
            show_default=False,
        ),
    ],
    runs: options.Runs = 2000,
    seed: options.Seed = 1,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Play processes in sequence, each building on the outcomes of the earlier ones in the same play.

    Prints the histories, how often the real one occurs, when each subject first enters a report, and how far
    a later process depends on an earlier one; writes tables (CSV), figures (SVG, PNG) and a page (HTML).
    """
    from sim.commands.study import Study
    from sim.report.campaign import campaign_report
    from sim.scenario.campaign import CAMPAIGN, campaign_sources, load_campaign_with_records
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.shipped import locate, shipped_campaigns
    from sim.study.campaign.histories import UNCLAIMED, histories, parts
    from sim.study.campaign.result import CampaignResult
    from sim.study.claims import RAW, in_scope

    loaded, records = load_campaign_with_records(file)
    path = locate(file, shipped_campaigns(), "campaign")
    target = out or Path("results") / f"{loaded.id}-campaign"
    if not raw_shares and not any(in_scope(stage.scenario) for stage in loaded.stages):
        raise BadInput([Fault(file, UNCLAIMED, allowed=f"{RAW}, to see shares of plays")])
    called = {CAMPAIGN: file} if path == shipped_campaigns().get(file) else {}
    study = Study.begin(context, "campaign", target, campaign_sources(path), {file: CAMPAIGN}, called)
    with study.at_work(parts(runs), workers, cluster, quiet) as (executor, progress):
        played = histories(loaded, records, runs, seed, behaviour, study.tasks, executor, progress)
    result = CampaignResult(played, raw_shares)
    study.deliver(campaign_report(result, study.command), as_json, quiet)
