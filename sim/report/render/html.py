"""The page: a document as one HTML file that needs nothing else, not even a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from sim.report.document import COLOPHON, Document, Share
from sim.report.templates import filled, templates
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung

#: Verdana is drawn after the same outlines as DejaVu Sans, and is there where that is not.
_FONTS = "'DejaVu Sans', Verdana, sans-serif"
_REFERENCE = re.compile(r"(?:url\(|href=\")#([^)\"]+)")


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
    pages.globals |= {"rungs": tuple(Rung), "colophon": COLOPHON}
    return pages


def unbroken(text: str) -> Markup:
    """Return a text whose options (--seed) no browser breaks into two lines."""
    return Markup(re.sub(r"(?<![^\s])(--[\w-]+)", r'<span class="option">\1</span>', str(escape(text))))


def anchor(title: str) -> str:
    """Return the name by which a section is linked to."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def inline(svg: bytes, name: str) -> str:
    """Return a figure as part of a page: without a prologue, with ids of its own, as wide as there is room.

    Its text stays text. The element around it describes it for readers who cannot see it.

    Parameters
    ----------
    svg : a figure as this program writes it
    name : what its ids begin with
    """
    text = svg.decode()
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = text.replace("xlink:href=", "href=").replace("'DejaVu Sans'", _FONTS)
    text = re.sub(r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>", _opened, text, count=1)
    wanted = set(_REFERENCE.findall(text))
    text = re.sub(r" id=\"([^\"]+)\"", lambda m: f' id="{name}-{m[1]}"' if m[1] in wanted else "", text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    text = re.sub(r"href=\"#", f'href="#{name}-', text)
    return re.sub(r"\n\s*", "\n", text).strip()


def _opened(match: re.Match[str]) -> str:
    """Return the opening tag, its width in points as a custom property that the style sheet may use."""
    width = round(float(match[1].split()[2]))
    return f'<svg viewBox="{match[1]}" style="--drawn: {width}pt" aria-hidden="true" focusable="false">'
