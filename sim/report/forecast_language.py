"""What the report would say: the likely wording of every paragraph, with its odds."""

from __future__ import annotations

from sim.report.document import Block, Wording
from sim.report.words.numbers import number_of, percent
from sim.report.words.wordings import likeliest, on_the_brackets
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import ParagraphForecast


def paragraphs(forecast: Forecast) -> list[Wording]:
    """Return the most likely wording of every paragraph, and what may stand instead."""
    rows = []
    for found, counts in zip(forecast.language, forecast.wordings.tolist(), strict=True):
        texts = [Counted(number, sum(counts)) for number in counts]
        shares = found.probabilities
        odds = tuple(_odds(forecast, share, text) for share, text in zip(shares, texts, strict=True))
        rows.append(likeliest(found.issue, shares, odds))
    return rows


def _odds(forecast: Forecast, share: float, found: Counted) -> str:
    """Write how likely a wording is: of few reports as a count, which is withheld with the probability."""
    if _enough(forecast):
        return percent(share)
    return f"{found.successes} of {found.trials}" if forecast.supported else ""


def odds(forecast: Forecast, paragraph: ParagraphForecast) -> tuple[float | None, ...]:
    """Return the probabilities of a paragraph's wordings; None where they rest on few texts.

    Where the number of texts is withheld they are rounded to per cent, which does not give it away.
    """
    enough, digits = _enough(forecast), 6 if forecast.supported else 2
    return tuple(round(share, digits) if enough else None for share in paragraph.probabilities)


def _enough(forecast: Forecast) -> bool:
    """Return whether there are enough texts for shares.

    Where their number is withheld, that of plays decides, so that where shares begin gives nothing away.
    """
    if not forecast.supported:
        return forecast.runs >= 2 * ENOUGH
    return int(forecast.wordings[0].sum()) >= ENOUGH


def on_the_odds(forecast: Forecast) -> Block:
    """Say in which texts wordings are counted, and what the square brackets mean."""
    many, one = forecast.outcomes.adoptions, forecast.runs == 1
    of = f"the {many:,} reports" if many > 1 else "the one report"
    if not many:
        of = "the last draft, which is not adopted," if one else "the last drafts, none of them adopted,"
    texts = f"{of} of {'the one play' if one else number_of(forecast.runs, 'play')}"
    if not forecast.supported:
        texts = "the reports that are adopted" if many else "the last drafts"
    return on_the_brackets(f"Odds: how often each wording stands in {texts}.")
