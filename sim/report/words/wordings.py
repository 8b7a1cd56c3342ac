"""Paragraphs of a draft in words: the likeliest wording of each, and what may stand instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.report.document import Block, Wording, note
from sim.report.words.numbers import in_words, percent
from sim.scenario.ladder import Issue, Rung

#: A formulation less likely than this, the least that is called likely, leaves the paragraph open.
SETTLED = min(n for n in range(101) if in_words(n / 100) == "likely") / 100
#: Another wording of a paragraph is given if it is as likely as this; the likeliest of an open one always.
ALTERNATIVE = 0.25


def likeliest(issue: Issue, shares: Sequence[float], written: Sequence[str]) -> Wording:
    """Return the most likely wording of a paragraph, and what may stand instead.

    Parameters
    ----------
    shares : probability of silent, indirect and explicit text
    written : the same as they are written; empty texts for what is not given
    """
    rung, unsure = Rung(max(Rung, key=lambda r: shares[r])), max(shares) < SETTLED
    others = [one for one in _others(issue, rung, shares) if shares[one] >= ALTERNATIVE]
    if unsure and not others:
        others = _others(issue, rung, shares)[:1]
    return _wording(issue, rung, shares, written, others, unsure)


def tabled(issue: Issue, rung: Rung, shares: Sequence[float] = (), written: Sequence[str] = ()) -> Wording:
    """Return a paragraph as a text has it, and what replaces it often, if shares of its ends are given."""
    others = _others(issue, rung, shares) if shares else []
    return _wording(issue, rung, shares, written, [one for one in others if shares[one] >= ALTERNATIVE])


def amended(issue: Issue, rung: Rung, before: Rung) -> Wording:
    """Return a paragraph as an amendment has it; one that it changes, with what stood there before."""
    return replaced(issue, rung, [(before, "as it stood")] if before is not rung else [])


def replaced(issue: Issue, rung: Rung, instead: Sequence[tuple[Rung, str]]) -> Wording:
    """Return a paragraph with formulations that may stand instead, each with what is said of it."""
    others = tuple((one, said, formulated(issue, one)) for one, said in instead)
    return Wording(issue.code, issue.title, rung, formulated(issue, rung), instead=others)


def formulated(issue: Issue, rung: Rung) -> str:
    """Return the text of a formulation; nothing if the issue does not have it."""
    formulation = issue.formulation(rung)
    return formulation.text if formulation else ""


def changes(issues: Sequence[Issue], before: Sequence[int], after: Sequence[int]) -> list[str]:
    """Name the paragraphs that two texts word otherwise, each with its formulation in the second."""
    rows = zip(issues, before, after, strict=True)
    return [f"{issue.title} {Rung(then).word}" for issue, first, then in rows if first != then]


def by_wording(title: str, adopted: Mapping[Rung, str]) -> str:
    """Say how often a text is adopted by the formulation of one paragraph, as it is written for each."""
    return f"{title}: adopted in " + ", ".join(f"{s} where it is {rung.word}" for rung, s in adopted.items())


def on_the_brackets(odds: str) -> Block:
    """Say what the odds are, and what the square brackets mean."""
    return note(
        f"{odds} In square brackets: text that is less than likely to be the one agreed, or that another "
        f"wording replaces in {percent(ALTERNATIVE)} or more, and what may stand instead. The wordings are "
        "ours, modelled on documents that say the same."
    )


def _others(issue: Issue, rung: Rung, shares: Sequence[float]) -> list[Rung]:
    """Return the other formulations that an issue has, the likeliest first."""
    by_odds = sorted(Rung, key=lambda one: -shares[one])
    return [one for one in by_odds if one is not rung and issue.formulation(one)]


def _wording(
    issue: Issue,
    rung: Rung,
    shares: Sequence[float],
    written: Sequence[str],
    others: Sequence[Rung],
    unsure: bool = False,
) -> Wording:
    instead = tuple((one, written[one], formulated(issue, one)) for one in others)
    bar, text = tuple(shares) if any(written) else (), formulated(issue, rung)
    return Wording(issue.code, issue.title, rung, text, bar, instead, tuple(written), unsure)
