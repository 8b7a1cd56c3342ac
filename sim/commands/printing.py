"""Printing a result: one JSON object, the page, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sim.commands.options import console
from sim.report.document import Document
from sim.report.render.terminal import as_terminal


def print_result(
    document: Document, summary: Mapping[str, Any], as_json: bool, quiet: bool, written: str = ""
) -> None:
    """Print the summary as JSON, or the page and where the result was written; nothing if quiet."""
    if as_json:
        print(json.dumps(summary, ensure_ascii=False))
    elif not quiet:
        page = console()
        page.print(as_terminal(document, page.width))
        print(f"\n{written}" if written else "", end="\n" if written else "")
