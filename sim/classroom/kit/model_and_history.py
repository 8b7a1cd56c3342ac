"""Model and history: what the model says about the room, and what really happened, for the debrief."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.forecast_answer import answer
from sim.report.forecast_drivers import deciding
from sim.report.forecast_language import paragraphs
from sim.report.forecast_objectors import how_often, standing_apart
from sim.report.forecast_reasons import reason_lines
from sim.report.words.names import called, listed
from sim.report.words.numbers import spelt_out
from sim.scenario.ladder import Rung
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.study.forecast import Forecast

#: Most reasons for failure, and most delegations, on the sheet.
_REASONS, _NAMED = 3, 6


@dataclass(frozen=True)
class Ending:
    """The wording of a paragraph in a report.

    Parameters
    ----------
    title : of its issue
    word : silent, indirect or explicit
    text : the wording, in our words
    odds : how often plays end with it; empty for what really happened
    """

    title: str
    word: str
    text: str
    odds: str = ""


@dataclass(frozen=True)
class ModelAndHistory:
    """Material for comparison with the class.

    Parameters
    ----------
    answer : of the model, in a sentence
    plays : the plays behind the figures
    endings : the likely text
    apart : delegations that object or dissociate: name, both shares, over what
    numbers : whether to show the shares; only where the model claims a probability
    reasons : why plays fail
    goes_with : wordings that go with adoption
    history : what really happened, in sentences; empty if unknown
    record : the language of the real report
    source : of the history
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


def afterwards(played: Forecast, record: Record | None) -> ModelAndHistory:
    """Return material for comparison with the class.

    Parameters
    ----------
    played : a forecast of the same room
    record : what really happened, if known
    """
    scenario, told = played.scenario, answer(played)
    apart = []
    for one, over in standing_apart(played)[:_NAMED]:
        objects, *_, dissociates = how_often(played, one) or ("", "")
        apart.append((one.name, objects, dissociates, over))
    return ModelAndHistory(
        answer=told,
        plays=_plays(played, told),
        endings=tuple(
            Ending(row.title, row.rung.word, row.text, row.written[row.rung]) for row in paragraphs(played)
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
    """Say which plays the figures come from, without repeating the answer."""
    held = spelt_out(played.scenario.readings, "reading")
    if not played.supported:
        return (
            f"The plays have {held}, as in the scenario; the comparison for a class on phones uses plays "
            "with the same number of readings as the class."
        )
    adopt = f"{played.outcomes.adoptions:,} of {played.runs:,} plays adopt a report. "
    return (
        f"{'' if f'{played.runs:,}' in told else adopt}All figures come from plays with {held}, as in "
        "the scenario; the comparison for a class on phones uses plays with the same number of readings as "
        "the class. Shares of wordings are shares of the adopted reports."
    )


def _history(scenario: Scenario, record: Record) -> list[str]:
    what = "A report was adopted by consensus" if record.adopted else "No report reached consensus"
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
