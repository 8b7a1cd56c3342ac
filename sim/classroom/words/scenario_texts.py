"""Scenario texts: what students read of a scenario, and its translations.

Shipped scenarios are translated in `scenarios.po` of each language: issues that several of them share are
there once. The translation of any other scenario lies beside its file: `NAME.fr.po` beside `NAME.yaml`. A
.po file shows English and translation side by side. Its keys are the English texts, so that a translation of
a text that has changed is no longer used, and is found out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.classroom.words.catalogue import Sentences, read_catalogue, scenario_catalogue
from sim.classroom.words.languages import ENGLISH, PSEUDO
from sim.classroom.words.names import GROUPS
from sim.scenario.ladder import Rung
from sim.scenario.positions import Cell, cells, seats
from sim.scenario.record import Record
from sim.scenario.schema import Scenario

#: How the source of a position ends in a room that is made for teaching.
INVENTED = "invented for teaching"


def texts(scenario: Scenario, record: Record | None = None) -> Iterator[tuple[str, str]]:
    """Yield what students read of a scenario: its place, such as ``issues.IHL.explicit``, and the text.

    Parameters
    ----------
    record : what really happened, with its sources
    """
    yield "title", scenario.title
    yield "question", scenario.question
    for issue in scenario.issues:
        yield f"issues.{issue.code}.title", issue.title
        for rung in Rung:
            if (told := issue.formulation(rung)) is not None:
                yield f"issues.{issue.code}.{rung.word}", told.text
    for name in dict.fromkeys(seat.caucus for seat in seats(scenario).values()):
        if name not in GROUPS:
            yield f"caucus.{name}", name
    for number, outlet in enumerate(scenario.outlets, 1):
        yield f"outlets.{number}", outlet.what
    # Sources that are shown: titles of documents stay as they are, the words around them do not.
    sources = {one.source for row in cells(scenario).values() for one in row.values() if _shown(one)}
    for source in sorted(sources):
        yield "source", source
    if record:
        read = [record.document, record.source, *(one.source for one in record.resistance)]
        for text in dict.fromkeys(read):
            yield "record", text


def _shown(cell: Cell) -> bool:
    return cell.source.endswith(INVENTED) or cell.public


def beside(path: Path, code: str) -> Path:
    """Return where the translation of a scenario file lies."""
    return path.with_suffix(f".{code}.po")


def words_of(
    scenario: Scenario, code: str, path: Path | None = None, record: Record | None = None
) -> Sentences:
    """Return the texts of a scenario in a language; those without a translation are left out.

    Parameters
    ----------
    code : of the language
    path : of its file, beside which a translation may lie
    record : what really happened, if known
    """
    if code == ENGLISH:
        return {}
    own = read_catalogue(beside(path, code), code) if path and code != PSEUDO else {}
    known = {**scenario_catalogue(code), **own}
    return {text: known[text] for _, text in texts(scenario, record) if text in known}
