"""The folder of a campaign: page, tables, figures, summary."""

from __future__ import annotations

import json

from sim.report.campaign.document import campaign_document
from sim.report.campaign.page import campaign_page
from sim.report.campaign.summary import campaign_summary
from sim.report.campaign.tables import campaign_tables
from sim.report.figures.campaign import first_entries, histories_tree
from sim.report.figures.drawing import figure_files
from sim.report.render.html import PAGE, as_page
from sim.report.render.terminal import page_as_text
from sim.study.campaign.result import CampaignResult


def campaign_files(chronicle: CampaignResult) -> dict[str, bytes]:
    """Return every file of a campaign, by name; the same bytes for the same plays."""
    files = {name: text.encode() for name, text in campaign_tables(chronicle).items()}
    summary = json.dumps(campaign_summary(chronicle), indent=1, ensure_ascii=False)
    files["campaign.json"] = (summary + "\n").encode()
    files["campaign.txt"] = page_as_text(campaign_page(chronicle)).encode()
    told = chronicle.histories
    for name, figure in (("histories", histories_tree(told)), ("entries", first_entries(told))):
        files |= figure_files(name, figure)
    return {**files, PAGE: as_page(campaign_document(chronicle), files)}
