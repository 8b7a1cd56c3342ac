"""Odds: what the model says about a room, in a sentence that a class can read in its language."""

from __future__ import annotations

from sim.classroom.words.message import Message, joined, say
from sim.study.forecast import Forecast


def answer_words(forecast: Forecast) -> str:
    """Return how likely a report is, with its plausible range, or why no probability is given."""
    claim, band = forecast.claim, forecast.band
    if claim.counted is None:
        return say(
            "No probability is given for a body or a decision rule of this kind. The plays show how such a "
            "room works, not how likely each outcome is."
        )
    plays = say(
        "{adopted} of {runs} plays adopt a report.",
        adopted=claim.counted.successes,
        runs=claim.counted.trials,
    )
    if claim.probability is None or band is None:
        return joined(plays, say("These are too few for a probability."))
    return joined(_likely(claim.probability, *band.ends), plays)


def share_words(written: str) -> str:
    """Return a share of plays as a message, from its text in a report: in per cent, or as a count."""
    n, _, trials = written.replace(",", "").partition(" of ")
    if trials:
        return say("{n} of {all}", n=int(n), all=int(trials))
    return say("{n} %", n=n.removesuffix(" %")) if n else ""


def _likely(probability: float, low: float, high: float) -> Message:
    share, least, most = (min(99, max(1, round(100 * part))) for part in (probability, low, high))
    return say(
        "In {share} of 100 such rooms there is a report, plausibly in {low} to {high}.",
        share=share,
        low=least,
        high=most,
    )
