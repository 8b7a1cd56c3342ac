"""Formula guard: protects users' text from being read as a formula by a spreadsheet, reversibly."""

from __future__ import annotations

import re

#: What may stand before a formula without hiding it: blanks and quotation marks.
_BLANK = r'(?:[^\S\t\r\n]|["\ufeff])*'
#: Signs that begin a formula, also full width (OWASP, CSV injection).
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
#: A number with its sign, as a whole cell, is no formula.
_NUMBER = r"(?!'*[+-][0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?\Z)"
#: Where a formula would begin: with the cell, or behind whatever separates cells and lines in some country.
_STARTS = re.compile(
    rf"\A{_NUMBER}(?='*{_BLANK}{_SIGN})|\A(?='*[ \u00a0]*[\t\r\n])|(?<=[;\t\r\n])(?='*{_BLANK}{_SIGN})"
)
#: A text without any of these holds no formula; most texts have none.
_RISK = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def guarded(text: str) -> str:
    """Return a text for a cell, with an apostrophe before everything that looks like a formula.

    Where a semicolon separates, a spreadsheet cuts our cells at semicolons, whatever quotation marks
    say; so does a line break. A formula may begin behind each.
    """
    return _STARTS.sub("'", text) if _RISK.search(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    starts = [found.start() for found in _STARTS.finditer(text)]
    for start in reversed(starts):
        if text[start : start + 1] == "'":
            text = text[:start] + text[start + 1 :]
    return text
