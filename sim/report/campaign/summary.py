"""All that is told of a campaign, as plain values."""

from __future__ import annotations

from typing import Any

from sim.scenario.ladder import Rung
from sim.study.campaign.result import CampaignResult
from sim.study.campaign.differences import Counted, Difference
from sim.study.campaign.entries import Entry
from sim.study.campaign.paths import Branch
from sim.version import __version__


def campaign_summary(chronicle: CampaignResult) -> dict[str, Any]:
    """Return what is told of a campaign as plain values."""
    told = chronicle.histories
    rank, of = chronicle.rank
    return {
        "schema": 1,
        "campaign": told.campaign.id,
        "title": told.campaign.title,
        "digest": told.digest,
        "version": __version__,
        "seed": told.seed,
        "runs": told.runs,
        "behaviour": str(told.behaviour),
        "withheld": list(told.withheld),
        "processes": [
            {
                "process": c.process,
                "fitted_to": c.process in told.fitted,
                "really_adopted": c.real,
                "adopted": _plain(c.adopted),
                "on_real_past": _plain(c.coded),
                "worth_of_real_past": _plain(c.worth),
                "before": c.before or None,
                "after_adopted": _plain(c.after_adopted),
                "after_failed": _plain(c.after_failed),
                "paragraphs_as_real": _plain(c.language),
                "paragraphs_as_real_on_real_past": _plain(c.coded_language),
            }
            for c in chronicle.chapters
        ],
        "histories": {
            "distinct": chronicle.variety.distinct,
            "effective": _plain(chronicle.variety.effective),
            "effective_if_independent": _plain(chronicle.variety.independent),
        },
        "real_history": {
            "rank": rank,
            "of": of,
            "steps": [
                {
                    "process": s.process,
                    "adopted": s.real,
                    "alike": _plain(s.alike),
                    "if_independent": _plain(s.independent),
                    "excess": _plain(s.excess),
                }
                for s in chronicle.real_path
            ],
        },
        "tree": _branch(chronicle.tree),
        "entries": [_entry(chronicle, entry) for rows in chronicle.entries.values() for entry in rows],
        "links": [
            {
                "earlier": link.earlier,
                "later": link.later,
                "builds_on_it": link.builds,
                "gap": _plain(link.gap),
                "gap_in_strength": _plain(link.gap_in_strength),
                "effect": _plain(link.effect),
                "missed": _plain(link.missed),
                "effect_on_strength": _plain(link.effect_on_strength),
            }
            for link in chronicle.links
        ],
        "reach": [
            {
                "process": r.process,
                "changed": _plain(r.changed),
                "later": _plain(r.later),
                "worded": _plain(r.worded),
            }
            for r in chronicle.reaches
        ],
    }  # fmt: skip


def _plain(value: Counted | Difference | float | None) -> Any:
    """Return a number, or what belongs to a share or a difference, rounded; null for what is not there."""
    if isinstance(value, Counted):
        if not value.trials:
            return None
        low, high = value.interval
        return {
            "plays": value.successes,
            "of": value.trials,
            **(
                _rounded(share=value.share, low=low, high=high)
                if value.enough
                else dict.fromkeys(("share", "low", "high"))
            ),
        }
    if isinstance(value, Difference):
        return _rounded(value=value.value, low=value.low, high=value.high)
    return None if value is None or value != value else round(value, 4)


def _rounded(**numbers: float) -> dict[str, float]:
    return {name: round(number, 4) for name, number in numbers.items()}


def _branch(branch: Branch) -> dict[str, Any]:
    """Return a branch and what follows."""
    told: dict[str, Any] = {"plays": branch.plays, "share": round(branch.share, 4), "real": branch.real}
    if branch.outcomes:
        told = {"adopted": branch.outcomes[-1], **told}
    if branch.merged:
        told["merged"] = True
    if branch.branches:
        told["then"] = [_branch(child) for child in branch.branches]
    return told


def _entry(chronicle: CampaignResult, entry: Entry) -> dict[str, Any]:
    ids = [*chronicle.histories.campaign.ids, "never"]
    return {
        "issue": entry.issue.code,
        "first": Rung(entry.rung).word,
        "plays": {name: found.successes for name, found in zip(ids, entry.plays, strict=True)},
        "sought": entry.sought,
        "likeliest_is_real": entry.hit,
        "really": None if entry.real is None else chronicle.histories.campaign.ids[entry.real],
        "earlier": _plain(entry.earlier),
        "same": _plain(entry.same),
        "later_or_never": _plain(entry.later),
    }
