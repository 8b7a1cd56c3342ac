"""The subject of the desk: what no change of a draft affects."""

from __future__ import annotations

from typing import Any

from sim.classroom.kit.ladders import ladders
from sim.classroom.site.draft.draft import PLAYS, SEED
from sim.classroom.site.explorer.changed_scenario import shipped_scenario
from sim.classroom.site.explorer.page_data import FIRST, scenarios
from sim.negotiation.convene import convene
from sim.report.horseshoe import seating
from sim.scenario.acquis import agreed
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.scenario.schema import SCALE, Scenario
from sim.scenario.texts import OWN_TEXT, SILENT, Text, standing_texts
from sim.study.claims import in_scope
from sim.study.texts.named import LIKELIEST, named_texts


def first_sight(name: str) -> dict[str, Any]:
    """Return the desk's first content: all scenarios, and one of them, by name if it exists."""
    known = scenarios()
    names = [str(one["name"]) for one in known]
    return {"scenarios": known, "subject": subject(next(n for n in (name, FIRST, *names) if n in names))}


def subject(name: str) -> dict[str, Any]:
    """Return a scenario's paragraphs, delegations, and the texts that one may start from."""
    scenario = shipped_scenario(name)
    table, codes = convene(scenario), roster()
    return {
        "name": name,
        "title": scenario.title,
        "question": scenario.question,
        "supported": in_scope(scenario),
        "readings": scenario.readings,
        "plays": PLAYS,
        "issues": [
            {
                "code": one.code,
                "title": one.title,
                "asked": one.asked,
                "acquis": acquis.word,
                "texts": {step.word: step.text for step in one.steps},
            }
            for one, acquis in zip(ladders(scenario), _acquis(scenario), strict=True)
        ],
        "seats": [
            {
                "code": table.codes[n],
                "name": codes[table.codes[n]].name,
                "caucus": table.caucus_names[table.caucuses[n]],
                "positions": [round(float(v) * SCALE, 2) for v in table.positions[:, n]],
            }
            for n in seating(table)
        ],
        "starts": [shown(text, scenario) for text in _starts(scenario)],
    }


def shown(text: Text, scenario: Scenario) -> dict[str, Any]:
    """Return a text as plain data: its name, its title, and its formulation by issue."""
    words = {issue.code: rung.word for issue, rung in zip(scenario.issues, text.rungs, strict=True)}
    return {"name": text.name, "title": text.title or text.name, "words": words}


def _starts(scenario: Scenario) -> list[Text]:
    """Return the texts to start from."""
    standing, acquis = standing_texts(scenario), _acquis(scenario)
    zero = tuple(Rung.named(one.drafted.word) for one in ladders(scenario))
    (likeliest,) = named_texts([LIKELIEST], scenario, PLAYS, SEED)
    return [
        Text(LIKELIEST, likeliest.rungs, "The chair's likely text: the likeliest wording of each paragraph"),
        Text("zero-draft", zero, "The chair's zero draft"),
        Text("acquis", acquis, "The acquis: the strongest language agreed so far"),
        standing[OWN_TEXT],
        standing["indirect"],
        standing[SILENT],
        standing["explicit"],
    ]


def _acquis(scenario: Scenario) -> tuple[Rung, ...]:
    """Return the strongest language agreed so far, as far as the ladders of the paragraphs have it."""
    earlier = agreed(scenario)
    return tuple(
        max(rung for rung in Rung if issue.formulation(rung) and rung <= earlier[issue.code])
        for issue in scenario.issues
    )
