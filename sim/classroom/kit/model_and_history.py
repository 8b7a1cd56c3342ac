"""Model and history: what the model says about the room, and what really happened, for the debrief."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.kit.ladders import RUNGS
from sim.classroom.room.odds import answer_words, share_words
from sim.classroom.words.message import Message, counted, listed, say
from sim.classroom.words.names import called, state
from sim.report.forecast_drivers import deciding
from sim.report.forecast_language import paragraphs
from sim.report.forecast_objectors import how_often, standing_apart
from sim.report.forecast_reasons import reason_lines
from sim.scenario.ladder import Rung
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.study.forecast import Forecast

#: Most reasons for failure, and most delegations, on the sheet.
_REASONS, _NAMED = 3, 6
_ROLES = {
    "resisted": say("{names} resisted over {paragraphs} ({source})."),
    "insisted": say("{names} insisted over {paragraphs} ({source})."),
    "objected": say("{names} objected over {paragraphs} ({source})."),
    "dissociated": say("{names} dissociated over {paragraphs} ({source})."),
}


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


def afterwards(played: Forecast, record: Record | None, english: bool = True) -> ModelAndHistory:
    """Return material for comparison with the class.

    Why plays fail, and what goes with adoption, are sentences of a report, which are in English only.

    Parameters
    ----------
    played : a forecast of the same room
    record : what really happened, if known
    english : whether the kit is in English
    """
    scenario, told = played.scenario, answer_words(played)
    apart = []
    for one, over in standing_apart(played)[:_NAMED]:
        objects, *_, dissociates = map(share_words, how_often(played, one) or ("", ""))
        apart.append((state(one.code), objects, dissociates, over if english else ""))
    return ModelAndHistory(
        answer=told,
        plays=_plays(played),
        endings=tuple(
            Ending(say(row.title), RUNGS[row.rung.word], say(row.text), share_words(row.written[row.rung]))
            for row in paragraphs(played)
        ),
        apart=tuple(apart),
        numbers=played.supported,
        reasons=tuple(reason_lines(played, _REASONS)) if english else (),
        goes_with=tuple(deciding(played)) if english else (),
        history=tuple(_history(scenario, record)) if record else (),
        record=_language(scenario, record) if record and record.adopted else (),
        source=say(record.source) if record else "",
    )


def _plays(played: Forecast) -> Message:
    """Say which plays the figures come from."""
    held = counted(played.scenario.readings, "{n} reading", "{n} readings")
    if not played.supported:
        return say(
            "The plays have {readings}, as in the scenario; the comparison for a class on phones uses "
            "plays with the same number of readings as the class.",
            readings=held,
        )
    return say(
        "All figures come from plays with {readings}, as in the scenario; the comparison for a class on "
        "phones uses plays with the same number of readings as the class. Shares of wordings are shares "
        "of the adopted reports.",
        readings=held,
    )


def _history(scenario: Scenario, record: Record) -> list[str]:
    what = (
        say(
            "A report was adopted by consensus ({document}, {date}).",
            document=say(record.document),
            date=record.date,
        )
        if record.adopted
        else say(
            "No report reached consensus ({document}, {date}).",
            document=say(record.document),
            date=record.date,
        )
    )
    titles = {issue.code: say(issue.title) for issue in scenario.issues}
    told: list[str] = [what]
    for one in record.resistance:
        who = listed([called(code) for code in one.states])
        over = listed([titles.get(code, code) for code in one.issues])
        told.append(_ROLES[one.role].with_gaps(names=who, paragraphs=over, source=say(one.source)))
    return told


def _language(scenario: Scenario, record: Record) -> tuple[Ending, ...]:
    found = []
    for issue in scenario.issues:
        rung = record.language.get(issue.code, Rung.SILENT)
        formulation = issue.formulation(rung)
        found.append(Ending(say(issue.title), RUNGS[rung.word], say(formulation.text) if formulation else ""))
    return tuple(found)
