"""The page beside a coding sheet: what a second coder needs to know of a process, without any code."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.coding_sheet_columns import TABLES
from sim.report.document import Answer, Bullets, Document, Facts, Grid, Section, Words
from sim.report.render.html import as_page
from sim.report.render.markdown import as_markdown
from sim.report.render.tables import csv_file
from sim.report.words.names import listed
from sim.scenario.fields import first_day, last_day
from sim.scenario.loading import load
from sim.scenario.mandates import mandate_texts
from sim.scenario.memberships import members_of, spans
from sim.scenario.roster import name_of
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.scenario.votes import resolutions
from sim.study.codes import SCALES, Code, Kind
from sim.study.coding_sheet import CodingSheet

#: Of a larger room only the number of members is given.
MOST_NAMED = 60
_RULES = (
    "Write one code into the column value of each row, and in note why, in a few words. Leave a row empty "
    "if you cannot tell.",
    "Decide by the codebook. Use only what could be known before the last meeting, and not how the process "
    "ended, nor what a delegation said at the end or afterwards.",
    "Do not look at the scenario file, at forecasts, or at another coder's sheet. Code the processes in the "
    "order of time.",
)


def sheet_files(sheet: CodingSheet) -> dict[str, bytes]:
    """Return the files of a sheet: the table to fill in, and the page in HTML and in Markdown."""
    name, document = sheet.scenario.id, sheet_document(sheet)
    return {
        **codes_files(name, sheet.asked),
        f"{name}.html": as_page(document, {}),
        f"{name}.md": as_markdown(document).encode(),
    }


def codes_files(name: str, codes: tuple[Code, ...]) -> dict[str, bytes]:
    """Return a table of codes as a file, NAME.csv."""
    return {f"{name}.csv": csv_file(TABLES[0].sheet(codes))}


def sheet_document(sheet: CodingSheet) -> Document:
    """Write the page beside a sheet: the rules, the process and its documents; no values and no outcome."""
    scenario = sheet.scenario
    answer = Answer(
        f"{len(sheet.asked)} codes: fill in {scenario.id}.csv.",
        asides=(f"{sheet.drawn} of {sheet.of} positions, drawn by lot (seed {sheet.seed}).",),
    )
    sections = (
        Section.everywhere("How to code", Bullets(_RULES)),
        Section.everywhere("The process", Facts(tuple(_facts(scenario)))),
        Section.everywhere("The mandate, in our words", Words(_mandate(scenario))),
        Section.everywhere("What the General Assembly had adopted by the last meeting", _adopted(scenario)),
        Section.everywhere("Reports and other bodies by the last meeting", Bullets(tuple(_others(scenario)))),
        Section.everywhere("The codes that are asked for", _scales(sheet)),
    )
    return Document("coding-sheet", scenario.title, answer, sections)


def _facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield "kind of body", scenario.body
    yield "first meeting", scenario.starts
    yield "last meeting", scenario.ends
    yield "sessions", str(scenario.sessions)
    chair, state = scenario.chair, scenario.chair.state
    yield "chair", f"{chair.name}, {name_of(state)}" if state else chair.name
    if state:
        on = first_day(scenario.starts)
        groups = sorted(group for group in spans() if state in members_of(group, on))
        yield "the chair's country then belonged to", listed(groups) or "none of the groups that we list"
    members = scenario.members
    names = f": {', '.join(map(name_of, sorted(members)))}" if len(members) <= MOST_NAMED else ""
    yield "members", f"{len(members)}{names} ({scenario.members_source})"
    yield "on votes and sponsors", scenario.stakes.source


def _mandate(scenario: Scenario) -> str:
    mandate = scenario.mandate
    text = mandate_texts().get(mandate.resolution, f"The text is not at hand: read {mandate.resolution}.")
    return f"{mandate.resolution}, adopted {mandate.adopted}. {text}"


def _adopted(scenario: Scenario) -> Grid:
    known = [r for r in resolutions().values() if r.date <= last_day(scenario.ends)]
    rows = tuple(
        (
            r.symbol,
            str(r.date),
            " : ".join(str(n) for n in list(r.totals.values())[:3]) or "without a vote",
            r.about,
        )
        for r in known
    )
    return Grid("Resolutions", ("resolution", "date", "yes : no : abstained", "about"), rows, left=3, right=1)


def _others(scenario: Scenario) -> Iterator[str]:
    reports = [f"{report.document} ({report.body}, {report.adopted})" for report in scenario.acquis]
    yield f"Reports adopted by consensus before the first meeting: {listed(reports) or 'none'}."
    for path in shipped().values():
        if path.parent.name != "record":
            continue
        other = load(path)
        begins, ends = first_day(other.starts), last_day(other.ends)
        apart = other.mandate.resolution != scenario.mandate.resolution
        if apart and begins <= last_day(scenario.ends) and ends >= first_day(scenario.starts):
            body = f"{other.title}, from {other.starts} ({other.mandate.resolution})"
            yield f"In session at the same time: {body}."


def _scales(sheet: CodingSheet) -> Grid:
    asked = [code.key.kind for code in sheet.asked]
    rows = tuple(
        (kind.value, str(asked.count(kind)), SCALES[kind].question, SCALES[kind].allowed)
        for kind in Kind
        if kind in asked
    )
    return Grid("Codes", ("kind", "rows", "question", "allowed"), rows, right=2)
