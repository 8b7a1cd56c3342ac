"""The digest: a forecast in a few sentences, for who reads nothing else."""

from __future__ import annotations

from collections import Counter

from sim.report.account import RARELY, paragraphs
from sim.report.portion import plays
from sim.report.reasoning import cure_lines, told_reasons
from sim.report.wording import called, capital, counted, listed, percent, written
from sim.scenario.ladder import Rung
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast

#: So many delegations are named.
MOST_NAMED = 3


def digest(forecast: Forecast) -> list[str]:
    """Say in a few sentences what the report would say, who stands in the way, and what would help."""
    return [_text(forecast), _objectors(forecast), *_failure(forecast)]


def _text(forecast: Forecast) -> str:
    rows = paragraphs(forecast)
    strength = Counter(row.rung for row in rows if not row.open)
    told = [f"{rung.word} on {strength[rung]}" for rung in reversed(Rung) if strength[rung]]
    unsure = [row.title for row in rows if row.open]
    said = f"If there is a report, it is likely to be {listed(told)} of {counted(len(rows), 'issue')}"
    if not unsure:
        return f"{said}."
    return f"{said}; open {'is' if len(unsure) == 1 else 'are'} {listed(unsure)}."


def _objectors(forecast: Forecast) -> str:
    if not forecast.supported:
        names = [called(d.code) for d in forecast.delegations if d.objects][:MOST_NAMED]
        return f"Where there is none, {listed(names)} stand in the way first." if names else "Nobody objects."
    named = [d for d in forecast.delegations if d.objects >= RARELY][:MOST_NAMED]
    if not named:
        return f"No delegation objects in {percent(RARELY)} of plays or more."
    shares = [written(Counted.of(d.objects, forecast.runs)) for d in named]
    first, *others = (f"{called(d.code)}{{}} {share}" for d, share in zip(named, shares, strict=True))
    told = [first.format(" objects in"), *(other.format(" in") for other in others)]
    return capital(f"{listed(told)} {'of all ' if forecast.runs >= ENOUGH else ''}plays.")


def _failure(forecast: Forecast) -> list[str]:
    told = [f"{t.title[:1].lower()}{t.title[1:]}" for t in told_reasons(forecast, 1)]
    if not forecast.supported:
        return [f"A reason for failure: {why}." for why in told]
    if 0 < forecast.failures < ENOUGH:
        return [f"Only {forecast.failures} of {plays(forecast.runs)} fail. A reason: {why}." for why in told]
    return [*(f"The most frequent reason for failure: {why}." for why in told), *cure_lines(forecast, 0)[:1]]
