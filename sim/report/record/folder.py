"""The folder of a judged record: page, tables, figures, summary."""

from __future__ import annotations

import json

from sim.report.figures.drawing import figure_files
from sim.report.figures.record import calibration, record
from sim.report.record.document import record_document
from sim.report.record.page import record_page, record_summary, record_tables
from sim.report.render.html import PAGE, as_page
from sim.report.render.terminal import page_as_text
from sim.study.record import Verdict


def record_files(verdict: Verdict) -> dict[str, bytes]:
    """Return every file of a judged record, by name; the same bytes for the same trials."""
    files = {name: text.encode() for name, text in record_tables(verdict).items()}
    files["record.json"] = (json.dumps(record_summary(verdict), indent=1) + "\n").encode()
    files["record.txt"] = page_as_text(record_page(verdict)).encode()
    for name, figure in (("record", record(verdict)), ("calibration", calibration(verdict))):
        files |= figure_files(name, figure)
    return {**files, PAGE: as_page(record_document(verdict), files)}
