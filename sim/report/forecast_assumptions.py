"""What a forecast rests on: assumptions in sentences, and where the coded positions come from."""

from __future__ import annotations

from collections import Counter

from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.parameters import PARAMETERS
from sim.report.wording import called, listed, percent, spelt
from sim.report.words.complaints import issue_titles
from sim.scenario.acquis import promised
from sim.scenario.defaults import LEANING
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.warnings import warnings
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import calibrated
from sim.study.forecast import Forecast
from sim.study.interval import CEILING


def assumptions(forecast: Forecast) -> list[str]:
    """Say what the forecast rests on, one sentence each."""
    scenario = forecast.scenario
    camp = "neutral" if scenario.chair.camp == "neutral" else f"from the camp {scenario.chair.camp}"
    outlets = "; ".join(outlet.what for outlet in scenario.outlets)
    elsewhere = f"Other places to turn to with what this report leaves out: {outlets}."
    return [
        f"{len(scenario.members)} delegations, {scenario.readings} readings in {scenario.sessions} sessions, "
        f"then {_decision(forecast)}",
        _promise(forecast),
        f"The chair ({scenario.chair.name}) is {camp} and works as a {forecast.chair.name}.",
        elsewhere if outlets else "No other forum or annex for what this report leaves out.",
        _coding(forecast),
        _behaviour(forecast),
        *_conduct(forecast),
        *_doubted(forecast),
        *_caveat(forecast),
    ]


def _decision(forecast: Forecast) -> str:
    rule = forecast.table.decision
    if isinstance(rule, Consensus):
        return "the silence procedure: adopted unless somebody objects."
    return f"a decision by the rule {rule.name}. {rule.story} Nobody behaves otherwise for it."


def _promise(forecast: Forecast) -> str:
    scenario, titles = forecast.scenario, issue_titles(forecast)
    asked = "; ".join(titles[code] for code, step in promised(scenario).items() if step > 0) or "nothing"
    if scenario.mandate.asks:
        return (
            f"By the codebook's rule the mandate ({scenario.mandate.resolution}) promises text on: {asked}."
        )
    return f"The mandate ({scenario.mandate.resolution}) is coded to promise text on: {asked}."


def _doubted(forecast: Forecast) -> list[str]:
    """Say what of the file was taken as written, once for all delegations that share it."""
    found = dict.fromkeys((warning.path[0], warning.problem) for warning in warnings(forecast.scenario))
    return [f"Taken as written, though hardly meant, under {place}: {problem}." for place, problem in found]


def _caveat(forecast: Forecast) -> list[str]:
    if not forecast.supported:
        return []
    return [
        "The interval covers the number of plays only: not the model, not the coding, not events to come. "
        f"No probability of consensus above {percent(CEILING)} is shown."
    ]


def _coding(forecast: Forecast) -> str:
    scenario = forecast.scenario
    grades = Counter(
        cell.evidence or instructions.evidence
        for instructions in scenario.delegations.values()
        for cell in instructions.positions.values()
    )
    cells = len(scenario.members) * len(scenario.issues)
    rule = "" if scenario.own_issues else "What the file does not name follows from them by rule; "
    return (
        f"{grades.total()} positions are coded: {grades[Evidence.DOCUMENT]} from documents, "
        f"{grades[Evidence.LITERATURE]} from the literature, {grades[Evidence.RECALLED]} recalled, "
        f"{grades[Evidence.PROXY]} inferred from bloc or votes. {rule}"
        f"{'all' if rule else 'All'} {cells} cells are drawn anew for every play, within their grade."
    )


def _behaviour(forecast: Forecast) -> str:
    given = len(forecast.given)
    fixed = sum(p.prior.kind == "fixed" for p in PARAMETERS)
    origin = f"Of {len(PARAMETERS)} behavioural parameters {fixed} are fixed by theory"
    origin += f", {given} given by the user or the scenario" if given else ""
    if forecast.ensemble is None:
        how = "drawn anew for every play from their priors, none fitted to the record"
        return f"{origin}; the others are {how}."
    carry = f"{effective_sets(forecast.ensemble.weights):.0f}"
    return (
        f"{origin}; the others are drawn anew for every play, together, from the sets that best explain "
        f"{_explained(forecast)}; about {carry} sets carry the weight."
    )


def _conduct(forecast: Forecast) -> list[str]:
    """Say who behaves otherwise than the model has it, and how."""
    who: dict[Conduct, list[str]] = {}
    for code, conduct in zip(forecast.table.codes, forecast.table.conduct, strict=True):
        who.setdefault(conduct, []).append(called(code))
    who.pop(Instructed(), None)
    return [f"By the scenario, {listed(codes)}: {c.name}. {c.story}" for c, codes in who.items()]


def _explained(forecast: Forecast) -> str:
    """Say which decided processes the parameter sets are to explain: not the one that is forecast."""
    known, decided = forecast.setting.known or (), calibrated().supports
    this = calibrated().same_process(forecast.scenario)
    if this and set(known) == set(decided) - {this}:
        return f"the other {spelt(len(known))} decided processes"
    some = "" if len(known) == len(decided) else f"{len(known)} of "
    return f"{some}the {spelt(len(decided))} decided processes"


def sources(forecast: Forecast) -> list[tuple[str, str]]:
    """Return every source of a coded position, with grade and date, and whom it is cited for.

    Documents come first, what is inferred last, and of each grade the most cited. Votes are one source,
    whichever side they show.
    """
    cited: dict[tuple[str, str, Evidence], list[str]] = {}
    for code, row in cells(forecast.scenario).items():
        for cell in row.values():
            if not cell.rule:
                basis = (cell.source.partition(LEANING)[0], cell.date, cell.evidence)
                codes = cited.setdefault(basis, [])
                if code not in codes:
                    codes.append(code)
    grades = list(Evidence)
    rows = sorted(cited.items(), key=lambda row: (grades.index(row[0][2]), -len(row[1]), row[0]))
    return [(f"{source} ({date}, {grade})", _who(codes)) for (source, date, grade), codes in rows]


def _who(codes: list[str]) -> str:
    if len(codes) == 1:
        return roster()[codes[0]].name
    return f"{len(codes)}: {' '.join(codes)}"
