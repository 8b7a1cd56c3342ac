"""What a forecast rests on: assumptions in sentences, and where the coded positions come from."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed
from sim.report.not_known import what_is_not_known
from sim.report.words.names import called, listed
from sim.report.words.numbers import number_of, percent
from sim.report.words.stances import issue_titles
from sim.scenario.acquis import promised
from sim.scenario.defaults import LEANING
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.scenario.roster import name_of
from sim.scenario.warnings import warnings
from sim.study.forecast import Forecast
from sim.study.interval import CEILING


def assumptions(forecast: Forecast) -> Iterator[str]:
    """Say what the forecast rests on, one sentence each."""
    scenario, rule = forecast.scenario, forecast.table.decision
    decision = "the silence procedure: adopted unless somebody objects."
    if rule.by_vote or rule.name != "consensus":
        same = "Behaviour is the same as under consensus."
        decision = f"a decision by the rule {rule.called}. {rule.story} {same}"
    sessions = f"{number_of(scenario.readings, 'reading')} in {number_of(scenario.sessions, 'session')}"
    yield f"{number_of(len(scenario.members), 'delegation')}, {sessions}, then {decision}"
    titles = issue_titles(forecast)
    asked = "; ".join(titles[code] for code, step in promised(scenario).items() if step > 0) or "nothing"
    if scenario.mandate.asks:
        by_rule = f"By the codebook's rule the mandate ({scenario.mandate.resolution}) promises text on"
        yield f"{by_rule}: {asked}."
    else:
        yield f"The mandate ({scenario.mandate.resolution}) is coded to promise text on: {asked}."
    chair = scenario.chair
    camp = "neutral" if chair.camp == "neutral" else f"from the camp {chair.camp}"
    yield f"The chair ({chair.name}) is {camp} and works as a {forecast.chair.called}."
    outlets = "; ".join(outlet.what for outlet in scenario.outlets)
    forums = f"Other forums that can take up what this report leaves out: {outlets}."
    yield forums if outlets else "No other forum or annex for what this report leaves out."
    yield from what_is_not_known(scenario, forecast.setting)
    who: dict[Conduct, list[str]] = {}
    for code, conduct in zip(forecast.table.codes, forecast.table.conduct, strict=True):
        who.setdefault(conduct, []).append(called(code))
    who.pop(Instructed(), None)
    yield from (f"By the scenario, {listed(codes)}: {c.called}. {c.story}" for c, codes in who.items())
    yield from _seats(forecast)
    yield from _weather(forecast)
    yield from _fallback(forecast)
    doubts = dict.fromkeys((warning.path[0], warning.problem) for warning in warnings(scenario))
    for place, problem in doubts:
        yield f"Taken as written, though probably not meant, under {place}: {problem}."
    if forecast.supported:
        yield (
            "The interval covers the number of plays only: not the model, not the coding, not events to "
            f"come. No probability of consensus above {percent(CEILING)} is shown."
        )


def _seats(forecast: Forecast) -> Iterator[str]:
    """Say which seats are no member state, and who may not decide."""
    scenario, table = forecast.scenario, forecast.table
    told = [
        f"{code} ({other.name}{f', {other.what}' if other.what else ''})"
        for code, other in scenario.other_seats.items()
    ]
    if told:
        yield f"Seats that are no member state: {listed(told)}."
    silent = [called(code) for code, decides in zip(table.codes, table.decides, strict=True) if not decides]
    if silent:
        yield f"By the scenario, without the right to object and to vote: {listed(silent)}."


def _fallback(forecast: Forecast) -> Iterator[str]:
    """Say what a vote on the last text would have done, where the body may vote after a failure."""
    carried = forecast.carried_by_vote
    if carried is None:
        return
    how = "most" if carried > 0.5 else "some" if carried else "none"
    rule = forecast.scenario.fallback
    yield (
        f"Without consensus the body may decide by the rule {rule}. The plays end before such a vote. It "
        f"would have carried the last text in {how} of the failures, if all voted as they stand under "
        "consensus; with a vote in sight delegations and chair may act otherwise."
    )


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
    return name_of(codes[0]) if len(codes) == 1 else f"{len(codes)}: {' '.join(codes)}"
