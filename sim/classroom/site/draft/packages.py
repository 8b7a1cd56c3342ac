"""Packages: texts that would pass, and the smallest amendments that carry a draft, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.classroom.site.draft.draft import PLAYS, SEED, Wanted
from sim.report.package import trust
from sim.report.words.numbers import difference_written, percent
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.claims import check_raw
from sim.study.package.question import Package, PackageStudy, package
from sim.study.package.wish import Wish

#: Delegations named for each amendment.
_NAMED = 5


def packages(wanted: Wanted, looking: Callable[[int], None]) -> dict[str, Any]:
    """Search for the most ambitious texts that pass, and for the smallest amendments that carry the draft.

    Raises
    ------
    BadInput
        if the draft does not fit the scenario, or no shares are claimed of it

    Parameters
    ----------
    looking : called with the number of texts looked at since the last call
    """
    scenario, _, text = wanted.draft.texts()
    check_raw(False, scenario)
    codes = [issue.code for issue in scenario.issues]
    keep = {code: text.rungs[codes.index(code)] for code in wanted.locked if code in codes}
    held = wanted.draft.held if wanted.draft.now else scenario.readings
    study = package(scenario, text, Wish({}, None, wanted.above, keep), held, PLAYS, SEED, looking=looking)
    return {
        "above": percent(wanted.above),
        "given": percent(study.given.share.share) if study.given else "",
        "frontier": [_shown(study, one, n == study.chosen) for n, one in enumerate(study.frontier)],
        "amended": [_amended(study, one, n == study.carries) for n, one in enumerate(study.amended)],
        "trust": trust(study),
    }


def _shown(study: PackageStudy, one: Package, best: bool) -> dict[str, Any]:
    """Return a text that was found, and what it changes in the draft."""
    assert study.given is not None
    low, high = one.share.interval
    changes = [
        {"code": issue.code, "title": issue.title, "from": Rung(old).word, "to": Rung(new).word}
        for issue, old, new in zip(study.scenario.issues, study.given.rungs, one.rungs, strict=True)
        if old != new
    ]
    return {
        "words": {i.code: Rung(r).word for i, r in zip(study.scenario.issues, one.rungs, strict=True)},
        "changes": changes,
        "strength": round(one.worth, 4),
        "share": one.share.share,
        "percent": percent(one.share.share),
        "low": low,
        "high": high,
        "best": best,
    }


def _amended(study: PackageStudy, one: Package, best: bool) -> dict[str, Any]:
    """Return an amendment, what it gains, and whose consent it wins and loses."""
    points, ends = difference_written(study.gain(one), digits=0)
    consents = study.consents(one)
    wins = [name_of(code) for code, d in consents if d.value < 0]
    loses = [name_of(code) for code, d in reversed(consents) if d.value > 0]
    return {
        **_shown(study, one, best),
        "points": points,
        "ends": ends,
        "wins": wins[:_NAMED],
        "wins_more": max(0, len(wins) - _NAMED),
        "loses": loses[:_NAMED],
        "loses_more": max(0, len(loses) - _NAMED),
    }
