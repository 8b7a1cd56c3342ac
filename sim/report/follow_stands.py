"""Where the forecast of a followed process stands: the text, who objects, what goes with adoption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.report.document import Block, Bullets, Draft, Grid, Section, Share, Words
from sim.report.words.names import listed
from sim.report.words.numbers import ends, percent, signed
from sim.report.words.wordings import by_wording, likeliest, on_the_brackets
from sim.scenario.ladder import Issue, Rung
from sim.scenario.roster import name_of
from sim.study.claims import ENOUGH
from sim.study.follow.question import FollowStudy, Step
from sim.study.follow.weighing import Weighed
from sim.study.forecast import COMMON
from sim.study.interval import CEILING

#: Changes and paragraphs named; the least that is named; rows of a table.
_NAMED, _LEAST, _ROWS = 3, 0.02, 12


def share(found: Weighed, probability: bool = False) -> str:
    """Write a share of weighed plays with its interval; a dash where too few plays bear it.

    Parameters
    ----------
    probability : whether it is claimed as the probability of consensus, which is capped
    """
    if found.effective < ENOUGH:
        return "–"
    low, value, high = (
        min(end, CEILING) if probability else end for end in (found.low, found.value, found.high)
    )
    return f"{percent(value)} ({ends((low, high))} %)"


def where_it_stands(study: FollowStudy) -> Iterator[Section]:
    """Yield where the forecast stands: the text, who objects, and what goes with adoption."""
    last, issues = study.steps[-1], study.scenario.issues
    shares = last.language.tolist()
    rows = [likeliest(i, row, [percent(s) for s in row]) for i, row in zip(issues, shares, strict=True)]
    odds = on_the_brackets("Odds: shares of weighed plays, of the text put under silence, adopted or not.")
    draft, moved = Draft(tuple(rows)), tuple(_since(study))
    yield Section("What the text would say", (draft, odds, *moved), (draft, *moved))
    yield Section.everywhere("Who objects", _objecting(study))
    if goes := list(_deciding(last, issues)):
        said = "What goes with adoption, in weighed plays; an association, not a cause:"
        yield Section.everywhere("What would carry it", Words(said), Bullets(tuple(goes)))


def _since(study: FollowStudy) -> Iterator[Block]:
    """Say which formulations have gained most since before the first entry."""
    change = study.steps[-1].language - study.steps[0].language
    rungs, issues = change.argmax(axis=1).tolist(), study.scenario.issues
    gains = [(float(change[k, rung]), issues[k].title, Rung(rung).word) for k, rung in enumerate(rungs)]
    large = [one for one in sorted(gains, reverse=True) if one[0] >= _LEAST][:_NAMED]
    if large:
        moved = listed([f"{title} {word} ({signed(gain, digits=0)})" for gain, title, word in large])
        yield Words(f"What has gained most since before the first entry, in points: {moved}.")


def _objecting(study: FollowStudy) -> Block:
    first, last, codes = study.steps[0].objects, study.steps[-1].objects, study.setting.table.codes
    named = [seat for seat in np.argsort(-last, kind="stable").tolist() if last[seat] >= _LEAST][:_ROWS]
    if not named:
        return Words(f"Nobody objects in {percent(_LEAST)} of weighed plays.")
    change = last - first
    rows = [(name_of(codes[n]), Share(float(last[n])), signed(float(change[n]), digits=0)) for n in named]
    return Grid("Who objects", ("delegation", "objects", "change, points"), tuple(rows))


def _adopted_where(step: Step, issue: int, rung: int) -> Weighed:
    """Return the share of plays in which a report is adopted, of those that word a paragraph so."""
    here = step.found["text"][:, issue] == rung
    return Weighed.among(step.found["adopted"][here], step.weights[here] / step.weights[here].sum())


def _deciding(last: Step, issues: Sequence[Issue]) -> Iterator[str]:
    """Say by which formulations the share of plays with a report differs most."""
    found = []
    for k, issue in enumerate(issues):
        common = {r: _adopted_where(last, k, r) for r in Rung if last.language[k, r] >= COMMON}
        values = [one.value for one in common.values() if one.effective >= ENOUGH]
        if len(values) == len(common) > 1:
            found.append((max(values) - min(values), issue.title, common))
    for spread, title, common in sorted(found, key=lambda one: (-one[0], one[1]))[:_NAMED]:
        if spread >= _LEAST:
            yield by_wording(title, {rung: share(one) for rung, one in common.items()})
