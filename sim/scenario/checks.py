"""Checks across a scenario: contradictions between keys that are right by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sim.scenario.did_you_mean import hint
from sim.scenario.events import BEFORE
from sim.scenario.fault import Contradiction
from sim.scenario.fields import first_day, last_day
from sim.scenario.ict_issues import CODED, no_ladder, written_issues
from sim.scenario.ladder import Rung
from sim.scenario.positions import SIDES, seats
from sim.scenario.record import Record
from sim.scenario.schema import Scenario, ScenarioFile

#: Most readings of a process; the longest that ships has 12.
MOST_READINGS = 200
#: The camp of a chair who belongs to none.
NEUTRAL = "neutral"


def contradictions(scenario: Scenario, record: Record | None) -> list[Contradiction]:
    """Return everything that contradicts itself in a scenario and its record."""
    found = [
        *_duplicate_issues(scenario),
        *_seats(scenario),
        *_deciding(scenario),
        *_issues_without_ladder(scenario, record),
        *_missing_positions(scenario),
        *_readings(scenario),
        *_dates(scenario),
        *_events(scenario),
        *_two_sides(scenario),
        *_missing_rungs(scenario, record),
        *_neutral_caucuses(scenario),
        *_record(scenario, record),
    ]
    return found or list(_camp(scenario))


def repeated(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield every name that stands in a list for a second time, with its place."""
    return ((place, name) for place, name in enumerate(names) if name in names[:place])


def too_late(scenario: Scenario | ScenarioFile, date: str) -> str:
    """Return what is wrong with the date of evidence that may lie after the end, or nothing."""
    late = last_day(date) > last_day(scenario.ends)
    return f"may lie after the end, {scenario.ends}, and nothing later may be used" if late else ""


def _duplicate_issues(scenario: Scenario) -> Iterator[Contradiction]:
    for place, code in repeated([issue.code for issue in scenario.issues]):
        yield Contradiction(("issues", place), "is named twice", code)


def _seats(scenario: Scenario) -> Iterator[Contradiction]:
    for place, code in repeated(scenario.members):
        yield Contradiction(("members", place), "duplicate seat", code, "each member once")
    for place, code in enumerate(scenario.members):
        if code not in scenario.delegations:
            yield Contradiction(("members", place), "has a seat but no entry under delegations", code)
    for code in scenario.delegations:
        if code not in scenario.members:
            problem = "has instructions but no seat; add it to members or remove it here"
            yield Contradiction(("delegations", code), problem)


def _deciding(scenario: Scenario) -> Iterator[Contradiction]:
    """Find a room in which nobody may object and vote."""
    if all(given.decides is False for given in scenario.delegations.values()):
        yield Contradiction(("delegations",), "name nobody who may object and vote", allowed="decides: true")


def _issues_without_ladder(scenario: Scenario, record: Record | None) -> Iterator[Contradiction]:
    ladders, coded = [issue.code for issue in scenario.issues], scenario.coded_issues
    places: list[tuple[tuple[str | int, ...], list[str]]] = [
        (("mandate", "ambition", code), ladders) for code in scenario.mandate.ambition
    ]
    for code, instructions in scenario.delegations.items():
        places += [(("delegations", code, "positions", name), coded) for name in instructions.positions]
    # A report may speak on ICT issues that are not negotiated here.
    spoken = ladders if scenario.own_issues else [issue.code for issue in written_issues()]
    for number, report in enumerate(scenario.acquis):
        places += [(("acquis", number, "language", name), spoken) for name in report.language]
    if record:
        places += [(("record", "language", name), spoken) for name in record.language]
        for number, resistance in enumerate(record.resistance):
            places += [(("record", "resistance", number, name), coded) for name in resistance.issues]
    for path, known in places:
        name = str(path[-1])
        if name not in known:
            yield Contradiction(
                path,
                no_ladder(name, known),
                allowed=", ".join(known),
                hint=partial(hint, name, known),
            )


def _record(scenario: Scenario, record: Record | None) -> Iterator[Contradiction]:
    """Find what cannot have happened, and would be lost when the model is scored."""
    if record is None:
        return
    if last_day(record.date) < first_day(scenario.starts):
        yield Contradiction(
            ("record", "date"), f"is before the first meeting, {scenario.starts}", record.date
        )
    if record.language and not record.adopted:
        yield Contradiction(
            ("record", "language"), "has a report that was not adopted", allowed="adopted: true"
        )
    for number, resistance in enumerate(record.resistance):
        for place, code in enumerate(resistance.states):
            path = ("record", "resistance", number, "states", place)
            if code not in scenario.members:
                yield Contradiction(path, "has no seat", code, "members")
            elif resistance.role == "objected" and scenario.delegations[code].decides is False:
                yield Contradiction(path, "has no right to object (decides: false)", code, "another role")


def _missing_positions(scenario: Scenario) -> Iterator[Contradiction]:
    needed = [i.code for i in scenario.issues] if scenario.own_issues else list(CODED)
    known = {*needed, *(issue.code for issue in scenario.issues)}
    for code, instructions in scenario.delegations.items():
        missing = [name for name in needed if name not in instructions.positions]
        # A misspelt issue would be reported a second time, as missing.
        if missing and known.issuperset(instructions.positions):
            problem = f"has no position on {', '.join(missing)}"
            yield Contradiction(
                ("delegations", code, "positions"), problem, allowed=f"one for each of {', '.join(needed)}"
            )


def _readings(scenario: Scenario) -> Iterator[Contradiction]:
    if scenario.readings > MOST_READINGS:
        each = scenario.readings_per_session
        problem = f"of {each} readings each are {scenario.readings} readings"
        allowed = f"up to {MOST_READINGS} readings in all"
        yield Contradiction(("sessions",), problem, str(scenario.sessions), allowed)


def _dates(scenario: Scenario) -> Iterator[Contradiction]:
    starts, ends = first_day(scenario.starts), last_day(scenario.ends)
    if ends < starts:
        yield Contradiction(("ends",), f"is before the first meeting, {scenario.starts}", scenario.ends)
    for number, report in enumerate(scenario.acquis):
        if last_day(report.adopted) >= starts:
            problem = f"was adopted on {report.adopted}, not before the first meeting, {scenario.starts}"
            yield Contradiction(("acquis", number), problem, report.document)
    if first_day(scenario.mandate.adopted) > last_day(scenario.starts):
        problem = f"is after the first meeting, {scenario.starts}"
        yield Contradiction(("mandate", "adopted"), problem, scenario.mandate.adopted)
    for path, date in _evidence_dates(scenario):
        if problem := too_late(scenario, date):
            yield Contradiction(path, problem, date, f"dates up to {scenario.ends}")


def _events(scenario: Scenario) -> Iterator[Contradiction]:
    """Find events that are added but would not count."""
    added, starts = scenario.events.added, scenario.starts
    for place, name in repeated([event.id for event in added]):
        yield Contradiction(("events", "added", place, "id"), "is named twice", name)
    for number, event in enumerate(added):
        if event.one == event.other:
            yield Contradiction(("events", "added", number, "other"), "is the same state", event.other)
        for key in ("one", "other"):
            if (code := getattr(event, key)) not in scenario.members:
                yield Contradiction(("events", "added", number, key), "has no seat in the room", code)
        if last_day(event.date) < first_day(starts) - BEFORE:
            problem = f"is more than a year before the first meeting, {starts}, and would not count"
            yield Contradiction(("events", "added", number, "date"), problem, event.date)


def _two_sides(scenario: Scenario) -> Iterator[Contradiction]:
    named = [
        (side, place, code) for side in SIDES for place, code in enumerate(getattr(scenario.stakes, side))
    ]
    for at, code in repeated([code for _, _, code in named]):
        problem = "is named twice under stakes"
        yield Contradiction(("stakes", *named[at][:2]), problem, code, f"one of {', '.join(SIDES)}")


def _evidence_dates(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for code, instructions in scenario.delegations.items():
        yield ("delegations", code, "date"), instructions.date
        for name, cell in instructions.positions.items():
            if cell.date:
                yield ("delegations", code, "positions", name, "date"), cell.date
    for number, signal in enumerate(scenario.stakes.signals):
        yield ("stakes", "signals", number, "date"), signal.date
    for number, event in enumerate(scenario.events.added):
        yield ("events", "added", number, "date"), event.date
    for number, outlet in enumerate(scenario.outlets):
        yield ("outlets", number, "date"), outlet.date


def _missing_rungs(scenario: Scenario, record: Record | None) -> Iterator[Contradiction]:
    ladders = {issue.code: issue for issue in scenario.issues}
    texts: list[tuple[tuple[str | int, ...], dict[str, Rung]]] = [
        (("acquis", number, "language"), report.language) for number, report in enumerate(scenario.acquis)
    ]
    if record:
        texts.append((("record", "language"), record.language))
    for path, language in texts:
        for name, rung in language.items():
            if name in ladders and ladders[name].formulation(rung) is None:
                problem = f"the ladder of {name} has no such formulation"
                yield Contradiction((*path, name), problem, rung.word)


def _neutral_caucuses(scenario: Scenario) -> Iterator[Contradiction]:
    for code, instructions in scenario.delegations.items():
        if instructions.caucus == NEUTRAL:
            problem = "cannot be a caucus; it stands for a chair that belongs to none"
            yield Contradiction(("delegations", code, "caucus"), problem, NEUTRAL)


def _camp(scenario: Scenario) -> Iterator[Contradiction]:
    """Find a camp without members, whose chair would count as neutral."""
    camp, caucuses = scenario.chair.camp, sorted({seat.caucus for seat in seats(scenario).values()})
    if camp not in (NEUTRAL, *caucuses):
        problem = f"is not the caucus of any member{hint(camp, [NEUTRAL, *caucuses])}"
        yield Contradiction(("chair", "camp"), problem, camp, ", ".join([NEUTRAL, *caucuses]))
