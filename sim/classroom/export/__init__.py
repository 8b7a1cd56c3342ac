"""Export: a class as tables with their dictionary, a record in Markdown, and one HTML page.

The files are for the teacher: they contain names, and the table of actions also contains the private notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.classroom.export.columns import TABLES
from sim.classroom.export.kept import Kept
from sim.classroom.export.record import class_document
from sim.classroom.room import Case, debrief
from sim.classroom.store import StoredAction
from sim.classroom.words.message import say
from sim.report.dictionary import dictionary_file
from sim.report.file_names import DICTIONARY
from sim.report.render.html import as_page
from sim.report.render.markdown import as_markdown
from sim.report.render.tables import csv_file

if TYPE_CHECKING:
    from sim.scenario.record import Record
    from sim.study.forecast import Forecast

__all__ = [
    "ACTIONS",
    "DECISIONS",
    "DICTIONARY",
    "FILES",
    "PACKAGES",
    "PAGE",
    "PARTICIPATION",
    "RECORD",
    "class_document",
    "exported",
]

#: Names of the files.
DECISIONS, PACKAGES, PARTICIPATION, ACTIONS = (f"{table.name}.csv" for table in TABLES)
RECORD, PAGE = "record.md", "record.html"
_CSV = "text/csv; charset=utf-8"
#: Every file that the teacher can keep: its title and its type, by name.
FILES = {
    RECORD: (say("record"), "text/markdown; charset=utf-8"),
    PAGE: (say("page"), "text/html; charset=utf-8"),
    PARTICIPATION: (say("participation, for a grade book"), _CSV),
    DECISIONS: (say("table of decisions"), _CSV),
    PACKAGES: (say("table of packages"), _CSV),
    ACTIONS: (say("all actions, with private notes"), _CSV),
    DICTIONARY: (say("what the columns mean"), _CSV),
}


def exported(
    case: Case,
    teacher: str,
    deeds: Iterable[StoredAction],
    forecast: Forecast | None = None,
    record: Record | None = None,
    room: int = 0,
) -> dict[str, bytes]:
    """Return a class as files, by name; the same class gives the same bytes.

    Parameters
    ----------
    case, teacher : the setup of the class
    deeds : every action, in order
    forecast, record : of the same scenario, if known
    room : number of the room, if the class has several
    """
    kept = Kept(case, teacher, tuple(deeds), room)
    told = debrief(kept.lesson, forecast, record)
    times = (kept.deeds[0].at, kept.deeds[-1].at) if kept.deeds else None
    document = class_document(case, told, kept.id, times)
    sheets = [table.sheet(kept) for table in TABLES]
    return {
        **{f"{sheet.name}.csv": csv_file(sheet) for sheet in sheets},
        **dictionary_file(sheets),
        RECORD: as_markdown(document).encode(),
        PAGE: as_page(document, {}),
    }
