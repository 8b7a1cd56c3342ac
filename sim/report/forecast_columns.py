"""The tables of a forecast, and its JSON object, key by key."""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter
from typing import Any

from sim.negotiation.parameter_file import as_in_a_file
from sim.negotiation.parameters import PARAMETERS, Parameter
from sim.report.claimed import Claimed, share_key, withheld, without_claim
from sim.report.column import DIGITS, Column, Table, record
from sim.report.degrees import KEYS as DEGREES
from sim.report.forecast_assumptions import assumptions
from sim.report.forecast_plays import story, typical_rows
from sim.report.forecast_reasons_data import REASONS
from sim.report.forecast_references import BACK_TEST
from sim.report.forecast_references import KEYS as REFERENCES
from sim.report.forecast_tables import COMPLAINT, FOUGHT, LANGUAGE, RESISTANCE, TABLES, WITHHELD, paragraphs
from sim.report.stamp import VERSION
from sim.report.words.numbers import band_in_words
from sim.scenario.names import BODIES
from sim.study.claims import knowledge
from sim.study.forecast import Forecast

__all__ = ["KIND", "SUMMARY", "TABLES", "WITHHELD", "summary", "tables"]
KIND = "forecast"
_CLAIM, _TEXTS, _YES = "null if no probability is claimed", "list of texts", "true or false"
_APART = "of the plays in which it stands apart; not 1 in all if in some only its mood is to blame"
_LARGEST = "its largest complaint in the plays in which it stands apart, most frequent first"
_PARAGRAPHS: tuple[Column[Any], ...] = (
    Column("issue", "code of the issue", "code"),
    Column("complaint", COMPLAINT, "`harm` or `disappointment`", attrgetter("kind")),
    share_key("share", _APART),
)


def _standing(*frequency: Column[Any]) -> tuple[Column[Any], ...]:
    return (
        Column("state", "ISO 3166 alpha-3 code", "code", attrgetter("code")),
        Column("name", "short name", "text"),
        *frequency,
        Column("inferred", "whether all its coded positions are inferred", _YES),
        Column("paragraphs", _LARGEST, "list",
               lambda d: [c for c in d.complaints if c.kind != "none"], _PARAGRAPHS),
    )  # fmt: skip


def _probability(meaning: str, of: str) -> Column[Any]:
    return Claimed("probability", f"share of all plays in which {meaning}", "number", attrgetter(of))


_OBJECTOR = _standing(
    _probability("it objects", "objects"),
    share_key("of_failures", "of the plays without a report, those in which it objects"),
    share_key("alone", "of the plays without a report, those in which nobody else objects"),
)
_FIGHTER: tuple[Column[Any], ...] = (
    Column("state", "ISO 3166 alpha-3 code", "code", attrgetter("code")),
    Column("name", "short name", "text"),
    *RESISTANCE,
    Column("inferred", "whether all its coded positions are inferred", _YES),
    Column("paragraphs", "what it complains of along the way, largest first", "list",
           attrgetter("complaints"), FOUGHT),
)  # fmt: skip
_DISSOCIATOR = _standing(_probability("a report is adopted and it dissociates", "dissociates"))
_AGAIN = "number of the play in `plays.csv`; `Room(scenario, seed=…, replicate=…)` plays it again"
_PLAY: tuple[Column[Any], ...] = (
    Column("replicate", _AGAIN, "count"),
    Column("story", "the play in sentences, for people to read", _TEXTS),
)


_Play = namedtuple("_Play", "replicate story")


def _typical(forecast: Forecast) -> _Play:
    row = typical_rows(forecast)[0][1]
    return _Play(int(forecast.outcomes.replicates[row]), story(forecast, row))


_KNOWN = (
    "what the parameters are fitted to: no outcome, those of other processes, or that of this process too, "
    "which would be no forecast"
)
_LANGUAGE = "what the report says on each issue, if it is adopted; if no play adopts one, last drafts count"
_FIGHT = "delegations that would lose by the draft on the table at any reading of any play, most first"
_OBJECT = "delegations that object in at least one play, most often first"
_DISSOCIATE = "delegations that dissociate from an adopted report in at least one play, most often first"
_DRAWN = (
    "each behavioural parameter: a number that is fixed; `calibrated`, the 10 % and 90 % points of the "
    "ensemble; `uniform` or `loguniform`, between two numbers"
)
_LOG_ODDS = "number, on the log-odds scale"
_BAND: tuple[Column[Any], ...] = (
    Column("parameters", "variance between parameter sets", _LOG_ODDS),
    Column("coding", "variance by the coding of positions", _LOG_ODDS),
    Column(
        "structure", "mean square by which forecasts of such bodies move without one of the rules", _LOG_ODDS
    ),
    Column("model", "mean square of the model's error on record, as far as larger than these", _LOG_ODDS),
)
_CAPPED = f"0 to 0.97; {_CLAIM}"
_COUNTS = Claimed[Any]("texts", "how many reports have each", "three counts, not there if not supported")
SUMMARY: tuple[Column[Forecast], ...] = (
    Column("schema", "version of this form", "2", lambda f: 2),
    VERSION,
    Column("scenario", "`id` of the scenario", "text", attrgetter("scenario.id")),
    Column("question", "the question that the forecast answers", "text", attrgetter("scenario.question")),
    Column("body", "kind of body", f"{', '.join(BODIES[:-1])} or {BODIES[-1]}", attrgetter("scenario.body")),
    Column("supported", "whether a probability is claimed: for a GGE or an OEWG, by consensus", _YES),
    Column("probability", "of consensus: the share of plays, at most 0.97", f"number, {_CAPPED}"),
    Column("interval", "its 95 % interval (Wilson), for the number of plays alone",
           f"two numbers, {_CAPPED}"),
    Column("band", "what the probability plausibly is: the parameters, the coding, the rules and the model's "
           "errors on record are counted", f"two numbers, {_CAPPED}", lambda f: f.band and f.band.ends),
    Column("band_from", "what the band is made from", f"object; {_CLAIM}", attrgetter("band"), _BAND),
    Column("words", "the answer in words, no stronger than the band allows", f"text; {_CLAIM}",
           lambda f: f.band and band_in_words(f.band)),
    Column("references", "how often bodies like this one agreed, the class most alike first; not mixed with "
           "the model", "list", None, REFERENCES),
    Column("back_test", "what could have been said of earlier ones of its kind; as `backtest.csv`", "list",
           None, BACK_TEST),
    Column("share_adopted", "share of plays that adopt a report, not capped", f"0 to 1; {_CLAIM}",
           lambda f: None if f.probability is None else f.outcomes.share),
    Column("plays_adopted", "number of those plays", "count; null if not supported",
           lambda f: f.outcomes.adoptions if f.supported else None),
    *DEGREES,
    Column("fitted_to", _KNOWN, "priors, others, itself",
           lambda f: str(knowledge(f.setting.known, f.scenario))),
    Column("runs", "number of plays", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("chair", "name of the chair's strategy", "text", attrgetter("chair.called")),
    Column("language", _LANGUAGE, "object by issue code, in the order of the scenario",
           lambda f: {row.found.issue.code: row for row in paragraphs(f)}, (*LANGUAGE, _COUNTS)),
    Column("fighters", _FIGHT, "list", lambda f: [one for one in f.fighters if one.resistance], _FIGHTER),
    Column("objectors", _OBJECT, "list", lambda f: [d for d in f.delegations if d.objects], _OBJECTOR),
    Column("dissociators", _DISSOCIATE, "list", lambda f: sorted(
        (d for d in f.delegations if d.dissociates), key=lambda d: (-d.dissociates, d.code)), _DISSOCIATOR),
    Column("reasons", "why plays fail", "object", None, REASONS),
    Column("typical_play", "the most typical play", "object", _typical, _PLAY),
    Column("assumptions", "what the forecast rests on, for people to read", _TEXTS,
           lambda f: list(assumptions(f))),
    Column("behaviour", "where parameters that are not given come from", "calibrated or priors"),
    Column("parameters", _DRAWN, "object by parameter name",
           lambda f: {parameter.name: _in_use(f, parameter) for parameter in PARAMETERS}, exact=True),
)  # fmt: skip


def tables(forecast: Forecast) -> tuple[Table[Forecast], ...]:
    """Return the tables of a forecast, as far as a claim of its probability lets them be shown."""
    if forecast.supported:
        return TABLES
    return tuple(without_claim(table) for table in TABLES if table.name not in WITHHELD)


def summary(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as a JSON object."""
    return record(SUMMARY if forecast.supported else withheld(SUMMARY), forecast)


def _in_use(forecast: Forecast, parameter: Parameter) -> float | dict[str, list[float]]:
    """Return a parameter as it was drawn: fixed, by a prior, or the 10 and 90 % points of the ensemble."""
    if parameter.name in forecast.given:
        return as_in_a_file(forecast.given[parameter.name])
    ensemble = forecast.ensemble
    if ensemble is None or parameter.name not in ensemble.values:
        return as_in_a_file(parameter.prior)
    return {"calibrated": [round(ensemble.quantile(parameter.name, at), DIGITS) for at in (0.1, 0.9)]}
