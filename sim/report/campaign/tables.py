"""The tables of a campaign, as CSV text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sim.report.csv_text import as_csv
from sim.scenario.ladder import Rung
from sim.study.campaign.result import CampaignResult
from sim.study.campaign.differences import Counted, Difference
from sim.study.campaign.entries import Entry
from sim.version import __version__


def campaign_tables(chronicle: CampaignResult) -> dict[str, str]:
    """Return the tables of a campaign as CSV text, by file name."""
    return {
        "processes.csv": _processes(chronicle),
        "histories.csv": _histories(chronicle),
        "entries.csv": _entries(chronicle),
        "links.csv": _links(chronicle),
        "plays.csv": _plays(chronicle),
    }


def _stamped(chronicle: CampaignResult, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table over all plays as CSV, each row followed by what it was computed from."""
    told = chronicle.histories
    stamp = {
        "seed": told.seed,
        "first": 0,
        "last": told.runs - 1,
        "campaign": told.campaign.id,
        "campaign_hash": told.digest,
        "version": __version__,
    }
    return as_csv([*header, *stamp], ([*row, *stamp.values()] for row in rows))


def _number(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.6g}"


def _counted(found: Counted) -> list[str]:
    share, ends = (found.share, found.interval) if found.enough else (None, (None, None))
    return [str(found.successes), str(found.trials), _number(share), *map(_number, ends)]


def _difference(found: Difference | None) -> list[str]:
    return [""] * 3 if found is None else [_number(part) for part in (found.value, found.low, found.high)]


def _columns(name: str, kind: str) -> list[str]:
    parts = ["", "_of", "_share", "_low", "_high"] if kind == "counted" else ["", "_low", "_high"]
    return [name + part for part in parts]


def _yes(value: bool | None) -> str:
    return "" if value is None else str(int(value))


def _processes(chronicle: CampaignResult) -> str:
    header = [
        "process", "fitted_to", "really_adopted", *_columns("adopted", "counted"),
        *_columns("on_real_past", "counted"), *_columns("worth", "difference"), "before",
        *_columns("after_adopted", "counted"), *_columns("after_failed", "counted"),
        "paragraphs_as_real", "paragraphs_as_real_on_real_past",
    ]  # fmt: skip
    rows = [
        [
            c.process, _yes(c.process in chronicle.histories.fitted), _yes(c.real),
            *_counted(c.adopted), *_counted(c.coded), *_difference(c.worth), c.before,
            *_counted(c.after_adopted), *_counted(c.after_failed),
            _number(c.language), _number(c.coded_language),
        ]
        for c in chronicle.chapters
    ]  # fmt: skip
    return _stamped(chronicle, header, rows)


def _histories(chronicle: CampaignResult) -> str:
    header = [*chronicle.histories.campaign.ids, *_columns("plays", "counted"), "independent", "real"]
    rows = (
        [*map(_yes, p.outcomes), *_counted(p.taken), _number(p.independent), _yes(p.real)]
        for p in chronicle.paths
    )
    return _stamped(chronicle, header, rows)


def _entries(chronicle: CampaignResult) -> str:
    ids = [*chronicle.histories.campaign.ids, "never"]
    header = ["issue", "rung", "process", *_columns("plays", "counted"), "really"]
    rows = (
        [e.issue.code, Rung(rung).word, name, *_counted(found), _yes(_really(e, n, len(ids) - 1))]
        for rung, rows in chronicle.entries.items()
        for e in rows
        for n, (name, found) in enumerate(zip(ids, e.plays, strict=True))
    )
    return _stamped(chronicle, header, rows)


def _really(entry: Entry, number: int, never: int) -> bool | None:
    if entry.hit is None:
        return None
    if entry.real is None and number not in entry.decided:  # so far in none: later, or never, is open
        return None if len(entry.decided) < never else number == never
    return number == entry.real


def _links(chronicle: CampaignResult) -> str:
    header = [
        "earlier", "later", "builds_on_it", *_columns("after_adopted", "counted"),
        *_columns("after_failed", "counted"), *_columns("gap", "difference"),
        *_columns("gap_in_strength", "difference"), *_columns("effect", "difference"),
        *_columns("missed", "difference"), *_columns("effect_on_strength", "difference"),
    ]  # fmt: skip
    rows = (
        [
            link.earlier, link.later, _yes(link.builds), *_counted(link.after_adopted),
            *_counted(link.after_failed), *_difference(link.gap), *_difference(link.gap_in_strength),
            *_difference(link.effect), *_difference(link.missed), *_difference(link.effect_on_strength),
        ]
        for link in chronicle.links
    )  # fmt: skip
    return _stamped(chronicle, header, rows)


def _plays(chronicle: CampaignResult) -> str:
    told = chronicle.histories
    codes = [issue.code for issue in told.campaign.issues]
    header = [
        "version",
        "campaign",
        "campaign_hash",
        "seed",
        "replicate",
        "process",
        "adopted",
        "adopted_on_real_past",
    ]
    header += [*codes, *(f"acquis_{code}" for code in codes)]
    same = [__version__, told.campaign.id, told.digest, told.seed]
    rows = (
        [
            *same, int(replicate), process, int(told.adopted[row, n]), int(told.coded_adopted[row, n]),
            *told.texts[row, n].tolist(), *told.acquis[row, n].tolist(),
        ]
        for row, replicate in enumerate(told.replicates)
        for n, process in enumerate(told.campaign.ids)
    )  # fmt: skip
    return as_csv(header, rows)
