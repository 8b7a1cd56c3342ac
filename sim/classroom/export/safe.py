"""Safe: what people wrote, so that no program that opens it takes it for anything but text."""

from __future__ import annotations

import re

#: What makes a spreadsheet take a cell for a formula, by its first letter: the signs of arithmetic, also full
#: width, and what some programs skip before looking for them (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: What Markdown, and the HTML within it, would take for a sign of its own.
_MARKS = re.compile(r"[\\`*_{}\[\]()#~!$@]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}


def in_a_cell(text: str) -> str:
    """Return a text for a cell of a spreadsheet: where it would be a formula, behind an apostrophe.

    Spaces before the first sign do not hide it. Spreadsheets show the apostrophe or take it as "this is
    text"; whoever reads the table by program takes away one apostrophe that stands before such a sign.
    """
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def in_markdown(text: str) -> str:
    """Return a text for Markdown, where no sign in it means anything, nor an address becomes a link."""
    escaped = _MARKS.sub(r"\\\g<0>", text)
    escaped = "".join(_ENTITIES.get(letter, letter) for letter in escaped)
    return escaped.replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
