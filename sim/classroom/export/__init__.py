"""Export: a class as a table of decisions, a record in Markdown, and one HTML page.

The files are for the teacher: they contain names, and the table also contains the private notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.classroom.export.decisions import decisions_csv
from sim.classroom.export.record import class_document
from sim.classroom.room import Case, debrief, replayed
from sim.classroom.store import StoredAction
from sim.report.render.html import as_page
from sim.report.render.markdown import as_markdown

if TYPE_CHECKING:
    from sim.scenario.record import Record
    from sim.study.forecast import Forecast

__all__ = ["DECISIONS", "PAGE", "RECORD", "class_document", "decisions_csv", "exported"]

#: Names of the files.
DECISIONS, RECORD, PAGE = "decisions.csv", "record.md", "record.html"


def exported(
    case: Case,
    teacher: str,
    deeds: Iterable[StoredAction],
    forecast: Forecast | None = None,
    record: Record | None = None,
) -> dict[str, bytes]:
    """Return a class as files, by name; the same class gives the same bytes.

    Parameters
    ----------
    case, teacher : the setup of the class
    deeds : every action, in order
    forecast, record : of the same scenario, if known
    """
    done = tuple(deeds)
    lesson = replayed(case, teacher, ((deed.who, deed.action, deed.at) for deed in done))
    told = debrief(lesson, forecast, record)
    times = (done[0].at, done[-1].at) if done else None
    document = class_document(case, told, times)
    return {
        DECISIONS: decisions_csv(case, teacher, done),
        RECORD: as_markdown(document).encode(),
        PAGE: as_page(document, {}),
    }
