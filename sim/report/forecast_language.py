"""What the report would say: the likely wording of every paragraph, with its odds."""

from __future__ import annotations

from sim.report.document import Block, Wording, note
from sim.report.words.numbers import in_words, number_of, percent
from sim.scenario.ladder import Issue, Rung
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import ParagraphForecast

#: A formulation less likely than this, the least that is called likely, leaves the paragraph open.
SETTLED = min(n for n in range(101) if in_words(n / 100) == "likely") / 100
#: Another wording of a paragraph is given if it is as likely as this; the likeliest of an open one always.
ALTERNATIVE = 0.25


def paragraphs(forecast: Forecast) -> list[Wording]:
    """Return the most likely wording of every paragraph, and what may stand instead."""
    rows = []
    for found, counts in zip(forecast.language, forecast.wordings.tolist(), strict=True):
        issue, rung, shares = found.issue, found.likely, found.probabilities
        texts = [Counted(number, sum(counts)) for number in counts]
        odds = tuple(_odds(forecast, share, text) for share, text in zip(shares, texts, strict=True))
        unsure = max(shares) < SETTLED
        by_odds = sorted(Rung, key=[-share for share in shares].__getitem__)
        others = [other for other in by_odds if other is not rung and issue.formulation(other)]
        instead = tuple(
            (other, odds[other], _text(issue, other))
            for n, other in enumerate(others)
            if shares[other] >= ALTERNATIVE or (unsure and not n)
        )
        bar, text = shares if any(odds) else (), _text(issue, rung)
        rows.append(Wording(issue.code, issue.title, rung, text, bar, instead, odds, unsure))
    return rows


def _text(issue: Issue, rung: Rung) -> str:
    formulation = issue.formulation(rung)
    return formulation.text if formulation else ""


def _odds(forecast: Forecast, share: float, found: Counted) -> str:
    """Write how likely a wording is: of few reports as a count, which is withheld with the probability."""
    if found.enough:
        return percent(share)
    return f"{found.successes} of {found.trials}" if forecast.supported else ""


def odds(forecast: Forecast, paragraph: ParagraphForecast) -> tuple[float | None, ...]:
    """Return the probabilities of a paragraph's wordings; None where they rest on few texts.

    Where the number of texts is withheld they are rounded to per cent, which does not give it away.
    """
    enough, digits = int(forecast.wordings[0].sum()) >= ENOUGH, 6 if forecast.supported else 2
    return tuple(round(share, digits) if enough else None for share in paragraph.probabilities)


def on_the_odds(forecast: Forecast) -> Block:
    """Say in which texts wordings are counted, and what the square brackets mean."""
    many, one = forecast.outcomes.adoptions, forecast.runs == 1
    of = f"the {many:,} reports" if many > 1 else "the one report"
    if not many:
        of = "the last draft, which is not adopted," if one else "the last drafts, none of them adopted,"
    texts = f"{of} of {'the one play' if one else number_of(forecast.runs, 'play')}"
    if not forecast.supported:
        texts = "the reports that are adopted" if many else "the last drafts"
    return note(
        f"Odds: how often each wording stands in {texts}. In square brackets: text that is less than likely "
        f"to be the one agreed, or that another wording replaces in {percent(ALTERNATIVE)} or more, and what "
        "may stand instead. The wordings are ours, modelled on documents that say the same."
    )
