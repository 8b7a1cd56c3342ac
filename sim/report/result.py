"""A report: all that a result has to say, in one document, with its tables, figures and JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sim.report.column import Sheet, record
from sim.report.dictionary import dictionary_file
from sim.report.document import Document
from sim.report.figures.drawing import Drawing, figure_files
from sim.report.file_names import PAGE, STORY
from sim.report.render.html import as_page
from sim.report.render.markdown import as_markdown
from sim.report.render.tables import csv_file


@dataclass(frozen=True)
class Report:
    """What a study has to say of its result.

    Parameters
    ----------
    kind : of result, which also names its JSON file: forecast, sweep, campaign
    document : what there is to say
    summary : the JSON object that ``--json`` prints
    sheets : its tables
    figures : its figures, by name
    """

    kind: str
    document: Document
    summary: Mapping[str, Any]
    sheets: tuple[Sheet, ...]
    figures: Mapping[str, Drawing]

    @classmethod
    def of(
        cls,
        result: Any,
        columns: ModuleType,
        document: Document,
        figures: Mapping[str, Drawing],
        empty: bool = True,
        **more: str,
    ) -> Report:
        """Return the report of a result, with the tables and the JSON object that a module declares.

        Parameters
        ----------
        columns : the module, with its `KIND`, `TABLES` and `SUMMARY`
        empty : whether tables without rows are kept
        more : sentences that the JSON object ends with
        """
        sheets = (table.sheet(result) for table in columns.TABLES)
        kept = tuple(sheet for sheet in sheets if empty or sheet.rows)
        return cls(columns.KIND, document, {**record(columns.SUMMARY, result), **more}, kept, figures)

    def files(self) -> dict[str, bytes]:
        """Return every file of the result, by name; the same bytes for the same plays."""
        files = {f"{sheet.name}.csv": csv_file(sheet) for sheet in self.sheets}
        files |= dictionary_file(self.sheets)
        for name, drawing in self.figures.items():
            files |= figure_files(name, drawing.draw())
        files[f"{self.kind}.json"] = json_file(self.summary)
        files[STORY] = as_markdown(self.document).encode()
        files[PAGE] = as_page(self.document, files)
        return dict(sorted(files.items()))


def json_file(value: Mapping[str, Any]) -> bytes:
    """Return a JSON object as a file."""
    # A path may hold bytes that are no text, as half surrogates: JSON has them as escapes.
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
