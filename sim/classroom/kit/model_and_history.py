"""Afterwards: what the model makes of the room, and what history did; for the teacher, after the class."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.account import answer, deciding, paragraphs, so_often, standing_apart
from sim.report.reasoning import reason_lines
from sim.report.wording import called, counted, listed
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record, Scenario
from sim.study.forecast import Forecast

#: So many reasons for failure, and so many delegations, are told.
_REASONS, _NAMED = 3, 6


@dataclass(frozen=True)
class Ending:
    """A paragraph as a report has it.

    Parameters
    ----------
    title : of its issue
    word : silent, indirect or explicit
    text : the wording, in our words
    odds : how often the plays end so; empty for what really happened
    """

    title: str
    word: str
    text: str
    odds: str = ""


@dataclass(frozen=True)
class Afterwards:
    """What to compare the class with.

    Parameters
    ----------
    answer : of the model, in a sentence
    plays : how many of the plays adopt a report; empty if the answer says so
    endings : the likely text
    apart : who objects and who dissociates how often: name, both shares, over what
    numbers : whether it is said how often; not where no probability is claimed
    reasons : why plays fail
    goes_with : which wordings go with adoption
    history : what really happened, in sentences; empty if nothing has
    record : the language of the real report
    source : where the history is read
    """

    answer: str
    plays: str
    endings: tuple[Ending, ...]
    apart: tuple[tuple[str, str, str, str], ...]
    numbers: bool
    reasons: tuple[str, ...]
    goes_with: tuple[str, ...]
    history: tuple[str, ...]
    record: tuple[Ending, ...]
    source: str


def afterwards(played: Forecast, record: Record | None) -> Afterwards:
    """Return what to compare the class with.

    Parameters
    ----------
    played : a forecast of the same room
    record : what really happened, if it has
    """
    scenario, told = played.scenario, answer(played)
    apart = []
    for one, over in standing_apart(played)[:_NAMED]:
        objects, *_, dissociates = so_often(played, one) or ("", "")
        apart.append((one.name, objects, dissociates, over))
    return Afterwards(
        answer=told,
        plays=_plays(played, told),
        endings=tuple(
            Ending(row.title, row.rung.word, row.text, row.odds[row.rung]) for row in paragraphs(played)
        ),
        apart=tuple(apart),
        numbers=played.supported,
        reasons=tuple(reason_lines(played, _REASONS)),
        goes_with=tuple(deciding(played)),
        history=tuple(_history(scenario, record)) if record else (),
        record=_language(scenario, record) if record and record.adopted else (),
        source=record.source if record else "",
    )


def _plays(played: Forecast, told: str) -> str:
    """Say of which plays these figures are, as far as it is not told yet."""
    held = counted(played.scenario.readings, "reading")
    if not played.supported:
        return (
            f"The plays have {held}, as the scenario has it; a class on phones is compared with plays of as "
            "many readings as it was given."
        )
    adopt = f"{played.outcomes.adoptions:,} of {played.runs:,} plays adopt a report. "
    return (
        f"{'' if f'{played.runs:,}' in told else adopt}All figures are of plays with {held}, as the scenario "
        "has it; a class on phones is compared with plays of as many readings as it was given. Shares of "
        "wordings are of the reports that are adopted."
    )


def _history(scenario: Scenario, record: Record) -> list[str]:
    what = "A report was adopted by consensus" if record.adopted else "No report found consensus"
    titles = {issue.code: issue.title for issue in scenario.issues}
    told = [f"{what} ({record.document}, {record.date})."]
    for one in record.resistance:
        who = listed([called(code) for code in one.states])
        over = listed([titles.get(code, code) for code in one.issues])
        told.append(f"{who[:1].upper()}{who[1:]} {one.role}{f' over {over}' if over else ''} ({one.source}).")
    return told


def _language(scenario: Scenario, record: Record) -> tuple[Ending, ...]:
    found = []
    for issue in scenario.issues:
        rung = record.language.get(issue.code, Rung.SILENT)
        formulation = issue.formulation(rung)
        found.append(Ending(issue.title, rung.word, formulation.text if formulation else ""))
    return tuple(found)
