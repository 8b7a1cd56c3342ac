"""What a campaign does not show."""

from __future__ import annotations

from sim.report.campaign.wording import on_fit
from sim.study.campaign.result import CampaignResult


def limits(chronicle: CampaignResult) -> list[str]:
    """Return what to bear in mind before believing the histories, a sentence or two each."""
    lines = [
        "Only texts are handed on. Mandate families, members, chairs, outlets, stakes and dates stay as "
        "coded; in reality they answered to what came before. So the worlds in which history goes another "
        "way are told too much like ours.",
        "Positions are coded as they were held after the real past, by people who know how it ended, and do "
        "not answer to another one.",
        "A play has one set of parameters and one reading of each state's positions throughout; moods, "
        "readiness to concede and stakes are drawn anew for each process. A failure costs no trust and a "
        "success builds none, but through the text.",
        "How far an earlier report helps or hinders a later one hangs above all on how little it is worth to "
        "repeat what is agreed (the acquis discount), which the record hardly identifies.",
        "Where a process is made to adopt what it failed over, the text is one that somebody objected to.",
    ]
    lines.append(
        f"{on_fit(chronicle.histories)} How differently processes end on another past is what the model "
        "implies, and has not been observed."
    )
    return lines
