"""The answer of a forecast: in one sentence, with its limits, and in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import fmean

from sim.report.claimed import of_another_field
from sim.report.degrees import added
from sim.report.document import Answer
from sim.report.forecast_language import paragraphs
from sim.report.forecast_objectors import MENTIONED
from sim.report.forecast_reasons import reasons_in_words
from sim.report.forecast_references import agreed
from sim.report.provenance import on_record
from sim.report.words.names import called, capital, listed
from sim.report.words.numbers import band_in_words, ends, number_of, percent, spelt, written
from sim.scenario.kind_of_body import misfit
from sim.scenario.ladder import Rung
from sim.scenario.record import Record
from sim.study.calibration.foreseen import foreseen
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.references import ended

#: At most this many delegations are named in short.
_NAMED = 3


def answer_of(forecast: Forecast, record: Record | None) -> Answer:
    """Return what comes first; `record` is what really happened, if that is known."""
    beside = agreed(forecast.references) if forecast.supported else ""
    asides = filter(None, (beside, limits(forecast), on_record(record)))
    question, probability = forecast.scenario.question, forecast.probability
    band = forecast.band.ends if forecast.band else None
    return Answer(answer(forecast), question, tuple(asides), probability, band)


def answer(forecast: Forecast) -> str:
    """Answer the question in one sentence: with what is claimed, see `sim.study.claims`."""
    claim, rule = forecast.claim, forecast.scenario.decision
    if claim.counted is None:
        why = f"the model was tested on consensus only, and here the rule is {rule}"
        if rule == "consensus":
            why = (
                "on bodies other than UN groups of governmental experts and open-ended working groups the "
                "model is not clearly better than how often they agreed (gge-sim record --wider)"
            )
        if unlike := misfit(forecast.scenario):
            why = f"the body {unlike}"
        return (
            f"{agreed(forecast.references)} No probability is given: {why}. The plays show how such a room "
            "works, not how likely each outcome is."
        ).strip()
    adopted, runs = claim.counted.successes, claim.counted.trials
    plays = f"{runs:,} simulated negotiations ({adopted:,} {'adopts' if adopted == 1 else 'adopt'} a report)"
    if runs == 1:
        plays = f"One simulated negotiation, which adopts {'a' if adopted else 'no'} report"
    if claim.probability is None or forecast.band is None:
        return f"{plays}: too few for a probability, which takes {ENOUGH}."
    most = ", the most that the record supports" if claim.capped else ""
    verdict = f"plausibly {ends(forecast.band.ends)} %: {band_in_words(forecast.band)}"
    return f"{percent(claim.probability)}{most}, {verdict}. {plays}."


def limits(forecast: Forecast) -> str:
    """Say what a probability covers, and which failures on record were foreseen; nothing without one."""
    if forecast.interval is None:
        return ""
    limits = (
        "The plausible range counts what is not known of the parameters, the coding of positions and the "
        "rules, and the model's errors on record; not events to come."
    )
    if not forecast.claim.capped:
        limits += f" The number of plays alone leaves {ends(forecast.interval)} %."
    parts = (limits, of_another_field(forecast.scenario), _foreseen(forecast))
    return " ".join(filter(None, parts))


def _foreseen(forecast: Forecast) -> str:
    """Say what probability the failures on record had: on ICT security, or those of all fields."""
    own = forecast.scenario.own_issues
    happened = {one.id: one.adopted for one in ended() if own or one.ict}
    given = {name: p for name, p in foreseen(forecast.behaviour).items() if name in happened}
    failed = [p for name, p in given.items() if not happened[name]]
    if not failed:
        return ""
    if own:
        agreed = [p for name, p in given.items() if happened[name]]
        return (
            f"Of {len(given)} decided bodies of all fields that met for one task {len(failed)} failed; the "
            f"model, not knowing how any would end, had given consensus {percent(fmean(failed))} on average "
            f"to these and {percent(fmean(agreed))} to the others (gge-sim record --wider)."
        )
    right = sum(probability < 0.5 for probability in failed)
    which = "neither" if len(failed) == 2 and not right else f"{right} of them"
    return (
        f"{capital(spelt(len(failed)))} of the {len(given)} decided processes on ICT security failed; the "
        f"model, not knowing how each would end, had given consensus {listed(list(map(percent, failed)))}: "
        f"it foresaw {which} (gge-sim record)."
    )


def in_short(forecast: Forecast) -> Iterator[str]:
    """Say in a few sentences what the report would say, who stands in the way, and why it fails."""
    yield likely_text(forecast)
    if not forecast.supported:
        yield from _law_of_war(forecast)
    elif forecast.contested and forecast.adds.enough:
        yield added(forecast)
    yield who_objects(forecast)
    said = "The most frequent reason for failure"
    if not forecast.supported:
        said = "A reason for failure"
    elif 0 < forecast.failures < ENOUGH:
        said = f"Only {forecast.failures} of {number_of(forecast.runs, 'play')} fail. A reason"
    for reason in reasons_in_words(forecast, 1):
        yield f"{said}: {reason.title[:1].lower()}{reason.title[1:]}."


def likely_text(forecast: Forecast) -> str:
    """Say how strongly the report would speak, on how many issues, and which are open."""
    rows = paragraphs(forecast)
    strength = Counter(row.rung for row in rows if not row.open)
    counts = [f"{rung.word} on {strength[rung]}" for rung in reversed(Rung) if strength[rung]]
    unsure = [row.title for row in rows if row.open]
    is_open = f"{listed(unsure)} {'is' if len(unsure) == 1 else 'are'} open"
    if not counts:
        return f"If there is a report, all of its text is open: {listed(unsure)}."
    said = f"If there is a report, it is likely to be {listed(counts)} of {number_of(len(rows), 'issue')}"
    return f"{said}; {is_open}." if unsure else f"{said}."


def _law_of_war(forecast: Forecast) -> Iterator[str]:
    """Say which wording on humanitarian law would pass, where a report may speak of it."""
    for row in paragraphs(forecast):
        if row.code == "IHL":
            how = f"{'open, perhaps ' if row.open else ''}{row.rung.word} {row.written[row.rung]}".strip()
            text = f": {row.text}" if row.text else "."
            yield f"On {row.title}, if there is a report: {how}{text}"


def who_objects(forecast: Forecast) -> str:
    """Say who objects most often."""
    least = MENTIONED if forecast.supported else 1e-9
    objecting = [d for d in forecast.delegations if d.objects >= least][:_NAMED]
    first = [(called(d.code), written(d.objects)) for d in objecting]
    if not forecast.supported:
        names = listed([name for name, _ in first])
        return f"Without a report, {names} stand in the way first." if names else "Nobody objects."
    if not first:
        return f"No delegation objects in {percent(MENTIONED)} of plays or more."
    often = [f"{name}{' objects' * (not n)} in {share}" for n, (name, share) in enumerate(first)]
    plays = "of all plays" if forecast.runs >= ENOUGH else "play" if forecast.runs == 1 else "plays"
    return capital(f"{listed(often)} {plays}.")
