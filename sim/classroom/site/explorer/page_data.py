"""Page data: what the explorer shows about a room and its forecast, as plain data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from sim.classroom.site.explorer.changed_scenario import changed, everybody, removable, shipped_scenario
from sim.classroom.site.explorer.choices import Choices
from sim.negotiation.by_name import Named, named
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.conduct import Conduct
from sim.negotiation.decisions import DecisionRule
from sim.negotiation.parameters import NAMES
from sim.negotiation.table import Table
from sim.report.forecast_answer import answer as answered
from sim.report.forecast_language import odds, paragraphs
from sim.report.forecast_objectors import how_often
from sim.report.horseshoe import horseshoe_places, seating
from sim.report.words.numbers import band_in_words, percent
from sim.report.words.stances import over
from sim.scenario.family import Family
from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.scenario.loading import load_with_record
from sim.scenario.names import CHAIRS, CONDUCTS, DECISIONS
from sim.scenario.roster import name_of
from sim.scenario.schema import SCALE, Scenario
from sim.scenario.shipped import shipped
from sim.study.forecast import Forecast, forecast
from sim.study.forecast_parts import DelegationForecast

#: Plays and seed of every forecast in the explorer; with one seed, comparisons share the same draws.
PLAYS, SEED = 300, 1
#: Most delegations in the list of those who object.
_MOST = 12
#: The first scenario that a visitor sees: of the decided ones, the most doubtful.
FIRST = "gge-2016-2017"


def scenarios() -> list[dict[str, Any]]:
    """Return the shipped scenarios by name and title."""
    return [
        {"name": name, "title": (s := shipped_scenario(name)).title, "seats": len(s.members)}
        for name in shipped()
    ]


def subject(name: str) -> dict[str, Any]:
    """Return what no change affects: a scenario's issues, and who may take part."""
    scenario = shipped_scenario(name)
    takeable = removable(scenario)
    record = load_with_record(shipped()[name])[1]
    middle = {
        key: round(float(NAMES[key].prior.quantile(np.array([0.5]))[0]), 2)
        for key in ("indirect_value", "indirect_harm")
    }
    return {
        "name": name,
        "title": scenario.title,
        "question": scenario.question,
        "supported": scenario.supported,
        "history": None if record is None else {"adopted": record.adopted, "document": record.document},
        "members": list(scenario.members),
        "pool": [{"code": code, "name": name_of(code)} for code in everybody(name).members],
        "chair": scenario.chair.name,
        "strategies": offered(CHAIRS, ChairStrategy),
        "conducts": offered(CONDUCTS, Conduct),
        "decisions": offered(DECISIONS, DecisionRule),
        "camp": scenario.chair.camp,
        "readings": scenario.readings,
        "outlets": len(scenario.outlets),
        "indirect": middle,
        "issues": [
            {
                "code": issue.code,
                "title": issue.title,
                "indirect": issue.code in takeable,
                "texts": [None if (f := issue.formulation(rung)) is None else f.text for rung in Rung],
            }
            for issue in scenario.issues
        ],
    }


def offered(family: Family, base: type[Named]) -> list[dict[str, str]]:
    """Return the name and the story of each of a family; a plug-in that cannot be loaded is left out."""
    found = []
    for name in family.names:
        try:
            found.append({"name": name, "story": named(family, base, name).story})
        except BadInput:
            continue
    return found


def first_sight(name: str) -> dict[str, Any]:
    """Return the explorer's first content: all scenarios, and one of them, by name if it exists."""
    known = scenarios()
    names = [str(one["name"]) for one in known]
    return {"scenarios": known, "subject": subject(next(n for n in (name, FIRST, *names) if n in names))}


def answer(choices: Choices) -> dict[str, Any]:
    """Return the forecast for the choices, and for the shipped scenario with the same draws.

    Raises
    ------
    BadInput
        if the choices do not fit the scenario
    """
    scenario, given = changed(choices)
    made = forecast(scenario, PLAYS, SEED, given)
    return {
        "room": room(scenario, made.table),
        "forecast": told(made),
        "before": None if choices.as_it_is else as_it_ships(choices.scenario),
    }


@lru_cache(maxsize=32)
def as_it_ships(name: str) -> dict[str, Any]:
    """Return the forecast of a shipped scenario."""
    return told(forecast(shipped_scenario(name), PLAYS, SEED))


def room(scenario: Scenario, table: Table) -> dict[str, Any]:
    """Return the seats and what they want, from the left end of the horseshoe to the right."""
    order = seating(table)
    places = horseshoe_places(len(order))
    return {
        "size": round(places.size, 4),
        "camps": ["neutral", *table.caucus_names],
        "camp": scenario.chair.camp,
        "strategy": scenario.chair.strategy,
        "decision": scenario.decision,
        "seats": [
            {
                "code": table.codes[n],
                "name": name_of(table.codes[n]),
                "caucus": table.caucus_names[table.caucuses[n]],
                "stake": round(float(table.stakes[n]), 2),
                "conduct": table.conduct[n].name,
                "x": round(float(x), 4),
                "y": round(float(y), 4),
                "positions": [round(float(v) * SCALE, 2) for v in table.positions[:, n]],
            }
            for n, x, y in zip(order, places.x, places.y, strict=True)
        ],
    }


def told(made: Forecast) -> dict[str, Any]:
    """Return a forecast as plain data: the claim, the language, who objects, typical plays."""
    low, high = made.band.ends if made.band else (None, None)
    shown, counted = made.supported, made.claim.counted
    return {
        "supported": shown,
        "answer": answered(made),
        "probability": made.probability,
        "percent": None if made.probability is None else percent(made.probability),
        "words": None if made.band is None else band_in_words(made.band),
        "low": low,
        "high": high,
        "adopted": counted.successes if counted is not None else None,
        "plays": made.runs,
        "language": [[s for s in odds(made, paragraph) if s is not None] for paragraph in made.language],
        "likely": [f"{row.rung.word} {row.written[row.rung]}".strip() for row in paragraphs(made)],
        "objects": {d.code: round(d.objects, 4) for d in made.delegations if shown},
        "dissociates": {d.code: round(d.dissociates, 4) for d in made.delegations if shown},
        "apart": [_apart(made, d) for d in made.delegations[:_MOST] if d.objects > 0 or d.dissociates > 0],
        "typical": {
            "adopted": made.typical_of(True),
            "failed": made.typical_of(False),
        },
    }


def _apart(made: Forecast, one: DelegationForecast) -> dict[str, str]:
    """Return a delegation that objects or dissociates, over what, and how often if the model claims it."""
    titles = {issue.code: issue.title for issue in made.scenario.issues}
    often = how_often(made, one)
    numbers = {"objects": often[0], "dissociates": often[-1]} if often else {}
    return {"code": one.code, "name": one.name, "over": over(one, titles, numbers=made.supported), **numbers}
