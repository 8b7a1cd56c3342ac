"""What a forecast rests on: assumptions in sentences, and where the coded positions come from."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.parameters import PARAMETERS
from sim.report.provenance import FOUNDED, grades
from sim.report.words.names import called, listed
from sim.report.words.numbers import percent, spelt
from sim.report.words.stances import issue_titles
from sim.scenario.acquis import promised
from sim.scenario.as_known_on import as_known_on
from sim.scenario.defaults import LEANING
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.warnings import warnings
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import calibrated
from sim.study.forecast import Forecast
from sim.study.interval import CEILING


def assumptions(forecast: Forecast) -> Iterator[str]:
    """Say what the forecast rests on, one sentence each."""
    scenario, rule = forecast.scenario, forecast.table.decision
    decision = "the silence procedure: adopted unless somebody objects."
    if rule.by_vote or rule.name != "consensus":
        same = "Behaviour is the same as under consensus."
        decision = f"a decision by the rule {rule.name}. {rule.story} {same}"
    sessions = f"{scenario.readings} readings in {scenario.sessions} sessions"
    yield f"{len(scenario.members)} delegations, {sessions}, then {decision}"
    titles = issue_titles(forecast)
    asked = "; ".join(titles[code] for code, step in promised(scenario).items() if step > 0) or "nothing"
    if scenario.mandate.asks:
        by_rule = f"By the codebook's rule the mandate ({scenario.mandate.resolution}) promises text on"
        yield f"{by_rule}: {asked}."
    else:
        yield f"The mandate ({scenario.mandate.resolution}) is coded to promise text on: {asked}."
    chair = scenario.chair
    camp = "neutral" if chair.camp == "neutral" else f"from the camp {chair.camp}"
    yield f"The chair ({chair.name}) is {camp} and works as a {forecast.chair.name}."
    outlets = "; ".join(outlet.what for outlet in scenario.outlets)
    forums = f"Other forums that can take up what this report leaves out: {outlets}."
    yield forums if outlets else "No other forum or annex for what this report leaves out."
    yield from what_is_not_known(forecast)
    who: dict[Conduct, list[str]] = {}
    for code, conduct in zip(forecast.table.codes, forecast.table.conduct, strict=True):
        who.setdefault(conduct, []).append(called(code))
    who.pop(Instructed(), None)
    yield from (f"By the scenario, {listed(codes)}: {c.name}. {c.story}" for c, codes in who.items())
    yield from _weather(forecast)
    doubts = dict.fromkeys((warning.path[0], warning.problem) for warning in warnings(scenario))
    for place, problem in doubts:
        yield f"Taken as written, though probably not meant, under {place}: {problem}."
    if forecast.supported:
        yield (
            "The interval covers the number of plays only: not the model, not the coding, not events to "
            f"come. No probability of consensus above {percent(CEILING)} is shown."
        )


def what_is_not_known(forecast: Forecast) -> Iterator[str]:
    """Say what is uncertain: up to when the coding goes, on what grounds, and how states behave."""
    scenario = forecast.scenario
    yield f"All that is coded could be known on {as_known_on(scenario)}. End of the process: {scenario.ends}."
    found, number = grades([scenario]), len(scenario.members) * len(scenario.issues)
    coded = ", ".join(f"{found[grade]} {words}" for grade, words in FOUNDED.items())
    rest = "All" if scenario.own_issues else "What the file does not name follows from these by rule; all"
    drawn = f"{rest} {number} cells are drawn again for every play, within the spread of their grade."
    yield f"{found.total()} positions are coded: {coded}. {drawn}"
    yield _behaviour(forecast)


def _behaviour(forecast: Forecast) -> str:
    fixed = sum(p.prior.kind == "fixed" for p in PARAMETERS)
    given = f", {len(forecast.given)} given by the user or the scenario" if forecast.given else ""
    origin = f"Of {len(PARAMETERS)} behavioural parameters {fixed} are fixed by theory{given}; the others are"
    if forecast.ensemble is None:
        return f"{origin} drawn again for every play from their priors, none fitted to the record."
    carry = f"about {effective_sets(forecast.ensemble.weights):.0f} sets carry the weight."
    known, decided = forecast.setting.known or (), calibrated().supports
    some = "the" if len(known) == len(decided) else f"{len(known)} of the"
    explained = f"{some} {spelt(len(decided))} decided processes"
    own = calibrated().same_body(forecast.scenario)
    if own and set(known) == set(decided) - own:  # all but those of the body that is forecast
        explained = f"the other {spelt(len(known))} decided processes"
        if len(own) > 1:
            explained = f"the {spelt(len(known))} decided processes of other bodies"
    together = "drawn again for every play, together, from the sets that best explain"
    return f"{origin} {together} {explained}; {carry}"


def _weather(forecast: Forecast) -> Iterator[str]:
    """Say which events move the stakes of members, where they do."""
    if forecast.setting.weathered and forecast.table.events:
        signs = {1: "better", -1: "worse"}
        told = (
            f"{e.id} ({called(e.one)}, {called(e.other)}: {signs[e.sign]})" for e in forecast.table.events
        )
        yield f"Events between members move their stakes: {listed(list(told))}."


def sources(forecast: Forecast) -> list[tuple[str, str]]:
    """Return every source of a coded position, with grade and date, and whom it is cited for.

    Documents come first, what is inferred last, and of each grade the most cited. Votes are one source,
    whichever side they show.
    """
    cited: dict[tuple[str, str, Evidence], dict[str, None]] = {}
    for code, row in cells(forecast.scenario).items():
        for cell in row.values():
            if not cell.rule:
                basis = (cell.source.partition(LEANING)[0], cell.date, cell.evidence)
                cited.setdefault(basis, {})[code] = None
    grades = list(Evidence)
    rows = sorted(cited.items(), key=lambda row: (grades.index(row[0][2]), -len(row[1]), row[0]))
    return [(f"{source} ({date}, {grade})", _who(list(codes))) for (source, date, grade), codes in rows]


def _who(codes: list[str]) -> str:
    return roster()[codes[0]].name if len(codes) == 1 else f"{len(codes)}: {' '.join(codes)}"
