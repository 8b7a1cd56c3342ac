"""The folder of a judged record: page, tables, figures, summary."""

from __future__ import annotations

import json

from rich.console import Console

from sim.report.figures.record import calibration, record
from sim.report.folder import rendered
from sim.report.record_page import record_page, record_summary, record_tables
from sim.study.record import Verdict


def record_files(verdict: Verdict) -> dict[str, bytes]:
    """Return every file of a judged record, by name; the same bytes for the same trials."""
    files = {name: text.encode() for name, text in record_tables(verdict).items()}
    files["record.json"] = (json.dumps(record_summary(verdict), indent=1) + "\n").encode()
    files["record.txt"] = _as_text(verdict).encode()
    for name, figure in (("record", record(verdict)), ("calibration", calibration(verdict))):
        for kind in ("svg", "png"):
            files[f"{name}.{kind}"] = rendered(figure, kind)
    return files


def _as_text(verdict: Verdict) -> str:
    console = Console(width=120, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(record_page(verdict))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
