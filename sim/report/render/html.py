"""The page: a document as one HTML file that needs nothing else, not even a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from sim.report.document import Document, Share
from sim.report.render.inline import inline
from sim.report.templates import filled, templates
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: What the page is called in a results folder.
PAGE = "page.html"


def as_page(document: Document, files: Mapping[str, bytes]) -> bytes:
    """Write a document as a self-contained HTML page, the same bytes for the same document and figures.

    Parameters
    ----------
    files : where the figures that it shows are found, NAME.svg
    """
    drawn = {
        name.removesuffix(".svg"): Markup(inline(content, name.removesuffix(".svg")))
        for name, content in files.items()
        if name.endswith(".svg")
    }
    return filled(_pages(), "sim.report", "page.html", "style.css", document=document, drawn=drawn)


@cache
def _pages() -> Environment:
    pages = templates("sim.report")
    pages.filters |= {
        "percent": percent,
        "anchor": anchor,
        "per_cent": lambda share: f"{100 * share:.4g}",
        "unbroken": unbroken,
    }
    pages.tests["share"] = lambda cell: isinstance(cell, Share)
    pages.globals["rungs"] = tuple(Rung)
    return pages


def unbroken(text: str) -> Markup:
    """Return a text whose options (--seed) no browser breaks into two lines."""
    return Markup(re.sub(r"(?<![^\s])(--[\w-]+)", r'<span class="option">\1</span>', str(escape(text))))


def anchor(title: str) -> str:
    """Return the name by which a section is linked to."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
