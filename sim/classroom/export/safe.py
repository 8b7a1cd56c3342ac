"""Safe: what people wrote, so that no spreadsheet takes it for anything but text.

Markdown and HTML are escaped where they are written (`sim.report.render.markdown`, `sim.report.render.html`).
"""

from __future__ import annotations

#: What makes a spreadsheet take a cell for a formula, by its first letter: the signs of arithmetic, also full
#: width, and what some programs skip before looking for them (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def in_a_cell(text: str) -> str:
    """Return a text for a cell of a spreadsheet: where it would be a formula, behind an apostrophe.

    Spaces before the first sign do not hide it. Spreadsheets show the apostrophe or take it as "this is
    text"; whoever reads the table by program takes away one apostrophe that stands before such a sign.
    """
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
